"""Relatives in a synthetic area, and decisions already taken."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

from planner.scenario.dates import month_date, month_index
from planner.synth.benches import STALE_MONTHS
from planner.synth.chance import shuffled, stream
from planner.synth.frames import Row
from planner.synth.people import Person
from planner.synth.posts import Seat
from planner.synth.profiles import Profile


def relative_rows(profile: Profile, people: list[Person], cadres: list[Row], bench: list[Row]) -> list[Row]:
    """Rows of relatives.csv: first people listed for a post next to a relative, then pairs from one native unit."""
    rng = stream(profile.seed, "relatives")
    rows: list[Row] = []
    used: set[str] = set()
    for pairs in (_beside(rng, people, cadres, bench, profile.relatives // 2), _natives(rng, people, cadres, bench)):
        for pair in pairs:
            both = {pair["cadre_a"], pair["cadre_b"]}
            if len(rows) < profile.relatives and not both & used:
                used |= both
                rows.append(pair)
    return sorted(rows, key=lambda row: row["cadre_a"])


def _beside(rng: Random, people: list[Person], cadres: list[Row], bench: list[Row], most: int) -> list[Row]:
    """Who is listed for a post of a unit in which a relative holds another one and stays."""
    by_cadre = {row["cadre"]: row for row in cadres}
    staying: dict[str, list[tuple[str, Row]]] = {}
    unit_of = {person.seat.post: person.seat.unit for person in people if person.seat}
    for person in people:
        if person.seat and person.seat.fate == "stays":
            staying.setdefault(person.unit, []).append((person.seat.post, by_cadre[person.cadre]))
    rows = []
    for listing in shuffled(rng, bench):
        one = by_cadre[listing["cadre"]]
        beside = staying.get(unit_of.get(listing["post"], ""), [])
        others = [row for post, row in beside if post != listing["post"] and row is not one]
        pair = _pair(rng, [one, *others], with_=one)
        if pair is not None:
            rows.append(pair)
        if len(rows) == most:
            break
    return rows


def _natives(rng: Random, people: list[Person], cadres: list[Row], bench: list[Row]) -> Iterator[Row]:
    """Pairs of holders, pool and listed people from one native unit, one unit after the other."""
    by_native: dict[str, list[Row]] = {}
    listed = {row["cadre"] for row in bench}
    for person, row in zip(people, cadres, strict=True):
        if row["native_unit"] and (person.seat or person.pool or person.cadre in listed):
            by_native.setdefault(row["native_unit"], []).append(row)
    families = shuffled(rng, sorted(by_native))
    while families:
        native = families.pop(0)
        pair = _pair(rng, by_native[native])
        if pair is not None:
            yield pair
            chosen = {pair["cadre_a"], pair["cadre_b"]}
            by_native[native] = [row for row in by_native[native] if row["cadre"] not in chosen]
            families.append(native)


def disciplined(profile: Profile, people: list[Person], cadres: list[Row], bench: list[Row]) -> list[Row]:
    """The records, some with a reprimand that ends within the horizon: one of the pool, then listed staff."""
    start = month_index(profile.as_of)
    stale = {row["cadre"] for row in bench if month_index(row["since"]) == start - STALE_MONTHS}
    ready = {row["cadre"] for row in bench if row["ready"] == "near"} - stale
    pool = [person.cadre for person in people if person.pool and person.role == "leader"]
    staff = [person.cadre for person in people if person.role == "staff" and person.cadre in ready]
    chosen = (pool[3:4] + staff[::7])[: profile.disciplined]
    reprimand = {
        cadre: {
            "discipline_until": month_date(start + 9 + 7 * (i % 4)),
            "ratings": "HTXSNV;HTTNV;HTTNV",
            "note": "reprimand; good work since",
        }
        for i, cadre in enumerate(chosen)
    }
    return [{**row, **reprimand.get(row["cadre"], {})} for row in cadres]


def pin_rows(profile: Profile, posts: list[Seat], people: list[Person], bench: list[Row]) -> list[Row]:
    """Rows of pins.csv: one holder kept, one appointment forbidden, one listing ended."""
    holders = {person.seat.post: person for person in people if person.seat}
    keeper = next((post for post in reversed(posts) if post.fate == "stays" and post.title == "secretary"), None)
    rows = []
    if keeper is not None:
        reason = "to finish the programme under way in the commune first"
        rows.append({"action": "keep", "cadre": holders[keeper.post].cadre, "post": keeper.post, "reason": reason})
    ended = month_date(month_index(profile.as_of) - STALE_MONTHS)
    ready = [row for row in bench if row["ready"] == "near" and row["since"] != ended]
    if ready:
        chosen, reason = ready[len(ready) // 2], "opinions of the receiving body are against it"
        rows.append({"action": "forbid", "cadre": chosen["cadre"], "post": chosen["post"], "reason": reason})
    stale = next((row for row in bench if row["since"] == ended), None)
    if stale is not None:
        reason = "over age for the next term, yearly review"
        rows.append({"action": "delist", "cadre": stale["cadre"], "post": stale["post"], "reason": reason})
    return rows


def _pair(rng: Random, members: list[Row], with_: Row | None = None) -> Row | None:
    """Two members who can be siblings, parent and child or, if there are none, spouses; one is ``with_`` if given."""
    pairs = [(a, b, _relation(a, b)) for a, b in combinations(shuffled(rng, members)[:30], 2)]
    related = [(a, b, relation) for a, b, relation in pairs if relation and (with_ is None or with_ in (a, b))]
    family = [pair for pair in related if pair[2] != "spouse"]
    if not related:
        return None
    a, b, relation = rng.choice(family or related)
    first, second = sorted((a["cadre"], b["cadre"]))
    return {"cadre_a": first, "cadre_b": second, "relation": relation}


def _relation(a: Row, b: Row) -> str:
    months = abs(month_index(a["birth_date"]) - month_index(b["birth_date"]))
    same_family = a["name"].split()[0] == b["name"].split()[0] and a["ethnicity"] == b["ethnicity"]
    elder = min(a, b, key=lambda row: row["birth_date"])
    if same_family and months <= 12 * 12:
        return "sibling"
    if same_family and 22 * 12 <= months <= 35 * 12 and elder["sex"] == "male":
        return "parent"
    if not same_family and a["sex"] != b["sex"] and months <= 8 * 12 and a["unit"] != b["unit"]:
        return "spouse"
    return ""
