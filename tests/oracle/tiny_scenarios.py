"""Tiny random scenarios that meet every rule and goal now and then.

Drawn by a random generator that hypothesis seeds, not cell by cell: hypothesis likes plain examples, and a plain
scenario decides nothing. Dates lie on the borders of periods and of rules, and few rules hold at once, so that each
of them often has the last word.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from random import Random
from typing import Any

from hypothesis import strategies as st
from support.scenarios import scenario

from planner.scenario.scenario import Scenario

Row = dict[str, Any]

UNITS = """
unit  kind        weight  cluster  lat   lon
xa    commune     1       hills    21.8  106.7
xb    commune     3       plain    21.9  106.9
pa    department  1       plain    21.8  106.8
pb    department  1       hills    -     -
"""
TITLES = """
title   group  grade  head  degree    theory        party_member  non_local  tenure_cap_months  fields
chair   gov    3      yes   bachelor  intermediate  yes           yes        -                  law
vice    gov    2      no    bachelor  -             no            no         -                  law;economics
front   front  2      yes   -         -             no            no         18                 -
head    dept   3      yes   -         -             no            no         -                  -
deputy  dept   2      no    -         -             no            no         -                  -
clerk   -      1      no    -         -             no            no         -                  -
plain   -      -      no    -         -             no            no         -                  -
"""
POSTS: Mapping[str, Sequence[object]] = {
    "unit": ("xa", "xa", "xb", "pa", "pb", ""),
    "title": ("chair", "vice", "vice", "front", "deputy", "clerk", "plain", ""),
    "seats": (1, 1, 1, 2),
    "holders": (0, 1, 1, 2),
    "held_since": ("", "2018-03", "2022-01", "2025-01", "2025-06"),
    "vacant_from": ("", "", "", "2026-03", "2026-06", "2026-07", "2027-02"),
    "key": ("yes", "yes", "no"),
    "bench_min": ("", 0, 1, 2),
    "bench_max": ("", "", 2, 3),
    "weight": (1, 1, 2),
}
CADRES: Mapping[str, Sequence[object]] = {
    "sex": ("male", "female", "female", ""),
    # the last few reach retirement some months after as_of, around the ends of periods
    "birth_date": (
        "",
        "1990-05",
        "1985-02",
        "1985-07",
        "1991-02",
        "1969-05",
        "1969-07",
        "1969-12",
        "1965-01",
        "1973-04",
    ),
    "ethnicity": ("Tày", "Nùng"),
    "native_unit": ("xa", "xb", ""),
    "unit": ("pa", "pa", "pb", "xa", "xb", ""),
    "title": ("chair", "vice", "front", "head", "head", "deputy", "clerk", "clerk", "plain", ""),
    "grade": ("", "", "", 2),
    "degree": ("none", "college", "bachelor", "bachelor", "master", "doctor"),
    "field": ("law", "economics", ""),
    "theory": ("none", "intermediate", "intermediate", "advanced"),
    "party_date": ("2010-01", "2010-01", ""),
    "ratings": ("", "HTXSNV;HTTNV", "KHTNV;HTNV;HTXSNV;HTTNV", "HTXSNV;KHTNV;HTNV;HTNV"),
    "discipline_until": ("", "", "", "2026-01", "2026-04", "2026-07"),
    "rotates": ("yes", "yes", "no"),
    "rotation_since": ("", "", "2025-01", "2025-07"),
    "sending_unit": ("", "", "pa", "pb"),
    "leaves_on": ("", "", "", "", "2026-07", "2026-10", "2025-11", "2027-01", "2029-01"),
    "rank": ("one", "two", ""),
}
RULES: Mapping[str, Mapping[str, Sequence[int]]] = {
    "min_stay": {"rotation_months": (0, 6, 12, 18), "holder_months": (0, 12, 18)},
    "remaining_service": {
        "rotation_months": (0, 6, 12, 60),
        "non_local_months": (0, 6, 24),
        "first_time_months": (0, 6, 12, 60),
    },
    "in_pool": {},
    "tenure_cap": {"head_months": (12, 48, 96), "deputy_months": (6, 12, 96)},
    "non_local": {},
    "grade": {"lowest_step": (0,), "highest_step": (1, 2)},
    "standard": {},
    "discipline": {},
    "higher_title": {"highest_step": (1, 2)},
    "bench_standard": {"gaps_max": (0, 1), "near_step": (0, 1)},
    "bench_service": {"months": (0, 12, 24, 60)},
    "release_cap": {"away_max": (1, 2)},
}
BENCH_SIZE: Mapping[str, Sequence[int]] = {"min": (0, 1, 2), "max": (1, 2), "titles_per_person": (1, 2, 3)}
COUNTED: Sequence[tuple[str, list[str]]] = (
    ("sex", ["female"]),
    ("ethnicity", ["Tày"]),
    ("age_band", ["<35"]),
    ("age_band", ["35-40", ">40"]),
    ("rank", ["one"]),
    ("rotates", ["yes"]),
)
BOUNDS: Sequence[Row] = (
    {"preserve": 0},
    {"preserve": 1},
    {"at_least": 1},
    {"at_least": "30%"},
    {"at_least": "100%"},
    {"at_most": 0},
    {"at_most": 1},
    {"at_most": "50%"},
    {"at_most": "33.4%"},
    {"at_least": 1, "at_most": 1},
)
PLACES: Sequence[str | dict[str, str]] = (
    "key_posts",
    "all_posts",
    "each_unit",
    {"group": "gov"},
    {"title": "vice"},
    {"unit": "xa"},
    {"cluster": "hills"},
)
TIERS: Sequence[list[str | dict[str, int]]] = (
    ["fill", "bench", "mix", "fit"],
    ["mix", "fit", "fill", "bench"],
    ["fit", "bench", "fill", "mix"],
    [{"fill": 1, "bench": 5}, {"mix": 7, "fit": 2}],
    [{"mix": 2, "fit": 1}, {"fill": 1, "bench": 1}],
    [{"fill": 1, "bench": 3, "mix": 2, "fit": 1}],
    ["mix", {"fit": 1, "fill": 1}],
    ["fit"],
)


@st.composite
def tiny_scenarios(draw: st.DrawFn, *, cadres: int = 4, posts: int = 3, periods: int = 3) -> Scenario:
    """A scenario of at most so many cadres, posts and periods."""
    choose = draw(st.randoms(use_true_random=True))
    people = {f"c{n}": _row(choose, CADRES) for n in range(choose.randint(cadres - 1, cadres))}
    places = {f"p{n}": _row(choose, POSTS) for n in range(choose.randint(max(1, posts - 1), posts))}
    _seat_holders(choose, list(people), places)
    pairs = list(product(people, places))
    listed = choose.sample(pairs, choose.randint(0, min(4, len(pairs))))
    scored = choose.sample(pairs, choose.randint(0, len(pairs)) if choose.random() < 0.4 else 0)
    settings = {
        "period_months": (length := choose.choice((4, 6, 6, 12))),
        "horizon_months": length * choose.randint(2, periods),
        "rules": {"pack": "vn-2022", "changes": _changes(choose)},
        "goals": {"tiers": choose.choice(TIERS), "fit": {"move": choose.choice((0, 2, 6))}},
        "mix": [_target(choose, number) for number in range(choose.choice((0, 1, 1, 2)))],
        "fit": choose.choice(("computed", "computed", "computed", "only_listed")) if scored else "computed",
    }
    return scenario(
        json.dumps(settings),
        units=UNITS,
        titles=TITLES,
        cadres=_table("cadre", people),
        posts=_table("post", places),
        bench=_lines("cadre post", listed),
        fit=_lines("cadre post score", [(*pair, choose.randint(-9, 9)) for pair in scored]),
        pins=_lines("action cadre post from", _pins(choose, pairs, places)),
    )


def _row(choose: Random, columns: Mapping[str, Sequence[object]]) -> Row:
    return {name: choose.choice(values) for name, values in columns.items()}


def _seat_holders(choose: Random, people: list[str], places: dict[str, Row]) -> None:
    """Turn the number of holders of each post into names, as far as people and seats last."""
    free = choose.sample(people, len(people))
    for row in places.values():
        count = min(row.pop("holders"), row["seats"], len(free))
        row["holder"] = ";".join(free[:count])
        free = free[count:]
        if "" not in (row["bench_min"], row["bench_max"]):
            row["bench_max"] = max(row["bench_min"], row["bench_max"])


def _changes(choose: Random) -> Row:
    """One to four rules with numbers of their own, the others off; at times all that the pack has."""
    held = choose.sample(sorted(RULES), choose.choice((0, 1, 1, 2, 2, 3, 4, len(RULES))))
    numbers = {rule: _row(choose, RULES[rule]) or True for rule in held}
    return {rule: numbers.get(rule, False) for rule in RULES} | {"bench_size": _row(choose, BENCH_SIZE)}


def _target(choose: Random, number: int) -> Row:
    column, values = choose.choice(COUNTED)
    target = {"name": f"m{number}", "column": column, "values": values, "weight": choose.choice((1, 1, 3))}
    target |= {"hard": choose.random() < 0.3} | choose.choice(BOUNDS)
    if "preserve" in target or choose.random() < 0.7:
        return target | {"scope": choose.choice(PLACES), "when": choose.choice(("end", "every"))}
    return target | {"scope": choose.choice(("all_benches", "each_bench"))}


def _pins(choose: Random, pairs: Sequence[tuple[str, str]], places: dict[str, Row]) -> Iterable[tuple[str, ...]]:
    """At most two pins, one for a cadre, that contradict neither each other nor the holders of posts."""
    pins = {}
    for cadre, post in choose.sample(pairs, min(len(pairs), choose.choice((0, 0, 0, 1, 2)))):
        held = cadre in places[post]["holder"].split(";")
        action = choose.choice(("keep" if held else "place", "forbid", "list", "delist"))
        start = choose.choice(("", "2026-01", "2026-05", "2026-08")) if action == "place" else ""
        pins[cadre] = (action, cadre, post, start)
    return pins.values()


def _table(key: str, rows: dict[str, Row]) -> str:
    columns = list(next(iter(rows.values())))
    return _lines(" ".join([key, *columns]), [(name, *row.values()) for name, row in rows.items()])


def _lines(header: str, rows: Iterable[Iterable[object]]) -> str:
    return "\n".join([header, *(" ".join("-" if cell == "" else str(cell) for cell in row) for row in rows)])
