"""Staff of the communes of a synthetic area: how many serve where, under which titles, and which leaders may move."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from planner.rulebook.rulebook import Title
from planner.scenario.dates import month_index
from planner.synth.chance import shuffled, stream
from planner.synth.frames import Row
from planner.synth.people import Person
from planner.synth.profiles import Profile

SETTLED_MONTHS: Final = 24
"""How long leaders of communes who may move to another commune have been in theirs, at least."""


def staffed(
    profile: Profile, people: Sequence[Person], titles: Mapping[str, Title], communes: Sequence[str]
) -> list[Person]:
    """The people with the staff of communes under the profile's titles and in units of the sizes it names."""
    if not profile.staff_titles:
        return list(people)
    staff = [person.cadre for person in people if person.role == "staff"]
    named = [title for counts in profile.staff_titles for title in _mixed(counts)]
    told = dict(zip(staff, zip(_places(profile, people, communes), named, strict=True), strict=True))
    return [
        replace(person, unit=told[person.cadre][0], title=titles[told[person.cadre][1]])
        if person.cadre in told
        else person
        for person in people
    ]


def _places(profile: Profile, people: Sequence[Person], communes: Sequence[str]) -> Iterator[str]:
    """A commune for each of the staff, such that the named ones have their sizes and the others are even."""
    held = Counter(person.unit for person in people if person.role == "holder")
    others = [unit for unit in communes if unit not in profile.serving]
    left = held.total() + profile.staff - sum(profile.serving.values())
    even, odd = divmod(left, len(others)) if others else (0, 0)
    sizes = {unit: even + (i < odd) for i, unit in enumerate(others)} | dict(profile.serving)
    for unit in communes:
        yield from [unit] * (sizes[unit] - held[unit])


def _mixed(counts: Mapping[str, int]) -> list[str]:
    """The titles, each as often as counted, evenly mixed."""
    return [title for _, title in sorted(((i + 0.5) / n, title) for title, n in counts.items() for i in range(n))]


def rotating(profile: Profile, people: Sequence[Person], cadres: Sequence[Row]) -> list[Row]:
    """The records with ``lateral`` leaders of communes in the rotation pool, who may go to another commune."""
    start = month_index(profile.as_of)
    settled = [
        person.cadre
        for person, row in zip(people, cadres, strict=True)
        if person.role == "holder"
        and person.fate == "stays"
        and start - month_index(row["place_since"]) >= SETTLED_MONTHS
    ]
    chosen = set(shuffled(stream(profile.seed, "lateral"), settled)[: profile.lateral])
    return [{**row, "rotates": True} if row["cadre"] in chosen else row for row in cadres]
