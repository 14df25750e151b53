"""What a planner calls the posts, units, titles and people of a plan, and which posts are lists only."""

from collections import Counter
from typing import Any

import pandas as pd

from planner.language import current
from planner.plan.plan import Plan
from planner.rulebook.rulebook import resolve


def post_names(plan: Plan) -> dict[str, str]:
    """Each post as its unit and title, or its id where neither has a name."""
    titles, units, numbers = title_names(plan), unit_names(plan), post_numbers(plan)
    names = {}
    for post, unit, title in plan.scenario.posts[["post", "unit", "title"]].itertuples(index=False):
        name = ", ".join(filter(None, (units.get(unit, unit), titles.get(title, title))))
        names[post] = name + numbers[post] if name else post
    return names


def post_numbers(plan: Plan) -> dict[str, str]:
    """What tells posts of the same unit and title apart, ``" (1)"`` and ``" (2)"``; of a post of its own, nothing."""
    titles, units = title_names(plan), unit_names(plan)
    rows = plan.scenario.posts[["post", "unit", "title"]].itertuples(index=False)
    alike: dict[tuple[str, str], list[str]] = {}
    for post, unit, title in rows:
        alike.setdefault((units.get(unit, unit), titles.get(title, title)), []).append(post)
    numbers = {}
    for posts in alike.values():
        for number, post in enumerate(posts, 1):
            numbers[post] = f" ({number})" if len(posts) > 1 else ""
    return numbers


def committees(plan: Plan) -> set[str]:
    """Posts that are lists only: nobody is placed in them."""
    book, _ = resolve(plan.scenario)
    if not book.on("committee"):
        return set()
    titled = plan.scenario.posts[["post", "title"]].itertuples(index=False)
    return {post for post, title in titled if title in book.titles and book.titles[title].committee}


def wanted_posts(plan: Plan) -> set[str]:
    """Posts whose empty seats are to be filled: key posts, and those that a planner wants filled again."""
    posts = plan.scenario.posts
    return set(posts.loc[posts["key"] | posts["backfill"], "post"]) - committees(plan)


def unit_names(plan: Plan) -> dict[str, str]:
    """The name of every unit in the scenario's order, or the id where there is none."""
    return _named(plan.scenario.units, "unit")


def cadre_names(plan: Plan) -> dict[str, str]:
    """The name of every cadre, or the id where there is none.

    Namesakes are told apart by the year of birth, ``Hoàng Hữu Nam (1978)``, or by the id where one year is not known
    or that of another namesake too.
    """
    rows = list(plan.scenario.cadres[["cadre", "name", "birth_date"]].itertuples(index=False, name=None))
    bearers = Counter(name for _, name, _ in rows)
    born = Counter((name, birth_date[:4]) for _, name, birth_date in rows)
    names = {}
    for cadre, name, birth_date in rows:
        year = birth_date[:4]
        apart = year if year and born[name, year] == 1 else cadre
        names[cadre] = f"{name} ({apart})" if name and bearers[name] > 1 else name or cadre
    return names


def title_names(plan: Plan) -> dict[str, str]:
    """The name of every title in the language spoken now, or in the other one, or the id where there is none."""
    book, _ = resolve(plan.scenario)
    names = {title: (found.name, found.name_vi) for title, found in book.titles.items()}
    return {title: next(filter(None, own[:: -1 if current() == "vi" else 1]), title) for title, own in names.items()}


def scope_names(plan: Plan) -> dict[str, str]:
    """The names of what a target may be counted in by its id: units and titles."""
    return unit_names(plan) | title_names(plan)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _named(table: pd.DataFrame, key: str) -> dict[str, str]:
    return {row: name or row for row, name in zip(table[key], table["name"], strict=True)}
