"""A scenario as arrays."""

import pytest
from support.scenarios import scenario
from support.solving import only

from planner.domain.arrays import UNKNOWN
from planner.domain.calendar import LONG_AGO, NEVER
from planner.domain.case import case_of
from planner.scenario.dates import month_index


def test_a_post_may_have_several_holders() -> None:
    case = case_of(
        scenario(posts="post seats holder\np 1 -\nq 3 binh;an\nr 1 chi", cadres="cadre\nan\nbinh\nchi\ndung")
    )
    assert case.incumbents.cadre.tolist() == [1, 0, 2]
    assert case.incumbents.post.tolist() == [1, 1, 2]
    assert case.post_held.tolist() == [1, 1, 2, UNKNOWN]
    assert case.held_until.tolist() == [2, 2, 2, 0]
    assert case.posts.held.tolist() == [False, True, True]


def test_without_any_holder_there_are_no_incumbents() -> None:
    case = case_of(scenario(posts="post\np", cadres="cadre\nan"))
    assert case.incumbents.cadre.size == 0
    assert case.post_held.tolist() == [UNKNOWN]


@pytest.mark.parametrize(
    ("vacant_from", "holder", "period"),
    [("-", "-", 0), ("2025-01", "-", 0), ("2026-06", "-", 0), ("2026-07", "-", 1), ("2027-01", "-", 2)],
)
def test_a_post_without_holder_opens_in_the_period_of_its_date(vacant_from: str, holder: str, period: int) -> None:
    case = case_of(scenario(posts=f"post holder vacant_from\np {holder} {vacant_from}", cadres="cadre\nan"))
    assert case.posts.open_from.tolist() == [period]


@pytest.mark.parametrize(
    ("leaves", "since", "vacant", "until", "reason"),
    [
        ("-", "-", "-", 2, "horizon"),
        ("2027-01", "2025-01", "2027-01", 2, "horizon"),
        ("2026-12", "2025-01", "-", 1, "service"),
        ("-", "2024-11", "-", 1, "tenure_cap"),
        ("-", "-", "2026-12", 1, "planned"),
        ("2026-08", "2024-08", "2026-08", 1, "service"),
        ("-", "2024-08", "2026-08", 1, "tenure_cap"),
        ("2026-03", "-", "-", 0, "service"),
        ("2026-12", "-", "2026-08", 1, "planned"),
    ],
)
def test_the_earliest_end_of_a_holder_counts_and_names_the_reason(
    leaves: str, since: str, vacant: str, until: int, reason: str
) -> None:
    case = case_of(
        scenario(
            only("tenure_cap", "{on: true, head_months: 24, deputy_months: 24}"),
            posts=f"post holder held_since vacant_from\np an {since} {vacant}",
            cadres=f"cadre leaves_on\nan {leaves}",
        )
    )
    assert case.incumbents.until.tolist() == [until]
    assert case.incumbents.reason.tolist() == [reason]


def test_weights_of_post_and_unit_multiply() -> None:
    case = case_of(
        scenario(
            units="unit weight\nxa 3\nya 1",
            posts="post unit weight\np xa 2\nq ya 5\nr - 7",
            cadres="cadre\nan",
        )
    )
    assert case.posts.weight.tolist() == [6, 5, 7]
    assert case.posts.need.tolist() == [2, 0, 0]


def test_bench_sizes_come_from_the_rule_for_key_posts_and_from_their_own_cells_first() -> None:
    case = case_of(
        scenario(
            only("bench_size", "{min: 2, max: 3}"),
            posts="post key bench_min bench_max\na yes - -\nb no - -\nc yes 0 -\nd yes 4 -\ne no 1 -\nf no - 2",
            cadres="cadre\nan",
        )
    )
    assert case.posts.bench_min.tolist() == [2, 0, 0, 4, 1, 0]
    assert case.posts.bench_max.tolist() == [3, 0, 3, 4, 1, 2]


@pytest.mark.parametrize(
    ("title", "cap"),
    [("head", 96), ("deputy", 120), ("own", 60), ("-", 120)],
    ids=["head", "deputy", "own", "no title"],
)
def test_the_tenure_cap_is_the_title_s_own_or_that_of_heads_or_deputies(title: str, cap: int) -> None:
    case = case_of(
        scenario(
            only("tenure_cap", "{on: true, head_months: 96, deputy_months: 120}"),
            titles="title head tenure_cap_months\nhead yes -\ndeputy no -\nown yes 60",
            posts=f"post title\np {title}",
            cadres="cadre\nan",
        )
    )
    assert case.posts.cap.tolist() == [cap]


def test_the_month_of_retirement_is_still_served() -> None:
    case = case_of(
        scenario(
            rules="vn-2022",
            posts="post\np",
            cadres="""
            cadre    sex   birth_date  leaves_on
            retires  male  1970-05     -
            earlier  male  1970-05     2030-02
            later    male  1970-05     2040-02
            nobirth  male  -           -
            nosex    -     1970-05     -
            """,
        )
    )
    may, june = month_index("2032-05"), month_index("2032-06")
    february = month_index("2030-02")
    assert case.people.last_service.tolist() == [may, february, may, NEVER, NEVER]
    assert case.people.gone.tolist() == [june, february, june, NEVER, NEVER]
    assert case.people.birth.tolist()[3] == LONG_AGO


def test_a_pack_without_retirement_lets_nobody_retire() -> None:
    case = case_of(scenario(posts="post\np", cadres="cadre sex birth_date\nan male 1960"))
    assert case.people.gone.tolist() == [NEVER]


def test_the_own_grade_goes_before_that_of_the_title() -> None:
    case = case_of(
        scenario(
            titles="title grade\nchair 3\nfree -",
            posts="post title\np chair\nq free\nr -",
            cadres="cadre title grade\nan chair -\nbinh chair 1\nchi free -\ndung - 0",
        )
    )
    assert case.people.grade.tolist() == [3, 1, UNKNOWN, 0]
    step, known = case.grade_step
    assert step[:, 0].tolist() == [0, 2, 4, 3]
    assert known.tolist() == [[True, False, False], [True, False, False], [False] * 3, [True, False, False]]


def test_a_rotation_leads_from_a_department_to_a_commune() -> None:
    case = case_of(
        scenario(
            units="unit kind\nxa commune\nphong department",
            posts="post unit\np xa\nq phong\nr -",
            cadres="cadre unit\nan phong\nbinh xa\nchi -",
        )
    )
    assert case.rotation.tolist() == [[True, False, False], [False, False, False], [False, False, False]]


def test_only_the_last_three_ratings_count() -> None:
    case = case_of(scenario(posts="post\np", cadres="cadre ratings\nan HTXSNV;KHTNV;HTTNV;HTNV\nbinh HTXSNV\nchi -"))
    assert case.people.rating.tolist() == [-1, 2, 0]
    assert case.people.excellent.tolist() == [0, 1, 0]
