"""The list of rules: every rule in both languages, with numbers, sources, marks, and what was changed."""

from dataclasses import replace
from io import StringIO
from typing import get_args

import pytest
from rich.console import Console, RenderableType
from support.scenarios import scenario

from planner.language import Language, _, speaking, translated
from planner.model.rules import RULES
from planner.report.rules_diff import diff_json, rules_diff
from planner.report.rules_list import addresses, rules_json, rules_list, source_lines
from planner.rulebook.overlay import Overlay, read_overlay
from planner.rulebook.packs import pack, pack_names
from planner.rulebook.rulebook import resolve, with_overlays


def lines(answer: RenderableType) -> list[str]:
    console = Console(file=StringIO(), width=100)
    with console.capture() as captured:
        console.print(answer)
    return captured.get().splitlines()


def on_one_line(answer: RenderableType) -> str:
    """The text without its line ends, rulers and columns."""
    return " ".join(" ".join(lines(answer)).split())


def overlay(name: str) -> Overlay:
    read, _ = read_overlay(name, "")
    assert read is not None
    return read


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", pack_names())
def test_every_rule_stands_there_in_the_language_spoken_and_fits_the_page(name: str, language: Language) -> None:
    with speaking(language):
        told = lines(rules_list(pack(name)))
        switches = (_("off"), _("on"))
    text = " ".join(" ".join(told).split())
    assert max(map(len, told)) <= 100
    for rule in RULES:
        if rule.name != "fit_listed":
            assert f"{rule.name}: {switches[pack(name).on(rule.name)]}" in text
            assert translated(rule.title, language) in text


def test_numbers_have_their_unit_direction_sources_and_mark() -> None:
    told = lines(rules_list(pack("vn-2022")))
    assert any(line.startswith("     rotation_months    36 months       higher is stricter  ") for line in told)
    text = on_one_line(rules_list(pack("vn-2022")))
    assert "rotation_months 36 months higher is stricter ✓ R65-lawnet-pol, ND170-48" in text
    assert "min 2 people a goal ~ thads (second-hand)" in text
    assert "gaps_max 1 standard lower is stricter ? vnx-16 (not verified)" in text
    assert "rotation_least at least HTTNV higher is stricter ✓ ND138-56" in text
    assert "kin: on, hard (from 2023-07-11)" in text
    assert "dual_role: on, permits" in text
    assert "? a choice of this program" in text
    assert "in force from 2022-04-28, superseded on 2025-10-08" in text
    assert "Packs: open, vn-2017, vn-2022, vn-2025." in text


def test_titles_pairs_ages_and_shares_are_listed() -> None:
    text = on_one_line(rules_list(pack("vn-2025")))
    assert "standing_deputy party, 3 degree bachelor, theory" in text
    assert "secretary council_chair allowed ✓ ld-trande" in text
    assert "years from 2028; women 55" in text
    assert "men 2020 60y, 2021 60y 3m," in text
    assert "59y 8m, 2035 60y" in text
    assert "women / Cán bộ nữ at least 25%, soft" in text
    assert "Titles" not in on_one_line(rules_list(pack("open")))


def test_what_an_overlay_changes_is_marked() -> None:
    book, _ = with_overlays(pack("vn-2025"), ["dong-thap-2026", "thanh-hoa"])
    text = on_one_line(rules_list(book, [overlay("dong-thap-2026"), overlay("thanh-hoa")]))
    assert "» changed by an overlay or the scenario" in text
    assert (
        "+ overlay thanh-hoa: Thanh Hóa, standard of commune secretaries, in force from a day that is not known" in text
    )
    assert "non_local: on, hard ✓ ld-210, phutho-210, dongthap-15 » dong-thap-2026, as before" in text
    assert "» thanh-hoa: theory" in text
    assert "thanh-hoa titles.secretary.theory advanced, was" in text
    assert "»" not in on_one_line(rules_list(pack("vn-2025")))


def test_what_a_scenario_changes_is_marked_and_brackets_are_no_markup() -> None:
    own = "{name: '[ours]', rules: {tenure_cap: {head_months: 72}}, targets: {'[old]': {column: age, at_least: 1}}}"
    book, _ = resolve(
        scenario(
            f"rules: {{pack: vn-2025, overlays: [{own}], changes: {{min_stay: {{rotation_months: 24}}}}}}",
            posts="post\np",
            cadres="cadre\nan",
            titles="title degree\npc_vice college\nmayor[x] master",
        )
    )
    text = on_one_line(rules_list(book))
    assert "head_months 72 months lower is stricter ? [ours] (no mark given) » [ours], was 96 months" in text
    assert "rotation_months 24 months higher is stricter the scenario » scenario, was 36 months" in text
    assert "scenario min_stay.rotation_months 24 months, was 36 months, the scenario looser" in text
    assert "titles.pc_vice.degree college, was bachelor the scenario" in text
    assert "» scenario: degree" in text
    assert "mayor[x]" in text
    assert "[old] at least 1, soft" in text


def test_the_same_as_data() -> None:
    book, _ = with_overlays(pack("vn-2025"), ["thanh-hoa"])
    data = rules_json(book, [overlay("thanh-hoa")])
    assert data["pack"] == "vn-2025"
    assert [one["name"] for one in data["overlays"]] == ["thanh-hoa"]
    rules = {one["rule"]: one for one in data["rules"]}
    assert rules["tenure_cap"]["numbers"]["head_months"] == {
        "value": 96,
        "unit": "months",
        "source": ("daklak-98",),
        "mark": "V",
        "stricter": "lower",
        "goal": False,
    }
    assert rules["kin"]["title_vi"] == "Người có quan hệ gia đình"
    assert data["changes"][0]["what"] == "titles.secretary.theory"
    assert data["sources"]["thanhhoa"].startswith("https://")
    assert next(iter(data["sources"])) == "R65-lsvn"


def test_sources_are_never_wrapped_and_those_of_a_scenario_speak_for_themselves() -> None:
    told = source_lines(addresses([("nd135-vb", "scenario"), ("Plan 12-KH/TU",), ("nd135-vb",)]))
    assert told.splitlines() == [
        "Sources",
        "nd135-vb  https://vanbanphapluat.co/decree-135-2020-nd-cp-on-retirement-age",
        "Plan 12-KH/TU  named in the overlay",
    ]


def test_what_differs_is_told_side_by_side() -> None:
    told = lines(rules_diff(pack("vn-2017"), pack("vn-2022")))
    text = " ".join(" ".join(told).split())
    assert max(map(len, told)) <= 100
    assert "C8 kin off on Relatives apart ✓ 114-tvpl ✓ 114-tvpl, 114-plo" in text
    assert "max 4 people 3 people ~ thads (second-hand) ✓ nghean-15" in text
    assert "= 36 months = 36 months" in text
    assert "degree intermediate bachelor" in text
    assert "women at least 15% at least 25%" in text
    assert "release_cap" not in text


def test_what_differs_as_data() -> None:
    data = diff_json(pack("vn-2017"), pack("vn-2022"))
    assert (data["left"], data["right"]) == ("vn-2017", "vn-2022")
    (kin,) = (one for one in data["differences"] if (one["item"], one["part"]) == ("kin", ""))
    assert (kin["left"]["text"], kin["right"]["text"]) == ("off", "on")
    assert set(kin["left"]["origin"]["source"]) <= set(data["sources"])


def test_packs_that_are_equal_say_so() -> None:
    other = replace(pack("vn-2022"), pack="copy")
    assert "0 differences, 0 more in source or mark only" in on_one_line(rules_diff(pack("vn-2022"), other))
