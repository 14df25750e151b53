"""What the README says is so: the workbook of its reference, its codes, its parameters."""

import csv
import re
from pathlib import Path

import xlsxwriter
from click.testing import CliRunner

from planner.check import load
from planner.cli import commands
from planner.rulebook.rulebook import pack
from planner.scenario.columns import DEGREES, RATINGS, STATE_MGMT, THEORY

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
EXAMPLE = Path(__file__).parents[2] / "planner" / "example"


def rows_below(heading: str) -> list[list[str]]:
    """Cells of the first table with this heading, without the line under it."""
    table = README[README.index(heading) :].partition("\n\n")[0]
    return [[cell.strip() for cell in re.split(r" ?\|", line)[1:-1]] for line in table.splitlines()[2:]]


def test_the_workbook_of_the_reference_can_be_planned(tmp_path: Path) -> None:
    path = tmp_path / "my-district.xlsx"
    sheets = {table.stem: list(csv.reader(table.read_text("utf-8").splitlines())) for table in EXAMPLE.glob("*.csv")}
    sheets["scenario"] = [["key", "value"], *rows_below("| key | value |")]
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    sheet.write_string(line, place, cell)
    settings = load(path).settings
    assert settings.goals.tiers == ("fill", {"bench": 2, "mix": 1}, "fit")
    assert settings.goals.fit.move == 8
    assert settings.rule_choice.changes == {"release_cap": {"away_max": 2}}
    assert settings.mix[0].at_least == "25%"
    answer = CliRunner().invoke(commands, ["solve", str(path), "--out", str(tmp_path / "plan")])
    assert answer.exit_code == 0, answer.output
    assert re.search(r"2 × successors missing plus\s+", answer.stdout)


def test_every_rule_stands_there_with_its_parameters() -> None:
    told = {
        rule: dict(re.findall(r"`(\w+)` (\d+)", row[2]))
        for row in rows_below("| rule | what it asks |")
        for rule in re.findall(r"`(\w+)`", row[0])
    }
    book = pack("vn-2025")
    assert told == {
        rule: {name: str(number.value) for name, number in setting.numbers.items()}
        for rule, setting in book.rules.items()
    }


def test_a_rule_is_switched_off_and_given_another_number_as_shown(tmp_path: Path) -> None:
    (written,) = re.findall(r"`changes: (\{in_pool.*?\}\})`", README)
    folder = tmp_path / "mine"
    CliRunner().invoke(commands, ["new", str(folder)])
    settings = folder / "scenario.yaml"
    text = settings.read_text("utf-8")
    changed = re.sub(r"  changes:\n.*\n", f"  changes: {written}\n", text)
    assert changed != text
    settings.write_text(changed, "utf-8")
    assert load(folder).settings.rule_choice.changes == {"in_pool": False, "tenure_cap": {"head_months": 60}}


def test_codes_are_those_of_the_program() -> None:
    codes = {row[0]: re.findall(r"`(\w+)`", row[1]) for row in rows_below("| column | what may stand there")}
    assert codes["degree"] == list(DEGREES)
    assert codes["theory"] == list(THEORY)
    assert codes["state_mgmt"] == list(STATE_MGMT)
    assert codes["ratings"] == list(RATINGS)
