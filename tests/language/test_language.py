"""Which language is spoken, and how numbers, dates and tables are written in it."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from rich.console import Console
from support.office_plan import office_plan

from planner.cli import commands
from planner.engine.outcome import Progress
from planner.language import _, counted, current, day, grouped, language_of, month, ngettext, share, speaking
from planner.report.plain_table import PlainTable
from planner.report.progress import shown_progress
from planner.report.retold import why_words
from planner.report.summary import summary, summary_json
from planner.report.terminal import print_rich


@pytest.fixture
def vietnamese() -> Iterator[None]:
    with speaking("vi"):
        yield


def test_english_is_the_source_itself() -> None:
    assert _("Leaders away at once") == "Leaders away at once"
    assert [ngettext("{n} post", "{n} posts", count).format(n=count) for count in (1, 2)] == ["1 post", "2 posts"]


def test_a_language_is_spoken_inside_its_block_only() -> None:
    with speaking("vi"):
        assert current() == "vi"
        assert _("Leaders away at once") == "Số lãnh đạo vắng cùng lúc"
    assert current() == "en"


@pytest.mark.usefixtures("vietnamese")
def test_nothing_is_translated_to_nothing() -> None:
    assert _("") == ""


@pytest.mark.parametrize(
    ("args", "environment", "language"),
    [
        ((), {}, "en"),
        ((), {"LANG": "vi_VN.UTF-8"}, "vi"),
        ((), {"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
        ((), {"LANG": "en_US", "LC_MESSAGES": "vi"}, "vi"),
        ((), {"PLANNER_LANG": "vi", "LC_ALL": "en_US.UTF-8"}, "vi"),
        ((), {"PLANNER_LANG": "fr", "LANG": "vi_VN"}, "en"),
        (("--lang", "vi"), {"PLANNER_LANG": "en"}, "vi"),
        (("check", "x", "--lang=vi"), {}, "vi"),
        (("check", "--", "--lang", "vi"), {}, "en"),
        ((), {"LANG": "village"}, "en"),
    ],
)
def test_the_option_counts_before_the_environment(
    args: tuple[str, ...], environment: dict[str, str], language: str
) -> None:
    assert language_of(args, environment) == language


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    assert [grouped(2166), grouped(2.46, 1), grouped(-1234), share(0.025, 1)] == ["2,166", "2.5", "-1,234", "2.5%"]
    assert [day("2027-07-01"), month("2027-07-01"), day("")] == ["2027-07-01", "2027-07", ""]
    with speaking("vi"):
        assert [grouped(2166), grouped(2.46, 1), grouped(-1234), share(0.025, 1)] == ["2.166", "2,5", "-1.234", "2,5%"]
        assert [day("2027-07-01"), month("2027-07-01"), day("")] == ["01/07/2027", "07/2027", ""]
        assert counted(1224, "month") == "1.224 tháng"


@pytest.mark.usefixtures("vietnamese")
def test_words_that_a_plan_keeps_in_english_are_told_anew() -> None:
    kept = "21 people could take it: 12 needed in the post held today, 1 held back by pins (decisions already taken)"
    assert why_words(kept) == (
        "21 người có thể nhận: 12 cần ở lại vị trí đang giữ, 1 vướng quy định pins (quyết định đã có)"
    )
    assert why_words("1 person could take it, but not before 2027-07-01") == (
        "1 người có thể nhận, nhưng không trước ngày 01/07/2027"
    )
    assert why_words("because I say so") == "because I say so"


@pytest.mark.usefixtures("vietnamese")
def test_a_thread_that_tells_of_a_solve_speaks_the_language_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress("line") as sink:
        assert sink is not None
        thread = Thread(target=sink, args=(Progress("fit", "prove", 808, 812, 61.0),))
        thread.start()
        thread.join()
    assert (
        capsys.readouterr().err == "fit: đang chứng minh, đạt 808, tốt nhất có thể 812, khoảng cách 0,50% (61 giây)\n"
    )


def test_plain_data_are_the_same_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("name: here\nas_of: yesterday\nhorison_months: 60\n", encoding="utf-8")
    told = [
        json.loads(CliRunner().invoke(commands, ["--lang", language, "check", str(tmp_path), "--json"]).stdout)
        for language in ("en", "vi")
    ]
    assert told[0] == told[1]
    assert told[0]["findings"]
    plan = office_plan()
    english = summary_json(plan)
    with speaking("vi"):
        assert json.dumps(summary_json(plan)) == json.dumps(english)


def test_help_and_what_click_says_are_in_the_language_asked_for() -> None:
    def said(*args: str) -> str:
        return CliRunner().invoke(commands, args).output

    assert "Cách dùng:" in said("--lang", "vi", "--help")
    assert "Hiện hướng dẫn này rồi thoát." in said("solve", "--help", "--lang", "vi")
    assert "Thư mục của phương án" in said("solve", "--help", "--lang", "vi")
    assert "Lỗi: Không có lệnh 'chek'." in said("--lang", "vi", "chek")
    assert "Usage:" in said("--help")
    assert "Show this message and exit." in said("solve", "--help")


def test_the_environment_is_left_as_it_was() -> None:
    before = dict(os.environ)
    CliRunner().invoke(commands, ["--lang", "vi", "--help"])
    assert dict(os.environ) == before


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_columns_stand_under_each_other_whole_or_combined(form: str) -> None:
    names = [unicodedata.normalize(form, name) for name in ("Nguyễn Thị Thủy", "Bế An", "Lương Hồng Diệp")]
    console = Console(width=60)
    with console.capture() as captured:
        console.print(PlainTable("", ("Họ và tên", "Số"), [(name, "7") for name in names], right=("Số",)))
    lines = [unicodedata.normalize("NFC", line).rstrip() for line in captured.get().splitlines()]
    assert len({line.index("7") for line in lines if line.endswith("7")}) == 1


@pytest.mark.usefixtures("vietnamese")
def test_the_summary_fits_the_page_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    print_rich(summary(office_plan()))
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    assert any("Chứng minh" in line for line in lines)


@pytest.mark.parametrize(
    ("settings", "coloured"),
    [({"TERM": "xterm-256color"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals_that_want_it(settings: dict[str, str], coloured: bool) -> None:
    pty = pytest.importorskip("pty")
    main, other = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "COLORTERM")}
    command = [sys.executable, "-m", "planner", "rules", "open"]
    subprocess.run(command, stdout=other, stderr=subprocess.DEVNULL, env=environment | settings, check=True)
    os.close(other)
    written = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(main)
    assert (b"\x1b[" in written) is coloured
