"""Rule packs as data: complete, with sources and marks, dated, one based on another."""

from itertools import pairwise
from typing import Any

import pytest

from planner.model.rules import RULES
from planner.rulebook.book import Retirement
from planner.rulebook.packs import overlay_names, pack, pack_names, read_data, source_address
from planner.scenario.dates import month_index
from planner.scenario.settings import MixTarget

MARKS = {"V", "V2", "M"}
DATED = ("vn-2017", "vn-2022", "vn-2025")
SOURCES = read_data("sources.yaml")
FILES = (
    *(f"packs/{name}.yaml" for name in pack_names()),
    *(f"overlays/{name}.yaml" for name in overlay_names()),
    "retirement.yaml",
)


def sourced(data: Any, path: str) -> list[tuple[str, dict[str, Any]]]:
    """Everything in a file that has a number or a source, with its path."""
    if isinstance(data, list):
        return [found for item in data for found in sourced(item, f"{path}[]")]
    if not isinstance(data, dict):
        return []
    own = [(path, data)] if "value" in data or "source" in data else []
    return own + [found for key, value in data.items() for found in sourced(value, f"{path}.{key}")]


def test_the_packs_that_come_with_the_program() -> None:
    assert pack_names() == ("open", *DATED)


def test_no_pack_has_another_name() -> None:
    with pytest.raises(KeyError):
        pack("../sources")


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_loads_and_sets_every_rule_that_can_be_switched(name: str) -> None:
    switched = {rule.name for rule in RULES} - {"fit_listed"}
    assert set(pack(name).rules) == switched
    assert pack(name).pack == name


def test_packs_have_the_same_numbers_under_each_rule_and_mean_the_same_by_them() -> None:
    first, *others = (
        {
            (rule, number): (one.unit, one.stricter, one.goal)
            for rule, setting in pack(name).rules.items()
            for number, one in setting.numbers.items()
        }
        for name in pack_names()
    )
    assert all(other == first for other in others)
    assert {stricter for _, stricter, _ in first.values()} == {"higher", "lower"}
    assert {key for key, (_, _, goal) in first.items() if goal} == {
        ("bench_size", "min"),
        ("bench_standard", "near_step"),
        ("committee", "low_percent"),
    }


@pytest.mark.parametrize(
    ("where", "entry"),
    [pytest.param(where, entry, id=where) for file in FILES for where, entry in sourced(read_data(file), file)],
)
def test_every_number_and_rule_has_a_known_source_and_a_mark(where: str, entry: dict[str, Any]) -> None:
    assert entry["source"], where
    assert set(entry["source"]) <= set(SOURCES)
    assert entry["mark"] in MARKS
    if "value" in entry:
        assert isinstance(entry["value"], int)


@pytest.mark.parametrize("name", pack_names())
def test_whatever_a_pack_says_has_a_source_and_a_mark(name: str) -> None:
    book = pack(name)
    for rule, setting in book.rules.items():
        assert setting.numbers or setting.source, rule
        for origin in (setting, *setting.numbers.values()):
            assert bool(origin.source) == bool(origin.mark), rule
    for origin in (*book.dual_roles, *book.targets, book.origins["titles"], book.origins["age_bands"]):
        assert origin.source
        assert origin.mark in MARKS


def test_every_source_tag_is_used_and_leads_to_its_address() -> None:
    used = {tag for file in FILES for _, entry in sourced(read_data(file), file) for tag in entry["source"]}
    assert used == set(SOURCES)
    assert source_address("nd135-vb") == "https://vanbanphapluat.co/decree-135-2020-nd-cp-on-retirement-age"
    with pytest.raises(KeyError):
        source_address("hearsay")


def test_each_dated_pack_is_superseded_by_the_next_one() -> None:
    for former, later in pairwise(pack(name) for name in DATED):
        assert former.in_force_until == later.in_force_from
    assert pack("vn-2025").in_force_until == ""
    assert [pack(name).in_force_from for name in DATED] == ["2017-10-07", "2022-04-28", "2025-10-08"]


def test_the_open_pack_keeps_only_what_any_assignment_needs() -> None:
    on = {rule for rule, setting in pack("open").rules.items() if setting.on}
    courses = {"course_seats", "course_budget", "course_order"}
    assert on == {"one_holder", "one_post", "bench_size", "pins", *courses}
    assert pack("open").retirement is None
    assert pack("open").dual_roles == ()


@pytest.mark.parametrize(
    ("rule", "number", "value"),
    [
        ("min_stay", "rotation_months", 36),
        ("remaining_service", "rotation_months", 120),
        ("remaining_service", "non_local_months", 60),
        ("remaining_service", "first_time_months", 60),
        ("tenure_cap", "head_months", 96),
        ("tenure_cap", "deputy_months", 120),
        ("grade", "lowest_step", 0),
        ("grade", "highest_step", 1),
        ("bench_size", "min", 2),
        ("bench_size", "max", 3),
        ("bench_size", "titles_per_person", 3),
        ("bench_service", "months", 60),
        ("one_cycle", "months", 12),
        ("lateral", "stay_months", 36),
        ("rating", "rotation_least", 2),
        ("rating", "listing_least", 1),
        ("return_place", "record_excellent", 1),
        ("return_place", "highest_step", 1),
        ("release_cap", "away_max", 1),
        ("release_cap", "counts_months", 60),
        ("committee", "low_percent", 100),
        ("committee", "high_percent", 150),
    ],
)
@pytest.mark.parametrize("name", ["vn-2022", "vn-2025"])
def test_the_packs_of_today_have_the_published_numbers(name: str, rule: str, number: str, value: int) -> None:
    assert pack(name).on(rule)
    assert pack(name).number(rule, number) == value


def test_the_pack_of_2017_leaves_off_what_came_later() -> None:
    book = pack("vn-2017")
    off = {rule for rule, setting in book.rules.items() if not setting.on}
    assert off == {"kin", "non_local"}
    assert book.number("bench_size", "max") == 4
    assert (book.titles["pc_chair"].degree, book.titles["pc_chair"].theory) == ("intermediate", "intermediate")
    assert pack("vn-2022").rules["kin"].since == "2023-07-11"
    assert book.rules["kin"].since == ""


def test_a_pack_takes_over_what_it_does_not_say() -> None:
    book, base = pack("vn-2025"), pack("vn-2022")
    assert book.rules["min_stay"] == base.rules["min_stay"]
    assert book.rules["tenure_cap"].numbers == base.rules["tenure_cap"].numbers
    assert book.rules["tenure_cap"].note != base.rules["tenure_cap"].note
    assert book.titles["pc_vice"] == base.titles["pc_vice"]
    assert book.titles["pc_chair"].grade == base.titles["pc_chair"].grade
    assert book.retirement == base.retirement


def test_the_new_commune_has_its_key_posts_and_three_titles_for_people_from_elsewhere() -> None:
    titles = pack("vn-2025").titles
    key = ("secretary", "standing_deputy", "pc_chair", "council_chair", "council_vice", "pc_vice", "front_chair")
    assert {*key, "inspection_chair", "dept_head", "dept_deputy", "division_head"} <= set(titles)
    assert {title for title, row in titles.items() if row.non_local} == {"secretary", "pc_chair", "inspection_chair"}
    assert "inspection_chair" not in pack("vn-2022").titles


def test_committees_are_lists_without_a_standard_of_degree_or_grade() -> None:
    committees = [title for title in pack("vn-2025").titles.values() if title.committee]
    assert [title.title for title in committees] == ["party_committee", "standing_committee", "inspection_committee"]
    assert {(title.grade, title.degree, title.theory) for title in committees} == {(None, "none", "none")}


@pytest.mark.parametrize("name", DATED)
def test_a_secretary_may_chair_the_council_and_nothing_else_without_an_overlay(name: str) -> None:
    (council,) = pack(name).dual_roles
    assert (council.main, council.beside) == ("secretary", "council_chair")
    assert council.holds_in(month_index("2014-12"))


@pytest.mark.parametrize("name", DATED)
def test_a_listed_share_can_be_written_as_a_target_of_the_mix(name: str) -> None:
    shares = {target.name: target for target in pack(name).targets}
    assert {"women", "young in communes", "ethnic minorities", "a woman in each list"} <= set(shares)
    for target in shares.values():
        if target.at_least:
            least = target.at_least if target.at_least.endswith("%") else int(target.at_least)
            MixTarget(name=target.name, column=target.column, values=target.values, scope=target.scope, at_least=least)
    assert shares["women"].at_least == ("15%" if name == "vn-2017" else "25%")


@pytest.mark.parametrize(
    ("sex", "year", "months"),
    [
        ("male", 2019, 720),
        ("male", 2021, 723),
        ("male", 2027, 741),
        ("male", 2028, 744),
        ("male", 2060, 744),
        ("female", 2019, 660),
        ("female", 2021, 664),
        ("female", 2034, 716),
        ("female", 2035, 720),
        ("female", 2060, 720),
    ],
)
def test_the_retirement_age_follows_the_decree(sex: str, year: int, months: int) -> None:
    schedule = pack("vn-2022").retirement
    assert isinstance(schedule, Retirement)
    assert schedule.limit(sex, year) == months


@pytest.mark.parametrize(("age", "band"), [(18, "<35"), (34, "<35"), (35, "35-40"), (40, "35-40"), (41, ">40")])
def test_an_age_falls_into_its_band(age: int, band: str) -> None:
    assert pack("vn-2022").age_band(age) == band
