"""What all charts share: paper, colours, fonts, the frame of a page, and text that fits."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Any, Final, Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, Transform

from planner.language import _, day
from planner.plan.plan import Plan
from planner.report.words import known, month, say, short
from planner.scenario.dates import month_date

INK: Final = "#1a1a1a"
QUIET: Final = "#5f5f5f"
RULE: Final = "#c4c4c4"

ORANGE: Final = "#E69F00"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
PURPLE: Final = "#CC79A7"
YELLOW: Final = "#F0E442"
"""The colours of Okabe and Ito, told apart with any kind of colour vision."""

STYLE: Final[dict[Any, Any]] = {
    "font.family": ["DejaVu Sans"],  # the one bundled family with every Vietnamese letter
    "text.parse_math": False,
    "text.color": INK,
    "text.hinting": "none",  # widths are then the same at every resolution
    "hatch.linewidth": 0.7,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.8,
    "svg.hashsalt": "planner",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "savefig.dpi": 150,
}

MARGIN: Final = 34.0
SCREEN: Final = 80
"""Pixels to the inch in a notebook."""


@dataclass(frozen=True)
class Paper:
    """A sheet of paper, landscape, measured in points."""

    width: float
    height: float


A3: Final = Paper(1190.55, 841.89)
A4: Final = Paper(841.89, 595.28)


@dataclass(frozen=True)
class Heading:
    """What stands above a chart: the finding, then what is measured, where and when, then how to read it."""

    finding: str
    subtitle: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One page, measured in points from its lower left corner, each drawn ``zoom`` points large.

    ``top`` and ``bottom`` bound the room between heading and caption.
    """

    figure: Figure
    zoom: float
    left: float
    right: float
    bottom: float
    top: float
    transform: Transform

    @property
    def plain(self) -> "Sheet":
        """The same page without its zoom, for what has the same size on every page."""
        edges = {edge: getattr(self, edge) * self.zoom for edge in ("left", "right", "bottom", "top")}
        return replace(self, zoom=1.0, transform=_points(self.figure, 1.0), **edges)

    def add(self, artist: Artist) -> None:
        """Put something on the page that is measured in its points."""
        artist.set_transform(self.transform)
        self.figure.add_artist(artist)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 8,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
        color: str = INK,
    ) -> None:
        """Write text, vertically centred on ``y``."""
        weight = "bold" if bold else "normal"
        look: dict[str, Any] = {"size": size * self.zoom, "weight": weight, "color": color}
        self.figure.text(x, y, text, ha=align, va="center_baseline", transform=self.transform, **look)

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        """Draw a rectangle from its lower left corner; no edge and no fill unless the look says so."""
        look = {"facecolor": "none", "edgecolor": "none", "linewidth": 1.0, **look}
        look["linewidth"] *= self.zoom
        self.add(Rectangle((x, y), width, height, **look))

    def line(self, start: tuple[float, float], end: tuple[float, float], **look: Any) -> None:
        """Draw a straight line."""
        look = {"color": RULE, "linewidth": 0.6, **look}
        look["linewidth"] *= self.zoom
        self.add(Line2D((start[0], end[0]), (start[1], end[1]), **look))


class Page(Figure):
    """A figure that notebooks show: by themselves they leave out one without axes."""

    def _ipython_display_(self) -> None:
        """Show the page as a picture."""
        from IPython.display import Image, display

        data = BytesIO()
        with chart_style():
            self.savefig(data, format="png", dpi=SCREEN)
        display(Image(data.getvalue()))


def new_sheet(plan: Plan, paper: Paper, heading: Heading, page: int = 1, pages: int = 1, *, zoom: float = 1.0) -> Sheet:
    """A page of a plan with its heading and caption, which no zoom changes."""
    return captioned_sheet(caption(plan), paper, heading, page, pages, zoom=zoom)


def captioned_sheet(
    told: str, paper: Paper, heading: Heading, page: int = 1, pages: int = 1, *, zoom: float = 1.0
) -> Sheet:
    """A page with its heading and what is told below; the figure's label is the heading as text."""
    figure = Page(figsize=(paper.width / 72, paper.height / 72))
    figure.set_label("\n".join((heading.finding, heading.subtitle, *heading.notes)))
    left, right = MARGIN, paper.width - MARGIN
    large = paper.width > A4.width
    title_size, small = (17.0, 10.5) if large else (14.0, 9.0)

    sheet = Sheet(figure, 1.0, left, right, 0, 0, _points(figure, 1.0))
    y = paper.height - MARGIN - title_size / 2
    for line in wrap(heading.finding, right - left, title_size, bold=True, most=3):
        sheet.text(left, y, line, size=title_size, bold=True)
        y -= title_size * 1.3
    y -= 1
    for line in wrap(heading.subtitle, right - left, small, most=2):
        sheet.text(left, y, line, size=small, color=QUIET)
        y -= small * 1.4
    y -= 2 if heading.notes else 0
    for note in heading.notes:
        sheet.text(left, y, clip(note, right - left, 8), size=8, color=QUIET)
        y -= 11

    number = say("page", page=page, pages=pages) if pages > 1 else ""
    if number:
        sheet.text(right, MARGIN, number, size=8, color=QUIET, align="right")
    lines = wrap(told, right - left - text_width(number, 8) - 12, 8, most=3)
    for number_up, line in enumerate(reversed(lines)):
        sheet.text(left, MARGIN + 11 * number_up, line, size=8, color=QUIET)
    bottom, top = MARGIN + 18 + 11 * (len(lines) - 1), y - 2
    return Sheet(figure, zoom, left / zoom, right / zoom, bottom / zoom, top / zoom, _points(figure, zoom))


def _points(figure: Figure, zoom: float) -> Transform:
    """From points of a page to its pixels."""
    return Affine2D().scale(zoom / 72) + figure.dpi_scale_trans


def empty_page(plan: Plan, message: str) -> Figure:
    """A page that says why there is no chart."""
    return new_sheet(plan, A4, Heading(message, period(plan))).figure


def caption(plan: Plan) -> str:
    """Scenario, date, status and what was proven of each goal."""
    settings = plan.scenario.settings
    status = say(f"status.{plan.status}")
    all_proven = all(tier.proven for tier in plan.tiers)
    tiers = [
        say(
            "caption.tier",
            tier=" + ".join(known(f"tier.{goal}", goal) for goal in tier.name.split("+")),
            value=tier.value,
            proof="" if all_proven else say("proof.proven" if tier.proven else f"proof.{tier.sense}", bound=tier.bound),
        ).rstrip()
        for tier in plan.tiers
    ]
    return say(
        "caption",
        scenario=settings.name,
        as_of=day(settings.as_of),
        status=": ".join(filter(None, [status, ", ".join(tiers)])),
    )


def period(plan: Plan) -> str:
    """Place and time of a plan."""
    scenario = plan.scenario
    end = scenario.start + scenario.settings.horizon_months
    place = scenario.settings.title or scenario.settings.name
    return say("period", place=place, start=month(month_date(scenario.start)), end=month(month_date(end)))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in points, without the kerning that would make it a hair narrower."""
    return size * sum(_advance(letter, bold) for letter in text)


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    """Width of a letter as a part of the font's size."""
    font = get_font(findfont(FontProperties(family=STYLE["font.family"], weight="bold" if bold else "normal")))
    font.set_size(100, 72)
    return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


def clip(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, its end cut off with an ellipsis if it is wider than ``width``."""
    if text_width(text, size, bold=bold) <= width:
        return text
    for length in range(len(text) - 1, 0, -1):
        shorter = text[:length].rstrip(" ,·:(") + "…"
        if text_width(shorter, size, bold=bold) <= width:
            return shorter
    return ""


def clip_middle(text: str, width: float, size: float) -> str:
    """The text, letters in its middle left out for an ellipsis if it is wider than ``width``."""
    kept = range(len(text) - 1, 1, -1)
    shorter = (f"{text[: (length + 1) // 2].rstrip()}…{text[-(length // 2) :].lstrip()}" for length in kept)
    return next((form for form in (text, *shorter) if text_width(form, size) <= width), "")


def fit_post(label: str, width: float, size: float) -> str:
    """The label of a post, ``unit · title``, or of a unit, with the title whole as long as ``width`` allows.

    Agreed short forms come first, those of the title before those of the unit; then the middle of the unit's name
    gives way to an ellipsis.
    """
    unit, dot, title = label.rpartition(" · ")
    forms = [label, unit + dot + short(title), short(label)]
    fitting = next((form for form in forms if text_width(form, size) <= width), "")
    if fitting:
        return fitting
    rest = dot + short(title)
    shown = clip_middle(short(unit), width - text_width(rest, size), size) if unit else ""
    return shown + rest if shown else clip_middle(short(title), width, size)


def clip_words(text: str, width: float, size: float) -> str:
    """The text, its last words left out for an ellipsis if it is wider than ``width``."""
    words = text.split(" ")
    forms = [text, *(" ".join(words[:kept]).rstrip(",;:") + "…" for kept in range(len(words) - 1, 0, -1))]
    return next((form for form in forms if text_width(form, size) <= width), "")


def fit_name(name: str, width: float, size: float, *, bold: bool = False) -> str:
    """A person's name as whole as ``width`` allows.

    Vietnamese given names come last: middle names become initials first, then
    the family name, until the given name stands alone, clipped if it must be.
    What tells namesakes apart, ``(1978)``, stays as long as the given name.
    """
    name, bracket, apart = name.partition(" (")
    words = name.split()
    initials = [f"{word[0]}." for word in words]
    forms = [name]
    if len(words) > 1:
        forms += [" ".join([words[0], *initials[1:-1], words[-1]]), " ".join([*initials[:-1], words[-1]]), words[-1]]
    whole = [form + bracket + apart for form in forms]
    for form in whole:
        if text_width(form, size, bold=bold) <= width:
            return form
    return clip(whole[-1], width, size, bold=bold)


def wrap(text: str, width: float, size: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """The text in lines no wider than ``width``, broken at spaces; what is too long for ``most`` lines is clipped."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(clip(word, width, size, bold=bold))
    if len(lines) > most:
        lines[most - 1 :] = [clip(" ".join(lines[most - 1 :]), width, size, bold=bold)]
    return lines


def pages_of(sizes: Sequence[int], room: int) -> list[list[int]]:
    """Pack groups of rows, in order, into pages of ``room`` rows; gives the groups of each page.

    A group larger than a page has a page of its own.
    """
    pages: list[list[int]] = []
    used = room
    for group, size in enumerate(sizes):
        if not pages or used + size > room:
            pages.append([])
            used = 0
        pages[-1].append(group)
        used += size
    return pages


def even_pages(sizes: Sequence[int], room: int) -> list[list[int]]:
    """The groups of each page as ``pages_of`` gives them, on as few pages, which are about equally full."""
    fewest = len(pages_of(sizes, room))
    rooms = range(sum(sizes) // max(fewest, 1), room)
    return pages_of(sizes, next((less for less in rooms if len(pages_of(sizes, less)) == fewest), room))


class MissingLetterError(ValueError):
    """A name holds a letter that the chart font cannot draw."""

    def __init__(self, warning: str) -> None:
        super().__init__(
            _("a name holds what charts cannot draw: {warning} Write it otherwise and solve again.").format(
                warning=warning
            )
        )
        self.warning = warning

    def __reduce__(self) -> tuple[type["MissingLetterError"], tuple[str]]:
        """So that it comes whole from another process."""
        return MissingLetterError, (self.warning,)


@contextmanager
def chart_style() -> Iterator[None]:
    """Draw with the project's own style only; a letter missing from the font is a ``MissingLetterError``."""
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        warnings.filterwarnings("error", message=".*[Gg]lyph.*missing")
        try:
            yield
        except UserWarning as warning:
            raise MissingLetterError(str(warning)) from warning
