"""Committee lists of a synthetic area: one list per committee and commune, and who is on it today."""

from collections.abc import Sequence

from planner.scenario.dates import month_date, month_index
from planner.synth.chance import shuffled, stream
from planner.synth.frames import Row
from planner.synth.people import Person
from planner.synth.profiles import Profile

WOMEN_FIRST = 0.4
"""How often a woman of the staff was not put behind the men when today's lists were made."""


def committee_posts(profile: Profile, communes: Sequence[str]) -> list[Row]:
    """Rows of posts.csv: each committee of each commune, with its authorised number as seats."""
    return [
        {"post": f"{unit}-{title}", "unit": unit, "title": title, "seats": seats, "key": False}
        for unit in communes
        for title, seats in profile.committees.items()
    ]


def committee_listings(
    profile: Profile, people: Sequence[Person], cadres: Sequence[Row], communes: Sequence[str]
) -> list[Row]:
    """Rows of bench.csv: the lists in force, holders of posts first, then staff; most are a few people short."""
    rng = stream(profile.seed, "committees")
    start = month_index(profile.as_of)
    rows = []
    for unit in communes:
        members = [
            (person, row)
            for person, row in zip(people, cadres, strict=True)
            if row["unit"] == unit and row.get("party_date") and row["theory"] != "none"
        ]
        leaders = [row for person, row in members if person.seat]
        others = shuffled(rng, [row for person, row in members if not person.seat])
        others.sort(key=lambda row: row["sex"] == "female" and rng.random() >= WOMEN_FIRST)
        for title, seats in profile.committees.items():
            listed = [*leaders, *others][: max(1, seats - rng.randint(0, 4))]
            since = month_date(start - rng.choice((18, 30, 42)))
            rows += [{"cadre": row["cadre"], "post": f"{unit}-{title}", "since": since} for row in listed]
    return rows
