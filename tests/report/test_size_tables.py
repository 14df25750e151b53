"""The size of a model in words and as data."""

import io

from rich.console import Console
from support.small_office import office

from planner.domain.case import case_of
from planner.language import speaking
from planner.model.model import build_model
from planner.model.size import Size, measure
from planner.report.size import size_json, size_tables


def office_size() -> Size:
    where = office(sessions="session course grants starts_on months seats\nt c theory=advanced 2026-02 2 5")
    return measure(build_model(case_of(where)))


def printed(size: Size) -> str:
    console = Console(file=io.StringIO(), width=110)
    with console.capture() as captured:
        console.print(size_tables(size))
    return captured.get()


def test_rules_goals_and_decisions_have_names() -> None:
    told = printed(office_size())
    assert "one_holder" in told
    assert "One holder for each seat" in told
    assert "goal: successors missing" in told
    assert "takes a post" in told
    assert "pairs are possible" in told
    assert "Courses: " in told


def test_the_first_line_has_the_totals() -> None:
    size = office_size()
    columns, rows, entries = size.totals
    assert printed(size).splitlines()[0].rstrip() == (
        f"{columns:,} decisions and counts, {rows:,} rows, {entries:,} entries other than zero"
    )


def test_rules_are_named_in_the_language_spoken() -> None:
    with speaking("vi"):
        assert "Mỗi vị trí một người giữ" in printed(office_size())


def test_data_has_the_same_figures() -> None:
    size = office_size()
    told = size_json(size)
    assert (told["columns"], told["rows"], told["entries"]) == size.totals
    assert sum(part["columns"] for part in told["by_decision"]) == told["columns"]
    assert {part["kind"] for part in told["starts"]} <= {"move", "beside", "return"}
