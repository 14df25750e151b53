"""A made-up plan for chart tests: communes of five posts each, with moves, gaps and uneven benches."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.plan.plan import PLAN_TABLES, TRACE, Plan, Tier
from planner.scenario.columns import TABLES, Kind, Table
from planner.scenario.dates import month_date
from planner.scenario.scenario import Scenario
from planner.scenario.settings import Settings

AS_OF = "2026-01-01"
START = 2026 * 12
HORIZON = 60

COMMUNES = (
    "Thị trấn Cao Lộc", "Thị trấn Đồng Đăng", "Xã Thạch Đạn", "Xã Xuất Lễ", "Xã Bảo Lâm", "Xã Bình Trung", "Xã Cao Lâu",
    "Xã Công Sơn", "Xã Gia Cát", "Xã Hải Yến", "Xã Hòa Cư", "Xã Hồng Phong", "Xã Hợp Thành", "Xã Lộc Yên", "Xã Mẫu Sơn",
    "Xã Phú Xá", "Xã Song Giáp", "Xã Tân Liên", "Xã Tân Thành", "Xã Thanh Lòa", "Xã Thụy Hùng", "Xã Xuân Long",
    "Xã Yên Trạch",
)  # fmt: skip
DEPARTMENTS = (
    "Phòng Nội vụ", "Phòng Tài chính – Kế hoạch", "Phòng Lao động – Thương binh và Xã hội", "Ban Tổ chức Huyện ủy",
)  # fmt: skip
TITLES = ("secretary", "deputy_secretary", "pc_chair", "pc_vice", "front_chair")
SURNAMES = ("Nguyễn", "Hoàng", "Nông", "Lương", "Vi", "Triệu", "Lý", "Chu", "Đặng", "Phùng", "Hứa")
WOMEN = (
    "Thị Hồng Phượng",
    "Thị Thúy Ngường",
    "Thị Ánh Tuyết",
    "Thị Mỹ Hạnh",
    "Thị Quỳnh Nga",
    "Thị Kiều Diễm",
    "Thị Bích",
)
MEN = (
    "Văn Trưởng",
    "Quang Hưởng",
    "Đình Thượng",
    "Minh Khuê",
    "Thế Nghiệp",
    "Văn Đức",
    "Hữu Nghĩa",
    "Trọng Hoàng",
    "Lê",
)


def sample_plan(communes: int = 4) -> Plan:
    """A plan for the first ``communes`` communes; every fourth has moves, every post its own bench."""
    people = _people(communes)
    names = {row["cadre"]: row["name"] for row in people}
    posts = _posts(communes)
    stints, vacancies, moves = _decisions(communes, posts, names)
    scenario = Scenario(
        Settings(name="sample", title="Huyện Cao Lộc", as_of=AS_OF, horizon_months=HORIZON, period_months=6),
        {
            **{name: frame(table, []) for name, table in TABLES.items()},
            "units": frame(TABLES["units"], _units(communes)),
            "posts": frame(TABLES["posts"], posts),
            "cadres": frame(TABLES["cadres"], people),
        },
    )
    return Plan(
        status="feasible",
        tiers=(
            Tier("fill", "min", 12 * communes, 12 * communes, 0.0, 1.2),
            Tier("bench", "min", 3 * communes, 3 * communes, 0.0, 2.5),
            Tier("mix", "min", 4, 3, 0.25, 10.0),
            Tier("fit", "max", 812, 820, 0.0099, 30.0),
        ),
        scenario=scenario,
        tables={
            "stints": rows("stints", stints),
            "vacancies": rows("vacancies", vacancies),
            "bench": rows("bench", _bench(posts, names)),
            "mix": rows("mix", _mix(communes)).astype({"lower": "Int64", "upper": "Int64"}),
            "moves": rows("moves", moves),
            **{name: rows(name, []) for name in ("returns", "training", "review")},
        },
        provenance={},
        trace=steps(
            ("", "relax", None, None, 0.0),
            ("fill", "relax", 12 * communes, 0, 1.0),
            ("fill", "done", 12 * communes, 12 * communes, 1.2),
            ("bench", "relax", 3 * communes, 3 * communes, 1.2),
            ("bench", "done", 3 * communes, 3 * communes, 1.2),
            ("", "search", None, None, 1.5),
            ("mix", "relax", 6, 0, 2.5),
            ("mix", "search", 5, 3, 4.0),
            ("mix", "done", 4, 3, 12.5),
            ("fit", "relax", 790, 9000, 12.5),
            ("fit", "prove", 790, 822, 12.6),
            ("fit", "done", 812, 820, 42.5),
        ),
    )


Step = tuple[str, str, int | None, int | None, float]
"""Tier, phase, value, bound and seconds."""


def steps(*told: Step, province: str = "") -> pd.DataFrame:
    """The steps of a solve."""
    rows = [(province, *step) for step in told]
    return pd.DataFrame(rows, columns=list(TRACE)).astype({"value": "Int64", "bound": "Int64"})


def bare_plan() -> Plan:
    """Fifty posts of one seat and one of three, people without names: all that the pack ``open`` asks for."""
    posts = [{"post": f"shift-{i}", "seats": 3 if i == 0 else 1} for i in range(51)]
    stints = [
        {
            "cadre": f"p{i}", "name": "", "post": f"shift-{max(0, i - 2)}", "title": "", "unit": "", "start": AS_OF,
            "end": date(1), "how": "appointment", "until": "horizon", "from": "",
        }
        for i in range(40)
    ]  # fmt: skip
    gaps = [
        {
            "post": f"shift-{i}",
            "title": "",
            "unit": "",
            "start": AS_OF,
            "end": date(1),
            "months": 1,
            "weighted": 1,
            "why": "",
        }
        for i in range(38, 51)
    ]
    settings = Settings(name="shifts", as_of=AS_OF, horizon_months=1, period_months=1, rules="open")
    given = {
        "posts": frame(TABLES["posts"], posts),
        "cadres": frame(TABLES["cadres"], [{"cadre": f"p{i}"} for i in range(60)]),
    }
    scenario = Scenario(settings, {**{name: frame(table, []) for name, table in TABLES.items()}, **given})
    tables = {
        **{name: rows(name, []) for name in PLAN_TABLES},
        "stints": rows("stints", stints),
        "vacancies": rows("vacancies", gaps),
    }
    return Plan("optimal", (Tier("fill", "min", 13, 13, 0.0, 0.1),), scenario, tables, {})


def frame(table: Table, given: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """A scenario table with all its columns, blanks filled as the loader does."""
    columns = {}
    for column in table.columns:
        values = [row.get(column.name, column.default) for row in given]
        if column.kind is Kind.INT:
            columns[column.name] = pd.Series(values, dtype="Int64" if column.default is None else "int64")
        elif column.kind is Kind.NUMBER:
            columns[column.name] = pd.Series(values, dtype="float64")
        elif column.kind is Kind.FLAG:
            columns[column.name] = pd.Series(values, dtype="boolean" if column.default is None else "bool")
        else:
            columns[column.name] = pd.Series(["" if value is None else value for value in values], dtype="str")
    return pd.DataFrame(columns)


def rows(name: str, given: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """A plan table with all its columns."""
    return pd.DataFrame(list(given), columns=list(PLAN_TABLES[name]))


def date(months: int) -> str:
    """The first day of the month so many months after as_of."""
    return month_date(START + months)


def _units(communes: int) -> list[dict[str, Any]]:
    receiving = [{"unit": f"u{i}", "name": COMMUNES[i], "kind": "commune"} for i in range(communes)]
    return receiving + [{"unit": f"d{i}", "name": name, "kind": "department"} for i, name in enumerate(DEPARTMENTS)]


def _posts(communes: int) -> list[dict[str, Any]]:
    return [
        {
            "post": f"u{i}-{title}",
            "unit": f"u{i}",
            "title": title,
            "holder": "" if j and (i + j) % 9 == 4 else f"c{i}-{j}",
        }
        for i in range(communes)
        for j, title in enumerate(TITLES)
    ]


def _people(communes: int) -> list[dict[str, Any]]:
    """Five leaders and four rising cadres of each commune, and one leader of a department."""
    people = []
    for i in range(communes):
        for j in range(10):
            number = 10 * i + j
            woman = number % 3 == 0
            name = (
                f"{SURNAMES[number % len(SURNAMES)]} {WOMEN[number % len(WOMEN)] if woman else MEN[number % len(MEN)]}"
            )
            people.append(
                {
                    "cadre": f"c{i}-{j}",
                    "name": name,
                    "sex": "female" if woman else "male",
                    "birth_date": f"{1966 + (number * 7) % 29 if j < 5 else 1978 + number % 16}-{1 + number % 12:02d}",
                    "unit": f"u{i}" if j < 9 else f"d{i % 3}",
                    "title": TITLES[j] if j < 5 else "staff" if j < 9 else "dept_deputy",
                }
            )
    return people


def _decisions(
    communes: int, posts: list[dict[str, Any]], names: dict[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Every other commune's secretary retires: a department deputy comes, or the deputy secretary moves up."""
    ends: dict[str, tuple[int, str]] = {}
    new: list[tuple[str, str, int, str, str]] = []
    gaps: list[tuple[str, int, int]] = []
    for i in range(communes):
        if i % 2 == 0:
            ends[f"c{i}-0"] = (18, "service")
            new.append((f"c{i}-9", f"u{i}-secretary", 18, "rotation", f"d{i % 3}"))
        if i % 4 == 1:
            ends[f"c{i}-0"] = (24, "tenure_cap")
            ends[f"c{i}-1"] = (24, "moves")
            new.append((f"c{i}-1", f"u{i}-secretary", 24, "promotion", f"u{i}-deputy_secretary"))
            new.append((f"c{i}-5", f"u{i}-deputy_secretary", 30, "appointment", f"u{i}"))
            gaps.append((f"u{i}-deputy_secretary", 24, 30))
        if i % 4 == 3:
            ends[f"c{i}-3"] = (36, "moves")
            new.append((f"c{i}-3", f"u{i - 1}-front_chair", 36, "lateral", f"u{i}-pc_vice"))
            ends[f"c{i - 1}-4"] = (36, "planned")
            gaps.append((f"u{i}-pc_vice", 36, 60))
    filled = [post for number, post in enumerate(p for p in posts if not p["holder"]) if number % 2 == 0]
    for post in posts:
        commune = post["unit"][1:]
        if not post["holder"] and post in filled:
            new.append((f"c{commune}-8", post["post"], 6, "appointment", post["unit"]))
            gaps.append((post["post"], 0, 6))
        elif not post["holder"]:
            gaps.append((post["post"], 0, 60))
    place = {post["post"]: {"post": post["post"], "title": post["title"], "unit": post["unit"]} for post in posts}
    stints = [
        _stint(place[post["post"]], post["holder"], names, 0, *ends.get(post["holder"], (60, "horizon")), "holds", "")
        for post in posts
        if post["holder"]
    ]
    stints += [
        _stint(place[post], cadre, names, start, 60, "horizon", how, came) for cadre, post, start, how, came in new
    ]
    vacancies = [
        {
            **place[post],
            "start": date(start),
            "end": date(end),
            "months": end - start,
            "weighted": end - start,
            "why": "",
        }
        for post, start, end in gaps
    ]
    return stints, vacancies, _moves(new, names, set(place))


def _moves(new: list[tuple[str, str, int, str, str]], names: dict[str, str], posts: set[str]) -> list[dict[str, Any]]:
    """A chain for each new stint; who fills the post that another leaves is the next step of his."""
    chains: dict[str, int] = {}
    moves = []
    for number, (cadre, post, start, _, came) in enumerate(new, 1):
        opens = came if came in posts else ""
        chain = chains.get(post, number)
        chains |= {opens: chain} if opens else {}
        step = 1 + sum(move["chain"] == chain for move in moves)
        moves.append(
            {
                "chain": chain, "step": step, "date": date(start), "cadre": cadre, "name": names[cadre], "from": came,
                "to": post, "opens": opens,
            }
        )  # fmt: skip
    return sorted(moves, key=lambda move: (move["chain"], move["step"]))


def _stint(
    place: dict[str, str], cadre: str, names: dict[str, str], start: int, end: int, until: str, how: str, came: str
) -> dict[str, Any]:
    return {
        **place, "cadre": cadre, "name": names[cadre], "start": date(start), "end": date(end),
        "how": how, "until": until, "from": came,
    }  # fmt: skip


def _bench(posts: list[dict[str, Any]], names: dict[str, str]) -> list[dict[str, Any]]:
    """Two near and one next, one of each, only a next, or nobody; the same few stand on many lists."""
    listings = []
    for number, post in enumerate(posts):
        commune = post["unit"][1:]
        ready = (("near", "near", "next"), ("near", "next"), ("near", "next"), ("next",), ("near", "next"), ())[
            number % 6
        ]
        for place, state in enumerate(ready):
            cadre = f"c{commune}-{5 + (number + place) % 4}"
            listings.append(
                {
                    "cadre": cadre, "name": names[cadre], "post": post["post"], "title": post["title"],
                    "unit": post["unit"], "ready": state, "action": "keep" if number % 2 else "add", "ready_on": "",
                }
            )  # fmt: skip
    return listings


def _mix(communes: int) -> list[dict[str, Any]]:
    seats = 5 * communes
    fifth, quarter, third, half = seats // 5, seats // 4, seats // 3, seats // 2
    whole = [
        _target("Women in key posts", ("sex", "female"), fifth, quarter, lower=quarter + 1),
        _target("Under 35 in key posts", ("age_band", "<35"), 2, fifth, lower=-(-seats * 15 // 100)),
        _target("Over 40 in key posts", ("age_band", ">40"), half + 2, half - 1, upper=half),
        _target("Tày and Nùng in key posts", ("ethnicity", "Tày;Nùng"), third, third, lower=third - 1, upper=third + 1),
        _target("Women on benches", ("sex", "female"), half, half + 2, scope="all_benches", lower=half + 4),
    ]
    each = [
        _target(
            "A woman in every commune", ("sex", "female"), i % 2, int(i % 7 > 0), scope="each_unit", of=f"u{i}", lower=1
        )
        for i in range(communes)
    ]
    return whole + each


def _target(
    name: str,
    which: tuple[str, str],
    today: int,
    planned: int,
    *,
    scope: str = "key_posts",
    of: str = "",
    lower: int | None = None,
    upper: int | None = None,
) -> dict[str, Any]:
    return {
        "target": name, "scope": scope, "of": of, "column": which[0], "values": which[1], "date": date(54),
        "lower": lower, "upper": upper, "today": today, "planned": planned, "weight": 1,
        "short": 0 if lower is None else max(0, lower - planned),
        "over": 0 if upper is None else max(0, planned - upper),
    }  # fmt: skip
