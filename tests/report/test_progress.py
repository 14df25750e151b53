"""What a solve tells while it runs: a live line on a terminal, nothing in a pipe, JSON lines where asked for."""

import json
import re
from pathlib import Path

import pytest

from planner.engine.outcome import Progress
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
    told = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    keys = re.findall(r"^\| `(\w+)` \|", README[README.index("| key | of each step |") :].partition("\n\n")[0], re.M)
    assert keys == list(told[0])
    assert told == [
        {"tier": "fill", "phase": "search", "value": 14, "bound": 12, "gap": 0.142857, "seconds": 3.4, "left": 0.0},
        {"tier": "", "phase": "relax", "value": None, "bound": None, "gap": None, "seconds": 4.0, "left": 0.0},
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
