"""How a claim that does not hold is said."""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.language import _
from planner.plan.verify.records import Person, Post


def named(where: str, row: Mapping[str, Any], person: Person | None, post: Post | None) -> Iterator[str]:
    """Names beside an id are those of the scenario."""
    if person is not None:
        yield from differs(where, "name", row["name"], person.name)
    if post is not None:
        yield from differs(where, "title", row["title"], post.title)
        yield from differs(where, "unit", row["unit"], post.unit_id)


def differs(where: str, name: str, claimed: object, found: object) -> Iterator[str]:
    """Say that a cell is not what was found."""
    if claimed != found:
        yield _("{where}: {name} is given as {claimed}; it is {found}.").format(
            where=where, name=name, claimed=shown(claimed), found=shown(found)
        )


def shown(value: object) -> str:
    """A value in a sentence."""
    return _("blank") if value is None or value == "" else str(value)
