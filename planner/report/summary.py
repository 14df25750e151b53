"""What a planner wants to know of a plan first, as tables for the terminal and as plain data."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

import pandas as pd
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.language import _, counted, day, grouped, marked, month
from planner.model.rules.pins import action_words
from planner.plan.metrics import bench_depth, holders_at, months_vacant, moves_by_kind, released, today_holders
from planner.plan.plan import Plan
from planner.report.names import cadre_names, committees, post_names, records, scope_names, wanted_posts
from planner.report.outcomes import (
    committee_figures,
    committee_line,
    dual_figures,
    dual_line,
    return_figures,
    return_line,
    review_figures,
    review_line,
    training_figures,
    training_line,
)
from planner.report.plain_table import PlainTable, rest
from planner.report.proven import ENDED, proof_table, seconds_line
from planner.report.retold import why_words
from planner.report.words import say, scope_words
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date

SHOWN: Final = 4
"""Rows of the empty posts that the summary prints; the plan's folder has them all."""
SHOWN_RELEASED: Final = 6
"""Rows of those who leave a post with service left; ``--json`` has them all."""

SHOWN_RETURNS: Final = 6
"""Rows of those who come back from a rotation."""
NAMED_OUTCOMES: Final = ("without_place", "returns")
"""What becomes of a rotation that the summary tells by name, in this order."""

STATUS: Final = {
    "optimal": marked("optimal: no better plan exists"),
    "feasible": marked("feasible: a better plan may exist, see the proof"),
    "infeasible": (
        marked(
            "infeasible: no plan keeps every rule: the pins, the hard targets and the rules in force "
            "contradict each other"
        )
    ),
    "no_plan": marked("no plan was found"),
    "invalid": marked("invalid: the plan breaks a rule"),
}

RELEASED_BY: Final = {
    "tenure_cap": marked("tenure cap"),
    "planned": marked("vacant_from"),
    "rotation": marked("rotation_until"),
}
"""Why somebody leaves a post with service left, in words."""

BINDING_PINS: Final = ("place", "list", "keep")
"""Actions of pins that ask for something; the others only forbid."""


def has_plan(plan: Plan) -> bool:
    """Whether there are decisions to show and keep, and not only a status."""
    return plan.status in ("optimal", "feasible")


def summary(plan: Plan) -> RenderableType:
    """The plan on about one screen: posts, bench, mix, moves and the proof.

    Parameters
    ----------
    plan : Plan
        A plan of any status; without stints only the status is shown, and what may be the cause.
    """
    settings, scenario = plan.scenario.settings, plan.scenario
    last = month_date(scenario.start + settings.horizon_months)
    heading = Text(
        _("{scenario}, {as_of} to {last}").format(
            scenario=settings.title or settings.name, as_of=day(settings.as_of), last=day(last)
        )
        + "\n",
        style="bold",
    )
    if not has_plan(plan):
        return heading.append(no_plan_message(plan))
    heading.append(status_line(plan))
    figures = summary_json(plan)
    tables = [_vacancies(plan), _returning(plan, figures["returns"]), _released(plan), _mix(plan), proof_table(plan)]
    parts = [heading, _figures(plan, figures), *tables, Text(seconds_line(plan))]
    return Group(*(part for part in parts if part is not None))


def status_line(plan: Plan) -> str:
    """Whether a plan with decisions is the best one and, where that is not known, what ended the search."""
    ended = "" if plan.status == "optimal" else ENDED.get(plan.provenance.get("ended_by", ""), "")
    return _(STATUS[plan.status]) + _(ended)


def summary_json(plan: Plan) -> dict[str, Any]:
    """The figures of the summary as plain data; without a plan there are none."""
    head = {"scenario": plan.scenario.settings.name, "status": plan.status}
    if not has_plan(plan):
        return {**head, "message": no_plan_message(plan)}
    return {
        **head,
        "tiers": [{**asdict(tier), "proven": tier.proven} for tier in plan.tiers],
        "posts": _post_figures(plan),
        "bench": _bench_figures(plan),
        "mix": {
            "targets": int(plan.mix["target"].nunique()),
            "short": int(plan.mix["short"].sum()),
            "over": int(plan.mix["over"].sum()),
        },
        "moves": _move_figures(plan),
        "returns": return_figures(plan),
        "training": training_figures(plan),
        "review": review_figures(plan),
        "dual_roles": dual_figures(plan),
        "committees": committee_figures(plan),
        "released": [
            {**row, "months_left": None if pd.isna(row["months_left"]) else int(row["months_left"])}
            for row in released(plan).to_dict("records")
        ],
        "provenance": dict(plan.provenance),
    }


def no_plan_message(plan: Plan) -> str:
    """Why there is no plan and, where decisions and rules contradict each other, which ones to look at."""
    message = _(STATUS[plan.status])
    if plan.status != "infeasible":
        return message + _(ENDED.get(plan.provenance.get("ended_by", ""), ""))
    candidates = [*_binding_pins(plan), *_hard_targets(plan)]
    if not candidates:
        nothing = _("There are no pins of this kind and no hard targets: look at the rules in force.")
        return f"{message}.\n{nothing}"
    return "\n".join([f"{message}.", _("Look at:"), *(f"  {candidate}" for candidate in candidates)])


def _binding_pins(plan: Plan) -> Iterator[str]:
    scenario, people, names = plan.scenario, cadre_names(plan), post_names(plan)
    if not resolve(scenario)[0].on("pins"):
        return
    for row, pin in enumerate(scenario.pins.to_dict("records")):
        if pin["action"] in BINDING_PINS:
            since = _(" from {date}").format(date=day(pin["from"])) if pin["from"] else ""
            reason = f" ({pin['reason']})" if pin["reason"] else ""
            who, where = people[pin["cadre"]], names[pin["post"]]
            yield _("{place}: {action} {who} in {where}{since}{reason}").format(
                place=scenario.place("pins", row),
                action=action_words(pin["action"]),
                who=who,
                where=where,
                since=since,
                reason=reason,
            )


def _hard_targets(plan: Plan) -> Iterator[str]:
    for target in plan.scenario.settings.mix:
        if target.hard:
            yield _("hard target: {name}").format(name=target.name)


def _post_figures(plan: Plan) -> dict[str, int]:
    """Seats that are to be filled: held today and at the end, and months of empty seats with and without the plan."""
    scenario, vacant, wanted = plan.scenario, months_vacant(plan), wanted_posts(plan)
    last = scenario.start + scenario.settings.horizon_months - 1
    today, at_end = (holders["post"].isin(wanted) for holders in (today_holders(scenario), holders_at(plan, last)))
    return {
        "posts": len(wanted),
        "seats": int(scenario.posts.loc[scenario.posts["post"].isin(wanted), "seats"].sum()),
        "held_today": int(today.sum()),
        "held_at_end": int(at_end.sum()),
        "months_empty_unmoved": vacant.before,
        "months_empty": vacant.after,
    }


def _bench_figures(plan: Plan) -> dict[str, int]:
    """Posts that need successors, how many have enough, and what changes on the lists."""
    depth = bench_depth(plan)
    depth = depth[(depth["wanted"] > 0) & ~depth["post"].isin(committees(plan))]
    readied = depth["post"].isin(plan.bench.loc[plan.bench["ready_on"] != "", "post"])
    actions = plan.bench["action"].value_counts()
    return {
        "posts": len(depth),
        "enough": int((depth["near"] + depth["next"] >= depth["wanted"]).sum()),
        "enough_today": int((depth["today"] >= depth["wanted"]).sum()),
        "ready_now": int((depth["near"] > 0).sum()),
        "ready_by_course": int(((depth["near"] == 0) & readied).sum()),
        "kept": int(actions.get("keep", 0)),
        "added": int(actions.get("add", 0)),
    }


def _move_figures(plan: Plan) -> dict[str, Any]:
    """New stints by kind, and the chains of moves that they form."""
    kinds = {kind: number for kind, number in moves_by_kind(plan).items() if kind != "dual"}
    lengths = plan.moves.groupby("chain").size()
    return {
        "total": sum(kinds.values()),
        "kinds": kinds,
        "chains": len(lengths),
        "longest_chain": int(lengths.max()) if len(lengths) else 0,
    }


def figure_lines(plan: Plan, figures: dict[str, Any]) -> dict[str, str]:
    """One line on each subject that the plan has something of.

    Parameters
    ----------
    plan : Plan
        With decisions.
    figures : dict
        From ``summary_json``.
    """
    posts, bench, moves = figures["posts"], figures["bench"], figures["moves"]
    kinds = ", ".join(say(f"moves.{kind}", n=number) for kind, number in moves["kinds"].items())
    by_course = bench["ready_by_course"]
    review = figures["review"]
    reviewed = review.get("continue") or review.get("remove")
    worse = posts["months_empty"] > posts["months_empty_unmoved"]
    listings = "" if reviewed else _("; {listings} added").format(listings=counted(bench["added"], "listing"))
    lines = {
        _("Posts"): _(
            "{seats}: {today} held today, {end} at the end; {months} empty in all ({unmoved} if nobody moved)"
        ).format(
            seats=counted(posts["seats"], "seat"),
            today=grouped(posts["held_today"]),
            end=grouped(posts["held_at_end"]),
            months=counted(posts["months_empty"], "month"),
            unmoved=grouped(posts["months_empty_unmoved"]),
        )
        + _("; more months are empty than if nobody moved") * worse,
        _("Moves"): _("{moves}{kinds} in {chains}; the longest has {longest}").format(
            moves=counted(moves["total"], "move"),
            kinds=f" ({kinds})" if kinds else "",
            chains=counted(moves["chains"], "chain"),
            longest=counted(moves["longest_chain"], "move"),
        ),
        _("Bench"): _(
            "{posts}: {enough} with enough successors (today {today}), {near} with one ready now{by_course}{listings}"
        ).format(
            posts=counted(bench["posts"], "post"),
            enough=grouped(bench["enough"]),
            today=grouped(bench["enough_today"]),
            near=grouped(bench["ready_now"]),
            by_course=_(", {n} more after a course").format(n=grouped(by_course)) if by_course else "",
            listings=listings,
        ),
        _("Listings"): review_line(review) if reviewed else "",
        _("Returns"): return_line(figures["returns"]) if figures["returns"] else "",
        _("Two posts"): dual_line(plan, figures["dual_roles"]) if figures["dual_roles"] else "",
        _("Courses"): training_line(plan) if figures["training"] else "",
        _("Committees"): committee_line(plan, figures["committees"]) if figures["committees"] else "",
    }
    return {subject: line for subject, line in lines.items() if line}


def _figures(plan: Plan, figures: dict[str, Any]) -> Table:
    grid = Table.grid(padding=(0, 2))
    for subject, line in figure_lines(plan, figures).items():
        # square brackets in a planner's names are no markup
        grid.add_row(Text(subject), Text(line))
    return grid


def _vacancies(plan: Plan) -> RenderableType | None:
    """The seats that stay empty, the heaviest first."""
    if plan.vacancies.empty:
        return None
    names = post_names(plan)
    heaviest = plan.vacancies.sort_values("weighted", ascending=False, kind="stable")
    return PlainTable(
        _("Left empty"),
        (_("Post"), _("From"), _("Until"), _("Why")),
        rows=[
            (names[row["post"]], month(row["start"]), month(row["end"]), why_words(row["why"]))
            for row in heaviest.head(SHOWN).to_dict("records")
        ],
        spare=(_("Until"),),
        caption=rest(len(heaviest) - SHOWN, _("in vacancies.csv")),
    )


def _returning(plan: Plan, figures: dict[str, Any]) -> RenderableType | None:
    """Who comes back from a rotation and where to, those first for whom there is no place."""
    rows = [row for row in figures.get("rows", ()) if row["outcome"] in NAMED_OUTCOMES]
    if not rows:
        return None
    people, names = cadre_names(plan), post_names(plan)
    rows.sort(key=lambda row: (NAMED_OUTCOMES.index(row["outcome"]), row["date"]))
    return PlainTable(
        _("Back from rotation"),
        (_("Name"), _("From"), _("When"), _("Placement"), _("Grade")),
        rows=[
            (
                people[row["cadre"]],
                names[row["post"]],
                month(row["date"]),
                names.get(row["placement"], _("none")),
                "" if row["step"] is None else f"{row['step']:+d}" if row["step"] else _("same"),
            )
            for row in rows[:SHOWN_RETURNS]
        ],
        right=(_("Grade"),),
        spare=(_("Grade"), _("From")),
        caption=rest(len(rows) - SHOWN_RETURNS, _("in returns.csv")),
    )


def _released(plan: Plan) -> RenderableType | None:
    """Who leaves a post by tenure cap or decision, still serves and gets no other post; rotations are told above."""
    leaving = released(plan)
    leaving = leaving[~leaving["cadre"].isin(plan.tables["returns"]["cadre"])]
    if leaving.empty:
        return None
    people, names = cadre_names(plan), post_names(plan)
    return PlainTable(
        _("Leave a post with service left and no next post in this plan: {people}").format(
            people=counted(len(leaving), "people")
        ),
        (_("Name"), _("Post"), _("Leaves"), _("Why"), _("Years left")),
        rows=[
            (
                people[row["cadre"]],
                names[row["post"]],
                month(row["date"]),
                _(RELEASED_BY[row["why"]]),
                _("not known") if pd.isna(row["months_left"]) else str(row["months_left"] // 12),
            )
            for row in records(leaving.head(SHOWN_RELEASED))
        ],
        right=(_("Years left"),),
        spare=(_("Why"),),
        caption=rest(len(leaving) - SHOWN_RELEASED, _("with --json")),
    )


def _mix(plan: Plan) -> RenderableType | None:
    """Each target with its persons today and planned, all its parts and dates together."""
    if plan.mix.empty:
        return None
    cells, named = [], scope_names(plan)
    for (target, scope), rows in plan.mix.groupby(["target", "scope"], sort=False):
        last = rows[rows["date"] == rows["date"].max()]
        where = scope_words(str(scope), named) + (f" ({len(last)})" if len(last) > 1 else "")
        sums = [str(int(last[column].sum())) for column in ("today", "planned")]
        cells.append((str(target), where, *sums, asked(last), missed(rows)))
    return PlainTable(
        _("Mix"),
        (_("Target"), _("Where"), _("Today"), _("Planned"), _("Asked"), _("Persons")),
        rows=cells,
        right=(_("Today"), _("Planned"), _("Asked")),
        spare=(_("Where"), _("Today")),
    )


def asked(rows: pd.DataFrame) -> str:
    """What a target asks for in all its parts together: ``≥ 29``, ``≤ 8`` or ``90-96``."""
    lower, upper = (rows[bound].sum(min_count=1) for bound in ("lower", "upper"))
    if pd.isna(upper):
        return f"≥ {lower}"
    return f"≤ {upper}" if pd.isna(lower) else f"{lower}-{upper}"


def missed(rows: pd.DataFrame) -> str:
    """How many persons a target is short or over in all its parts together: ``2 short``."""
    missed = [
        words.format(n=int(rows[side].sum()))
        for side, words in (("short", _("{n} short")), ("over", _("{n} over")))
        if rows[side].sum()
    ]
    return ", ".join(missed) or _("reached")
