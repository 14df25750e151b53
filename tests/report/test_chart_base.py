"""Text that fits, pages, and the one font."""

from io import BytesIO

import pytest
from matplotlib.figure import Figure

from planner.report.charts.base import (
    MissingLetterError,
    chart_style,
    clip,
    fit_name,
    fit_post,
    pages_of,
    text_width,
    wrap,
)

NAME = "Nguyễn Thị Hồng Phượng"


@pytest.mark.parametrize(
    ("width", "shown"),
    [(200, NAME), (90, "Nguyễn T. H. Phượng"), (75, "N. T. H. Phượng"), (40, "Phượng"), (10, "")],
)
def test_a_name_keeps_the_given_name_longest(width: float, shown: str) -> None:
    with chart_style():
        assert fit_name(NAME, width, 8) == shown


@pytest.mark.parametrize(
    ("width", "shown"),
    [(200, f"{NAME} (1975)"), (110, "N. T. H. Phượng (1975)"), (70, "Phượng (1975)"), (40, "Phượng…")],
)
def test_what_tells_namesakes_apart_stays_with_the_given_name(width: float, shown: str) -> None:
    with chart_style():
        assert fit_name(f"{NAME} (1975)", width, 8) == shown


def test_a_clipped_text_is_no_wider_than_its_room() -> None:
    with chart_style():
        shown = clip("Phòng Lao động – Thương binh và Xã hội", 100, 8)

        assert shown.startswith("Phòng Lao động")
        assert shown.endswith("…")
        assert text_width(shown, 8) <= 100


@pytest.mark.parametrize(
    ("label", "width", "shown"),
    [
        ("Phường Hoàng Văn Thụ · People's Committee chair", 300, "Phường Hoàng Văn Thụ · People's Committee chair"),
        ("Phường Hoàng Văn Thụ · People's Committee vice chair", 180, "Phường Hoàng Văn Thụ · PC vice chair"),
        ("Phường Hoàng Văn Thụ · People's Committee vice chair", 120, "Phường…Văn Thụ · PC vice chair"),
        ("Phòng Nội vụ · Deputy head of department (2)", 120, "Phòng Nội vụ · Dept deputy (2)"),
        ("Văn phòng Ủy ban nhân dân · Director", 125, "Văn phòng UBND · Director"),
        ("Phòng Nội vụ · Deputy head of department (2)", 45, "Dept…y (2)"),
        ("Văn phòng Thành ủy 2", 60, "Văn phò…h ủy 2"),
    ],
)
def test_the_title_of_a_post_stays_whole_and_the_unit_gives_way(label: str, width: float, shown: str) -> None:
    with chart_style():
        assert fit_post(label, width, 7.2) == shown
        assert text_width(shown, 7.2) <= width


def test_lines_break_at_spaces() -> None:
    with chart_style():
        assert wrap("Thị trấn Đồng Đăng", 50, 9) == ["Thị trấn", "Đồng", "Đăng"]


def test_groups_of_rows_stay_together_on_a_page() -> None:
    assert pages_of([3, 3, 3, 5, 9], 8) == [[0, 1], [2, 3], [4]]


def print_text(text: str) -> None:
    with chart_style():
        figure = Figure()
        figure.text(0.1, 0.5, text)
        figure.savefig(BytesIO())


def test_a_letter_that_the_font_lacks_is_an_error() -> None:
    with pytest.raises(MissingLetterError, match="Glyph"):
        print_text("干部")


def test_every_vietnamese_letter_is_in_the_font() -> None:
    letters = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ₫"

    print_text(letters + letters.upper())
