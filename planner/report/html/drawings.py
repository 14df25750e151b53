"""The charts of a plan as SVG that can stand on one page: small, searchable, with a title and no name used twice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import count, product
from math import floor
from typing import Final
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.figure import Figure

from planner.plan.plan import Plan
from planner.report.charts.base import chart_style
from planner.report.charts.crew import draw_together
from planner.report.charts.kinds import KINDS
from planner.report.html.view import Chart, Series

SVG: Final = "http://www.w3.org/2000/svg"
LINK: Final = "{http://www.w3.org/1999/xlink}href"
NUMBER: Final = re.compile(r"-?\d+\.\d{2,}(?![\d.]|e)")
FILLED: Final = re.compile(r"fill: url\(#([^)]+)\)")
CIRCLE: Final = re.compile(r"M(-?[\d.]+) (-?[\d.]+)(?:C[^CMLz]*){3}C(?:\S+ ){5}(-?[\d.]+)(?:C[^CMLz]*){4}z")
"""A round dot of a hatch, drawn as eight curves from its lowest point; the fourth ends in its highest."""
WIDTH: Final = re.compile(r"stroke-width: ([\d.]+)")
TILE: Final = 72
"""Points on a side of what matplotlib repeats to hatch a shape."""
STYLE: Final = re.compile(r' style="([^"]*)"')


def draw_series(plan: Plan, workers: int = 1) -> tuple[Series, ...]:
    """Draw every kind of chart that has something to show.

    Parameters
    ----------
    plan : Plan
        What to show.
    workers : int
        Processes that draw, each a kind at a time; with more than one, call it under ``if __name__ == "__main__"``.

    Returns
    -------
    tuple of Series
        In the order of the kinds.

    Raises
    ------
    MissingLetterError
        When a name holds a letter that the chart font has not.
    """
    drawn = draw_together(_draw, plan, list(KINDS), workers)
    return tuple(Series(kind, charts) for kind, charts in zip(KINDS, drawn, strict=True) if charts)


def _draw(plan: Plan, kind: str) -> tuple[Chart, ...]:
    table = KINDS[kind].table(plan)
    if table.empty:
        return ()
    with chart_style():
        figures = KINDS[kind].draw(plan, table)
    return series_of(kind, figures).charts


def series_of(kind: str, figures: Sequence[Figure]) -> Series:
    """The pages of a kind of chart as drawings."""
    with chart_style():
        charts = tuple(_chart(figure, kind, page, len(figures)) for page, figure in enumerate(figures, 1))
    return Series(kind, charts)


def _chart(figure: Figure, kind: str, page: int, pages: int) -> Chart:
    anchor = f"chart-{kind}-{page}"
    title, _, description = str(figure.get_label()).partition("\n")
    with StringIO() as file, mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        text = file.getvalue()
    return Chart(anchor, kind, page, pages, title, description, _tidy(text, anchor, title, description))


def _tidy(text: str, anchor: str, title: str, description: str) -> str:
    """The drawing without what a page has no use for, its own names made those of the page."""
    root = ET.fromstring(text)  # noqa: S314 - our own drawing
    used = set(re.findall(r'(?:url\(|href=")#([^)"]+)', text))
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        _rename(element, anchor, used)
        _shorten(element)
    _lay_out_hatches(root, anchor)
    _unwrap(root)
    width = root.get("viewBox", "").split()[2]
    root.attrib = {
        "viewBox": root.get("viewBox", ""),
        # never smaller than a point of the drawing for a pixel, below which small text cannot be read
        "style": f"min-width: {width}px",
        "role": "img",
        "aria-labelledby": f"{anchor}-title",
        "aria-describedby": f"{anchor}-desc",
    }
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        label = ET.Element(tag, {"id": f"{anchor}-{tag}"})
        label.text = words
        root.insert(place, label)
    return ET.tostring(root, encoding="unicode")


def _rename(element: ET.Element, anchor: str, used: set[str]) -> None:
    """Keep an id only where something refers to it, with the name of the chart before it."""
    name = element.attrib.pop("id", "")
    if name in used:
        element.set("id", f"{anchor}-{name}")
    if LINK in element.attrib:
        element.set("href", f"#{anchor}-{element.attrib.pop(LINK).removeprefix('#')}")
    for attribute in ("style", "clip-path"):
        if attribute in element.attrib:
            element.set(attribute, element.attrib[attribute].replace("url(#", f"url(#{anchor}-"))


def _lay_out_hatches(root: ET.Element, anchor: str) -> None:
    """Draw hatches as lines clipped to their shape: browsers print patterns as one large picture for each shape."""
    tiles = {tile.get("id", ""): tile for tile in root.iter("pattern")}
    clips = count(1)
    for parent in list(root.iter()):
        for place, shape in enumerate(list(parent)):
            hatch = FILLED.search(shape.get("style", ""))
            if hatch is None or hatch[1] not in tiles:
                continue
            clip = ET.Element("clipPath", {"id": f"{anchor}-hatch-{next(clips)}"})
            clip.append(ET.Element("path", {"d": shape.attrib["d"]}))
            hatched = ET.Element("g", {"clip-path": f"url(#{clip.get('id')})"})
            hatched.extend(
                ET.Element("use", {"href": f"#{hatch[1]}", "x": str(x), "y": str(y)})
                for x, y in _tiling(shape.attrib["d"])
            )
            shape.set("style", FILLED.sub("fill: none", shape.attrib["style"]))
            whole = ET.Element("g")
            whole.extend((clip, hatched, shape))
            parent[place] = whole
    for tile in tiles.values():
        tile.tag, tile.attrib = "g", {"id": tile.attrib["id"]}
        for path in tile.iter("path"):
            _dot(path)


def _dot(path: ET.Element) -> None:
    """Draw a tile's dots, a thousand circles of curves, as the round ends of lines without length."""
    circles = list(CIRCLE.finditer(path.get("d", "")))
    if not circles or CIRCLE.sub("", path.attrib["d"]):
        return
    across = float(circles[0][2]) - float(circles[0][3])
    middles = ((circle[1], round(float(circle[2]) - across / 2, 1)) for circle in circles)
    path.set("d", "".join(f"M{x} {abs(y):g}h0" for x, y in middles))
    style = path.get("style", "").replace("stroke-linecap: butt", "stroke-linecap: round")
    path.set("style", WIDTH.sub(lambda edge: f"stroke-width: {float(edge[1]) + across:g}", style))


def _tiling(path: str) -> Iterator[tuple[int, int]]:
    """Corners of the tiles that cover a path."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    sides = (range(floor(min(side) / TILE), floor(max(side) / TILE) + 1) for side in (numbers[::2], numbers[1::2]))
    for row, column in product(*sides):
        yield row * TILE, column * TILE


def _shorten(element: ET.Element) -> None:
    for attribute in ("d", "x", "y", "transform"):
        if attribute in element.attrib:
            element.set(attribute, _shorter(element.attrib[attribute]))
    if element.tag != "text" and not (element.text or "").strip():
        element.text = None
    if not (element.tail or "").strip():
        element.tail = None


def _unwrap(element: ET.Element) -> None:
    """Take away groups that say nothing."""
    children = []
    for child in element:
        _unwrap(child)
        children += list(child) if child.tag == "g" and not child.attrib else [child]
    element[:] = children


def _shorter(text: str) -> str:
    """Coordinates to a tenth of a point, and no space where none is needed."""
    text = NUMBER.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), " ".join(text.split()))
    return re.sub(r" ?([MLCQzZ]) ?", r"\1", text)


def share_styles(drawings: Iterable[str]) -> tuple[list[str], str]:
    """Give each look that drawings have a short class of its own.

    Returns
    -------
    list of str, str
        The drawings, and the style sheet with their classes.
    """
    names: dict[str, str] = {}
    numbers = count()

    def shared(style: re.Match[str]) -> str:
        if style[1] not in names:
            names[style[1]] = f"k{next(numbers)}"
        return f' class="{names[style[1]]}"'

    changed = [STYLE.sub(shared, drawing) for drawing in drawings]
    return changed, "\n".join(_rules(names))


def _rules(names: dict[str, str]) -> Iterator[str]:
    for style, name in names.items():
        yield f".{name}{{{style.replace('&quot;', chr(34))}}}"
