"""Measures the texts of a figure as the renderer places them."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from planner.report.charts.base import chart_style


def text_boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every visible text with its box in points."""
    figure.dpi = 72
    canvas = FigureCanvasAgg(figure)
    with chart_style():
        canvas.draw()
        renderer = canvas.get_renderer()
        texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that overlap, less a hair's breadth."""
    return [
        (one, other)
        for (one, box), (other, second) in combinations(text_boxes(figure), 2)
        if min(box.x1, second.x1) - max(box.x0, second.x0) > 0.5
        and min(box.y1, second.y1) - max(box.y0, second.y0) > 1.5
    ]


def outside(figure: Figure, margin: float = 10) -> list[str]:
    """Texts that come nearer to the paper's edge than ``margin`` points."""
    width, height = (72 * inches for inches in figure.get_size_inches())
    return [
        text
        for text, box in text_boxes(figure)
        if box.x0 < margin or box.y0 < margin or box.x1 > width - margin or box.y1 > height - margin
    ]
