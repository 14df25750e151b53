"""People of a synthetic area: who stands where, and the record of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final, Literal

from planner.rulebook.rulebook import Retirement, Rulebook, Title
from planner.scenario.dates import month_date, month_index
from planner.synth.chance import stream, top, weighted
from planner.synth.frames import Row
from planner.synth.posts import Post, receiving_units
from planner.synth.profiles import Profile, stored

Role = Literal["holder", "staff", "leader"]

WOMEN: Final[dict[Role, float]] = {"holder": 0.2, "staff": 0.48, "leader": 0.34}
"""Share of women by role; fewer women than the 25 % aimed at hold posts."""

FIELDS: Final = {
    "administration": 22, "law": 16, "agriculture": 16, "economics": 14, "party_building": 12, "finance": 8,
    "social_work": 6, "land": 4, "education": 2,
}  # fmt: skip
RATINGS: Final[dict[Role, dict[str, float]]] = {
    "holder": {"HTXSNV": 22, "HTTNV": 66, "HTNV": 12},
    "staff": {"HTXSNV": 12, "HTTNV": 68, "HTNV": 18, "KHTNV": 2},
    "leader": {"HTXSNV": 30, "HTTNV": 64, "HTNV": 6},
}


@dataclass(frozen=True)
class Person:
    """Where one person stands at as_of, before there is a record of him or her.

    ``home`` is the department of a rotated leader, ``served`` the commune that
    a leader of the pool served or serves in.
    """

    cadre: str
    role: Role
    unit: str
    title: Title
    post: Post | None = None
    home: str = ""
    served: str = ""
    bloc: str = ""

    @property
    def pool(self) -> bool:
        """Whether he or she rotates."""
        return bool(self.served)


def make_people(
    profile: Profile, posts: list[Post], titles: Mapping[str, Title], departments: list[Row], communes: list[str]
) -> list[Person]:
    """Holders of posts, commune staff, department leaders, in this order.

    The first ``away`` departments have one leader in a commune.
    """
    receiving = receiving_units(profile, communes)
    homes = dict(zip(receiving, departments[: profile.away], strict=False))
    people: list[Person] = []

    def add(role: Role, unit: str, title: str, **more: Any) -> None:
        people.append(Person(f"c{len(people) + 1:04d}", role, unit, titles[title], **more))

    for post in posts:
        if post.fate == "away":
            home = homes[post.unit]
            add("holder", post.unit, post.title, post=post, home=home["unit"], served=post.unit, bloc=home["bloc"])
        elif post.fate != "vacant":
            add("holder", post.unit, post.title, post=post)
    for i in range(profile.staff):
        add("staff", communes[i % len(communes)], "staff")
    back = {i: receiving[(profile.away + n) % len(receiving)] for n, i in enumerate(_returned(profile))}
    for i in range(profile.leaders - profile.away):
        turn, place = divmod(i, len(departments))
        department = departments[place]
        title = "dept_deputy" if turn else "dept_head"
        add("leader", department["unit"], title, served=back.get(i, ""), bloc=department["bloc"])
    return people


def _returned(profile: Profile) -> list[int]:
    """Which leaders at home are in the pool: one per department before a second one, the head in every third."""

    def rank(i: int) -> tuple[int, int]:
        turn, place = divmod(i, profile.departments)
        head_last = turn - 1 if turn else profile.leaders
        return (turn if place % 3 == 0 else head_last), place

    return sorted(sorted(range(profile.leaders - profile.away), key=rank)[: profile.pool - profile.away])


def cadre_rows(profile: Profile, people: list[Person], book: Rulebook, communes: list[str]) -> list[Row]:
    """Rows of cadres.csv."""
    rows = [_identity(profile, person, book.retirement, communes) for person in people]
    _education(profile, people, rows)
    rng = stream(profile.seed, "careers")
    start = month_index(profile.as_of)
    for person, row in zip(people, rows, strict=True):
        row.update(_career(rng, person, row, start, _cap(book, person.title), profile.horizon_months))
    _history(profile, people, rows)
    return rows


def _identity(profile: Profile, person: Person, retirement: Retirement | None, communes: list[str]) -> Row:
    rng = stream(profile.seed, person.cadre)
    sex = "female" if rng.random() < WOMEN[person.role] else "male"
    group = weighted(rng, profile.ethnic_groups)
    names = stored("names.yaml")
    name = (
        weighted(rng, names["surnames"].get(group, names["surnames"]["Kinh"])),
        weighted(rng, names["middle"][sex]),
        rng.choice(names["given"][sex].split()),
    )
    start = month_index(profile.as_of)
    birth = _birth(rng, person, sex, start, start + profile.horizon_months, retirement)
    return {
        "cadre": person.cadre,
        "name": " ".join(name),
        "sex": sex,
        "birth_date": month_date(birth)[:8] + f"{rng.randint(1, 28):02d}",
        "ethnicity": group,
        "native_unit": _native(rng, person, communes),
        "unit": person.unit,
        "title": person.title.title,
        "bloc": person.bloc,
        "rotates": person.pool,
        "sending_unit": person.home,
    }


def _native(rng: Random, person: Person, communes: list[str]) -> str:
    """Own commune for most, another one or blank (from outside) for the others."""
    if person.home:
        return rng.choice([unit for unit in communes if unit != person.unit] or [""])
    local = 0.0 if person.role == "leader" else 0.45 if person.title.non_local else 0.75
    if rng.random() < local:
        return person.unit
    return rng.choice(communes) if rng.random() < 0.75 else ""


def _birth(rng: Random, person: Person, sex: str, start: int, end: int, retirement: Retirement | None) -> int:
    """Month of birth, such that the post opens by retirement when that is its fate."""
    fate = person.post.fate if person.post else ""
    if retirement is not None and person.post and person.post.opens is not None and fate == "service":
        last = person.post.opens - 1
        return last - retirement.limit(sex, last // 12)
    if person.role == "staff":
        low, high = rng.choices(((24, 30), (30, 38), (38, 46), (46, 54)), (26, 36, 24, 14))[0]
    elif person.pool:
        low, high = 32, 42
    elif person.role == "leader":
        low, high = 36, 53
    elif fate == "tenure_cap":
        low, high = 38, 49
    else:
        low, high = rng.choices(((27, 31), (31, 40), (40, 50)), (9, 45, 46))[0]
    birth = start - rng.randint(low * 12, high * 12 - 1)
    # The others stay beyond the horizon: a woman of 53 would retire within it.
    return birth if retirement is None else max(birth, end + 2 - retirement.limit(sex, (end + 2) // 12))


def _education(profile: Profile, people: list[Person], rows: list[Row]) -> None:
    """Party, schooling, degree, theory: exact shares among those serving in communes, full for leaders."""
    rng = stream(profile.seed, "education")
    start = month_index(profile.as_of)
    serving = [i for i, person in enumerate(people) if person.role != "leader"]
    age = {i: (start - month_index(rows[i]["birth_date"])) // 12 for i in serving}
    holder = {i: 3 * (people[i].role == "holder") for i in serving}
    young = {i: age[i] < 42 for i in serving}

    def marks(share: float, *parts: dict[int, Any]) -> dict[int, bool]:
        scores = [sum(float(part[i]) for part in parts) + 2 * rng.random() for i in serving]
        return dict(zip(serving, top(share, scores), strict=True))

    party = marks(profile.party_share, holder, holder)
    schooled = marks(profile.schooling_share, holder, young)
    trained = marks(profile.trained_share, holder, schooled, schooled)
    level = {i: _degree(rng, profile, people[i], schooled[i], trained[i]) for i in serving}
    useful = {i: 2 * (level[i] in ("intermediate", "college", "bachelor", "master")) for i in serving}
    theory = marks(profile.theory_share, holder, party, useful, young)
    for i, (person, row) in enumerate(zip(people, rows, strict=True)):
        leader = person.role == "leader"
        row["schooling"] = "upper_secondary" if leader or schooled[i] else "lower_secondary"
        row["degree"] = weighted(rng, {"bachelor": 82, "master": 18}) if leader else level[i]
        row["theory"] = _theory(rng, person) if leader or theory[i] else "none"
        row["state_mgmt"] = _state_mgmt(rng, person, row["degree"])
        row["field"] = weighted(rng, FIELDS) if row["degree"] != "none" else ""
        if leader or party[i]:
            years = rng.randint(20, 31 if person.role == "staff" else 27)
            joined_on = min(month_index(row["birth_date"]) + years * 12 + rng.randint(0, 11), start - 4)
            row["party_date"] = month_date(joined_on)[:8] + f"{rng.randint(1, 28):02d}"


def _degree(rng: Random, profile: Profile, person: Person, schooled: bool, trained: bool) -> str:
    if not trained:
        return "none"
    if not schooled:
        return "primary"
    if person.pool:
        return "bachelor"
    bachelor = min(1.0, profile.bachelor_share * (2.2 if person.role == "holder" else 1))
    below = {"intermediate": 6, "college": 1, "primary": 0 if person.role == "holder" else 2}
    return "bachelor" if rng.random() < bachelor else weighted(rng, below)


def _theory(rng: Random, person: Person) -> str:
    if person.role == "leader" or person.pool:
        return weighted(rng, {"intermediate": 50, "advanced": 50})
    if person.role == "holder":
        return weighted(rng, {"primary": 7, "intermediate": 83, "advanced": 10})
    return weighted(rng, {"primary": 45, "intermediate": 55})


def _state_mgmt(rng: Random, person: Person, degree: str) -> str:
    if person.role == "leader":
        return weighted(rng, {"specialist": 55, "senior": 45})
    if degree in ("none", "primary"):
        return "none"
    return weighted(rng, {"none": 45, "specialist": 52, "senior": 3})


def _career(rng: Random, person: Person, row: Row, start: int, cap: int, horizon: int) -> Row:
    """Dates of title and place, ratings; nobody is staff before 22, leads before 26 or before joining the Party."""
    grown = month_index(row["birth_date"]) + (22 if person.role == "staff" else 22 + 2 * (person.title.grade or 0)) * 12
    if person.role != "staff" and row.get("party_date"):
        grown = max(grown, month_index(row["party_date"]))
    since = max(_since(rng, person, start, cap, horizon), min(grown, start - 3))
    place = max(since - rng.choice((0, 0, 12, 30, 48)), min(grown, since))
    ratings = [weighted(rng, RATINGS[person.role]) for _ in range(3)]
    career = {
        "title_since": month_date(since),
        "place_since": month_date(since if person.home else place),
        "ratings": ";".join(ratings),
    }
    if person.home:
        career["rotation_since"] = month_date(since)
    if person.post and person.post.fate == "leaves" and person.post.opens is not None:
        career["leaves_on"] = month_date(person.post.opens)
        career["note"] = "moves to a province department"
    return career


def _since(rng: Random, person: Person, start: int, cap: int, horizon: int) -> int:
    """Since when the present title is held, such that the tenure cap falls where the fate says."""
    if person.post is None:
        return start - rng.randint(8, 100)
    if person.home:
        # A rotation lasts 36 months at least and ends with ``opens``.
        return min(start - 3, (person.post.opens or start) - rng.randint(37, 50))
    latest = max(3, cap - horizon)
    if person.post.fate == "tenure_cap":
        return start - rng.randint(latest + 3, max(latest + 3, cap - 3))
    return start - rng.randint(3, latest)


def _cap(book: Rulebook, title: Title) -> int:
    own = title.tenure_cap_months
    return own if own is not None else book.number("tenure_cap", "head_months" if title.head else "deputy_months")


def _history(profile: Profile, people: list[Person], rows: list[Row]) -> None:
    """Where pool members served, and whether they came back to a higher post; heads did first."""
    back = [i for i, person in enumerate(people) if person.pool and not person.home]
    back.sort(key=lambda i: not people[i].title.head)
    higher = set(back[: profile.returned_higher])
    for i, person in enumerate(people):
        rows[i]["rotated_to"] = person.served
        rows[i]["returned_to"] = "" if not person.served or person.home else "higher" if i in higher else "equal"


def post_rows(posts: list[Post], people: list[Person], cadres: list[Row]) -> list[Row]:
    """Rows of posts.csv."""
    held = {person.post.post: row for person, row in zip(people, cadres, strict=True) if person.post}
    rows = []
    for post in posts:
        row: Row = {"post": post.post, "unit": post.unit, "title": post.title, "key": post.key}
        if post.post in held:
            row |= {"holder": held[post.post]["cadre"], "held_since": held[post.post]["title_since"]}
        if post.fate == "away" and post.opens is not None:
            row["vacant_from"] = month_date(post.opens)
        rows.append(row)
    return rows
