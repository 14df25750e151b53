"""The live line of a solve: words on a terminal, nothing in a pipe."""

import pytest

from planner.engine.outcome import Progress
from planner.report.progress import price_line, progress_line, progress_words


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Progress("", "relax", None, None, 0.2), "relaxing (0 s)"),
        (Progress("fill", "search", 14, None, 3.4), "fill: searching, 14 (3 s)"),
        (Progress("fit", "prove", 808, 812, 61.0), "fit: proving, 808, at best 812 (61 s)"),
    ],
)
def test_a_step_in_words(step: Progress, words: str) -> None:
    assert progress_words(step) == words


def test_a_pipe_gets_no_progress(capfd: pytest.CaptureFixture[str]) -> None:
    with progress_line() as progress, price_line() as price:
        assert progress is None
        assert price is None
    assert capfd.readouterr() == ("", "")


def test_a_terminal_gets_one_live_line(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with progress_line() as progress:
        assert progress is not None
        progress(Progress("fill", "search", 14, 12, 3.4))
    out, err = capfd.readouterr()
    assert out == ""
    assert "fill: searching, 14, at best 12 (3 s)" in err


def test_the_line_of_a_price_names_the_session(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with price_line() as progress:
        assert progress is not None
        progress("theory-1", Progress("fill", "search", 14, 12, 3.4))
    assert "theory-1: fill: searching, 14, at best 12 (3 s)" in capfd.readouterr().err
