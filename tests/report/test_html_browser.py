"""The report in a real browser: sorting, filtering, finding, keyboard, phone, print, and an accessibility check."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from support.browsers import driven_browser
from whole_plan import whole_plan

from planner.report.html.page import make_report
from planner.report.html.view import plain_letters

pytestmark = pytest.mark.browser

WIDTHS = pytest.mark.parametrize("width", [1280, 390])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with driven_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(make_report(whole_plan(23)).html, encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    yield page
    page.close()


def shown(page: Any, table: str, column: int = 0) -> list[str]:
    """The cells of a column in the rows that are shown."""
    return page.evaluate(
        "([table, column]) => [...document.querySelectorAll(`#${table} tbody tr:not([hidden])`)]"
        ".map(row => row.cells[column].textContent)",
        [table, column],
    )


def test_nothing_is_asked_of_the_network_and_nothing_complains(browser: Any, address: str) -> None:
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.fill("#find", "nguyen")
    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert said == []


def test_names_are_sorted_by_the_given_name_and_back(page: Any) -> None:
    head = page.locator("#people-table thead th").first
    page.click("#people-table thead button >> nth=0")
    assert head.get_attribute("aria-sort") == "ascending"
    first = shown(page, "people-table")[0]
    page.click("#people-table thead button >> nth=0")
    assert head.get_attribute("aria-sort") == "descending"
    assert shown(page, "people-table")[0] != first


def test_numbers_are_sorted_as_numbers(page: Any) -> None:
    page.click("#bench-table thead button >> nth=3")
    planned = [int(cell) for cell in shown(page, "bench-table", 3)]
    assert planned == sorted(planned)


def test_a_filter_shows_what_holds_every_word_without_marks(page: Any) -> None:
    page.fill("#people-table-filter", "nguyen thi")
    found = page.locator("#people-table tbody tr:visible").all_text_contents()
    assert found
    assert all("nguyen" in plain_letters(row) and "thi" in plain_letters(row) for row in found)
    count = page.locator("#people-table-filter").evaluate("input => input.parentElement.textContent")
    assert f"{len(found)} of " in count


def test_a_search_leads_to_the_page_of_a_person(page: Any) -> None:
    name = page.locator("#person-pages h4").first.text_content()
    page.fill("#find", name)
    page.click("#found a >> nth=0")
    assert page.evaluate("document.querySelector(':target h4').textContent") == name


def test_a_search_for_nobody_says_so(page: Any) -> None:
    page.fill("#find", "xyz")
    assert page.text_content("#found-count") == "nothing found"


def test_a_long_table_shows_its_first_rows_until_all_are_asked_for(page: Any) -> None:
    assert len(shown(page, "people-table")) == 100
    page.locator(".scroll:has(#people-table) + .all").click()
    assert len(shown(page, "people-table")) > 100


def test_the_first_key_leads_past_the_contents(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_a_table_is_sorted_from_the_keyboard(page: Any) -> None:
    page.focus("#posts-table thead button >> nth=0")
    page.keyboard.press("Enter")
    assert page.locator("#posts-table thead th").first.get_attribute("aria-sort") == "ascending"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_phone_shows_the_page_without_sideways_scrolling(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_print_has_every_row_and_all_pages_of_charts(page: Any) -> None:
    rows = page.locator("#people-table tbody tr").count()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#people-table tbody tr:visible").count() == rows
    assert page.locator(".chart:visible").count() == page.locator(".chart").count()
    assert not page.locator(".filter:visible").count()


@WIDTHS
def test_an_accessibility_check_finds_nothing(browser: Any, tmp_path: Path, width: int) -> None:
    pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install .[browser]")
    file = tmp_path / "report.html"
    file.write_text(make_report(whole_plan(1)).html, encoding="utf-8")
    # the check is a script that the page itself would not let in
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    page.add_script_tag(content=(files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    context.close()
