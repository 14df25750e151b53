"""What a plan means for those on rotation, at courses, in two posts and on lists: figures, and a line of words each."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from planner.language import _, counted, grouped, month
from planner.plan.benches import BESIDE_RULES
from planner.plan.metrics import bench_depth, today_holders
from planner.plan.plan import Plan
from planner.report.courses import cost_words, costs_of, sessions_of, taken_words
from planner.report.names import cadre_names, committees, post_names, records
from planner.report.words import say

OUTCOMES: Final = ("returns", "moves", "stays", "continues", "leaves", "without_place")
NAMED: Final = 3
"""People or posts that a line names; ``--json`` has them all."""


def return_figures(plan: Plan) -> dict[str, Any]:
    """What becomes of everybody on rotation; nothing where nobody is or goes."""
    rows = records(plan.tables["returns"])
    if not rows:
        return {}
    units = dict(zip(plan.scenario.posts["post"], plan.scenario.posts["unit"], strict=True))
    back = [row for row in rows if row["outcome"] == "returns"]
    home = [row for row in back if units.get(row["placement"]) == row["sending_unit"]]
    outcomes = Counter(row["outcome"] for row in rows)
    return {
        "people": len(rows),
        **{outcome: outcomes[outcome] for outcome in OUTCOMES},
        "to_sending_unit": len(home),
        "elsewhere": len(back) - len(home),
        "to_higher_grade": sum(not pd.isna(row["step"]) and row["step"] > 0 for row in back),
        "rows": [{**row, "step": None if pd.isna(row["step"]) else int(row["step"])} for row in rows],
    }


def return_line(figures: dict[str, Any]) -> str:
    """How many return and where to, stay on, and are without a place."""
    parts = []
    for outcome in OUTCOMES:
        number = figures[outcome]
        if number:
            parts.append(say(f"outcome.{outcome}", n=number))
        if number and outcome == "returns":
            where = [say(f"outcome.{where}", n=figures[where]) for where in _PLACES if figures[where]]
            parts[-1] += f" ({', '.join(where)})"
    return say("outcome.line", people=figures["people"], parts=", ".join(parts))


_PLACES: Final = ("to_sending_unit", "elsewhere", "to_higher_grade")


def training_figures(plan: Plan) -> dict[str, Any]:
    """Sessions, seats, people and cost of the courses; nothing where there are no sessions."""
    sessions = sessions_of(plan)
    if not sessions:
        return {}
    training = plan.tables["training"]
    return {
        "sessions": len(sessions),
        "used": sum(bool(session.participants) for session in sessions),
        "full": sum(not session.left for session in sessions),
        "seats": sum(session.free for session in sessions),
        "taken": len(training),
        "people": int(training["cadre"].nunique()),
        "reasons": _counts(training["why"]),
        "costs": [vars(year) for year in costs_of(plan)],
    }


def training_line(plan: Plan) -> str:
    """Sessions used, seats taken, and what it costs by year."""
    return "; ".join(filter(None, [taken_words(sessions_of(plan)), cost_words(costs_of(plan))]))


def review_figures(plan: Plan) -> dict[str, Any]:
    """What happens to the listings in force, and why those that end do; nothing where there are no listings."""
    review = plan.tables["review"]
    if review.empty:
        return {}
    actions = Counter(review["action"])
    removed = review.loc[review["action"] == "remove", "reason"]
    return {
        **{action: actions[action] for action in ("continue", "add", "remove")},
        "reasons": _counts(reason.partition(":")[0] for reason in removed),
    }


def review_line(figures: dict[str, Any]) -> str:
    """How many listings stay, come and go, with the reasons why they go, the most frequent first."""
    reasons = ", ".join(
        f"{_(BESIDE_RULES.get(reason, reason))} {number}" for reason, number in figures["reasons"].items()
    )
    words = say("review.line", kept=figures["continue"], added=figures["add"], removed=figures["remove"])
    return f"{words}: {reasons}" if reasons else words


def dual_figures(plan: Plan) -> dict[str, Any]:
    """Who holds a second post today, and who takes one beside the main post; nothing where nobody does."""
    names = dict(zip(plan.scenario.cadres["cadre"], plan.scenario.cadres["name"], strict=True))
    holders = today_holders(plan.scenario)
    twice = holders[holders["cadre"].duplicated(keep="first")]
    new = plan.stints[plan.stints["how"] == "dual"]
    if twice.empty and new.empty:
        return {}
    return {
        "today": [{**row, "name": names[row["cadre"]]} for row in records(twice)],
        "new": records(new[["cadre", "name", "post", "start", "end"]]),
    }


def dual_line(plan: Plan, figures: dict[str, Any]) -> str:
    """How many hold two posts today, and who is to."""
    people, posts = cadre_names(plan), post_names(plan)
    today, new = len(figures["today"]), figures["new"]
    parts = [say("dual.today", n=today)] if today else []
    if new:
        taking = [
            say("dual.one", name=people[row["cadre"]], post=posts[row["post"]], date=month(row["start"])) for row in new
        ]
        parts.append(say("dual.new", n=len(new), who=_named(taking)))
    return "; ".join(parts)


def committee_figures(plan: Plan) -> dict[str, Any]:
    """Lists of committees, how many people stand on them, and which are too short; nothing where there are none."""
    lists = committees(plan)
    if not lists:
        return {}
    depth = bench_depth(plan)
    depth = depth[depth["post"].isin(lists)].assign(listed=lambda rows: rows["near"] + rows["next"])
    seats = plan.scenario.posts.loc[plan.scenario.posts["post"].isin(lists), "seats"]
    short = depth[depth["listed"] < depth["wanted"]]
    return {
        "lists": len(lists),
        "seats": int(seats.sum()),
        "listed": int(depth["listed"].sum()),
        "short": [{**row, "listed": int(row["listed"])} for row in records(short[["post", "wanted", "listed"]])],
    }


def committee_line(plan: Plan, figures: dict[str, Any]) -> str:
    """How many are listed for how many seats, and the lists that are too short."""
    posts = post_names(plan)
    line = say(
        "committees.line",
        lists=counted(figures["lists"], "list"),
        listed=counted(figures["listed"], "people"),
        seats=counted(figures["seats"], "seat"),
        coefficient=grouped(figures["listed"] / figures["seats"], 2),
    )
    short = [say("committees.short.one", **{**row, "post": posts[row["post"]]}) for row in figures["short"]]
    return f"{line}; {say('committees.short', n=len(short), lists=_named(short))}" if short else line


def _named(names: list[str]) -> str:
    """The first names, and how many more."""
    more = [say("and_others", n=len(names) - NAMED)] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])


def _counts(words: Iterable[str]) -> dict[str, int]:
    """How often each word occurs, the most frequent first."""
    return dict(Counter(words).most_common())
