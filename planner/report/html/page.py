"""The report of a plan as one page that needs nothing else: words, tables, drawings, script and font in one file."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from planner.explore.proof import ProvenTier, prove
from planner.language import _, current, day, ngettext
from planner.plan.plan import Plan
from planner.plan.verify import Verification, verify
from planner.report.html.answer import answer
from planner.report.html.bench import bench
from planner.report.html.courses import courses
from planner.report.html.drawings import draw_series, share_styles
from planner.report.html.font import font_faces
from planner.report.html.mix import mix
from planner.report.html.moves import moves
from planner.report.html.people import People
from planner.report.html.placing import charts_of
from planner.report.html.posts import Posts
from planner.report.html.proof import proof, provenance
from planner.report.html.register import Register
from planner.report.html.returns import returns
from planner.report.html.rules import rules_in_force
from planner.report.html.tenures import tenures
from planner.report.html.view import Page, Series, plain_letters
from planner.report.html.words import chart_words
from planner.scenario.dates import month_date

LETTERS: Final = "".join(map(chr, range(0x20, 0x7F)))
"""Letters that the font of the page has in any case."""


@dataclass(frozen=True)
class Report:
    """The page as text, and what stands on it.

    Attributes
    ----------
    html : str
        The whole file.
    charts : tuple of str
        Kinds of charts on the page.
    verification : Verification
        What the check of the plan found.
    """

    html: str
    charts: tuple[str, ...]
    verification: Verification


def make_report(plan: Plan, workers: int = 1, *, anew: bool = False) -> Report:
    """Make the report of a plan; the same plan gives the same text.

    Parameters
    ----------
    plan : Plan
        With decisions.
    workers : int
        Processes that draw the charts; with more than one, call it under ``if __name__ == "__main__"``.
    anew : bool
        Whether to compute the bounds anew, too, from the prices in the plan; of a plan with faults there are none.

    Raises
    ------
    MissingLetterError
        When a name holds a letter that the chart font has not.
    InputError
        When the prices in the plan do not fit it.
    """
    verification = verify(plan.scenario, plan)
    tiers = prove(plan.scenario, plan) if anew and verification.ok else None
    series, styles = with_shared_styles(draw_series(plan, workers))
    html = render(page(plan, verification, series, tiers), styles)
    return Report(html, tuple(one.kind for one in series), verification)


def page(
    plan: Plan, verification: Verification, series: Sequence[Series], tiers: Sequence[ProvenTier] | None = None
) -> Page:
    """Everything that stands in the report, without any markup."""
    settings, register = plan.scenario.settings, Register(plan)
    held = tenures(register)
    people, posts = People(register, verification, held), Posts(register, verification, held)
    return Page(
        title=settings.title or settings.name,
        period=_dates(plan),
        answer=answer(register, verification),
        sections=(
            moves(register, charts_of("moves", series)),
            bench(register, charts_of("bench", series)),
            mix(register, charts_of("mix", series)),
            courses(register, charts_of("courses", series)),
            returns(register, charts_of("returns", series)),
        ),
        people=people.index(),
        persons=tuple(people.pages()),
        post_index=posts.index(),
        posts=tuple(posts.pages()),
        last=(proof(plan, verification, series, tiers), provenance(plan), rules_in_force(plan)),
    )


def render(page: Page, styles: str) -> str:
    """Write the page as HTML.

    Parameters
    ----------
    page : Page
        What stands on it.
    styles : str
        The style sheet of the drawings.
    """
    return whole_page("body.jinja", page.title, styles, page=page)


def whole_page(template: str, title: str, styles: str, **parts: object) -> str:
    """A page that needs nothing else, with the look, the script and the font of the report.

    Parameters
    ----------
    template : str
        Name of the template of its body.
    title : str
    styles : str
        The style sheet of the drawings.
    **parts : object
        What the template is given.
    """
    script = _file("report.js")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader("planner.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"_": _, "ngettext": ngettext, "chart_words": chart_words}
    environment.filters["plain_letters"] = plain_letters
    body = environment.get_template(template).render(**parts)
    return environment.get_template("report.html.jinja").render(
        title=title,
        body=Markup(body),  # noqa: S704 - escaped when it was rendered
        language=current(),
        style=Markup("\n".join((font_faces(LETTERS + body), _file("report.css"), styles))),  # noqa: S704 - our own
        script=Markup(script),  # noqa: S704 - our own
        script_digest=digest,
    )


def _dates(plan: Plan) -> str:
    scenario = plan.scenario
    last = month_date(scenario.start + scenario.settings.horizon_months)
    return _("{start} to {end}").format(start=day(scenario.settings.as_of), end=day(last))


def _file(name: str) -> str:
    return resources.files("planner.report.html").joinpath("static", name).read_text(encoding="utf-8")


def with_shared_styles(series: Sequence[Series]) -> tuple[tuple[Series, ...], str]:
    """The series with classes in place of the styles of their drawings, and the style sheet of these."""
    drawings, styles = share_styles(chart.svg for one in series for chart in one.charts)
    fresh: Iterator[str] = iter(drawings)
    changed = (replace(one, charts=tuple(replace(chart, svg=next(fresh)) for chart in one.charts)) for one in series)
    return tuple(changed), styles
