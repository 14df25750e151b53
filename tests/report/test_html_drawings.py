"""Charts on the page: searchable, with title and description, small, and without names used twice."""

import re
from xml.etree import ElementTree as ET

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from sample_plan import sample_plan
from wider_plan import wider_plan

from planner.report.charts.kinds import KINDS, draw
from planner.report.html.drawings import draw_series, series_of, share_styles
from planner.report.html.font import font_faces


@pytest.fixture(scope="module")
def drawings() -> list[str]:
    return [chart.svg for series in draw_series(wider_plan()) for chart in series.charts]


def test_every_text_of_a_chart_is_text_on_the_page() -> None:
    for series in draw_series(sample_plan()):
        for figure, chart in zip(draw(sample_plan(), series.kind), series.charts, strict=True):
            told = "".join(ET.fromstring(chart.svg).itertext())
            assert all(text.get_text() in told for text in figure.texts)


def test_title_and_description_are_the_heading_of_the_chart(drawings: list[str]) -> None:
    for drawing in drawings:
        root = ET.fromstring(drawing)
        title, description = root[0], root[1]
        assert (title.tag, description.tag) == ("title", "desc")
        assert title.text
        assert root.get("role") == "img"
        assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), description.get("id"))


def test_what_a_drawing_refers_to_is_in_it(drawings: list[str]) -> None:
    for drawing in drawings:
        ids = set(re.findall(r' id="([^"]+)"', drawing))
        assert set(re.findall(r'(?:url\(|href=")#([^)"]+)', drawing)) <= ids


def test_hatches_are_lines_that_browsers_print_as_such(drawings: list[str]) -> None:
    assert any("clipPath" in drawing for drawing in drawings)
    assert all("<pattern" not in drawing for drawing in drawings)


def test_a_hatch_of_dots_is_no_larger_than_one_of_lines() -> None:
    figure = Figure()
    for place, hatch in enumerate(("....", "xxxx")):
        look = {"facecolor": "white", "edgecolor": "green", "hatch": hatch, "linewidth": 0.6}
        figure.add_artist(Rectangle((0.4 * place, 0), 0.3, 0.5, **look))
    drawing = series_of("dots", [figure]).charts[0].svg
    dots = re.findall(
        r'<path d="((?:M[\d.]+ [\d.]+h0)+)" style="[^"]*stroke-width: 1.6[^"]*stroke-linecap: round', drawing
    )
    assert [path.count("M") > 500 for path in dots] == [True]
    assert len(drawing) < 20_000


def test_kinds_with_nothing_to_show_are_left_out() -> None:
    kinds = [series.kind for series in draw_series(sample_plan())]
    assert kinds == [kind for kind in KINDS if not KINDS[kind].table(sample_plan()).empty]


def test_equal_looks_share_a_class() -> None:
    drawings, styles = share_styles(
        ['<path style="fill: red" />', '<path style="fill: red" /><path style="fill: blue" />']
    )
    assert drawings == ['<path class="k0" />', '<path class="k0" /><path class="k1" />']
    assert styles == ".k0{fill: red}\n.k1{fill: blue}"


def test_the_font_has_the_letters_of_the_page_in_both_weights() -> None:
    faces = font_faces("Nguyễn Thị Phượng")
    assert [weight for weight in ("normal", "bold") if f"font-weight:{weight}" in faces] == ["normal", "bold"]
    assert len(faces) < 20_000
