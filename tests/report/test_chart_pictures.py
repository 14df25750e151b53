"""Charts as pictures: a page of each of some kinds, compared with the one in ``baseline`` that somebody has looked at.

matplotlib brings its font, DejaVu Sans, and what draws it, so that the pinned versions give the same picture anywhere.
Where a chart is meant to look otherwise: ``pytest tests/report/test_chart_pictures.py --mpl-generate-path
tests/report/baseline``, look at each picture, commit.
"""

from functools import cache

import pytest
from matplotlib.figure import Figure
from wider_plan import wider_plan

from planner.language import Language, speaking
from planner.plan.plan import Plan
from planner.report.charts.base import STYLE
from planner.report.charts.kinds import draw

PICTURES: list[tuple[str, Language]] = [
    ("succession", "en"),
    ("bench", "en"),
    ("tenure", "en"),
    ("careers", "vi"),
    ("cascade", "vi"),
    ("retirements", "vi"),
    ("mix", "vi"),
    ("pyramid", "en"),
]


@cache
def planned() -> Plan:
    return wider_plan()


@pytest.mark.parametrize(("kind", "language"), PICTURES)
@pytest.mark.mpl_image_compare(style=STYLE, savefig_kwargs={"dpi": 50}, tolerance=0.2)
def test_the_first_page_looks_as_it_did(kind: str, language: Language) -> Figure:
    with speaking(language):
        return draw(planned(), kind)[0]
