"""Relatives in a synthetic area, and decisions already taken."""

from itertools import combinations
from random import Random

from planner.scenario.dates import month_date, month_index
from planner.synth.benches import STALE_MONTHS
from planner.synth.chance import shuffled, stream
from planner.synth.frames import Row
from planner.synth.people import Person
from planner.synth.posts import Post
from planner.synth.profiles import Profile


def relative_rows(profile: Profile, people: list[Person], cadres: list[Row], bench: list[Row]) -> list[Row]:
    """Rows of relatives.csv: holders, the pool and listed people; a pair comes from one native unit."""
    rng = stream(profile.seed, "relatives")
    by_native: dict[str, list[Row]] = {}
    listed = {row["cadre"] for row in bench}
    for person, row in zip(people, cadres, strict=True):
        if row["native_unit"] and (person.post or person.pool or person.cadre in listed):
            by_native.setdefault(row["native_unit"], []).append(row)
    families = shuffled(rng, sorted(by_native))
    rows: list[Row] = []
    used: set[str] = set()
    while families and len(rows) < profile.relatives:
        native = families.pop(0)
        members = [row for row in by_native[native] if row["cadre"] not in used]
        pair = _pair(rng, members)
        if pair is not None:
            used |= {pair["cadre_a"], pair["cadre_b"]}
            rows.append(pair)
            families.append(native)
    return sorted(rows, key=lambda row: row["cadre_a"])


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


def pin_rows(
    profile: Profile, posts: list[Post], people: list[Person], bench: list[Row], relatives: list[Row]
) -> list[Row]:
    """Rows of pins.csv: one holder kept, one appointment forbidden, one listing ended."""
    holders = {person.post.post: person for person in people if person.post}
    keeper = next((post for post in reversed(posts) if post.fate == "stays" and post.title == "secretary"), None)
    rows = []
    if keeper is not None:
        reason = "to finish the new-countryside programme of the commune first"
        rows.append({"action": "keep", "cadre": holders[keeper.post].cadre, "post": keeper.post, "reason": reason})
    forbidden = _forbidden(posts, people, relatives, bench)
    if forbidden is not None:
        rows.append({"action": "forbid", **forbidden, "reason": "a relative is in the leadership of the commune"})
    stale = next((row for row in bench if month_index(row["since"]) == month_index(profile.as_of) - STALE_MONTHS), None)
    if stale is not None:
        reason = "over age for the next term, yearly review"
        rows.append({"action": "delist", "cadre": stale["cadre"], "post": stale["post"], "reason": reason})
    return rows


def _forbidden(posts: list[Post], people: list[Person], relatives: list[Row], bench: list[Row]) -> Row | None:
    """Somebody listed for a title, kept from that post in a commune that a relative helps to lead."""
    by_cadre = {person.cadre: person for person in people}
    by_post = {post.post: post for post in posts}
    title = {row["cadre"]: by_post[row["post"]].title for row in bench if row["ready"] == "near"}
    pairs = [(row["cadre_a"], row["cadre_b"]) for row in relatives]
    for leader, other in pairs + [(b, a) for a, b in pairs]:
        wanted = by_post.get(f"{by_cadre[leader].unit}-{title.get(other, '')}")
        if by_cadre[leader].post and wanted and wanted not in (by_cadre[leader].post, by_cadre[other].post):
            return {"cadre": other, "post": wanted.post}
    return None


def _pair(rng: Random, members: list[Row]) -> Row | None:
    """Two members who can be siblings, parent and child or, if there are none, spouses."""
    pairs = [(a, b, _relation(a, b)) for a, b in combinations(shuffled(rng, members)[:30], 2)]
    related = [(a, b, relation) for a, b, relation in pairs if relation]
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
