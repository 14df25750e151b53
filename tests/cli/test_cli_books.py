"""Excel at the command line: a workbook to fill in, a scenario as a workbook, a planner's own list as a scenario."""

import json
from pathlib import Path

import pytest
from support.commands import planner
from support.own_books import book

from planner.scenario import read

EXAMPLE = Path(__file__).parents[2] / "planner" / "example"
LIST = [
    ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị", "Sở thích"],
    [1, "NGUYỄN VĂN AN", "12/05/1975", "Nam", "Bí thư Đảng ủy", "Xã Tân Lang", "cờ tướng"],
    [2, "Trần Thị Bình", "1980", "Nữ", "Giám đốc Sở", "Sở Nội vụ", None],
]


def test_a_scenario_goes_into_a_workbook_and_comes_back(tmp_path: Path) -> None:
    path, folder = tmp_path / "book.xlsx", tmp_path / "mine"
    answer = planner("template", "--from", EXAMPLE, "--lang", "vi", "--out", path)
    assert answer.exit_code == 0, answer.output
    answer = planner("import", path, "--out", folder)
    assert answer.exit_code == 0, answer.output
    assert f"{folder} is ready (units 4, posts 6, cadres 10, bench 3): planner check {folder}" in answer.stdout
    before, _ = read(EXAMPLE, {"secretary", "pc_chair", "pc_vice", "front_chair", "staff", "dept_head", "dept_deputy"})
    after, _ = read(folder, {"secretary", "pc_chair", "pc_vice", "front_chair", "staff", "dept_head", "dept_deputy"})
    assert before is not None
    assert after is not None
    assert after.digest == before.digest
    assert planner("check", folder).exit_code == 0


def test_an_own_list_is_told_column_by_column_and_can_be_checked(tmp_path: Path) -> None:
    path, folder = book(tmp_path / "list.xlsx", {"DS": LIST}), tmp_path / "mine"
    answer = planner("import", path, "--out", folder, "--as-of", "2026-01-01")
    assert answer.exit_code == 0, answer.output
    lines = [line.split() for line in answer.stdout.splitlines()]
    assert ["DS!B1", "Họ", "và", "tên", "name", "2", "1"] in lines
    assert ["DS!G1", "Sở", "thích", "kept", "as", "your", "own", "column", "1"] in lines
    assert "assumed [name: mine, as_of: 2026-01-01, rules: vn-2025]" in answer.stderr
    assert planner("check", folder).exit_code == 0


def test_the_rule_pack_is_the_one_in_force_unless_it_is_named(tmp_path: Path) -> None:
    path = book(tmp_path / "list.xlsx", {"DS": LIST})
    for day, more, pack in (
        ("2020", (), "vn-2017"),
        ("2024", (), "vn-2022"),
        ("2024", ("--rules", "vn-2025"), "vn-2025"),
        ("2001", (), "vn-2017"),
    ):
        folder = tmp_path / f"{day}-{len(more)}"
        assert planner("import", path, "--out", folder, "--as-of", day, *more).exit_code == 0
        assert f"rules: {pack}\n" in (folder / "scenario.yaml").read_text("utf-8")


def test_json_tells_columns_findings_and_tables(tmp_path: Path) -> None:
    path = book(tmp_path / "list.xlsx", {"DS": LIST})
    told = json.loads(planner("import", path, "--out", tmp_path / "mine", "--json").stdout)
    assert told["ok"]
    assert told["written"]
    assert told["tables"] == {"units": 2, "posts": 2, "cadres": 2}
    (birth,) = (column for column in told["columns"] if column["column"] == "birth_date")
    assert birth["where"] == "DS!C1"
    assert birth["assumed"] == [{"what": "a year alone counts as its January", "places": ["DS!C3"]}]


def test_errors_write_nothing(tmp_path: Path) -> None:
    wrong = [*LIST, [3, "Vi Ba", "1981", "Nữ", "Bí thư", "Xã B", "=1/0"]]
    path, folder = book(tmp_path / "list.xlsx", {"DS": wrong}), tmp_path / "mine"
    answer = planner("import", path, "--out", folder)
    assert answer.exit_code == 2
    assert "DS!G4: error: the formula fails" in answer.stderr
    assert not folder.exists()
    told = json.loads(planner("import", path, "--out", folder, "--json").stdout)
    assert (told["ok"], told["written"], told["tables"]) == (False, False, {})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("template", "--out", "book.xls"), "does not end in .xlsx"),
        (("template", "--out", "there.xlsx"), "exists already"),
        (("import", "there.xlsx", "--out", "."), "exists already"),
        (("import", "there.xlsx", "--out", "new", "--as-of", "someday"), "is no date"),
        (("import", "missing.xlsx", "--out", "new"), "does not exist"),
    ],
)
def test_bad_usage_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.xlsx").touch()
    answer = planner(*arguments)
    assert answer.exit_code == 2
    assert message in answer.stderr
