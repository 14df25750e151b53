"""The made-up plan with all that a plan can hold: departments, returns, second posts, committees, courses, a review."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd
from sample_plan import AS_OF, DEPARTMENTS, date, frame, rows, sample_plan

from planner.plan.plan import Plan
from planner.scenario.columns import TABLES
from planner.scenario.scenario import Scenario
from planner.scenario.settings import Courses

SINCE = "2023-07-01"
"""When today's rotations began."""

SESSIONS = [
    {
        "session": "LL-01", "course": "Trung cấp lý luận chính trị", "grants": "theory=intermediate",
        "starts_on": "2026-03", "months": 6, "seats": 2, "cost": 12, "priority": "sex=female",
    },
    {
        "session": "LL-02", "course": "Cao cấp lý luận chính trị", "grants": "theory=advanced",
        "needs": "theory=intermediate", "starts_on": "2026-10", "months": 8, "seats": 5, "taken": 1, "cost": 20,
    },
    {
        "session": "QL-01", "course": "Quản lý nhà nước ngạch chuyên viên", "grants": "state_mgmt=specialist",
        "starts_on": "2027-04", "months": 2, "seats": 30, "cost": 3,
    },
]  # fmt: skip


def wider_plan(communes: int = 4) -> Plan:
    """The sample plan with department posts, second posts, committees, courses and everything that goes with them."""
    plan = sample_plan(communes)
    scenario = plan.scenario
    settings = scenario.settings.model_copy(update={"courses": Courses(budget={2026: 120})})
    people = pd.concat([_rotated(scenario.cadres), frame(TABLES["cadres"], _leaders())], ignore_index=True)
    posts = pd.concat([scenario.posts, frame(TABLES["posts"], _posts(communes))], ignore_index=True)
    title = frame(TABLES["titles"], [{"title": "committee", "name": "Party committee", "committee": True}])
    planned = Scenario(
        settings,
        {
            **scenario.tables,
            "posts": posts,
            "cadres": people,
            "titles": title,
            "sessions": frame(TABLES["sessions"], SESSIONS),
        },
    )
    wider = replace(plan, scenario=planned)
    names = dict(zip(people["cadre"], people["name"], strict=True))
    place = {row.post: (row.title, row.unit) for row in posts.itertuples()}
    tables = {
        "stints": _with(wider.stints.pipe(_ending_rotations), _stints(communes), names, place),
        "bench": _with(_readied(wider.bench), _listed(communes), names, place),
        "returns": _with(rows("returns", []), _returns(communes), names, place),
        "training": _with(rows("training", []), _training(communes), names, {}),
    }
    review = _with(rows("review", []), _review(tables["bench"]), names, place)
    return replace(wider, tables={**wider.tables, **tables, "review": review})


def _rotated(cadres: pd.DataFrame) -> pd.DataFrame:
    """Every third chair is on rotation today."""
    away = cadres["cadre"].isin(_away(len(cadres) // 10))
    return cadres.assign(
        rotation_since=cadres["rotation_since"].where(~away, SINCE),
        sending_unit=cadres["sending_unit"].where(~away, "d0"),
        rotation_until=cadres["rotation_until"].where(~away, "2027-01-01"),
    )


def _away(communes: int) -> list[str]:
    return [f"c{i}-2" for i in range(0, communes, 3)]


def _leaders() -> list[dict[str, Any]]:
    return [
        {
            "cadre": f"d{i}-{role}", "name": f"Lâm Thị {word} {DEPARTMENTS[i].split()[-1]}", "sex": "female",
            "birth_date": "1980-02", "unit": f"d{i}", "title": f"dept_{role}",
        }
        for i in range(len(DEPARTMENTS))
        for role, word in (("head", "Nhất"), ("deputy", "Nhì"))
    ]  # fmt: skip


def _posts(communes: int) -> list[dict[str, Any]]:
    """A head to be filled again and a deputy who is not, in each department; a council chair and a committee."""
    departments = [
        {
            "post": f"d{i}-{role}", "unit": f"d{i}", "title": f"dept_{role}", "key": False, "backfill": role == "head",
            "holder": f"d{i}-{role}", "seats": 2,
        }
        for i in range(len(DEPARTMENTS))
        for role in ("head", "deputy")
    ]  # fmt: skip
    of_communes = [
        post
        for i in range(communes)
        for post in (
            {
                "post": f"u{i}-council", "unit": f"u{i}", "title": "council_chair", "key": False,
                "holder": f"c{i}-0" if i % 2 else "",
            },
            {"post": f"u{i}-committee", "unit": f"u{i}", "title": "committee", "key": False, "seats": 5},
        )
    ]  # fmt: skip
    return departments + of_communes


def _ending_rotations(stints: pd.DataFrame) -> pd.DataFrame:
    """New rotations end by a return after three years; today's end by decision after one."""
    new = stints["how"] == "rotation"
    today = stints["cadre"].isin(_away(len(stints))) & (stints["how"] == "holds")
    end = stints["end"].where(~new, date(54)).where(~today, date(12))
    until = stints["until"].where(~new, "returns").where(~today, "rotation")
    return stints.assign(end=end, until=until)


def _stints(communes: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for i in range(len(DEPARTMENTS)):
        found += [
            _stint(f"d{i}-head", f"d{i}-head", 0, 60, "holds", "horizon"),
            _stint(f"d{i}-deputy", f"d{i}-deputy", 0, 60, "holds", "horizon"),
        ]
    for i in range(communes):
        if i % 2:
            end, until = (24, "moves") if i % 4 == 1 else (60, "horizon")
            found.append(_stint(f"c{i}-0", f"u{i}-council", 0, end, "holds", until))
        else:
            found.append(_stint(f"c{i}-9", f"u{i}-council", 18, 54, "dual", "dual", f"d{i % 3}"))
        if i % 4 == 0:
            found.append(_stint(f"c{i}-9", f"d{i % 3}-deputy", 54, 60, "return", "horizon", f"u{i}-secretary"))
    for number, cadre in enumerate(_away(communes)[:4]):
        found.append(_stint(cadre, f"d{number}-head", 12, 60, "return", "horizon", f"u{cadre[1:-2]}-pc_chair"))
    return found


def _stint(cadre: str, post: str, start: int, end: int, how: str, until: str, came: str = "") -> dict[str, Any]:
    return {
        "cadre": cadre, "post": post, "start": date(start), "end": date(end), "how": how, "until": until, "from": came,
    }  # fmt: skip


def _readied(bench: pd.DataFrame) -> pd.DataFrame:
    """Every other one who is ready later becomes so by a course."""
    later = bench.index[bench["ready"] == "next"][::2]
    return bench.assign(ready_on=bench["ready_on"].where(~bench.index.isin(later), "2027-06-01"))


def _listed(communes: int) -> list[dict[str, Any]]:
    """Six people on every committee's list but the second, which has three for its five seats."""
    return [
        {"cadre": f"c{i}-{j}", "post": f"u{i}-committee", "ready": "near", "action": "keep", "ready_on": ""}
        for i in range(communes)
        for j in range(3 if i == 1 else 6)
    ]


def _returns(communes: int) -> list[dict[str, Any]]:
    away = _away(communes)
    found = []
    for number, cadre in enumerate(away):
        back = number < 4
        found.append(
            {
                "cadre": cadre, "post": f"u{cadre[1:-2]}-pc_chair", "since": SINCE, "sending_unit": "d0",
                "outcome": "returns" if back else "without_place", "date": date(12),
                "placement": f"d{number}-head" if back else "", "step": number % 2 if back else None,
                "expected": f"d{number}-head" if back else "",
            }
        )  # fmt: skip
    for i in range(0, communes, 2):
        home = i % 4 == 0
        found.append(
            {
                "cadre": f"c{i}-9", "post": f"u{i}-secretary", "since": date(18), "sending_unit": f"d{i % 3}",
                "outcome": "returns" if home else "continues", "date": date(54 if home else 60),
                "placement": f"d{i % 3}-deputy" if home else "", "step": 0 if home else None,
                "expected": f"d{i % 3}-deputy" if home else f"d{i % 3}",
            }
        )  # fmt: skip
    return found


def _training(communes: int) -> list[dict[str, Any]]:
    """The first session is full; the second has a participant of the first; the third is not used."""
    given = {session["session"]: session for session in SESSIONS}
    attending = [
        ("LL-01", "c0-5", "yes", "order", "LL-02"),
        ("LL-01", "c0-8", "no", "standard", "staff"),
        ("LL-02", "c0-5", "no", "bench", "u0-pc_vice"),
        *(("LL-02", f"c{i}-6", "no", "post", f"u{i}-front_chair") for i in range(min(communes, 3))),
    ]
    ends = {"LL-01": "2026-09-01", "LL-02": "2027-06-01"}
    return [
        {
            "session": session, "course": given[session]["course"], "grants": given[session]["grants"],
            "starts_on": f"{given[session]['starts_on']}-01", "ends_on": ends[session], "cadre": cadre,
            "unit": f"u{cadre[1:-2]}", "priority": first, "cost": given[session]["cost"], "why": why, "of": of,
        }
        for session, cadre, first, why, of in attending
    ]  # fmt: skip


def _review(bench: pd.DataFrame) -> list[dict[str, Any]]:
    """Every listing of the plan, and three that end."""
    planned = [
        {
            "cadre": row.cadre, "post": row.post, "reason": "",
            "action": "continue" if row.action == "keep" else "add",
            "since": "2025-01-01" if row.action == "keep" else AS_OF,
        }
        for row in bench.itertuples()
    ]  # fmt: skip
    reasons = (
        "bench_service: has 40 months of service left when the next term begins, 60 are asked",
        "bench_service: has 12 months of service left when the next term begins, 60 are asked",
        "higher_title: placed in u0-secretary by this plan",
    )
    removed = [
        {"cadre": f"c0-{number}", "post": "u0-secretary", "action": "remove", "reason": reason, "since": "2025-01-01"}
        for number, reason in enumerate(reasons)
    ]
    return planned + removed


def _with(
    frame: pd.DataFrame, more: Iterable[dict[str, Any]], names: dict[str, str], place: dict[str, tuple[str, str]]
) -> pd.DataFrame:
    """The table with further rows, the names that stand beside the ids filled in."""
    found = frame.to_dict("records")
    for row in more:
        whole = {**dict.fromkeys(frame.columns, ""), **row, "name": names[row["cadre"]]}
        if row.get("post") in place:
            title, unit = place[row["post"]]
            whole |= {name: value for name, value in (("title", title), ("unit", unit)) if name in frame}
        found.append(whole)
    return pd.DataFrame(found, columns=list(frame.columns))
