"""What rule packs know before there is a scenario: their titles in words, and which one is in force on a day."""

from planner.rulebook.packs import pack, pack_names
from planner.scenario.book import Known
from planner.scenario.needs import OPEN_PACK


def known_titles(name: str) -> Known:
    """The titles of a rule pack; none where there is no such pack."""
    titles = pack(name).titles if name in pack_names() else {}
    return Known(
        titles={title: (row.name, row.name_vi) for title, row in titles.items()},
        heads=frozenset(title for title, row in titles.items() if row.head),
        every=frozenset(title for name in pack_names() for title in pack(name).titles),
    )


def pack_in_force(day: str) -> str:
    """The rule pack that came into force last on or before a day; the oldest one on any earlier day."""
    dated = sorted((pack(name).in_force_from, name) for name in pack_names() if name != OPEN_PACK)
    return next((name for since, name in reversed(dated) if since <= day), dated[0][1])
