"""Overlays: those that come with the program, a planner's own, what loosens a rule, what cannot be read."""

import pytest
from support.scenarios import scenario

from planner.rulebook.overlay import read_overlay
from planner.rulebook.packs import overlay_names, pack, pack_names, read_data
from planner.rulebook.rulebook import Rulebook, resolve
from planner.scenario.dates import month_index
from planner.scenario.findings import Finding


def resolved(
    overlays: str, *, name: str = "vn-2025", more: str = "", as_of: str = "2026-01-01", **tables: str
) -> tuple[Rulebook, tuple[Finding, ...]]:
    settings = f"{{as_of: '{as_of}', rules: {{pack: {name}, overlays: {overlays} {more}}}}}"
    return resolve(scenario(settings, posts="post\np", cadres="cadre\nan", **tables))


def told(overlays: str, **choice: str) -> list[str]:
    return [str(finding).removeprefix("scenario.yaml: rules.overlays") for finding in resolved(overlays, **choice)[1]]


def test_the_overlays_that_come_with_the_program() -> None:
    assert overlay_names() == (
        "dong-thap-2026",
        "hai-duong-2023",
        "khanh-hoa-2026",
        "nghi-son-2024",
        "secretary-chair",
        "thanh-hoa",
    )


@pytest.mark.parametrize("name", overlay_names())
def test_an_overlay_of_the_program_fits_its_packs_and_loosens_only_what_it_says(name: str) -> None:
    overlay, findings = read_overlay(name, "here")
    assert findings == []
    assert overlay is not None
    assert overlay.name == name
    assert set(overlay.packs) <= set(pack_names())
    assert overlay.packs
    for one in overlay.packs:
        as_of = overlay.in_force_from or pack(one).in_force_from
        book, findings = resolved(f"[{name}]", name=one, as_of=max(as_of, "2023-07-11"))
        assert {finding.severity for finding in findings} <= {"note"}
        assert book.changes
        # the one pair of posts that only a local decision allows
        assert {change.what for change in book.changes if change.looser} <= {"dual_roles.secretary+pc_chair"}
        assert {change.layer for change in book.changes} == {name}


def test_hai_duong_limits_deputies_to_ten_years() -> None:
    book, _ = resolved("[hai-duong-2023]", name="vn-2022", as_of="2024-01-01")
    number = book.rules["tenure_cap"].numbers["deputy_months"]
    assert (number.value, number.source, number.mark) == (120, ("haiduong-646",), "V")


def test_thanh_hoa_asks_secretaries_for_advanced_theory() -> None:
    book, _ = resolved("[thanh-hoa]")
    assert book.titles["secretary"].theory == "advanced"
    assert book.titles["pc_chair"].theory == "intermediate"
    assert pack("vn-2025").titles["secretary"].theory == "intermediate"


def test_dong_thap_ends_the_secretary_who_is_chair() -> None:
    book, _ = resolved("[dong-thap-2026]")
    council, committee = book.dual_roles
    assert (committee.beside, committee.until) == ("pc_chair", month_index("2026-01"))
    assert committee.starts == month_index("2015-01")
    assert council.until is None
    assert book.titles["pc_chair"].non_local


def test_khanh_hoa_names_three_titles_that_are_not_local() -> None:
    book, _ = resolved("[khanh-hoa-2026]")
    assert [change.what for change in book.changes] == [
        "non_local",
        "titles.secretary.non_local",
        "titles.pc_chair.non_local",
        "titles.inspection_chair.non_local",
    ]
    assert book.rules["non_local"].mark == "V"


def test_nghi_son_sets_the_coefficient_and_the_shares() -> None:
    book, _ = resolved("[nghi-son-2024]", name="vn-2022", as_of="2024-06-01")
    assert [book.rules["committee"].numbers[end].mark for end in ("low_percent", "high_percent")] == ["V", "V"]
    assert {target.name: target.at_least for target in book.targets if "nghison" in target.source} == {
        "women": "25%",
        "young in communes": "15%",
        "a woman in each list": "1",
    }


def test_a_planner_s_own_overlay_stands_in_the_scenario() -> None:
    content = read_data("overlays/dong-thap-2026.yaml")
    inline = str(content).replace("True", "true").replace("'on'", "on")
    assert resolved(f"[{inline}]") == resolved("[dong-thap-2026]")


def test_a_later_overlay_wins_and_the_scenario_wins_over_all() -> None:
    first = "{name: first, rules: {tenure_cap: {head_months: 84}}, titles: {pc_vice: {theory: advanced}}}"
    second = "{name: second, rules: {tenure_cap: {head_months: 72}}, titles: {pc_vice: {degree: master}}}"
    book, findings = resolved(f"[{first}, {second}]")
    assert findings == ()
    assert (book.number("tenure_cap", "head_months"), book.rules["tenure_cap"].numbers["head_months"].source) == (
        72,
        ("second",),
    )
    assert (book.titles["pc_vice"].theory, book.titles["pc_vice"].degree) == ("advanced", "master")
    book, _ = resolved(
        f"[{first}, {second}]",
        more=", changes: {tenure_cap: {head_months: 60}}",
        titles="title theory\npc_vice primary",
    )
    assert book.number("tenure_cap", "head_months") == 60
    assert (book.titles["pc_vice"].theory, book.titles["pc_vice"].degree) == ("primary", "master")
    heads = [change for change in book.changes if change.what == "tenure_cap.head_months"]
    assert [(change.layer, change.before, change.after) for change in heads] == [
        ("first", "96 months", "84 months"),
        ("second", "84 months", "72 months"),
        ("scenario", "72 months", "60 months"),
    ]


LOOSENING = [
    ("rules: {in_pool: off}", "rules.in_pool", "on before, off now"),
    ("rules: {tenure_cap: {head_months: 120}}", "rules.tenure_cap.head_months", "96 months before, 120 months now"),
    ("rules: {min_stay: {rotation_months: 24}}", "rules.min_stay.rotation_months", "36 months before, 24 months now"),
    ("titles: {secretary: {theory: primary}}", "titles.secretary.theory", "intermediate before, primary now"),
    ("titles: {secretary: {non_local: false}}", "titles.secretary.non_local", "yes before, no now"),
    ("titles: {pc_vice: {tenure_cap_months: 132}}", "titles.pc_vice.tenure_cap_months", "none before, 132 now"),
    (
        "dual_roles: [{main: secretary, beside: front_chair}]",
        "dual_roles.secretary+front_chair",
        "not allowed before, allowed now",
    ),
    (
        "dual_roles: [{main: secretary, beside: pc_chair, from: 2010-01-01}]",
        "dual_roles.secretary+pc_chair",
        "not allowed before, allowed from 2010-01 now",
    ),
]


@pytest.mark.parametrize(("content", "where", "what"), LOOSENING)
def test_an_overlay_that_loosens_a_rule_must_say_so(content: str, where: str, what: str) -> None:
    assert told(f"[{{name: ours, {content}}}]") == [
        f"[1].{where}: error: this loosens a rule: {what}. "
        "Write loosens: true with a reason: … beside it, or leave it out."
    ]


@pytest.mark.parametrize(
    "content",
    [
        "rules: {in_pool: {on: off, loosens: true, reason: too few}}",
        "rules: {tenure_cap: {head_months: 120, loosens: true, reason: too few}}",
        "titles: {secretary: {theory: primary, loosens: true, reason: too few}}",
        "dual_roles: [{main: secretary, beside: front_chair, loosens: true, reason: too few}]",
    ],
)
def test_an_overlay_may_loosen_a_rule_for_a_reason(content: str) -> None:
    book, findings = resolved(f"[{{name: ours, {content}}}]")
    assert findings == ()
    assert any(change.looser for change in book.changes)


def test_without_a_reason_it_may_not() -> None:
    assert told("[{name: ours, rules: {in_pool: {on: off, loosens: true}}}]") == [
        "[1].rules.in_pool: error: this loosens a rule: on before, off now. "
        "Write a reason: … beside it, or leave it out."
    ]


@pytest.mark.parametrize(
    "content",
    [
        "rules: {tenure_cap: {head_months: 60}, grade: {lowest_step: 1}}",
        "rules: {dual_role: off, return_place: off}",
        "rules: {bench_size: {min: 1}}",
        "titles: {pc_vice: {tenure_cap_months: 96, committee: false, fields: law;economics, name: Vice chair}}",
        "dual_roles: [{main: secretary, beside: council_chair, until: 2030-01-01}]",
        "age_bands: [40, 50]",
        "targets: {women: {column: sex, values: [female], at_least: 10%}}",
    ],
)
def test_what_asks_for_more_or_refuses_nobody_needs_no_reason(content: str) -> None:
    book, findings = resolved(f"[{{name: ours, {content}}}]")
    assert findings == ()
    assert book.changes


def test_numbers_of_a_rule_that_is_off_loosen_nothing() -> None:
    assert told("[{name: a, rules: {non_local: on, lateral: {stay_months: 0}}}]", name="vn-2017", as_of="2020-01-01")
    more = "rules: {tenure_cap: {on: off, loosens: true, reason: r}}"
    assert told(f"[{{name: a, {more}}}, {{name: b, rules: {{tenure_cap: {{head_months: 400}}}}}}]") == []


def test_dates_of_an_overlay_are_warned_of_and_it_is_applied() -> None:
    overlay = "{name: ours, in_force_from: 2026-03, in_force_until: 2026-09, rules: {tenure_cap: {head_months: 60}}}"
    for as_of, what in (
        ("2026-01-01", "from 2026-03, after as_of 2026-01-01"),
        ("2026-10-01", "until 2026-09, before as_of 2026-10-01"),
    ):
        book, (finding,) = resolved(f"[{overlay}]", as_of=as_of)
        assert str(finding) == (
            f"scenario.yaml: rules.overlays[1]: warning: the overlay is in force {what} [ours]. "
            "It is applied all the same; leave it out if it shall not be."
        )
        assert book.number("tenure_cap", "head_months") == 60
    assert told(f"[{overlay}]", as_of="2026-03-01") == []


@pytest.mark.parametrize(
    ("overlays", "complaint"),
    [
        ("[dong-tap-2026]", "[1]: error: no such overlay [dong-tap-2026]. Did you mean dong-thap-2026?"),
        (
            "[thanh-hoa, hai-duong-2023]",
            "[2]: error: the overlay is for vn-2022, not for vn-2025 [hai-duong-2023]. "
            "Take another pack, or leave the overlay out.",
        ),
        ("[{rules: {kin: on}}]", "[1]: error: the key name of the overlay is missing. Write name."),
        ("[{name: a, title: {}}]", "[1]: error: unknown key in the overlay [title]. Did you mean titles?"),
        (
            "[{name: a, dual_roles: [{main: a, beside: b, form: 2020}]}]",
            "[1]: error: unknown key in the overlay [dual_roles.1.form]. Did you mean from?",
        ),
        ("[{name: a, rules: {kinn: on}}]", "[1].rules.kinn: error: no such rule in the pack [kinn]. Did you mean kin?"),
        (
            "[{name: a, rules: {tenure_cap: {head_month: 60}}}]",
            "[1].rules.tenure_cap: error: no number 'head_month' in this rule. Did you mean head_months?",
        ),
        (
            "[{name: a, rules: {tenure_cap: {head_months: sixty}}}]",
            "[1].rules.tenure_cap.head_months: error: not a whole number from 0 to 10000 [sixty]. "
            "Write a whole number.",
        ),
        (
            "[{name: a, rules: {tenure_cap: 60}}]",
            "[1].rules.tenure_cap: error: this cannot stand there [60]. Write on, off, or a block of numbers.",
        ),
        (
            "[{name: a, rules: {kin: {loosens: perhaps}}}]",
            "[1].rules.kin: error: loosens cannot be read. "
            "Write loosens: true, and source as a list; mark and reason as texts.",
        ),
        (
            "[{name: a, titles: {secretery: {}}}]",
            "[1].titles.secretery: error: no such title in the pack [secretery]. "
            "Did you mean secretary? New titles stand in titles.csv.",
        ),
        (
            "[{name: a, titles: {secretary: {theori: advanced}}}]",
            "[1].titles.secretary: error: no such column of titles [theori]. Did you mean theory?",
        ),
        (
            "[{name: a, titles: {secretary: {theory: high}}}]",
            "[1].titles.secretary.theory: error: this cannot stand there [high]. "
            "Write one of none, primary, intermediate, advanced, bachelor.",
        ),
        (
            "[{name: a, titles: {secretary: {head: 1}}}]",
            "[1].titles.secretary.head: error: this cannot stand there [1]. Write true or false.",
        ),
        (
            "[{name: a, titles: {secretary: {grade: 101}}}]",
            "[1].titles.secretary.grade: error: this cannot stand there [101]. Write a whole number.",
        ),
        (
            "[{name: a, dual_roles: [{main: secretary, beside: pc_chairs}]}]",
            "[1].dual_roles.secretary+pc_chairs: error: no such title in the pack [pc_chairs]. Did you mean pc_chair?",
        ),
        (
            "[{name: a, dual_roles: [{main: pc_vice, beside: pc_vice}]}]",
            "[1].dual_roles.pc_vice+pc_vice: error: a title stands beside itself. "
            "Name two different titles, or take the pair out.",
        ),
        (
            "[{name: a, in_force_from: spring}]",
            "[1].in_force_from: error: spring is no date. Write YYYY-MM-DD, YYYY-MM or YYYY.",
        ),
        (
            "[{name: a, age_bands: [40, 30]}]",
            "[1].age_bands: error: the ages are not in rising order. "
            "List the first ages of the second and later bands.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(overlays: str, complaint: str) -> None:
    assert told(overlays) == [complaint]


def test_an_overlay_for_packs_that_do_not_exist() -> None:
    assert told("[{name: a, packs: [vn-2052]}]") == [
        "[1]: error: the overlay is for vn-2052, not for vn-2025 [a]. Take another pack, or leave the overlay out.",
        "[1].packs: error: no such rule pack [vn-2052]. Use one of open, vn-2017, vn-2022, vn-2025.",
    ]


def test_every_mistake_of_every_overlay_is_told_at_once() -> None:
    first = "{name: a, rules: {kinn: on, in_pool: off}, titles: {mayor: {}}}"
    assert len(told(f"[{first}, nowhere, {{}}, {{name: b, rules: {{grade: {{step: 1}}}}}}]")) == 6


def test_a_pack_without_titles_has_no_pairs_of_them() -> None:
    pair = "[{name: a, dual_roles: [{main: head, beside: deputy, loosens: true, reason: x}]}]"
    assert [line.partition("error: ")[2] for line in told(pair, name="open")] == [
        "no such title in the pack [head]. Name a pack that has titles.",
        "no such title in the pack [deputy]. Name a pack that has titles.",
    ]
