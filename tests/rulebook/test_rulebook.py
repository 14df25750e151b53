"""Rule packs as data with sources, and what a scenario changes in them."""

from importlib import resources
from typing import Any

import pytest
from ruamel.yaml import YAML
from support.scenarios import scenario

from planner.model.rules import RULES
from planner.rulebook.rulebook import Retirement, Rulebook, pack, pack_names, resolve, source_address
from planner.scenario.findings import Finding

PEOPLE = {"posts": "post\np", "cadres": "cadre\nan"}
MARKS = {"V", "V2", "M"}


def raw(path: str) -> Any:
    return YAML(typ="safe").load((resources.files("planner.rulebook") / path).read_text(encoding="utf-8"))


SOURCES = raw("sources.yaml")


def sourced(data: Any, path: str) -> list[tuple[str, dict[str, Any]]]:
    """Everything in a pack that has a number or a source, with its path."""
    if not isinstance(data, dict):
        return []
    own = [(path, data)] if "value" in data or "source" in data else []
    return own + [found for key, value in data.items() for found in sourced(value, f"{path}.{key}")]


def resolved(settings: str = "", **tables: str) -> tuple[Rulebook, tuple[Finding, ...]]:
    return resolve(scenario(settings, rules="vn-2022", **(PEOPLE | tables)))


def changed(changes: str) -> tuple[Rulebook, tuple[Finding, ...]]:
    return resolved(f"rules: {{pack: vn-2022, changes: {changes}}}")


def complaints(changes: str) -> list[str]:
    return [f"{finding.where}: {finding.message}" for finding in changed(changes)[1]]


def test_the_packs_that_come_with_the_program() -> None:
    assert pack_names() == ("open", "vn-2022")


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_loads_and_sets_every_rule_that_can_be_switched(name: str) -> None:
    switched = {rule.name for rule in RULES} - {"fit_listed"}
    assert set(pack(name).rules) == switched
    assert pack(name).pack == name


def test_packs_have_the_same_numbers_under_each_rule() -> None:
    first, *others = (
        {rule: set(setting.numbers) for rule, setting in pack(name).rules.items()} for name in pack_names()
    )
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    ("where", "entry"),
    [
        pytest.param(where, entry, id=where)
        for file in (*(f"packs/{name}.yaml" for name in pack_names()), "retirement.yaml")
        for where, entry in sourced(raw(file), file)
    ],
)
def test_every_number_and_rule_of_a_pack_has_a_known_source_and_a_mark(where: str, entry: dict[str, Any]) -> None:
    assert entry["source"], where
    assert set(entry["source"]) <= set(SOURCES)
    assert entry["mark"] in MARKS
    if "value" in entry:
        assert isinstance(entry["value"], int)
        assert entry["unit"]


@pytest.mark.parametrize("name", pack_names())
def test_every_rule_without_numbers_has_a_source_of_its_own(name: str) -> None:
    for rule, setting in pack(name).rules.items():
        assert setting.numbers or setting.source, rule


def test_a_source_tag_leads_to_its_address() -> None:
    assert source_address("nd135-vb") == "https://vanbanphapluat.co/decree-135-2020-nd-cp-on-retirement-age"


def test_the_open_pack_keeps_only_what_any_assignment_needs() -> None:
    on = {rule for rule, setting in pack("open").rules.items() if setting.on}
    assert on == {"one_holder", "one_post", "bench_size", "pins"}
    assert pack("open").retirement is None


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
    ],
)
def test_the_vietnamese_pack_has_the_published_numbers(rule: str, number: str, value: int) -> None:
    assert pack("vn-2022").on(rule)
    assert pack("vn-2022").number(rule, number) == value


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


def test_an_unknown_pack_is_told_with_those_that_exist() -> None:
    book, (finding,) = resolved("rules: vn-2002")
    assert book.pack == "open"
    assert str(finding) == "scenario.yaml: rules: error: no such rule pack [vn-2002]. Use one of open, vn-2022."


def test_no_pack_has_another_name() -> None:
    with pytest.raises(KeyError):
        pack("../sources")


def test_without_changes_a_scenario_has_the_pack_s_rules() -> None:
    book, findings = resolved()
    assert findings == ()
    assert book.rules == pack("vn-2022").rules


def test_a_rule_can_be_switched_off_and_on() -> None:
    book, findings = changed("{in_pool: false, grade: {on: false, highest_step: 2}, standard: true}")
    assert findings == ()
    assert (book.on("in_pool"), book.on("grade"), book.on("standard")) == (False, False, True)
    assert book.number("grade", "highest_step") == 2
    assert pack("vn-2022").on("in_pool")


def test_a_changed_number_names_the_scenario_as_its_source_and_leaves_the_others() -> None:
    book, findings = changed("{remaining_service: {rotation_months: 96}}")
    assert findings == ()
    numbers = book.rules["remaining_service"].numbers
    assert (numbers["rotation_months"].value, numbers["rotation_months"].source) == (96, ("scenario",))
    assert numbers["non_local_months"] == pack("vn-2022").rules["remaining_service"].numbers["non_local_months"]
    assert pack("vn-2022").number("remaining_service", "rotation_months") == 120


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ("{in_pol: false}", "rules.changes.in_pol: no such rule in the pack"),
        ("{grade: {step: 2}}", "rules.changes.grade: no number 'step' in this rule"),
        ("{grade: {on: maybe}}", "rules.changes.grade.on: neither true nor false"),
        ("{grade: {highest_step: two}}", "rules.changes.grade.highest_step: not a whole number from 0 to 10000"),
        ("{grade: {highest_step: 1.5}}", "rules.changes.grade.highest_step: not a whole number from 0 to 10000"),
        ("{grade: {highest_step: true}}", "rules.changes.grade.highest_step: not a whole number from 0 to 10000"),
        ("{grade: {lowest_step: -1}}", "rules.changes.grade.lowest_step: not a whole number from 0 to 10000"),
        ("{bench_size: {max: 10001}}", "rules.changes.bench_size.max: not a whole number from 0 to 10000"),
    ],
)
def test_a_change_that_the_pack_does_not_know_is_an_error(changes: str, complaint: str) -> None:
    assert complaints(changes) == [f"scenario.yaml: {complaint}"]


def test_every_wrong_change_is_told_at_once() -> None:
    _, findings = changed("{in_pol: false, grade: {step: 2, highest_step: x}}")
    assert [finding.severity for finding in findings] == ["error"] * 3


@pytest.mark.parametrize(("as_of", "notes"), [("2022-04-27", 1), ("2022-04", 1), ("2022-04-28", 0), ("2022-05", 0)])
def test_a_pack_younger_than_the_plan_is_noted(as_of: str, notes: int) -> None:
    _, findings = resolved(f"as_of: '{as_of}'")
    assert [finding.severity for finding in findings] == ["note"] * notes
    if notes:
        assert "in force from 2022-04-28, after as_of" in findings[0].message


def test_titles_csv_changes_single_cells_of_a_title_and_adds_new_ones() -> None:
    book, _ = resolved(
        titles="""
        title      grade  head  degree        fields       tenure_cap_months  non_local
        pc_chair   -      -     intermediate  -            60                 no
        secretary  5      -     -             law;finance  -                  -
        steward    1      yes   -             -            -                  -
        """
    )
    standard = pack("vn-2022").titles
    chair, before = book.titles["pc_chair"], standard["pc_chair"]
    assert (chair.degree, chair.tenure_cap_months, chair.non_local) == ("intermediate", 60, False)
    assert (chair.grade, chair.head, chair.theory, chair.fields, chair.name_vi) == (
        before.grade,
        before.head,
        before.theory,
        before.fields,
        before.name_vi,
    )
    secretary = book.titles["secretary"]
    assert (secretary.grade, secretary.fields, secretary.non_local) == (5, ("law", "finance"), True)
    steward = book.titles["steward"]
    assert (steward.grade, steward.head, steward.degree, steward.party_member) == (1, True, "none", False)
    assert set(book.titles) == {*standard, "steward"}


@pytest.mark.parametrize(
    ("starts", "bands"),
    [
        ("[35, 41]", ("<35", "35-40", ">40")),
        ("[30, 35, 40]", ("<30", "30-34", "35-39", ">39")),
        ("[40]", ("<40", ">39")),
        ("[]", ("all",)),
    ],
)
def test_age_bands_can_be_set(starts: str, bands: tuple[str, ...]) -> None:
    book, _ = resolved(f"age_bands: {starts}")
    assert book.age_bands == bands


@pytest.mark.parametrize(("age", "band"), [(18, "<35"), (34, "<35"), (35, "35-40"), (40, "35-40"), (41, ">40")])
def test_an_age_falls_into_its_band(age: int, band: str) -> None:
    assert pack("vn-2022").age_band(age) == band
