"""Measures the texts of a figure as the renderer places them."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from planner.report.charts.base import chart_style


def text_boxes(figure: Figure) -> tuple[list[str], np.ndarray]:
    """Every visible text, and its left, bottom, right and top in points."""
    figure.dpi = 72
    canvas = FigureCanvasAgg(figure)
    with chart_style():
        renderer = canvas.get_renderer()
        texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        return [text.get_text() for text in texts], np.array(
            [text.get_window_extent(renderer).extents for text in texts]
        )


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that overlap, less a hair's breadth."""
    texts, boxes = text_boxes(figure)
    left, bottom, right, top = boxes.T
    wide = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    high = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    pairs = np.argwhere(np.triu((wide > 0.5) & (high > 1.5), k=1))
    return [(texts[one], texts[other]) for one, other in pairs]


def outside(figure: Figure, margin: float = 10) -> list[str]:
    """Texts that come nearer to the paper's edge than ``margin`` points."""
    texts, boxes = text_boxes(figure)
    left, bottom, right, top = boxes.T
    width, height = figure.get_size_inches() * 72
    near = (left < margin) | (bottom < margin) | (right > width - margin) | (top > height - margin)
    return [text for text, is_near in zip(texts, near, strict=True) if is_near]
