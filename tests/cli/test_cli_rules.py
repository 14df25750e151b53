"""``planner rules``: a pack, overlays on it, the rules of a scenario, two packs side by side."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.scenario_files import write_files

from planner.cli import commands


def rules(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["rules", *arguments])


def test_without_a_pack_the_one_of_a_plain_scenario_is_listed() -> None:
    answer = rules()
    assert answer.exit_code == 0
    assert answer.stdout.startswith("vn-2022: Regulation 65-QĐ/TW")
    assert answer.stdout == rules("vn-2022").stdout


def test_a_pack_is_listed_with_the_addresses_of_its_sources() -> None:
    answer = rules("vn-2025")
    assert answer.exit_code == 0
    assert "C8   kin: on, hard (from 2023-07-11)" in answer.stdout
    assert "\nld-trande  https://ja.laodong.vn/thoi-su/chanh-van-phong-ubnd-tp-can-tho-giu-chuc" in answer.stdout
    assert answer.stdout.index("Rules\n") < answer.stdout.index("Titles\n") < answer.stdout.index("Sources\n")


def test_overlays_are_laid_over_the_pack_in_their_order() -> None:
    answer = rules("vn-2025", "--overlay", "dong-thap-2026", "--overlay", "thanh-hoa", "--json")
    data = json.loads(answer.stdout)
    assert [one["name"] for one in data["overlays"]] == ["dong-thap-2026", "thanh-hoa"]
    assert {one["layer"] for one in data["changes"]} == {"dong-thap-2026", "thanh-hoa"}
    assert [one["when"] for one in data["dual_roles"]] == ["allowed", "allowed from 2015-01 until 2026-01"]


def test_the_rules_of_a_scenario(tmp_path: Path) -> None:
    settings = (
        "name: small\nas_of: 2026-01-01\nhorizon_months: 12\n"
        "rules:\n  pack: open\n  overlays: [{name: ours, rules: {grade: on}}]\n  changes: {bench_size: {max: 5}}\n"
    )
    write_files(tmp_path, {"scenario.yaml": settings, "titles.csv": "title,grade\nmayor,3\n"})
    answer = rules("--scenario", str(tmp_path))
    assert answer.exit_code == 0, answer.output
    assert "grade: on, hard" in answer.stdout
    assert "» ours, was off" in answer.stdout
    assert "» scenario, was 0 people" in answer.stdout
    assert "mayor" in answer.stdout


def test_a_scenario_that_cannot_be_read_is_bad_input(tmp_path: Path) -> None:
    settings = "name: small\nas_of: 2026-01-01\nhorizon_months: 12\nrules: {pack: open, overlays: [thanh-ho]}\n"
    answer = rules("--scenario", str(write_files(tmp_path, {"scenario.yaml": settings})))
    assert answer.exit_code == 2
    assert "no such overlay [thanh-ho]. Did you mean thanh-hoa?" in answer.stderr


def test_two_packs_side_by_side() -> None:
    answer = rules("diff", "vn-2022", "vn-2025")
    assert answer.exit_code == 0
    assert "Inspection committee chair" in answer.stdout
    assert "for two write 120" in " ".join(answer.stdout.split())
    assert "\nplo-377  https://plo.vn/" in answer.stdout
    data = json.loads(rules("diff", "vn-2022", "vn-2025", "--json").stdout)
    assert {one["section"] for one in data["differences"]} == {"rules", "titles", "targets"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["vn-2026"], "use one of open, vn-2017, vn-2022, vn-2025"),
        (["diff", "vn-2022", "nonsense"], "'nonsense' is no rule pack"),
        (["diff", "vn-2022"], "diff takes two rule packs"),
        (["diff", "vn-2017", "vn-2022", "vn-2025"], "diff takes two rule packs"),
        (["diff", "vn-2022", "vn-2025", "--overlay", "thanh-hoa"], "diff takes two rule packs"),
        (["vn-2022", "vn-2025"], "Name one rule pack"),
        (["vn-2022", "--scenario", "."], "Name one rule pack"),
        (["--scenario", ".", "--overlay", "thanh-hoa"], "Name one rule pack"),
        (["--scenario", "nowhere"], "does not exist"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], message: str) -> None:
    answer = rules(*arguments)
    assert answer.exit_code == 2
    assert message in answer.stderr


@pytest.mark.parametrize(
    ("overlay", "message"),
    [
        ("dong-tap-2026", "--overlay[1]: error: no such overlay [dong-tap-2026]. Did you mean dong-thap-2026?"),
        ("dong-thap-2026", "--overlay[1]: error: the overlay is for vn-2025, not for vn-2022 [dong-thap-2026]."),
    ],
)
def test_an_overlay_that_does_not_fit_is_told(overlay: str, message: str) -> None:
    answer = rules("vn-2022", "--overlay", overlay)
    assert answer.exit_code == 2
    assert answer.stderr.startswith(message)
    assert answer.stdout == ""


OURS = "name: ours\nrules: {tenure_cap: {deputy_months: 96}}\n"


def test_an_overlay_may_be_a_file_as_in_a_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"ours.yaml": OURS})
    monkeypatch.chdir(tmp_path)
    for path in ("ours.yaml", "./ours.yaml", str(tmp_path / "ours.yaml")):
        answer = rules("vn-2025", "--overlay", path)
        assert answer.exit_code == 0, answer.output
        assert "» ours, was 120 months" in answer.stdout
        assert "\nours  named in the overlay" in answer.stdout


def test_the_file_of_an_overlay_gets_the_findings_that_it_gets_in_a_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"ours.yaml": OURS.replace("months", "month"), "broken.yaml": "name: [\n"}
    overlays = ["./ours.yaml", "./none.yaml", "./broken.yaml"]
    settings = f"name: small\nas_of: 2026-01-01\nhorizon_months: 12\nrules: {{pack: vn-2022, overlays: {overlays}}}\n"
    write_files(tmp_path, files | {"scenario.yaml": settings})
    monkeypatch.chdir(tmp_path)
    alone = rules("vn-2022", *(word for path in overlays for word in ("--overlay", path)))
    assert alone.exit_code == 2
    where = "--overlay[1].rules.tenure_cap: error: no number 'deputy_month' in this rule. Did you mean deputy_months?"
    begins = (
        "--overlay[2]: error: there is no such file [./none.yaml]. Correct the path; it begins at the folder that you"
    )
    syntax = "broken.yaml:2: error: this is not valid YAML"
    assert all(told in alone.stderr for told in (where, begins, syntax, "\n3 errors\n"))
    of_scenario = rules("--scenario", ".").stderr
    assert where.replace("--overlay", "scenario.yaml: rules.overlays") in of_scenario
    assert syntax in of_scenario


def test_marks_are_words_and_signs_and_no_letters() -> None:
    for pack in ("open", "vn-2017", "vn-2022", "vn-2025"):
        text = rules(pack).stdout
        assert not re.search(r"\b(V2?|M)\b(?=[),])|\bmark [VM]", text)
