"""What a planner wants to know of a plan first, as tables for the terminal and as plain data."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

import pandas as pd
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.plan.metrics import bench_depth, holders_at, months_vacant, moves_by_kind, today_holders
from planner.plan.plan import Plan, Tier
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date

SHOWN: Final = 4
"""Rows of a list that the summary prints; the plan's folder has them all."""

STATUS: Final = {
    "optimal": "optimal: no better plan exists",
    "feasible": "feasible: a better plan may exist, see the proof",
    "infeasible": "infeasible: the decisions taken and the hard targets contradict each other",
    "no_plan": "no plan found in the time given",
    "invalid": "invalid: the plan breaks a rule",
}

MEASURED: Final = {
    "fill": "weighted months empty",
    "bench": "successors missing",
    "mix": "weighted persons off target",
    "fit": "points",
}


def summary(plan: Plan) -> RenderableType:
    """The plan on about one screen: posts, bench, mix, moves and the proof.

    Parameters
    ----------
    plan : Plan
        A plan of any status; without stints only the status is shown.
    """
    settings, scenario = plan.scenario.settings, plan.scenario
    last = month_date(scenario.start + settings.horizon_months)
    heading = Text(f"{settings.title or settings.name}, {settings.as_of} to {last}\n", style="bold")
    heading.append(STATUS[plan.status])
    if plan.status not in ("optimal", "feasible"):
        return heading
    figures = summary_json(plan)
    total = Text(f"{sum(plan.provenance.get('seconds', {}).values()):.1f} seconds in all")
    parts = [heading, _figures(figures), _vacancies(plan), _mix(plan), _proof(plan.tiers), total]
    return Group(*(part for part in parts if part is not None))


def summary_json(plan: Plan) -> dict[str, Any]:
    """The figures of the summary as plain data."""
    return {
        "scenario": plan.scenario.settings.name,
        "status": plan.status,
        "tiers": [{**asdict(tier), "proven": tier.proven} for tier in plan.tiers],
        "posts": _post_figures(plan),
        "bench": _bench_figures(plan),
        "mix": {
            "targets": int(plan.mix["target"].nunique()),
            "short": int(plan.mix["short"].sum()),
            "over": int(plan.mix["over"].sum()),
        },
        "moves": _move_figures(plan),
        "provenance": dict(plan.provenance),
    }


def _post_figures(plan: Plan) -> dict[str, int]:
    """Seats held today and at the end, and months of empty seats with and without the plan."""
    scenario, vacant = plan.scenario, months_vacant(plan)
    last = scenario.start + scenario.settings.horizon_months - 1
    return {
        "posts": len(scenario.posts),
        "seats": int(scenario.posts["seats"].sum()),
        "held_today": len(today_holders(scenario)),
        "held_at_end": len(holders_at(plan, last)),
        "months_empty_unmoved": vacant.before,
        "months_empty": vacant.after,
    }


def _bench_figures(plan: Plan) -> dict[str, int]:
    """Posts that need successors, how many have enough, and what changes on the lists."""
    depth = bench_depth(plan)
    depth = depth[depth["wanted"] > 0]
    actions = plan.bench["action"].value_counts()
    return {
        "posts": len(depth),
        "enough": int((depth["near"] + depth["next"] >= depth["wanted"]).sum()),
        "enough_today": int((depth["today"] >= depth["wanted"]).sum()),
        "ready_now": int((depth["near"] > 0).sum()),
        "kept": int(actions.get("keep", 0)),
        "added": int(actions.get("add", 0)),
    }


def _move_figures(plan: Plan) -> dict[str, Any]:
    """New stints by kind, and the chains of moves that they form."""
    kinds = moves_by_kind(plan)
    lengths = plan.moves.groupby("chain").size()
    return {
        "total": sum(kinds.values()),
        "kinds": kinds,
        "chains": len(lengths),
        "longest_chain": int(lengths.max()) if len(lengths) else 0,
    }


def _figures(figures: dict[str, Any]) -> Table:
    posts, bench, moves = figures["posts"], figures["bench"], figures["moves"]
    kinds = ", ".join(_count(number, kind) for kind, number in moves["kinds"].items())
    grid = Table.grid(padding=(0, 2))
    _add(
        grid,
        "Posts",
        f"{_count(posts['seats'], 'seat')}: {posts['held_today']} held today, {posts['held_at_end']} at the end; "
        f"{_count(posts['months_empty'], 'month')} empty in all ({posts['months_empty_unmoved']} if nobody moved)",
    )
    _add(
        grid,
        "Moves",
        f"{_count(moves['total'], 'move')}{f' ({kinds})' if kinds else ''} in {_count(moves['chains'], 'chain')}; "
        f"the longest has {_count(moves['longest_chain'], 'move')}",
    )
    _add(
        grid,
        "Bench",
        f"{_count(bench['posts'], 'post')}: {bench['enough']} with enough successors (today {bench['enough_today']}), "
        f"{bench['ready_now']} with one ready now; {_count(bench['kept'], 'listing')} kept, {bench['added']} added",
    )
    return grid


def _vacancies(plan: Plan) -> Table | None:
    """The seats that stay empty, the heaviest first."""
    if plan.vacancies.empty:
        return None
    names = _post_names(plan)
    table = _table("Left empty", "Post", "From", "Until", "Why")
    heaviest = plan.vacancies.sort_values("weighted", ascending=False, kind="stable")
    for row in heaviest.head(SHOWN).to_dict("records"):
        _add(table, names[row["post"]], row["start"][:7], row["end"][:7], row["why"])
    if len(heaviest) > SHOWN:
        table.caption = f"and {len(heaviest) - SHOWN} more in vacancies.csv"
    return table


def _post_names(plan: Plan) -> dict[str, str]:
    """What a planner calls each post: its unit and title, or its id."""
    book, _ = resolve(plan.scenario)
    units = dict(zip(plan.scenario.units["unit"], plan.scenario.units["name"], strict=True))
    names = {}
    for post, unit, title in plan.scenario.posts[["post", "unit", "title"]].itertuples(index=False):
        known = [units.get(unit) or unit, book.titles[title].name if title in book.titles else title]
        names[post] = ", ".join(filter(None, known)) or post
    return names


def _mix(plan: Plan) -> Table | None:
    """Each target with its persons today and planned, all its parts and dates together."""
    if plan.mix.empty:
        return None
    table = _table("Mix", "Target", "Where", "Today", "Planned", "Asked", "Persons")
    for column in table.columns[2:5]:
        column.justify = "right"
    for (target, scope), rows in plan.mix.groupby(["target", "scope"], sort=False):
        last = rows[rows["date"] == rows["date"].max()]
        where = f"{scope} ({len(last)})" if len(last) > 1 else str(scope)
        sums = [str(int(last[column].sum())) for column in ("today", "planned")]
        _add(table, str(target), where, *sums, _asked(last), _missed(rows))
    return table


def _asked(rows: pd.DataFrame) -> str:
    lower, upper = (rows[bound].sum(min_count=1) for bound in ("lower", "upper"))
    if pd.isna(upper):
        return f"≥ {lower}"
    return f"≤ {upper}" if pd.isna(lower) else f"{lower}-{upper}"


def _missed(rows: pd.DataFrame) -> str:
    missed = [f"{int(rows[side].sum())} {side}" for side in ("short", "over") if rows[side].sum()]
    return ", ".join(missed) or "reached"


def _proof(tiers: Sequence[Tier]) -> Table:
    """What was reached and proven of each goal."""
    table = _table("Proof", "Goal", "Measured in", "Better is", "Reached", "Bound", "Seconds", "")
    for column in table.columns[3:6]:
        column.justify = "right"
    for tier in tiers:
        better = "lower" if tier.sense == "min" else "higher"
        proven = "proven best" if tier.proven else f"gap {tier.gap:.2%}"
        _add(
            table,
            tier.name,
            MEASURED.get(tier.name, ""),
            better,
            str(tier.value),
            str(tier.bound),
            f"{tier.seconds:.1f}",
            proven,
        )
    return table


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, caption_justify="left")
    for heading in headings:
        table.add_column(heading)
    return table


def _add(table: Table, *cells: str) -> None:
    """Add a row of plain text: square brackets in a planner's names are no markup."""
    table.add_row(*map(Text, cells))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
