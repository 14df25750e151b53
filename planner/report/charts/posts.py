"""The posts and people of a plan as charts name and order them."""

from typing import Any

import pandas as pd

from planner.plan.plan import Plan
from planner.plan.verify.facts import read_facts
from planner.report.words import count, say
from planner.rulebook.rulebook import Title, resolve
from planner.scenario.dates import month_date, month_index


def charted_posts(plan: Plan) -> pd.DataFrame:
    """All posts in the order of units, then of titles.

    Returns
    -------
    pandas.DataFrame
        ``post``, ``unit``, ``unit_name``, ``kind`` (of the unit), ``title``,
        ``title_name``, ``title_name_vi``, ``label`` (unit and title), ``key``
        and ``seats``.
    """
    scenario = plan.scenario
    book = resolve(scenario)[0]
    unit_names = units_by_name(plan)
    kinds = dict(zip(scenario.units["unit"], scenario.units["kind"], strict=True))
    ranks = {unit: rank for rank, unit in enumerate(unit_names)}
    title_ranks = {title: rank for rank, title in enumerate(book.titles)}
    rows = [
        {
            "post": row["post"],
            "unit": row["unit"],
            "unit_name": unit_names.get(row["unit"], ""),
            "kind": kinds.get(row["unit"], ""),
            "title": row["title"],
            **_title_names(book.titles.get(row["title"]), row["post"]),
            "key": row["key"],
            "seats": row["seats"],
        }
        for row in sorted(
            records(scenario.posts),
            key=lambda row: (ranks.get(row["unit"], -1), title_ranks.get(row["title"], len(title_ranks))),
        )
    ]
    frame = pd.DataFrame(rows)
    frame.insert(7, "label", [_label(row["unit_name"], row["title_name"]) for row in rows])
    return frame


def units_by_name(plan: Plan) -> dict[str, str]:
    """The name of every unit in the scenario's order, or the id where there is none."""
    units = plan.scenario.units
    return {unit: name or unit for unit, name in zip(units["unit"], units["name"], strict=True)}


def cadres_by_name(plan: Plan) -> dict[str, str]:
    """The name of every cadre, or the id where there is none."""
    cadres = plan.scenario.cadres
    return {cadre: name or cadre for cadre, name in zip(cadres["cadre"], cadres["name"], strict=True)}


def leavers(plan: Plan) -> dict[str, tuple[str, str]]:
    """Today's holders who leave their post within the horizon: the date, true to the month, and the reason.

    A plan dates everything by its periods. Service, tenure caps and decided dates end in a month of their own, and
    the plan has no stint of those who leave before the first period is over. The date is the first day not held.
    """
    facts = read_facts(plan.scenario, resolve(plan.scenario)[0])
    held = {row["cadre"]: row for row in records(plan.stints) if row["how"] == "holds"}
    placed = set(plan.stints.loc[plan.stints["how"] != "holds", "cadre"])
    first = month_date(plan.scenario.start)
    found = {}
    for cadre, now in facts.incumbents.items():
        stint = held.get(cadre)
        if stint is None and now.after == 0:
            why, month = min(now.limits, key=lambda limit: limit[1])
            found[cadre] = (month_date(max(month, facts.clock.start)), why)
        elif stint is None and cadre in placed:
            found[cadre] = (first, "moves")
        elif stint is not None and stint["until"] != "horizon":
            end = month_index(stint["end"])
            month = dict(now.limits).get(stint["until"], end)
            within = end <= month < end + facts.clock.length
            found[cadre] = (month_date(month) if within else stint["end"], stint["until"])
    return found


def dating(plan: Plan) -> str:
    """A note on which dates are those of a period, and which are true to the month."""
    return say("dating", months=count(plan.scenario.settings.period_months, "month"))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def by_post(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of a frame by their post."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in records(frame):
        rows.setdefault(row["post"], []).append(row)
    return rows


def _title_names(title: Title | None, post: str) -> dict[str, str]:
    if title is None:
        return {"title_name": post, "title_name_vi": ""}
    return {
        "title_name": title.name or title.name_vi or title.title,
        "title_name_vi": title.name_vi if title.name else "",
    }


def _label(unit: str, title: str) -> str:
    return say("post.label", unit=unit, title=title) if unit else title
