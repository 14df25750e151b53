"""A profile in another size: what is not given follows the number of communes."""

from dataclasses import replace
from typing import Any, Final

from planner.synth.profiles import Profile

FOLLOWING: Final = (
    "departments",
    "leaders",
    "pool",
    "away",
    "returned_higher",
    "receiving",
    "staff",
    "weak",
    "relatives",
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
        shrink with the communes and stay possible.

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
    return replace(base, **sizes)
