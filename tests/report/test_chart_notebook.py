"""Charts in a notebook, which leaves out figures without axes unless they show themselves."""

import pytest
from sample_plan import sample_plan

from planner.report.charts import draw


def test_a_page_shows_itself_as_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = pytest.importorskip("IPython.display")
    pictures = []
    monkeypatch.setattr(shown, "display", pictures.append)
    page, *_ = draw(sample_plan(), "succession")
    page._ipython_display_()

    assert pictures[0].data.startswith(b"\x89PNG")
