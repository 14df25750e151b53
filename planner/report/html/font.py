"""The font of the charts as a part of the page: no more letters than the page has."""

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties, findfont

from planner.report.charts.base import STYLE


def font_faces(text: str) -> str:
    """Style rules that carry the chart font, normal and bold, with the letters of a text.

    Charts are measured with this font: with another one their texts would run into each other.
    """
    return "\n".join(_faces(text))


def _faces(text: str) -> Iterator[str]:
    for weight in ("normal", "bold"):
        data = b64encode(_subset(findfont(FontProperties(family=STYLE["font.family"], weight=weight)), text)).decode()
        yield (
            f"@font-face{{font-family:'DejaVu Sans';font-weight:{weight};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )


def _subset(path: str, text: str) -> bytes:
    options = Options()
    options.flavor = "woff"
    options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
    options.hinting = False
    options.drop_tables += ["FFTM"]
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff"
    with BytesIO() as file:
        font.save(file)
        return file.getvalue()
