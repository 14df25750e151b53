"""`planner compare`, and charts of several plans."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from support.commands import planner
from support.html_page import Page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario that ``new`` writes with an alternative, and the plans of both."""
    folder = tmp_path_factory.mktemp("compare")
    planner("new", folder / "small")
    (folder / "small" / "alternatives").mkdir()
    dear = "name: dear moves\nextends: ..\ngoals: {tiers: [{fill: 1, fit: 1}, bench], fit: {move: 90}}\n"
    (folder / "small" / "alternatives" / "dear.yaml").write_text(dear, encoding="utf-8")
    assert planner("solve", folder / "small", "--out", folder / "base").exit_code == 0
    answer = planner("solve", folder / "small", "--with", "dear", "--out", folder / "dear")
    assert answer.exit_code == 0, answer.output
    return folder


def test_the_input_that_differs_comes_before_what_it_brings_and_costs(folder: Path) -> None:
    answer = planner("compare", folder / "base", folder / "dear")
    assert answer.exit_code == 0, answer.output
    parts = [
        "What differs in the input",
        "goals.fit.move",
        "Gains against small",
        "Pays against small",
        "What they reach",
    ]
    places = [answer.stdout.index(part) for part in parts]
    assert places == sorted(places)


def test_json_has_the_values_that_the_plans_have(folder: Path) -> None:
    told = json.loads(planner("compare", folder / "base", folder / "dear", "--json").stdout)
    for plan, name in zip(told["plans"], ("base", "dear"), strict=True):
        tiers = json.loads((folder / name / "plan.json").read_text("utf-8"))["tiers"]
        assert [tier["value"] for tier in plan["tiers"]] == [tier["value"] for tier in tiers]
    (move,) = [row for row in told["inputs"] if row["item"] == "goals.fit.move"]
    assert move["plans"]["dear moves"] == "90"
    assert told["same"] is False
    assert told["files"] == []


def test_a_plan_and_itself_show_no_difference(folder: Path) -> None:
    answer = planner("compare", folder / "base", folder / "base", "--json")
    told = json.loads(answer.stdout)
    assert (told["same"], told["inputs"], told["changes"]) == (True, [], [])
    assert "base, base (2): no difference" in planner("compare", folder / "base", folder / "base").stdout


def test_plans_in_numbered_folders_are_called_with_the_folder_above(folder: Path, tmp_path: Path) -> None:
    for number in ("1", "2"):
        shutil.copytree(folder / "base", tmp_path / "near" / number)
    told = json.loads(planner("compare", tmp_path / "near" / "1", tmp_path / "near" / "2", "--json").stdout)
    assert [plan["label"] for plan in told["plans"]] == ["near/1", "near/2"]


def test_today_stands_for_the_plan_in_which_nobody_is_moved(folder: Path) -> None:
    told = json.loads(planner("compare", "today", folder / "base", "--json").stdout)
    assert [(plan["label"], plan["status"]) for plan in told["plans"]] == [
        ("today", "today"),
        ("small", "optimal"),
    ]
    (moves,) = [row for row in told["measures"] if row["name"] == "moves"]
    assert moves["plans"]["today"] == 0
    assert moves["plans"]["small"] > 0
    assert "Gains against nobody moved: " in planner("compare", "today", folder / "base").stdout


def test_a_scenario_called_today_is_not_taken_for_the_word(folder: Path) -> None:
    (folder / "small" / "alternatives" / "named.yaml").write_text("name: today\nextends: ..\n", encoding="utf-8")
    planner("solve", folder / "small", "--with", "named", "--out", folder / "named")
    told = json.loads(planner("compare", folder / "named", "today", "--json").stdout)
    assert [(plan["label"], plan["status"]) for plan in told["plans"]] == [("today (2)", "optimal"), ("today", "today")]
    assert "nobody moved" not in planner("compare", folder / "named", folder / "base").stdout


def test_everything_is_written_whole_and_says_the_same(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "side"
    formats = [option for fmt in ("html", "xlsx", "csv", "svg") for option in ("--format", fmt)]
    answer = planner("compare", folder / "base", folder / "dear", "today", "--out", out, *formats)
    assert answer.exit_code == 0, answer.output
    names = {path.name for path in out.iterdir()}
    assert names >= {"compare.html", "compare.xlsx", "measures.csv", "changes.csv", "compare-1.svg", "flows-1.svg"}
    page = Page((out / "compare.html").read_text("utf-8"))
    assert "goals.fit.move" in page.text
    assert re.search(r"https?://(?!www\.w3\.org)", (out / "compare.html").read_text("utf-8")) is None
    book = CalamineWorkbook.from_path(out / "compare.xlsx")
    rows = list(csv.DictReader((out / "measures.csv").read_text("utf-8").splitlines()))
    (fit,) = [row for row in rows if (row["kind"], row["name"], row["counted_by"]) == ("goal", "fit", "")]
    sheet = book.get_sheet_by_name("Goals").to_python()
    (told,) = [row for row in sheet if row[0] == "fit (points)" and row[2] == "each by its own"]
    assert [int(cell) for cell in told[3:]] == [int(fit[label]) for label in ("small", "dear moves", "today")]


def test_charts_of_several_plans_and_the_table_behind_them(folder: Path, tmp_path: Path) -> None:
    answer = planner("chart", folder / "base", "compare", "--with", folder / "dear", "--out", tmp_path)
    assert (answer.exit_code, answer.stdout) == (0, f"{tmp_path / 'compare-1.png'}\n")
    told = json.loads(planner("chart", folder / "base", "flows", "--with", folder / "dear", "--table", "--json").stdout)
    assert {row["plan"] for row in told["tables"]["flows"]} <= {"small", "dear moves"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["compare", "base"], "Name two plans or more"),
        (["compare", "today", "today"], "Name two plans or more"),
        (["compare", "base", "nowhere"], "there is no folder nowhere"),
        (["compare", "base", "today", "--format", "html"], "give both"),
        (["chart", "base", "tenure", "--with", "dear"], "tenure is no chart of several plans"),
        (["chart", "base", "compare"], "Name two plans or more"),
    ],
)
def test_what_cannot_be_compared_is_said_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(folder)
    answer = planner(*arguments)
    assert answer.exit_code == 2
    assert message in " ".join(answer.stderr.split())


def test_data_is_the_same_in_every_language(folder: Path, tmp_path: Path) -> None:
    told = []
    for language in ("en", "vi"):
        answer = planner("--lang", language, "compare", "today", folder / "base", "--json")
        table = planner("--lang", language, "chart", folder / "base", "compare", "--with", "today", "--table", "--json")
        planner("--lang", language, "compare", "today", folder / "base", "--out", tmp_path, "--format", "csv")
        told.append((answer.stdout, table.stdout, [path.read_text("utf-8") for path in sorted(tmp_path.iterdir())]))
    assert told[0] == told[1]
    assert "không ai di chuyển" in planner("--lang", "vi", "compare", "today", folder / "base").stdout


def test_what_is_written_for_people_is_in_their_language_also_with_json(folder: Path, tmp_path: Path) -> None:
    for asked in ((), ("--json",)):
        out = tmp_path / str(len(asked))
        planner("--lang", "vi", "compare", "today", folder / "base", "--out", out, "--format", "html", *asked)
    assert (tmp_path / "1" / "compare.html").read_bytes() == (tmp_path / "0" / "compare.html").read_bytes()


def test_months_are_written_as_the_language_does(folder: Path) -> None:
    told = planner("--lang", "vi", "compare", "today", folder / "base").stdout
    assert not re.search(r"\d{4}-\d{2} ", told)
    assert re.search(r"\d{2}/\d{4} – \d{2}/\d{4}", told.replace("\n", " "))
