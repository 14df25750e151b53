"""Tiny random scenarios that meet every rule and goal now and then."""

import json
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
FLAG = st.sampled_from(("yes", "no"))


def _one_of(*values: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def _posts() -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "unit": _one_of("xa", "xa", "xb", "pa", "pb", ""),
            "title": _one_of("vice", "chair", "front", "deputy", "clerk", "plain", ""),
            "seats": _one_of(1, 1, 1, 2),
            "holders": _one_of(1, 1, 0, 2),
            "held_since": _one_of("2022-01", "", "2018-03", "2025-06"),
            "vacant_from": _one_of("", "2026-03", "", "2026-09", "2027-02", ""),
            "key": FLAG,
            "bench_min": _one_of("", "", 0, 1, 2),
            "bench_max": _one_of("", "", 2, 3),
            "weight": _one_of(1, 1, 2),
        }
    )


def _cadres() -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "sex": _one_of("male", "female", "female", ""),
            "birth_date": _one_of("1990-05", "1985-02", "1985-09", "1991-02", "1970-01", "1965-03", "1969-12", ""),
            "ethnicity": _one_of("Tày", "Nùng"),
            "native_unit": _one_of("xa", "xb", ""),
            "unit": _one_of("pa", "pa", "pb", "xa", "xb", ""),
            "title": _one_of("clerk", "deputy", "vice", "front", "head", "chair", "plain", ""),
            "grade": _one_of("", "", "", 2),
            "degree": _one_of("bachelor", "bachelor", "master", "college", "none"),
            "field": _one_of("law", "economics", ""),
            "theory": _one_of("intermediate", "advanced", "none"),
            "party_date": _one_of("2010-01", "2010-01", ""),
            "ratings": _one_of("", "HTXSNV;HTTNV", "KHTNV;HTNV;HTXSNV;HTTNV"),
            "discipline_until": _one_of("", "", "", "2026-04", "2026-08"),
            "rotates": _one_of("yes", "yes", "no"),
            "rotation_since": _one_of("", "", "", "2025-01", "2025-10"),
            "sending_unit": _one_of("", "", "", "pa", "pb"),
            "leaves_on": _one_of("", "", "", "", "2026-07", "2026-10", "2025-11", "2029-01"),
            "rank": _one_of("one", "two", ""),
        }
    )


def _numbers(**ranges: tuple[int, ...]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({name: st.sampled_from(values) for name, values in ranges.items()})


_SWITCHED = {
    "min_stay": _numbers(rotation_months=(0, 6, 12, 36), holder_months=(0, 0, 12, 60)),
    "remaining_service": _numbers(rotation_months=(0, 12, 60), non_local_months=(0, 24), first_time_months=(0, 6, 60)),
    "in_pool": st.just(True),
    "tenure_cap": _numbers(head_months=(12, 48, 96), deputy_months=(6, 12, 96)),
    "non_local": st.just(True),
    "grade": _numbers(lowest_step=(0,), highest_step=(1, 2)),
    "standard": st.just(True),
    "discipline": st.just(True),
    "higher_title": _numbers(highest_step=(1, 2)),
    "bench_standard": _numbers(gaps_max=(0, 1), near_step=(0, 1)),
    "bench_service": _numbers(months=(0, 24, 60)),
    "release_cap": _numbers(away_max=(1, 2)),
}
_CHANGES = st.fixed_dictionaries(
    {rule: st.one_of(st.just(False), st.just(False), numbers) for rule, numbers in _SWITCHED.items()}
    | {"bench_size": _numbers(min=(0, 1, 2), max=(1, 2), titles_per_person=(1, 2, 3))}
)

_BOUNDS = st.one_of(
    _numbers(preserve=(0, 1)),
    _numbers(at_least=(1, 2, "30%", "100%")),
    _numbers(at_most=(0, 1, "50%", "33.4%")),
    _numbers(at_least=(0, "20%"), at_most=(1, "80%")),
)
_COLUMNS = _one_of(
    ("sex", ("female",)),
    ("ethnicity", ("Tày",)),
    ("age_band", ("<35",)),
    ("age_band", ("35-40", ">40")),
    ("rank", ("one",)),
    ("rotates", ("yes",)),
)
_PLACES = _one_of(
    "key_posts", "all_posts", "each_unit", {"group": "gov"}, {"title": "vice"}, {"unit": "xa"}, {"cluster": "hills"}
)


@st.composite
def _mix(draw: st.DrawFn, number: int) -> Row:
    column, values = draw(_COLUMNS)
    on_posts = draw(_one_of(True, True, False))
    target = {"name": f"m{number}", "column": column, "values": list(values), "weight": draw(_one_of(1, 1, 3))}
    target["hard"] = draw(_one_of(False, False, True))
    bounds = draw(_BOUNDS)
    if on_posts:
        return target | {"scope": draw(_PLACES), "when": draw(_one_of("end", "every"))} | bounds
    return target | {"scope": draw(_one_of("all_benches", "each_bench"))} | _on_bench(bounds)


def _on_bench(bounds: Row) -> Row:
    return {"at_least": 1} if "preserve" in bounds else bounds


_TIERS = st.one_of(
    st.just(["fill", "bench", "mix", "fit"]),
    st.permutations(["fill", "bench", "mix", "fit"]),
    st.permutations([{"fill": 1, "bench": 5}, {"mix": 7, "fit": 2}]),
    st.just([{"fill": 1, "bench": 3, "mix": 2, "fit": 1}]),
    st.just(["mix", {"fit": 1, "fill": 1}]),
    st.just(["fit"]),
)
_FIT = st.fixed_dictionaries(
    {}, optional={name: st.integers(0, 9) for name in ("field", "above", "experience", "distance", "move", "keep")}
)


@st.composite
def tiny_scenarios(draw: st.DrawFn, *, cadres: int = 4, posts: int = 3, periods: int = 3) -> Scenario:
    """A scenario of at most so many cadres, posts and periods.

    ``hypothesis.reject`` is not called: what the reader refuses is not made in the first place.
    """
    people = {f"c{n}": draw(_cadres()) for n in range(draw(st.integers(max(2, cadres - 1), cadres)))}
    places = {f"p{n}": draw(_posts()) for n in range(draw(st.integers(max(1, posts - 1), posts)))}
    _seat_holders(draw, list(people), places)
    pairs = st.tuples(st.sampled_from(sorted(people)), st.sampled_from(sorted(places)))
    listed = draw(st.lists(pairs, max_size=4, unique=True))
    scored = draw(st.dictionaries(pairs, st.integers(-9, 9), max_size=4))
    pins = _pins(draw(st.lists(st.tuples(pairs, *_PIN), max_size=draw(_one_of(0, 0, 0, 2)))), places)
    length = draw(_one_of(4, 6, 12))
    settings = {
        "horizon_months": length * draw(st.integers(1 if periods == 1 else 2, periods)),
        "period_months": length,
        "rules": {"pack": draw(_one_of("vn-2022", "vn-2022", "open")), "changes": draw(_CHANGES)},
        "goals": {"tiers": draw(_TIERS), "fit": draw(_FIT)},
        "mix": [draw(_mix(number)) for number in range(draw(_one_of(0, 1, 1, 2)))],
        "fit": draw(_one_of("computed", "computed", "computed", "only_listed")),
    }
    return scenario(
        json.dumps(settings),
        units=UNITS,
        titles=TITLES,
        cadres=_text("cadre", people),
        posts=_text("post", places),
        bench=_lines("cadre post", listed),
        fit=_lines("cadre post score", [(*pair, score) for pair, score in scored.items()]),
        pins=_lines("action cadre post from", pins),
    )


_PIN = (_one_of("place", "forbid", "keep", "list", "delist"), _one_of("", "2026-01", "2026-05"))


def _seat_holders(draw: st.DrawFn, people: list[str], places: dict[str, Row]) -> None:
    """Turn the number of holders of each post into names, as far as people and seats last."""
    free = draw(st.permutations(people))
    for row in places.values():
        count = min(row.pop("holders"), row["seats"], len(free))
        row["holder"] = ";".join(free[:count])
        free = free[count:]
        if "" not in (row["bench_min"], row["bench_max"]):
            row["bench_max"] = max(row["bench_min"], row["bench_max"])


def _pins(drawn: list[tuple[Any, ...]], places: dict[str, Row]) -> list[tuple[str, ...]]:
    """Pins that do not contradict one another or the holders of posts."""
    pins = {}
    for (cadre, post), action, start in drawn:
        held = cadre in places[post]["holder"].split(";")
        action = {"place": "keep"}.get(action, action) if held else {"keep": "place"}.get(action, action)
        pins[cadre] = (action, cadre, post, start if action == "place" else "")
    return list(pins.values())


def _text(key: str, rows: dict[str, Row]) -> str:
    columns = list(next(iter(rows.values())))
    return _lines(
        " ".join([key, *columns]), [(name, *(row[column] for column in columns)) for name, row in rows.items()]
    )


def _lines(header: str, rows: list[tuple[Any, ...]]) -> str:
    return "\n".join([header, *(" ".join("-" if cell == "" else str(cell) for cell in row) for row in rows)])
