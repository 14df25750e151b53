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


def relative_rows(profile: Profile, people: list[Person], records: list[Row]) -> list[Row]:
    """Rows of relatives.csv: each pair comes from one native unit, each person is in one pair."""
    rng = stream(profile.seed, "relatives")
    by_native: dict[str, list[Row]] = {}
    for person, row in zip(people, records, strict=True):
        if row["native_unit"] and (person.role != "staff" or row["theory"] != "none"):
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
    ready = {row["cadre"] for row in bench if row["ready"] == "near"}
    pool = [person.cadre for person in people if person.pool and person.role == "leader"]
    staff = [person.cadre for person in people if person.role == "staff" and person.cadre in ready]
    chosen = (pool[3:4] + staff[::7])[: profile.disciplined]
    start = month_index(profile.as_of)
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
    forbidden = _forbidden(posts, people, relatives)
    if forbidden is not None:
        rows.append({"action": "forbid", **forbidden, "reason": "a relative is in the leadership of the commune"})
    stale = next((row for row in bench if month_index(row["since"]) == month_index(profile.as_of) - STALE_MONTHS), None)
    if stale is not None:
        reason = "over age for the next term, yearly review"
        rows.append({"action": "delist", "cadre": stale["cadre"], "post": stale["post"], "reason": reason})
    return rows


def _forbidden(posts: list[Post], people: list[Person], relatives: list[Row]) -> Row | None:
    """A person kept from the first post of the commune that a relative helps to lead."""
    by_cadre = {person.cadre: person for person in people}
    for row in relatives:
        for one, other in ((row["cadre_a"], row["cadre_b"]), (row["cadre_b"], row["cadre_a"])):
            leads, comes = by_cadre[one], by_cadre[other]
            wanted = [post for post in posts if post.unit == leads.unit and post.title == "deputy_secretary"]
            if leads.post and wanted and comes.post != wanted[0] and leads.post != wanted[0]:
                return {"cadre": other, "post": wanted[0].post}
    return None


def _pair(rng: Random, members: list[Row]) -> Row | None:
    """Two members who can be siblings, parent and child, or spouses."""
    for a, b in combinations(shuffled(rng, members)[:30], 2):
        relation = _relation(a, b)
        if relation:
            first, second = sorted((a["cadre"], b["cadre"]))
            return {"cadre_a": first, "cadre_b": second, "relation": relation}
    return None


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
