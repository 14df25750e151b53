"""`planner report`: one file, whole or not at all, as page or as pdf."""

import json
from pathlib import Path

import pytest
from support.browsers import browser_here
from support.commands import planner
from support.html_page import Page

from planner.plan import store
from planner.report.charts import KINDS
from planner.report.charts.compare import COMPARED
from planner.report.html import pdf


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the scenario that ``new`` writes."""
    folder = tmp_path_factory.mktemp("cli")
    planner("new", folder / "small")
    answer = planner("solve", folder / "small", "--out", folder / "plan")
    assert answer.exit_code == 0, answer.output
    return folder / "plan"


def test_the_report_stands_in_the_folder_named_and_nothing_else(plan: Path, tmp_path: Path) -> None:
    answer = planner("report", plan, "--out", tmp_path / "handed" / "on")
    file = tmp_path / "handed" / "on" / "report.html"
    assert (answer.exit_code, answer.stdout) == (0, f"{file}\n")
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [file]
    assert "Rules in force" in Page(file.read_text("utf-8")).text


def test_a_report_in_the_plans_own_folder_goes_with_it(plan: Path) -> None:
    assert planner("report", plan).exit_code == 0
    assert (plan / "report" / "report.html").exists()
    store.refuse_foreign(plan)


def test_the_answer_as_json(plan: Path, tmp_path: Path) -> None:
    answer = json.loads(planner("report", plan, "--out", tmp_path, "--proof", "--json").stdout)
    file = tmp_path / "report.html"
    assert answer["report"] == str(file)
    assert answer["bytes"] == file.stat().st_size
    assert answer["verified"] is True
    assert "succession" in answer["charts"]
    assert "Bounds computed anew" in file.read_text("utf-8")


def test_a_former_report_is_replaced_and_stays_when_there_is_no_plan(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("former", "utf-8")
    missing = planner("report", tmp_path, "--out", tmp_path)
    assert missing.exit_code == 2
    assert (tmp_path / "report.html").read_text("utf-8") == "former"
    assert planner("report", plan, "--out", tmp_path).exit_code == 0
    assert (tmp_path / "report.html").read_text("utf-8") != "former"


def test_a_plan_edited_by_hand_is_reported_with_its_faults(plan: Path, tmp_path: Path) -> None:
    edited = tmp_path / "edited"
    store.write(store.read(plan), edited)
    bench = (edited / "bench.csv").read_text("utf-8").splitlines(keepends=True)
    (edited / "bench.csv").write_text("".join(bench[:-1]), "utf-8")
    answer = planner("report", edited, "--out", tmp_path / "out")
    assert answer.exit_code == 0
    assert "the report says so first" in answer.stderr
    assert "Not to be used as it stands" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_without_decisions_there_is_no_report(tmp_path: Path) -> None:
    planner("new", tmp_path / "small")
    (tmp_path / "plan").mkdir()
    head = {"format": store.FORMAT, "status": "no_plan", "tiers": [], "provenance": {}}
    (tmp_path / "plan" / "plan.json").write_text(json.dumps(head), "utf-8")
    for name, columns in store.TABLES.items():
        (tmp_path / "plan" / f"{name}.csv").write_text(",".join(columns) + "\n", "utf-8")
    (tmp_path / "small").rename(tmp_path / "plan" / "scenario")
    answer = planner("report", tmp_path / "plan", "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["status"] == "no_plan"
    assert not (tmp_path / "plan" / "report").exists()


def test_pdf_without_a_browser_says_what_to_do(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "ELSEWHERE", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = planner("report", plan, "--out", tmp_path / "out", "--format", "pdf")
    assert answer.exit_code == 2
    assert "Install Chromium, Chrome or Edge" in answer.stderr
    assert not (tmp_path / "out").exists()


def test_a_program_that_does_not_print_is_named(plan: Path, tmp_path: Path) -> None:
    program = tmp_path / "no-browser"
    program.write_text("#!/bin/sh\necho cannot print >&2\nexit 3\n", "utf-8")
    program.chmod(0o755)
    answer = planner("report", plan, "--out", tmp_path / "out", "--format", "pdf", "--browser", program)
    assert answer.exit_code == 2
    assert "cannot print" in answer.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.browser
def test_pdf_is_the_page_printed(plan: Path, tmp_path: Path) -> None:
    answer = planner("report", plan, "--out", tmp_path, "--format", "pdf", "--browser", browser_here())
    assert answer.exit_code == 0, answer.output
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert not (tmp_path / "report.html").exists()


def test_the_official_tables_are_one_workbook(plan: Path, tmp_path: Path) -> None:
    answer = json.loads(planner("report", plan, "--out", tmp_path, "--format", "xlsx", "--json").stdout)
    file = tmp_path / "report.xlsx"
    assert (answer["report"], answer["bytes"], answer["verified"]) == (str(file), file.stat().st_size, True)
    assert answer["sheets"][0] == "1 Quy hoạch"
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [file]
    assert planner("report", plan, "--out", tmp_path, "--format", "xlsx").stdout == f"{file}\n"


def test_tables_of_a_plan_edited_by_hand_are_marked(plan: Path, tmp_path: Path) -> None:
    edited = tmp_path / "edited"
    store.write(store.read(plan), edited)
    bench = (edited / "bench.csv").read_text("utf-8").splitlines(keepends=True)
    (edited / "bench.csv").write_text("".join(bench[:-1]), "utf-8")
    answer = planner("report", edited, "--out", tmp_path / "out", "--format", "xlsx")
    assert answer.exit_code == 0
    assert "every sheet says so" in answer.stderr


def test_the_submission_is_one_document(plan: Path, tmp_path: Path) -> None:
    answer = json.loads(planner("report", plan, "--out", tmp_path, "--format", "docx", "--json").stdout)
    file = tmp_path / "report.docx"
    assert (answer["report"], answer["bytes"], answer["verified"]) == (str(file), file.stat().st_size, True)
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [file]
    first = file.read_bytes()
    assert planner("report", plan, "--out", tmp_path, "--format", "docx").stdout == f"{file}\n"
    assert file.read_bytes() == first


def test_the_submission_of_a_plan_edited_by_hand_is_marked(plan: Path, tmp_path: Path) -> None:
    edited = tmp_path / "edited"
    store.write(store.read(plan), edited)
    bench = (edited / "bench.csv").read_text("utf-8").splitlines(keepends=True)
    (edited / "bench.csv").write_text("".join(bench[:-1]), "utf-8")
    answer = planner("report", edited, "--out", tmp_path / "out", "--format", "docx")
    assert answer.exit_code == 0
    assert "the report says so first" in answer.stderr


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_official_papers_hold_no_bounds_to_compute_anew(plan: Path, tmp_path: Path, form: str) -> None:
    answer = planner("report", plan, "--out", tmp_path / "out", "--format", form, "--proof")
    assert answer.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_papers_are_in_the_language_asked_for_also_where_the_answer_is_json(plan: Path, tmp_path: Path) -> None:
    told = {}
    for asked in (("--lang", "vi"), ("--lang", "vi", "--json")):
        folder = tmp_path / str(len(asked))
        told[asked] = [
            planner("report", plan, "--out", folder, "--format", form, *asked).stdout for form in ("html", "docx")
        ]
    plain, data = sorted(tmp_path.iterdir())
    assert (data / "report.docx").read_bytes() == (plain / "report.docx").read_bytes()
    assert (data / "report.html").read_bytes() == (plain / "report.html").read_bytes()
    assert '<html lang="vi"' in (data / "report.html").read_text("utf-8")
    assert [json.loads(answer)["verified"] for answer in told["--lang", "vi", "--json"]] == [True, True]


def test_charts_are_in_the_language_asked_for_and_what_json_tells_of_them_is_not(plan: Path, tmp_path: Path) -> None:
    for language in ("vi", "en"):
        answer = planner(
            "chart", plan, "all", "--out", tmp_path / language, "--lang", language, "--json", "--workers", 1
        )
        assert json.loads(answer.stdout)["skipped"]["training"] == "The scenario has no course sessions"
    drawn = [(tmp_path / language / "succession-1.png").read_bytes() for language in ("vi", "en")]
    assert drawn[0] != drawn[1]


def test_chart_tells_its_kinds_and_where_the_others_come_from(plan: Path) -> None:
    told = " ".join(planner("chart", "--help").stdout.split())
    assert all(kind in told for kind in (*KINDS, *COMPARED))
    answer = planner("chart", plan, "pareto")
    assert answer.exit_code == 2
    assert "planner pareto SCENARIO" in answer.stderr
