"""A profile in another size: what is not given follows the number of communes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from planner.scenario.settings import Courses
from planner.synth.courses import Course
from planner.synth.profiles import Profile

FOLLOWING: Final = (
    "departments",
    "leaders",
    "pool",
    "away",
    "away_ends",
    "returned_higher",
    "receiving",
    "staff",
    "weak",
    "lateral",
    "relatives",
    "disciplined",
)
"""Sizes in proportion to the number of communes."""


def resized(base: Profile, **given: Any) -> Profile:
    """A profile with other sizes.

    Parameters
    ----------
    base : Profile
        What to start from.
    **given
        Fields of ``Profile`` with their new values. Sizes not given grow and
        shrink with the communes and stay possible; so do staff by title, places
        in departments, counted levels, seats of courses and their budget.

    Raises
    ------
    ValueError
        When a given size contradicts another.
    """
    factor = given.get("communes", base.communes) / base.communes
    sizes: dict[str, Any] = {
        name: max(1, round(getattr(base, name) * factor)) if getattr(base, name) else 0 for name in FOLLOWING
    }
    sizes |= {name: getattr(base, name) for name in ("communes", "posts_per_commune", "vacancy_share", "vacant")}
    sizes |= given
    sizes["receiving"] = min(sizes["receiving"], sizes["communes"])
    sizes["weak"] = min(sizes["weak"], sizes["communes"])
    sizes["pool"] = min(sizes["pool"], sizes["leaders"])
    opening = round(sizes["vacancy_share"] * sizes["communes"] * sizes["posts_per_commune"])
    sizes["away"] = min(sizes["away"], sizes["pool"], sizes["receiving"], sizes["departments"], opening)
    sizes["vacant"] = min(sizes["vacant"], opening - sizes["away"])
    if factor != 1:
        sizes |= _followed(base, factor, sizes["staff"])
    return replace(base, **sizes)


def _followed(base: Profile, factor: float, staff: int) -> dict[str, Any]:
    """Sizes by title, course and year in proportion."""
    held = base.beside_held
    return {
        "beside_held": None if held is None else round(held * factor),
        "department_places": {title: round(count * factor) for title, count in base.department_places.items()},
        "staff_titles": _shared(base.staff_titles, staff),
        "sessions": tuple(_course(course, factor) for course in base.sessions),
        "courses": _budget(base.courses, factor),
        "counts": tuple(
            replace(one, values={level: int(count * factor) for level, count in one.values.items()})
            for one in base.counts
        ),
    }


def _shared(counts: tuple[Mapping[str, int], ...], staff: int) -> tuple[Mapping[str, int], ...]:
    """The staff by title in the same shares, adding up to the staff there is."""
    total = sum(count for group in counts for count in group.values())
    groups, before, given = [], 0, 0
    for group in counts:
        sizes = {}
        for title, count in group.items():
            before += count
            sizes[title] = before * staff // total - given
            given += sizes[title]
        groups.append(sizes)
    return tuple(groups)


def _course(course: Course, factor: float) -> Course:
    seats = max(len(course.starts), round(course.seats * factor))
    sizes = replace(course, seats=seats, free=(0,) * len(course.starts)).sizes
    free = tuple(min(round(free * factor), size) for free, size in zip(course.free, sizes, strict=True))
    return replace(course, seats=seats, free=free)


def _budget(courses: Courses, factor: float) -> Courses:
    budget = courses.budget
    if isinstance(budget, dict):
        return Courses(budget={year: round(cost * factor) for year, cost in budget.items()})
    return Courses(budget=None if budget is None else round(budget * factor))
