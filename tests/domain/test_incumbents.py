"""Holders of today: since when, until when, and who is on rotation."""

import pytest
from support.scenarios import scenario
from support.solving import only

from planner.domain.calendar import LONG_AGO
from planner.domain.case import Case, case_of
from planner.scenario.dates import month_index

UNITS = "unit kind\nxa commune\nphong department"


def held(since: str = "-", cadre: str = "- -", holders: str = "an", seats: int = 1) -> Case:
    """A post of a cap of two years; its holders with title_since and place_since."""
    rows = "\n".join(f"{name} {dates}" for name, dates in zip(holders.split(";"), cadre.splitlines(), strict=True))
    return case_of(
        scenario(
            "horizon_months: 24\n" + only("tenure_cap", "{on: true, head_months: 24, deputy_months: 24}"),
            posts=f"post seats holder held_since\np {seats} {holders} {since}",
            cadres=f"cadre title_since place_since\n{rows}",
        )
    )


@pytest.mark.parametrize(
    ("since", "cadre", "month"),
    [
        ("2025-01", "2020-01 2020-01", "2025-01"),
        ("-", "2024-03 2025-07", "2025-07"),
        ("-", "2025-07 2024-03", "2025-07"),
        ("-", "2025-07 -", "2025-07"),
        ("-", "- 2025-07", "2025-07"),
        ("-", "- -", ""),
    ],
)
def test_without_held_since_a_holder_is_there_since_he_has_title_and_place(since: str, cadre: str, month: str) -> None:
    expected = month_index(month) if month else LONG_AGO
    assert held(since, cadre).incumbents.since.tolist() == [expected]


def test_each_of_several_holders_has_his_own_date_and_end() -> None:
    incumbents = held("-", "2025-01 -\n2024-07 -", "an;binh", seats=2).incumbents
    assert incumbents.since.tolist() == [month_index("2025-01"), month_index("2024-07")]
    assert incumbents.until.tolist() == [2, 1]
    assert incumbents.reason.tolist() == ["tenure_cap", "tenure_cap"]


def rotated(unit: str = "xa", since: str = "2024-01", until: str = "2026-12", leaves: str = "-") -> Case:
    return case_of(
        scenario(
            "horizon_months: 24",
            units=UNITS,
            posts=f"post unit holder\np {unit} an",
            cadres=f"cadre rotation_since rotation_until leaves_on\nan {since} {until} {leaves}",
        )
    )


@pytest.mark.parametrize(
    ("case", "on_rotation", "until", "reason"),
    [
        (rotated(), True, 1, "rotation"),
        (rotated(until="2027-01"), True, 2, "rotation"),
        (rotated(until="2028-01"), True, 4, "horizon"),
        (rotated(until="-"), True, 4, "horizon"),
        (rotated("phong"), False, 4, "horizon"),
        (rotated(leaves="2026-12"), True, 1, "service"),
        (rotated(leaves="2027-01"), True, 1, "rotation"),
        (rotated(since="-", until="-"), False, 4, "horizon"),
    ],
    ids=["ends", "at a border", "with the horizon", "open", "department", "tie with service", "before service", "none"],
)
def test_a_rotation_in_a_commune_ends_at_its_date(case: Case, until: int, reason: str, *, on_rotation: bool) -> None:
    assert case.on_rotation.tolist() == [on_rotation]
    assert case.incumbents.until.tolist() == [until]
    assert case.incumbents.reason.tolist() == [reason]


def test_rotated_is_nobody_without_a_post() -> None:
    case = case_of(scenario(units=UNITS, posts="post unit\np xa", cadres="cadre unit rotation_since\nan xa 2024-01"))
    assert case.on_rotation.tolist() == [False]


def test_the_grade_before_the_rotation_is_that_of_the_former_title() -> None:
    case = case_of(
        scenario(
            units=UNITS,
            titles="title grade\nhead 3\ndeputy 2\nfree -",
            posts="post unit title seats holder\np xa head 3 an;binh;chi\nq phong deputy 1 -",
            cadres="cadre title former_title rotation_since\nan head deputy 2024-01\nbinh head free 2024-01\n"
            "chi head deputy -",
        )
    )
    assert case.people.former_grade.tolist() == [2, 3, 2]
    # who is on rotation today is measured by it, who is not by the own grade
    assert case.former_step[0][:, 1].tolist() == [0, -1, -1]


def test_a_place_is_held_since_place_since_or_since_the_post() -> None:
    case = case_of(
        scenario(
            units=UNITS,
            posts="post seats unit holder held_since\np 2 xa an;binh 2024-05",
            cadres="cadre place_since\nan 2020-01\nbinh -\nchi -",
        )
    )
    assert case.place_since.tolist() == [month_index("2020-01"), month_index("2024-05"), LONG_AGO]
