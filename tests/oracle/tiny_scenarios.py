"""Tiny random scenarios that meet every rule and goal now and then.

Drawn by a random generator that hypothesis seeds, not cell by cell: hypothesis likes plain examples, and a plain
scenario decides nothing. Dates lie on the borders of periods and of rules, and few rules hold at once, so that each
of them often has the last word. Each scenario has one or two themes: subjects whose data and rules it is sure to have.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from random import Random

from hypothesis import strategies as st
from support.scenarios import scenario
from tiny_values import (
    BENCH_SIZE,
    BOUNDS,
    CADRES,
    COUNTED,
    DUAL_DATES,
    GRANTS,
    PLACES,
    POSTS,
    RULES,
    SESSIONS,
    SINCE,
    THEMES,
    TIERS,
    TITLES,
    UNITS,
    UNITS_FOR,
    Row,
)

from planner.scenario.scenario import Scenario
from planner.scenario.settings import LISTING_SCOPES


@st.composite
def tiny_scenarios(
    draw: st.DrawFn, theme: str = "", *, cadres: int = 3, posts: int = 3, periods: int = 3, sessions: int = 2
) -> Scenario:
    """A scenario of a theme, if one is given, and of at most so many cadres, posts, periods and sessions."""
    choose = draw(st.randoms(use_true_random=True))
    return tiny_scenario(choose, theme, cadres=cadres, posts=posts, periods=periods, sessions=sessions)


def tiny_scenario(choose: Random, theme: str = "", *, cadres: int, posts: int, periods: int, sessions: int) -> Scenario:
    """The same from a generator of one's own."""
    themes = choose.sample(sorted(THEMES), choose.choice((0, 1, 2, 2)))
    themes = [theme, *themes[:1]] if theme and theme not in themes else themes
    least = posts if len(themes) > 1 else max(2, posts - 1)
    people = {f"c{n}": _row(choose, CADRES) for n in range(choose.randint(max(2, cadres - 1), cadres))}
    places = {f"p{n}": _row(choose, POSTS) for n in range(choose.randint(least, posts))}
    _set_stage(choose, themes, list(people.values()), list(places.values()))
    taught = {f"s{n}": _session(choose, people) for n in range(sessions)} if "courses" in themes else {}
    dates = choose.choice(DUAL_DATES)
    both = "duals" in themes and dates["today"] and choose.random() < 0.4
    _seat_holders(choose, list(people), places, both=both)
    pairs = list(product(people, places))
    listed = choose.sample(pairs, choose.randint(0, min(4, len(pairs))))
    scored = choose.sample(pairs, choose.randint(0, len(pairs)) if choose.random() < 0.3 else 0)
    course = choose.choice((0, 1, 2))
    settings = {
        "period_months": (length := choose.choice((4, 6, 6, 12))),
        "horizon_months": length * choose.randint(2, periods),
        "rules": {
            "pack": "vn-2022",
            "overlays": [_pair_of_titles(dates)] if "duals" in themes else [],
            "changes": _changes(choose, themes),
        },
        "goals": {
            "tiers": choose.choice(TIERS),
            "fit": {
                "move": choose.choice((0, 2, 6)),
                "ready": choose.choice((0, 3)),
                "course": course,
                "priority": choose.randint(0, max(course - 1, 0)),
                "own_bench": choose.choice((0, 4)),
            },
        },
        "mix": [_target(choose, number) for number in range(choose.choice((0, 1, 1, 2)))],
        "courses": {"budget": choose.choice((None, None, 2, {"2026": 3}))} if taught else {},
        "fit": choose.choice(("computed", "computed", "computed", "only_listed")) if scored else "computed",
    }
    kin = choose.sample(list(combinations(people, 2)), 1) if "kin" in themes else []
    tables = {"sessions": _table("session", taught)} if taught else {}
    return scenario(
        json.dumps(settings),
        units=UNITS,
        titles=TITLES,
        cadres=_table("cadre", people),
        posts=_table("post", places),
        bench=_lines("cadre post since", [(*pair, choose.choice(SINCE)) for pair in listed]),
        relatives=_lines("cadre_a cadre_b", kin),
        fit=_lines("cadre post score", [(*pair, choose.randint(-9, 9)) for pair in scored]),
        pins=_lines("action cadre post from", _pins(choose, pairs, places)),
        **tables,
    )


def _row(choose: Random, columns: Mapping[str, Sequence[object]]) -> Row:
    return {name: choose.choice(values) for name, values in columns.items()}


def _session(choose: Random, people: dict[str, Row]) -> Row:
    """A session, and somebody who is of the unit it is for and has what it needs: it is an error if nobody is."""
    grants, needs = choose.choice(GRANTS)
    person = choose.choice(list(people.values()))
    if needs:
        part, level = needs.split("=")
        person[part] = level
    unit = choose.choice(("", "", *UNITS_FOR[person["unit"]]))
    return {"grants": grants, "needs": needs, "unit": unit} | _row(choose, SESSIONS)


def _set_stage(choose: Random, themes: Sequence[str], people: list[Row], places: list[Row]) -> None:
    """Give people and posts what the themes need, now and then."""
    duals = "duals" in themes
    if duals:
        _set_duals(choose, places)
    if "returns" in themes and (not duals or len(places) > 2):
        _set_returns(choose, people, places, duals=duals)
    if "committees" in themes and (not duals or len(places) > 2):
        listed = {"unit": choose.choice(("xa", "xb")), "title": "list", "seats": choose.choice((1, 2)), "holders": 0}
        places[-1 if duals else 0] |= listed
    if "kin" in themes:
        _set_kin(choose, places, duals=duals)
    if "courses" in themes:
        for row in people:
            row |= {"unit": choose.choice(("xa", "xb", "pa")), "title": choose.choice(("vice", "front", "deputy"))}
            row |= {"theory": choose.choice(("none", "primary")), "skills": choose.choice(("none", "none", "updated"))}
    for row in people:
        if themes and choose.random() < 0.7:
            row |= {"birth_date": "1985-02", "leaves_on": "", "discipline_until": "", "rotates": "yes"}
        # the end of a rotation without its start is an error
        row |= {"rotation_until": row["rotation_until"] if row["rotation_since"] else ""}


def _set_duals(choose: Random, places: list[Row]) -> None:
    """Two posts of one unit that one person may hold, the main one often held and the other vacant."""
    unit = choose.choice(("xa", "xa", "pa"))
    places[0] |= {"unit": unit, "title": "deputy_secretary", "seats": 1}
    places[1] |= {"unit": unit, "title": "council_vice", "seats": 1}
    if choose.random() < 0.7:
        places[0] |= {"holders": choose.choice((0, 1)), "key": "yes"}
        places[1] |= {"holders": 0, "key": "yes"}


def _set_returns(choose: Random, people: list[Row], places: list[Row], *, duals: bool) -> None:
    """A vacant post of a department, and somebody who is on rotation or could go."""
    places[-1] |= {"unit": choose.choice(("pa", "pb")), "title": choose.choice(("deputy", "clerk", "head", "plain"))}
    places[-1] |= {"holders": choose.choice((0, 0, 1)), "backfill": "yes"}
    people[0] |= {"unit": "pa", "rotates": choose.choice(("yes", "yes", "no"))}
    if choose.random() < 0.6:
        places[0] |= {"holders": 1} if duals else {"holders": 1, "unit": choose.choice(("xa", "xb"))}
        for row in people:
            row |= {"rotation_since": choose.choice(("2025-01", "2025-07", "2024-01"))}


def _set_kin(choose: Random, places: list[Row], *, duals: bool) -> None:
    """Two posts of one unit, or of a head over a head."""
    unit = places[0]["unit"] if duals else choose.choice(("xa", "xb", "pa"))
    for row in places[:2]:
        row |= {"unit": unit}
    if choose.random() < 0.4 and not duals:
        places[0] |= {"unit": "xb", "title": "chair"}
        places[1] |= {"unit": "pa", "title": "head"}


def _seat_holders(choose: Random, people: list[str], places: dict[str, Row], *, both: bool) -> None:
    """Turn the number of holders of each post into names, as far as people and seats last."""
    free = choose.sample(people, len(people))
    two_posts = [free.pop()] if both else []
    for number, row in enumerate(places.values()):
        count = min(row.pop("holders"), row["seats"], len(free))
        if two_posts and number < 2:
            row["holder"] = two_posts[0]
        else:
            row["holder"] = ";".join(free[:count])
            free = free[count:]
        if "" not in (row["bench_min"], row["bench_max"]):
            row["bench_max"] = max(row["bench_min"], row["bench_max"])


def _changes(choose: Random, themes: Sequence[str]) -> Row:
    """Rules of the themes and up to four others with numbers of their own; at times all that the pack has."""
    count = choose.choice((0, 0, 1, 2) if themes else (0, 1, 1, 2, 2, 3, 4, len(RULES)))
    held = {*choose.sample(sorted(RULES), count), *(rule for theme in themes for rule in THEMES[theme])}
    numbers = {rule: _row(choose, RULES[rule]) or True for rule in sorted(held)}
    return {rule: numbers.get(rule, False) for rule in RULES} | {"bench_size": _row(choose, BENCH_SIZE)}


def _pair_of_titles(dates: Row) -> Row:
    """An overlay that lets a deputy secretary be vice chair of the council as well, in a certain time."""
    span = {name: date for name, date in dates.items() if name != "today"}
    return {
        "name": "pair",
        "packs": ["vn-2022"],
        "source": ["test"],
        "mark": "M",
        "dual_roles": [
            {"main": "deputy_secretary", "beside": "council_vice", "loosens": True, "reason": "test", **span}
        ],
    }


def _target(choose: Random, number: int) -> Row:
    column, values = choose.choice(COUNTED)
    target = {"name": f"m{number}", "column": column, "values": values, "weight": choose.choice((1, 1, 3))}
    target |= {"hard": choose.random() < 0.3} | choose.choice(BOUNDS)
    if "preserve" in target or choose.random() < 0.6:
        return target | {"scope": choose.choice(PLACES), "when": choose.choice(("end", "every"))}
    return target | {"scope": choose.choice(LISTING_SCOPES)}


def _pins(choose: Random, pairs: Sequence[tuple[str, str]], places: dict[str, Row]) -> Iterable[tuple[str, ...]]:
    """At most two pins, one for a cadre, that contradict neither each other nor the holders of posts."""
    pins = {}
    for cadre, post in choose.sample(pairs, min(len(pairs), choose.choice((0, 0, 0, 1, 2)))):
        held = cadre in places[post]["holder"].split(";")
        asked = ("keep",) if held else ("place", "prefer", "prefer")
        action = choose.choice((*asked, "forbid", "list", "delist"))
        start = choose.choice(("", "2026-01", "2026-05", "2026-08")) if action == "place" else ""
        pins[cadre] = (action, cadre, post, start)
    return pins.values()


def _table(key: str, rows: dict[str, Row]) -> str:
    columns = list(next(iter(rows.values())))
    return _lines(" ".join([key, *columns]), [(name, *row.values()) for name, row in rows.items()])


def _lines(header: str, rows: Iterable[Iterable[object]]) -> str:
    return "\n".join([header, *(" ".join("-" if cell == "" else str(cell) for cell in row) for row in rows)])
