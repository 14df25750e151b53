"""Units of a synthetic area: communes spread around a middle, departments in it."""

import math
import unicodedata
from itertools import count, islice

from planner.synth.chance import shuffled, stream
from planner.synth.frames import Row
from planner.synth.profiles import Profile, stored


def commune_rows(profile: Profile) -> list[Row]:
    """Rows of the communes; the weak ones lie farthest from the middle.

    Coordinates are approximate: points of a sunflower spiral, not surveyed places.
    """
    names = _commune_names(profile)
    cluster = {name: cluster for cluster, members in profile.clusters.items() for name in members}
    ids = unit_ids(names)
    rows = []
    for i, (unit, name) in enumerate(zip(ids, names, strict=True)):
        radius = profile.spread * math.sqrt((i + 0.5) / len(names))
        angle = i * math.pi * (3 - math.sqrt(5))
        far = i - (len(names) - profile.weak)
        rows.append(
            {
                "unit": unit,
                "name": name,
                "kind": "commune",
                **_parent(profile),
                **({"cluster": cluster[name]} if name in cluster else {}),
                "weight": 1 if far < 0 else 2 + far % 2,
                "lat": round(profile.latitude + radius * math.sin(angle), 3),
                "lon": round(profile.longitude + radius * math.cos(angle), 3),
            }
        )
    return rows


def province_rows(profile: Profile) -> list[Row]:
    """The row of the province in which the others lie, if the profile names one."""
    place = {"lat": profile.latitude, "lon": profile.longitude}
    return [{"unit": unit, "name": profile.province, "kind": "province", **place} for unit in _parent(profile).values()]


def _parent(profile: Profile) -> Row:
    return {"parent": unit_ids([profile.province])[0]} if profile.province else {}


def department_rows(profile: Profile) -> list[Row]:
    """Rows of the departments, all in the middle of the area."""
    known = stored("departments.yaml")[profile.level]
    rounds = [(known[i % len(known)], i // len(known)) for i in range(profile.departments)]
    names = [f"{one['name']} {turn + 1}" if turn else one["name"] for one, turn in rounds]
    return [
        {
            "unit": unit,
            "name": name,
            "kind": "department",
            **_parent(profile),
            "bloc": one["bloc"],
            "sector": one.get("sector", ""),
            "lat": profile.latitude,
            "lon": profile.longitude,
        }
        for unit, name, (one, _) in zip(unit_ids(names), names, rounds, strict=True)
    ]


def _commune_names(profile: Profile) -> list[str]:
    """The named communes, then invented ones from two syllables, numbered when those run out."""
    syllables = stored("names.yaml")["communes"]
    pairs = [f"{a} {b}" for a in syllables["first"] for b in syllables["second"] if a != b]
    pairs = shuffled(stream(profile.seed, "communes"), pairs)
    given = [name for members in profile.clusters.values() for name in members] or profile.commune_names
    named = list(given[: profile.communes])
    rounds = ([pair if turn == 1 else f"{pair} {turn}" for pair in pairs] for turn in count(1))
    invented = (name for names in rounds for name in names if name not in given)
    return named + list(islice(invented, profile.communes - len(named)))


def unit_ids(names: list[str]) -> list[str]:
    """Readable ids in ASCII letters."""
    ids = []
    for name in names:
        plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
        words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).lower().split()
        ids.append("-".join(words))
    return ids
