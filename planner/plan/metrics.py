"""Figures of a plan that summary, report and charts share: before and after, from the plan's tables."""

from dataclasses import dataclass

import pandas as pd

from planner.plan.plan import Plan
from planner.plan.verify.facts import Facts, read_facts
from planner.plan.verify.goals import vacant
from planner.plan.verify.picture import draw
from planner.plan.verify.records import NEVER
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date, month_index
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class Change:
    """A count if nobody were moved or listed anew, and as planned."""

    before: int
    after: int


def today_holders(scenario: Scenario) -> pd.DataFrame:
    """Who holds which post at as_of.

    Returns
    -------
    pandas.DataFrame
        ``cadre`` and ``post``, in the order of the posts.
    """
    named = scenario.posts[["post", "holder"]].assign(cadre=scenario.posts["holder"].str.split(";")).explode("cadre")
    named["cadre"] = named["cadre"].str.strip()
    return named.loc[named["cadre"] != "", ["cadre", "post"]].reset_index(drop=True)


def holders_at(plan: Plan, month: int) -> pd.DataFrame:
    """Who holds which post in a month of the plan.

    Returns
    -------
    pandas.DataFrame
        ``cadre`` and ``post``, in the order of the plan's stints.
    """
    date = month_date(month)
    inside = (plan.stints["start"] <= date) & (date < plan.stints["end"])
    return plan.stints.loc[inside, ["cadre", "post"]].reset_index(drop=True)


def profile(scenario: Scenario, holders: pd.DataFrame, month: int) -> pd.DataFrame:
    """What a mix looks at, of the people in posts in a month.

    Parameters
    ----------
    scenario : Scenario
        Where the people stand.
    holders : pandas.DataFrame
        From ``today_holders`` or ``holders_at``.
    month : int
        Month index of the ages.

    Returns
    -------
    pandas.DataFrame
        ``cadre``, ``post``, ``sex``, ``ethnicity``, ``age`` in whole years (blank
        without a birth date) and ``age_band`` (empty without).
    """
    book, _ = resolve(scenario)
    people = holders.merge(scenario.cadres[["cadre", "sex", "ethnicity", "birth_date"]], on="cadre", how="left")
    ages = [(month - month_index(born)) // 12 if born else None for born in people["birth_date"]]
    people["age"] = pd.array(ages, dtype="Int64")
    people["age_band"] = pd.Series(["" if age is None else book.age_band(age) for age in ages], dtype="str")
    return people.drop(columns="birth_date")


def months_vacant(plan: Plan) -> Change:
    """Months of empty seats, by the scenario's own rules of when a seat is to be filled."""
    facts = _facts(plan)
    clock = facts.clock
    stay = [
        (now.person.cadre, now.post.post, clock.start, clock.month(now.after))
        for now in (*facts.incumbents.values(), *facts.besides.values())
        if now.after
    ]
    left_alone = vacant(facts, draw(facts, stay, []))
    return Change(clock.length * sum(map(sum, left_alone.values())), int(plan.vacancies["months"].sum()))


def bench_depth(plan: Plan) -> pd.DataFrame:
    """How many successors each post has, for the posts that want any or have any.

    Returns
    -------
    pandas.DataFrame
        ``post``, ``wanted`` (fewest successors), ``today`` (listings in force),
        ``near`` and ``next`` (planned), in the order of the posts.
    """
    posts = plan.scenario.posts["post"]
    wanted = {post.post: post.bench_min for post in _facts(plan).posts.values()}
    listed = plan.bench.groupby(["post", "ready"]).size()
    depth = pd.DataFrame(
        {
            "post": posts,
            "wanted": posts.map(wanted),
            "today": posts.map(plan.scenario.bench["post"].value_counts()).fillna(0).astype("int64"),
            "near": [int(listed.get((post, "near"), 0)) for post in posts],
            "next": [int(listed.get((post, "next"), 0)) for post in posts],
        }
    )
    return depth[depth[["wanted", "today", "near", "next"]].any(axis=1)].reset_index(drop=True)


def moves_by_kind(plan: Plan) -> dict[str, int]:
    """Number of moves and returns of each kind, the most frequent first; second posts are no moves."""
    kinds = plan.stints.loc[~plan.stints["how"].isin(["holds", "dual"]), "how"].value_counts()
    return {str(kind): int(count) for kind, count in kinds.items()}


def released(plan: Plan) -> pd.DataFrame:
    """Holders whose main stint ends within the horizon although they still serve, and who get no other post.

    Returns
    -------
    pandas.DataFrame
        ``cadre``, ``name``, ``post``, ``date`` (first day of the month in which the stint ends, to the month and not
        to the period), ``why`` (``tenure_cap``, ``planned`` or ``rotation``) and ``months_left`` (of service from then
        on, blank when unknown), by date.
    """
    facts = _facts(plan)
    # a post beside the main one ends with it
    placed = set(plan.stints.loc[~plan.stints["how"].isin(["holds", "dual"]), "cadre"])
    rows = []
    for cadre, now in facts.incumbents.items():
        why, month = min(now.limits, key=lambda limit: limit[1])
        if why != "service" and month < facts.clock.month(facts.clock.periods) and cadre not in placed:
            left = now.person.remaining(month)
            rows.append((month, cadre, now.person.name, now.post.post, why, left if left < NEVER - month else None))
    rows.sort(key=lambda row: row[0])
    frame = pd.DataFrame(rows, columns=["date", "cadre", "name", "post", "why", "months_left"])
    frame["date"] = [month_date(month) for month, *_ in rows]
    frame["months_left"] = pd.array([row[-1] for row in rows], dtype="Int64")
    return frame[["cadre", "name", "post", "date", "why", "months_left"]]


def _facts(plan: Plan) -> Facts:
    return read_facts(plan.scenario, resolve(plan.scenario)[0])
