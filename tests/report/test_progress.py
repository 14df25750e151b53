"""What a solve tells while it runs: a live line on a terminal, nothing in a pipe, JSON lines where asked for."""

import json
import re
from pathlib import Path

import pytest

from planner.engine.outcome import Progress, Turn
from planner.report.progress import price_line, progress_words, shown_progress

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Progress("", "relax", None, None, 0.2), "relaxing (0 s)"),
        (Progress("fill", "search", 14, None, 3.4), "fill: searching, 14 reached (3 s)"),
        (Progress("fill", "relax", 14, 0, 3.4), "fill: relaxing, 14 reached, bound still far off (3 s)"),
        (Progress("fit", "prove", 808, 812, 61.0), "fit: proving, 808 reached, at best 812, gap 0.50% (61 s)"),
        (Progress("fit", "done", 812, 812, 61.0), "fit: done, 812 reached, proven best (61 s)"),
        (Progress("fit", "polish", None, 812, 61.0), "fit: polish, at best 812 (61 s)"),
    ],
)
def test_a_step_in_words(step: Progress, words: str) -> None:
    assert progress_words(step) == words


def test_the_time_left_stands_beside_the_seconds() -> None:
    assert progress_words(Progress("", "relax", None, None, 3.4), left=56.6) == "relaxing (3 s, 57 s left)"


def test_the_seconds_go_on_between_two_steps() -> None:
    assert progress_words(Progress("", "relax", None, None, 3.4), since=5.0) == "relaxing (8 s)"


def province(number: int = 12, gaps: tuple[tuple[str, float], ...] = ()) -> Turn:
    return Turn("01-ha-noi", "Thành phố Hà Nội", number, 34, gaps)


GAPS = (("fill", 1.0), ("bench", 0.0), ("mix", 0.0), ("fit", 0.125))


@pytest.mark.parametrize(
    ("phase", "turn", "words"),
    [
        ("planned", Turn("", "", 0, 34), "0 of 34 provinces planned (60 s, 40 s left)"),
        (
            "planned",
            province(gaps=GAPS),
            "12 of 34 provinces planned (60 s, 40 s left); "
            "Thành phố Hà Nội: bench, mix proven best; fit: gap 12.5%; bound far off for fill",
        ),
        (
            "planned",
            province(gaps=GAPS[1:3]),
            "12 of 34 provinces planned (60 s, 40 s left); Thành phố Hà Nội: every goal proven best",
        ),
        ("planned", province(), "12 of 34 provinces planned (60 s, 40 s left); Thành phố Hà Nội: no plan"),
        (
            "quotas",
            Turn("", "", 0, 3),
            "0 of 3 provinces planned again with quotas for shared targets (60 s, 40 s left)",
        ),
        (
            "prices",
            province(gaps=GAPS[:1]),
            "12 of 34 provinces planned again with prices of shared targets (60 s, 40 s left); "
            "Thành phố Hà Nội: bound far off for fill",
        ),
    ],
)
def test_the_line_of_a_nation_counts_its_provinces_and_tells_how_the_last_one_stands(
    phase: str, turn: Turn, words: str
) -> None:
    assert progress_words(Progress("fill", phase, 14, 0, 60.0, turn), left=40.0) == words


def test_the_goals_of_a_province_are_one_line_of_text(capfd: pytest.CaptureFixture[str]) -> None:
    with shown_progress("line") as progress:
        assert progress is not None
        progress(Progress("", "planned", None, None, 0.0, Turn("", "", 0, 34)))
        for goal, _gap in GAPS:
            progress(Progress(goal, "planned", 14, 12, 60.0, province(1, GAPS)))
        progress(Progress("", "planned", None, None, 61.0, province(2)))
    lines = capfd.readouterr().err.splitlines()
    assert [line.partition(" provinces")[0] for line in lines] == ["0 of 34", "1 of 34", "2 of 34"]


def test_a_pipe_gets_no_progress(capfd: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as progress, price_line() as price:
        assert progress is None
        assert price is None
    assert capfd.readouterr() == ("", "")


def test_a_terminal_gets_none_either_where_none_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with shown_progress("none") as progress:
        assert progress is None


def test_a_pipe_gets_a_line_for_each_step_where_lines_are_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    with shown_progress("line") as progress:
        assert progress is not None
        progress(Progress("fill", "search", 14, 12, 3.4))
        progress(Progress("fill", "done", 12, 12, 4.0))
    out, err = capfd.readouterr()
    assert out == ""
    assert err == (
        "fill: searching, 14 reached, at best 12, gap 14.29% (3 s)\nfill: done, 12 reached, proven best (4 s)\n"
    )


def test_json_lines_hold_the_documented_keys(capfd: pytest.CaptureFixture[str]) -> None:
    with shown_progress("json", until=0.0) as progress:
        assert progress is not None
        progress(Progress("fill", "search", 14, 12, 3.4))
        progress(Progress("", "relax", None, None, 4.0))
        progress(Progress("", "quotas", None, None, 5.0, Turn("", "", 0, 3)))
        progress(Progress("fill", "planned", 14, 12, 6.0, province()))
    told = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    rows = README[README.index("| key | of each step |") :].partition("\n\n")[0].splitlines()
    keys = [key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert keys == list(told[0])
    assert [tuple(step.values()) for step in told] == [
        (None, "fill", "search", 14, 12, 0.142857, None, None, 3.4, 0.0),
        (None, "", "relax", None, None, None, None, None, 4.0, 0.0),
        (None, "", "quotas", None, None, None, 0, 3, 5.0, 0.0),
        ("01-ha-noi", "fill", "planned", 14, 12, 0.142857, 12, 34, 6.0, 0.0),
    ]


def test_a_terminal_gets_one_live_line(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with shown_progress() as progress:
        assert progress is not None
        progress(Progress("fill", "search", 14, 12, 3.4))
    out, err = capfd.readouterr()
    assert out == ""
    assert "fill: searching, 14 reached, at best 12, gap 14.29% (3 s)" in err


def test_the_line_of_a_price_names_the_session(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with price_line() as progress:
        assert progress is not None
        progress("theory-1", Progress("fill", "search", 14, 12, 3.4))
    assert "theory-1: fill: searching, 14 reached, at best 12, gap 14.29% (3 s)" in capfd.readouterr().err
