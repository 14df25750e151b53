"""The posts and people of a plan as charts name, choose and order them."""

from typing import Any

import pandas as pd

from planner.language import counted, current
from planner.plan.metrics import today_holders
from planner.plan.plan import Plan
from planner.plan.verify.facts import read_facts
from planner.report.names import committees, post_numbers, records, title_names, unit_names, wanted_posts
from planner.report.words import say
from planner.rulebook.rulebook import Title, resolve
from planner.scenario.dates import month_date, month_index

KINDS = ("", "province", "commune", "department")
"""Kinds of units in the order in which charts show them."""


def charted_posts(plan: Plan) -> pd.DataFrame:
    """All posts in the order of units, provinces before communes before departments, then of titles.

    Returns
    -------
    pandas.DataFrame
        ``post``, ``unit``, ``unit_name``, ``kind`` (of the unit), ``title``,
        ``title_name`` (numbered where a unit has it twice), ``title_name_vi``, ``label``
        (unit and title), ``key``,
        ``wanted`` (an empty seat is to be filled), ``committee`` (a list only)
        and ``seats``.
    """
    scenario = plan.scenario
    book = resolve(scenario)[0]
    units, numbers = unit_names(plan), post_numbers(plan)
    kinds = dict(zip(scenario.units["unit"], scenario.units["kind"], strict=True))
    ranks = {unit: rank for rank, unit in enumerate(units)}
    title_ranks = {title: rank for rank, title in enumerate(book.titles)}
    wanted, lists = wanted_posts(plan), committees(plan)

    def rank(row: dict[str, Any]) -> tuple[int, int, int]:
        """Where a post stands."""
        kind = KINDS.index(kinds.get(row["unit"], ""))
        return kind, ranks.get(row["unit"], -1), title_ranks.get(row["title"], len(title_ranks))

    rows = [
        {
            "post": row["post"],
            "unit": row["unit"],
            "unit_name": units.get(row["unit"], ""),
            "kind": kinds.get(row["unit"], ""),
            "title": row["title"],
            **_title_names(book.titles.get(row["title"]), row["post"], numbers[row["post"]]),
            "key": row["key"],
            "wanted": row["post"] in wanted,
            "committee": row["post"] in lists,
            "seats": row["seats"],
        }
        for row in sorted(records(scenario.posts), key=rank)
    ]
    frame = pd.DataFrame(rows)
    frame.insert(7, "label", [_label(row["unit_name"], row["title_name"]) for row in rows])
    return frame


def posts_of_interest(plan: Plan, *, beside: bool) -> pd.DataFrame:
    """The rows of ``charted_posts`` with posts that are to be filled, and those that somebody moves to or from.

    Parameters
    ----------
    plan : Plan
        What to show.
    beside : bool
        Whether taking or leaving a post beside a main one counts as a move.
    """
    stints = plan.stints
    moving = (stints["how"] != "holds") | (stints["until"] == "moves")
    pairs = set(zip(stints.loc[moving, "cadre"], stints.loc[moving, "post"], strict=True))
    pairs |= {pair for pair, (_, why) in leavers(plan).items() if why == "moves"}
    if not beside:
        pairs -= {(row["cadre"], row["post"]) for row in records(stints[stints["how"] == "dual"])}
        pairs -= set(second_posts(plan))
    posts = charted_posts(plan)
    moved = posts["post"].isin({post for _, post in pairs})
    return posts[posts["wanted"] | (moved & ~posts["committee"])]


def second_posts(plan: Plan) -> dict[tuple[str, str], str]:
    """The other post of everybody who holds two today, by cadre and post."""
    holders = today_holders(plan.scenario)
    twice = holders[holders["cadre"].duplicated(keep=False)]
    pairs = records(twice.merge(twice, on="cadre"))
    return {(row["cadre"], row["post_x"]): row["post_y"] for row in pairs if row["post_x"] != row["post_y"]}


def places_today(plan: Plan) -> dict[str, str]:
    """Unit and title of everybody as the scenario has them, in words."""
    titles, units = title_names(plan), unit_names(plan)
    return {
        row["cadre"]: _label(units.get(row["unit"], row["unit"]), titles.get(row["title"], row["title"]))
        for row in records(plan.scenario.cadres)
    }


def noun_of(posts: pd.DataFrame) -> str:
    """What to call these posts in a count."""
    return "key_post" if posts["key"].all() else "post"


def leavers(plan: Plan) -> dict[tuple[str, str], tuple[str, str]]:
    """Today's holders who leave a post within the horizon: the date, true to the month, and the reason.

    A plan dates everything by its periods. Service, tenure caps and decided dates end in a month of their own, and
    the plan has no stint of those who leave before the first period is over. The date is the first day not held.

    Returns
    -------
    dict of (cadre, post) to (date, reason)
    """
    facts = read_facts(plan.scenario, resolve(plan.scenario)[0])
    held = {(row["cadre"], row["post"]): row for row in records(plan.stints) if row["how"] == "holds"}
    moved = set(plan.stints.loc[~plan.stints["how"].isin(["holds", "dual"]), "cadre"])
    first = month_date(plan.scenario.start)
    found = {}
    for now in (*facts.incumbents.values(), *facts.besides.values()):
        pair = (now.person.cadre, now.post.post)
        stint = held.get(pair)
        if stint is None and now.after == 0:
            why, month = min(now.limits, key=lambda limit: limit[1])
            found[pair] = (month_date(max(month, facts.clock.start)), why)
        elif stint is None and pair[0] in moved:
            found[pair] = (first, "moves")
        elif stint is not None and stint["until"] != "horizon":
            end = month_index(stint["end"])
            month = dict(now.limits).get(stint["until"], end)
            within = end <= month < end + facts.clock.length
            found[pair] = (month_date(month) if within else stint["end"], stint["until"])
    return found


def dating(plan: Plan) -> str:
    """A note on which dates are those of a period, and which are true to the month."""
    return say("dating", months=counted(plan.scenario.settings.period_months, "month"))


def by_post(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of a frame by their post."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in records(frame):
        rows.setdefault(row["post"], []).append(row)
    return rows


def _title_names(title: Title | None, post: str, number: str) -> dict[str, str]:
    if title is None:
        return {"title_name": post, "title_name_vi": ""}
    if current() == "vi":
        return {"title_name": (title.name_vi or title.name or title.title) + number, "title_name_vi": ""}
    return {
        "title_name": (title.name or title.name_vi or title.title) + number,
        "title_name_vi": title.name_vi if title.name else "",
    }


def _label(unit: str, title: str) -> str:
    return say("post.label", unit=unit, title=title) if unit and title else unit or title
