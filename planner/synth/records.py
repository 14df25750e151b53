"""The record of each person of a synthetic area: identity, education, career."""

from itertools import count
from random import Random
from typing import Any, Final

from planner.rulebook.rulebook import Retirement, Rulebook
from planner.scenario.dates import month_date, month_index
from planner.synth.chance import shuffled, stream, top, weighted
from planner.synth.frames import Row
from planner.synth.people import Person, Role
from planner.synth.posts import tenure_cap
from planner.synth.profiles import Profile, stored

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


PLACED_WITHIN: Final = 12
"""Months after which the first places in departments have opened, so that a rotation may be told to end."""


def cadre_rows(profile: Profile, people: list[Person], book: Rulebook, communes: list[str]) -> list[Row]:
    """Rows of cadres.csv."""
    rows = [_identity(profile, person, book.retirement, communes) for person in people]
    _education(profile, people, rows)
    rng = stream(profile.seed, "careers")
    excellent = _excellent(profile, people)
    for person, row in zip(people, rows, strict=True):
        row.update(_career(rng, profile, person, row, tenure_cap(book, person.title)))
        row["ratings"] = ";".join(_ratings(rng, person, excellent))
    _end_rotations(profile, people, rows, book.number("min_stay", "rotation_months"))
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
        "rotates": person.pool and (profile.away_rotate or not person.home),
        "sending_unit": person.home,
        "former_title": person.former,
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
    if retirement is not None and person.seat and person.seat.opens is not None and person.fate == "service":
        # nobody reaches the age of a new year in its first months: it was the lower one of the year before
        months = (person.seat.opens - 1 + later for later in range(12))
        births = ((last, last - retirement.limit(sex, last // 12)) for last in months)
        return next(birth for last, birth in births if retires(birth, sex, retirement) == last)
    if person.role == "staff":
        low, high = rng.choices(((24, 30), (30, 38), (38, 46), (46, 54)), (26, 36, 24, 14))[0]
    elif person.pool:
        low, high = 32, 42
    elif person.role == "leader":
        low, high = 36, 53
    elif person.fate == "tenure_cap":
        low, high = 38, 49
    else:
        low, high = rng.choices(((27, 31), (31, 40), (40, 50)), (9, 45, 46))[0]
    birth = start - rng.randint(low * 12, high * 12 - 1)
    # The others stay beyond the horizon: a woman of 53 would retire within it.
    return birth if retirement is None else max(birth, end + 2 - retirement.limit(sex, (end + 2) // 12))


def retires(birth: int, sex: str, retirement: Retirement) -> int:
    """Month index in which a person born in month ``birth`` reaches retirement age."""
    youngest = min(*retirement.male, *retirement.female)
    return next(month for month in count(birth + youngest) if month - birth >= retirement.limit(sex, month // 12))


def _education(profile: Profile, people: list[Person], rows: list[Row]) -> None:
    """Party, schooling, degree, theory: exact shares among those serving in communes, full for leaders."""
    rng = stream(profile.seed, "education")
    start = month_index(profile.as_of)
    serving = [i for i, person in enumerate(people) if person.role != "leader"]
    age = {i: (start - month_index(rows[i]["birth_date"])) // 12 for i in serving}
    holder = {i: 3 * (people[i].role == "holder") + 6 * people[i].pool for i in serving}
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
    if person.title.theory == "advanced":
        return "advanced"
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


def _career(rng: Random, profile: Profile, person: Person, row: Row, cap: int) -> Row:
    """Dates of title and place; nobody is staff before 22, leads before 26 or before joining the Party."""
    start = month_index(profile.as_of)
    grown = month_index(row["birth_date"]) + (22 if person.role == "staff" else 22 + 2 * (person.title.grade or 0)) * 12
    if person.role != "staff" and row.get("party_date"):
        grown = max(grown, month_index(row["party_date"]))
    since = max(_since(rng, profile, person, start, cap), min(grown, start - 3))
    place = max(since - rng.choice((0, 0, 12, 30, 48)), min(grown, since))
    if profile.appointed and person.role == "holder":
        since = place = month_index(profile.appointed)
    career = {"title_since": month_date(since), "place_since": month_date(since if person.home else place)}
    if person.home:
        career["rotation_since"] = month_date(since)
    if person.seat and person.seat.fate == "leaves" and person.seat.opens is not None:
        career["leaves_on"] = month_date(person.seat.opens)
        career["note"] = "moves to a body outside the area"
    return career


def _since(rng: Random, profile: Profile, person: Person, start: int, cap: int) -> int:
    """Since when the present title is held, such that the tenure cap falls where the fate says."""
    if person.seat is None:
        return start - rng.randint(8, 100)
    if person.home:
        return start - rng.randint(*profile.away_months)
    latest = max(3, cap - profile.horizon_months)
    if person.fate == "tenure_cap":
        return start - rng.randint(latest + 3, max(latest + 3, cap - 3))
    return start - rng.randint(3, latest)


def _ratings(rng: Random, person: Person, excellent: dict[str, bool]) -> list[str]:
    """The last three years; whether an excellent one is among them is given for rotated leaders."""
    ratings = [weighted(rng, RATINGS[person.role]) for _ in range(3)]
    if person.cadre not in excellent:
        return ratings
    ratings = ["HTTNV" if rating == "HTXSNV" else rating for rating in ratings]
    return [*ratings[:2], "HTXSNV"] if excellent[person.cadre] else ratings


def _excellent(profile: Profile, people: list[Person]) -> dict[str, bool]:
    """Whether the record of each rotated leader is excellent, when the profile says of how many former deputies."""
    if profile.away_excellent is None:
        return {}
    away = [person for person in people if person.home]
    deputies = [person.cadre for person in away if person.former != profile.leader_titles[0]]
    chosen = shuffled(stream(profile.seed, "excellent"), deputies)[: profile.away_excellent]
    return {person.cadre: person.cadre in chosen for person in away}


def _end_rotations(profile: Profile, people: list[Person], rows: list[Row], stay: int) -> None:
    """For some of the rotated leaders the end of the rotation is decided, not before a whole stay."""
    away = [(person.seat.opens, row) for person, row in zip(people, rows, strict=True) if person.seat and person.home]
    for opens, row in shuffled(stream(profile.seed, "ends of rotations"), away)[: profile.away_ends]:
        earliest = month_index(profile.as_of) + profile.places_after + PLACED_WITHIN
        row["rotation_until"] = month_date(max(opens or 0, earliest, month_index(row["rotation_since"]) + stay))


def _history(profile: Profile, people: list[Person], rows: list[Row]) -> None:
    """Where pool members served, and whether they came back to a higher post; heads did first."""
    back = [i for i, person in enumerate(people) if person.pool and not person.home]
    back.sort(key=lambda i: not people[i].title.head)
    higher = set(back[: profile.returned_higher])
    for i, person in enumerate(people):
        rows[i]["rotated_to"] = person.served
        rows[i]["returned_to"] = "" if not person.served or person.home else "higher" if i in higher else "equal"
