"""What a simulation of departures says, as text for the terminal, as plain data and as CSV tables."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from planner.explore.outcomes import Outcome
from planner.explore.play import LONGEST
from planner.explore.simulate import Simulation
from planner.language import _, grouped, ngettext, share
from planner.plan.plan import Plan
from planner.report.names import post_names, records, unit_names
from planner.report.plain_table import PlainTable, rest

MOST_POSTS: Final = 10
MOST_UNITS: Final = 8
"""Rows that are shown; ``--json`` and the CSV tables have them all."""


def measure_words() -> Mapping[str, str]:
    """What each measure is called."""
    return {
        "empty": _("months empty beside those by plan"),
        "in_all": _("months empty in all"),
        "open_at_end": _("posts left empty at the end"),
        "moves": _("posts filled from a bench"),
        "unready": _("of them by somebody not ready yet"),
        "longest": _("moves of the longest chain"),
        "lapsed": _("planned placements that lapse"),
    }


def simulation_tables(plans: Sequence[Plan], found: Outcome) -> RenderableType:
    """What was assumed, what happens, how plans differ, and the posts and units that are empty longest.

    Parameters
    ----------
    plans : sequence of Plan
        Those that were played, for the names of posts and units.
    found : Outcome
    """
    posts, units = (
        {of: name for plan in plans for of, name in names(plan).items()} for names in (post_names, unit_names)
    )
    parts: list[RenderableType] = [Text(finding(found), style="bold")]
    parts += [Text(line) for line in assumed(found.simulation)]
    parts.append(_outcome(found))
    if len(found.simulation.names) > 1:
        parts.append(_compared(found))
    parts.append(_chains(found))
    parts += _places(found, found.posts, "post", posts, MOST_POSTS)
    parts += _places(found, found.units, "unit", units, MOST_UNITS)
    return Group(*parts)


def simulation_json(found: Outcome) -> dict[str, Any]:
    """The same as plain data, whole."""
    simulation = found.simulation
    return {
        "runs": simulation.runs,
        "seed": simulation.seed,
        "months": simulation.months,
        "plans": list(simulation.names),
        "settings": simulation.settings.model_dump(mode="json"),
        **{name: json.loads(frame.to_json(orient="records")) for name, frame in found.tables().items()},
    }


def finding(found: Outcome) -> str:
    """The answer in a sentence."""
    simulation = found.simulation
    if len(simulation.names) == 1:
        row, by_plan = _row(found.summary, measure="empty"), int(found.posts["by_plan"].sum())
        words = _(
            "Beside the {by_plan} months by plan posts stay empty for {p50} months in the middle run, "
            "for {p5} to {p95} in 9 of 10"
        )
        return words.format(by_plan=grouped(by_plan), **{edge: grouped(row[edge]) for edge in ("p5", "p50", "p95")})
    means = found.summary[found.summary["measure"] == "empty"].sort_values("mean", kind="stable")
    best, worst = records(means)[0], records(means)[-1]
    words = _(
        "Beside the months by plan posts stay empty for {low} months on average with “{best}”, "
        "for {high} with “{worst}”"
    )
    return words.format(
        best=best["plan"], low=grouped(best["mean"], 1), worst=worst["plan"], high=grouped(worst["mean"], 1)
    )


def assumed(simulation: Simulation) -> list[str]:
    """Runs and settings in words, with where the defaults come from."""
    chosen = simulation.settings
    shares = [
        _("{share} of all people by illness or death").format(share=chosen.health),
        _("{share} of holders to posts elsewhere").format(share=chosen.promotion),
        _("{share} of those with at most {months} months of service left retire early").format(
            share=chosen.early_retirement, months=chosen.early_months
        ),
        *(
            _("{share} of {name} ({column} {values})").format(
                share=group.yearly, name=group.name, column=group.column, values=", ".join(group.values)
            )
            for group in chosen.groups
        ),
    ]
    filled = ngettext(
        "a post is filled after {n} month at the earliest",
        "a post is filled after {n} months at the earliest",
        chosen.refill_months,
    ).format(n=chosen.refill_months)
    unready = (
        _("only by who is ready") if chosen.only_ready else _("by who is not ready yet only if nobody else is there")
    )
    return [
        _("{runs} runs of {months} months, seed {seed}").format(
            runs=grouped(simulation.runs), months=simulation.months, seed=simulation.seed
        ),
        _("Assumed to leave within a year: {shares}; {filled}, {unready}.").format(
            shares=", ".join(shares), filled=filled, unready=unready
        ),
        _("Unless the scenario sets them (`simulate`), these are assumptions of this program, measured nowhere."),
    ]


def interval_note() -> str:
    """What the figures stand for."""
    return _("± bounds the mean with 95 % confidence; percentiles are those of the runs.")


def _outcome(found: Outcome) -> PlainTable:
    words, several = measure_words(), len(found.simulation.names) > 1
    left = [
        (_("people who leave by lot: {cause}").format(cause=_cause(row["cause"])), "", *_spread(row))
        for row in records(found.departures)
    ]
    rows = [(words[row["measure"]], row["plan"], *_spread(row)) for row in records(found.summary)]
    rows.sort(key=lambda row: list(words.values()).index(row[0]))
    headings = (_("In a run"), _("Plan"), _("Mean"), "±", "5 %", _("Median"), "95 %")
    table = [row if several else (row[0], *row[2:]) for row in (*left, *rows)]
    shown = headings if several else (headings[0], *headings[2:])
    return PlainTable("", shown, table, right=headings[2:], caption=interval_note())


def _compared(found: Outcome) -> PlainTable:
    words = measure_words()
    first = found.simulation.names[0]
    headings = (_("Less in a run"), _("Plan"), _("Mean"), "±", _("Runs with less"), _("the same"), _("more"))
    rows = [
        (
            words[row["measure"]],
            row["plan"],
            f"{row['mean']:+.2f}",
            grouped(row["high"] - row["mean"], 2),
            *(share(row[part]) for part in ("less", "same", "more")),
        )
        for row in records(found.differences)
    ]
    title = _("Compared with {plan}, run by run on the same departures").format(plan=first)
    return PlainTable(title, (_("In a run"), *headings[1:]), rows, right=headings[2:])


def _chains(found: Outcome) -> PlainTable:
    names = found.simulation.names
    means = {(row["plan"], row["moves"]): row["mean"] for row in records(found.chains)}
    last = max((row["moves"] for row in records(found.chains) if row["mean"] > 0), default=0)
    rows = [
        (
            _("{n} or more").format(n=moves) if moves == LONGEST else str(moves),
            *(grouped(means[name, moves], 2) for name in names),
        )
        for moves in range(last + 1)
    ]
    title = _("Chains: moves that a post sets off which falls open unplanned, and how many such chains a run has")
    return PlainTable(title, (_("Moves"), *names), rows, right=(_("Moves"), *names))


def _places(
    found: Outcome, frame: pd.DataFrame, column: str, labels: Mapping[str, str], most: int
) -> list[RenderableType]:
    """Posts or units that are empty longest in the first plan, with the means of the other plans."""
    names = found.simulation.names
    hit = frame[(frame["plan"] == names[0]) & (frame["mean"] > 0)]
    if hit.empty:
        return []
    means = {(row["plan"], row[column]): row["mean"] for row in records(frame)}
    rows = [
        (
            labels.get(row[column], row[column]),
            grouped(row["mean"], 2),
            grouped(row["high"] - row["mean"], 2),
            *(grouped(means[name, row[column]], 2) if (name, row[column]) in means else "–" for name in names[1:]),
            share(row["risk"]),
            f"{grouped(100 * row['risk_low'], 1)}–{share(row['risk_high'], 1)}",
            share(row["at_end"], 1),
        )
        for row in records(hit.head(most))
    ]
    heads = (
        _("Months empty"), "±", *(_("in {plan}").format(plan=name) for name in names[1:]),
        _("Runs with any"), _("95 %"), _("Empty at the end"),
    )  # fmt: skip
    what = (
        (_("Post"), _("Posts empty longest"))
        if column == "post"
        else (_("Unit"), _("Units whose posts are empty longest"))
    )
    table = PlainTable(what[1], (what[0], *heads), rows, right=heads, spare=(_("95 %"), "±"))
    more = rest(len(hit) - len(rows), _("with --json or --out"))
    return [table, *([Text(more)] if more else [])]


def _row(frame: pd.DataFrame, **keys: str) -> dict[str, Any]:
    return next(row for row in records(frame) if all(row[key] == value for key, value in keys.items()))


def _spread(row: Mapping[str, Any]) -> tuple[str, ...]:
    half = row["high"] - row["mean"]
    return grouped(row["mean"], 2), grouped(half, 2), *(grouped(row[edge]) for edge in ("p5", "p50", "p95"))


def _cause(cause: str) -> str:
    known = {
        "health": _("illness or death"),
        "promotion": _("to posts elsewhere"),
        "early_retirement": _("early retirement"),
        "holders": _("of all, those in post today"),
    }
    return known.get(cause, cause)
