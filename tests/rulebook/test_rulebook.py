"""The rulebook of a scenario: its pack, what the scenario changes, and what does not fit."""

import pytest
from support.scenarios import scenario

from planner.rulebook.rulebook import Rulebook, pack, resolve
from planner.scenario.findings import Finding

PEOPLE = {"posts": "post\np", "cadres": "cadre\nan"}
IN_FORCE = "as_of: '2024-01-01'"


def resolved(settings: str = IN_FORCE, **tables: str) -> tuple[Rulebook, tuple[Finding, ...]]:
    return resolve(scenario(settings, rules="vn-2022", **(PEOPLE | tables)))


def changed(changes: str) -> tuple[Rulebook, tuple[Finding, ...]]:
    return resolved(f"{IN_FORCE}\nrules: {{pack: vn-2022, changes: {changes}}}")


def errors(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.where}: {finding.message}" for finding in findings if finding.severity == "error"]


def notes(findings: tuple[Finding, ...]) -> list[str]:
    return [str(finding) for finding in findings if finding.severity == "note"]


def test_an_unknown_pack_is_told_with_those_that_exist() -> None:
    book, (finding,) = resolved("rules: vn-2002")
    assert book.pack == "open"
    assert str(finding) == (
        "scenario.yaml: rules: error: no such rule pack [vn-2002]. Use one of open, vn-2017, vn-2022, vn-2025."
    )


def test_without_changes_a_scenario_has_the_pack_s_rules() -> None:
    book, findings = resolved()
    assert findings == ()
    assert book.rules == pack("vn-2022").rules


def test_a_rule_can_be_switched_off_and_on() -> None:
    book, findings = changed("{in_pool: false, grade: {on: false, highest_step: 2}, standard: true}")
    assert errors(findings) == []
    assert (book.on("in_pool"), book.on("grade"), book.on("standard")) == (False, False, True)
    assert book.number("grade", "highest_step") == 2
    assert pack("vn-2022").on("in_pool")


def test_a_changed_number_names_the_scenario_as_its_source_and_leaves_the_others() -> None:
    book, findings = changed("{remaining_service: {rotation_months: 96}}")
    assert errors(findings) == []
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
    assert errors(changed(changes)[1]) == [f"scenario.yaml: {complaint}"]


def test_every_wrong_change_is_told_at_once() -> None:
    _, findings = changed("{in_pol: false, grade: {step: 2, highest_step: x}}")
    assert len(errors(findings)) == 3


def test_less_than_a_text_asks_for_is_one_note() -> None:
    _, findings = changed("{in_pool: false, bench_size: {max: 4, min: 1}, tenure_cap: {head_months: 60}}")
    assert [str(finding) for finding in findings] == [
        "scenario.yaml: rules.changes: note: less is refused than the rules of vn-2022 ask for: in_pool off (was on), "
        "bench_size.max 4 people (was 3 people). Nothing to do if that is decided."
    ]


@pytest.mark.parametrize(
    "changes",
    [
        "{tenure_cap: {head_months: 60}}",
        "{bench_size: {min: 0}}",  # a goal, which refuses nobody
        "{release_cap: {away_max: 5}}",  # a choice of the program
        "{dual_role: false, return_place: false}",  # permissions
        "{standard: true}",
    ],
)
def test_more_than_a_text_asks_for_is_nothing_to_tell(changes: str) -> None:
    assert changed(changes)[1] == ()


@pytest.mark.parametrize("as_of", ["2022-04-27", "2022-04"])
def test_a_pack_younger_than_the_plan_is_noted(as_of: str) -> None:
    _, findings = resolved(f"as_of: '{as_of}'")
    assert f"the pack vn-2022 is in force from 2022-04-28, after as_of {as_of}" in notes(findings)[0]


@pytest.mark.parametrize(
    ("name", "as_of", "day", "now"),
    [
        ("vn-2022", "2025-10-08", "2025-10-08", "vn-2025"),
        ("vn-2022", "2026", "2025-10-08", "vn-2025"),
        ("vn-2017", "2022-05", "2022-04-28", "vn-2022"),
        ("vn-2017", "2026", "2022-04-28", "vn-2025"),
    ],
)
def test_a_superseded_pack_is_noted_with_the_one_in_force(name: str, as_of: str, day: str, now: str) -> None:
    _, findings = resolved(f"{{as_of: '{as_of}', rules: {name}}}")
    assert notes(findings) == [
        f"scenario.yaml: rules: note: the pack {name} was superseded on {day}, before as_of {as_of}. "
        f"Use {now}, or nothing to do if the former rules are to be applied."
    ]


@pytest.mark.parametrize("as_of", ["2023-07-11", "2023-08", "2025-10-07", "2025-10"])
def test_a_pack_in_force_is_nothing_to_tell(as_of: str) -> None:
    assert resolved(f"as_of: '{as_of}'")[1] == ()


def test_a_rule_younger_than_the_plan_is_off_and_noted() -> None:
    book, findings = resolved("as_of: '2023-07-10'")
    assert not book.on("kin")
    assert notes(findings) == [
        "scenario.yaml: rules: note: kin is in force from 2023-07-11, after as_of 2023-07-10, and therefore off. "
        "To apply it write changes: {kin: on}."
    ]
    for switch in (True, False):
        book, findings = resolved(f"{{as_of: '2023-07-10', rules: {{pack: vn-2022, changes: {{kin: {switch}}}}}}}")
        assert findings == ()
        assert book.on("kin") == switch


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


def test_a_title_of_another_pack_is_an_error_at_its_first_row() -> None:
    _, findings = resolved(
        posts="post title\np division_head\nq division_head",
        cadres="cadre title former_title\nan staff standing_deputy",
    )
    assert errors(findings) == [
        "posts.csv:2: the title is neither in the pack vn-2022 nor in titles (2 rows in all)",
        "cadres.csv:2: the former_title is neither in the pack vn-2022 nor in titles",
    ]


def test_any_title_will_do_where_the_pack_has_none() -> None:
    assert resolve(scenario(posts="post title\np secretary", cadres="cadre\nan"))[1] == ()


BOTH = {"cadres": "cadre\nan\nbo"}


def second_posts(rules: str, first: str, second: str, as_of: str = "2024-01-01") -> list[str]:
    posts = f"post title unit holder\np {first} xa an\nq {second} xa an\nr pc_vice xa bo"
    return errors(resolve(scenario(f"{{as_of: '{as_of}', rules: {rules}}}", posts=posts, **BOTH))[1])


@pytest.mark.parametrize(
    ("rules", "first", "second", "as_of"),
    [
        ("vn-2022", "secretary", "council_chair", "2024-01-01"),
        ("vn-2022", "council_chair", "secretary", "2024-01-01"),
        ("{pack: vn-2022, overlays: [secretary-chair]}", "secretary", "pc_chair", "2015-01-01"),
        ("{pack: vn-2025, overlays: [dong-thap-2026]}", "secretary", "pc_chair", "2025-12-01"),
    ],
)
def test_a_pair_of_posts_that_the_rules_allow_today_stands(rules: str, first: str, second: str, as_of: str) -> None:
    assert second_posts(rules, first, second, as_of) == []


@pytest.mark.parametrize(
    ("rules", "first", "second", "as_of"),
    [
        ("vn-2022", "pc_chair", "council_chair", "2024-01-01"),
        ("vn-2022", "secretary", "pc_chair", "2024-01-01"),
        ("{pack: vn-2022, overlays: [secretary-chair]}", "secretary", "pc_chair", "2014-12-01"),
        ("{pack: vn-2025, overlays: [dong-thap-2026]}", "secretary", "pc_chair", "2026-01-01"),
        ("{pack: vn-2022, changes: {dual_role: false}}", "secretary", "council_chair", "2024-01-01"),
        ("open", "secretary", "council_chair", "2024-01-01"),
    ],
)
def test_a_pair_of_posts_that_the_rules_do_not_allow_today_is_an_error(
    rules: str, first: str, second: str, as_of: str
) -> None:
    assert second_posts(rules, first, second, as_of) == [
        f"posts.csv:3: the holder also holds the {first} at posts.csv:2, and the rules allow no such pair "
        f"in {as_of[:7]}"
    ]
