"""Age pyramid of the holders of key posts: today, and in the last period of the plan."""

from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from planner.language import counted
from planner.plan.metrics import holders_at, profile, today_holders
from planner.plan.plan import Plan
from planner.report.charts.base import A4, INK, PURPLE, QUIET, SKY, Heading, Sheet, new_sheet
from planner.report.words import band_words, month, say
from planner.rulebook.rulebook import resolve
from planner.scenario.dates import month_date

BIN: Final = 5
SEXES: Final = ("female", "male")
FILLS: Final[dict[str, dict[str, Any]]] = {
    "female": {"facecolor": "#eccbdd", "edgecolor": PURPLE, "hatch": "////", "linewidth": 0.0},
    "male": {"facecolor": SKY},
}
MIDDLE: Final = 46.0
BANDS_WIDTH: Final = 130.0


def table(plan: Plan) -> pd.DataFrame:
    """One row per holder of a key post with known sex and birth date, at each of the two times.

    Returns
    -------
    pandas.DataFrame
        ``when`` (``before`` or ``after``), ``date``, ``cadre``, ``sex``, ``age`` in
        whole years and ``age_band`` of the scenario.
    """
    people = _holders(plan)
    return people[(people["sex"] != "") & people["age"].notna()].astype({"age": "int64"}).reset_index(drop=True)


def draw(plan: Plan, people: pd.DataFrame) -> list[Figure]:
    """Women to the left, men to the right, on equal scales."""
    book = resolve(plan.scenario)[0]
    place = plan.scenario.settings.title or plan.scenario.settings.name
    dates = [month(month_date(plan.scenario.start)), month(month_date(_last(plan)))]
    subtitle = say("pyramid.subtitle", start=dates[0], end=dates[1], place=place)
    unknown = len(set(_holders(plan)["cadre"]) - set(people["cadre"]))
    note = say("pyramid.unknown", persons=counted(unknown, "person")) if unknown else ""
    sheet = new_sheet(plan, A4, Heading(finding(people, book.age_bands), subtitle + note))
    _legend(sheet, dates)
    _pyramid(sheet, people, book.age_starts)
    _bands(sheet, people, book.age_starts, book.age_bands)
    return [sheet.figure]


def finding(people: pd.DataFrame, bands: tuple[str, ...]) -> str:
    """How the median age changes, and the youngest band."""
    ages = people.groupby("when")["age"].median()
    before, after = (f"{ages[when]:.0f}" if when in ages else "–" for when in ("before", "after"))
    young = _counts(people[people["age_band"] == bands[0]])
    if len(bands) == 1:
        return say("pyramid.finding.plain", before=before, after=after)
    return say(
        "pyramid.finding", before=before, after=after, band=band_words(bands[0]), young=young[0], young_after=young[1]
    )


def _last(plan: Plan) -> int:
    settings = plan.scenario.settings
    return plan.scenario.start + settings.horizon_months - settings.period_months


def _holders(plan: Plan) -> pd.DataFrame:
    """Everybody who holds a key post on one of the two dates."""
    scenario = plan.scenario
    key = scenario.posts.loc[scenario.posts["key"], "post"]
    sides = []
    for when, month_at, holders in (
        ("before", scenario.start, today_holders(scenario)),
        ("after", _last(plan), holders_at(plan, _last(plan))),
    ):
        people = profile(scenario, holders[holders["post"].isin(key)].drop_duplicates("cadre"), month_at)
        sides.append(people.assign(when=when, date=month_date(month_at)))
    return pd.concat(sides, ignore_index=True)[["when", "date", "cadre", "sex", "age", "age_band"]]


def _counts(people: pd.DataFrame) -> tuple[int, int]:
    """Persons before and after."""
    return int((people["when"] == "before").sum()), int((people["when"] == "after").sum())


def _middle(sheet: Sheet) -> float:
    """The line between women and men."""
    return (sheet.left + sheet.right - BANDS_WIDTH) / 2


def _legend(sheet: Sheet, dates: list[str]) -> None:
    y = sheet.top - 8
    sheet.box(sheet.left, y - 5, 13, 10, **FILLS["female"])
    sheet.box(sheet.left + 14, y - 5, 13, 10, **FILLS["male"])
    sheet.text(sheet.left + 33, y, say("pyramid.before", date=dates[0]), size=8.5)
    sheet.box(sheet.left + 90, y - 5, 27, 10, edgecolor=INK, linewidth=1.6)
    sheet.text(sheet.left + 123, y, say("pyramid.after", date=dates[1]), size=8.5)


def _pyramid(sheet: Sheet, people: pd.DataFrame, starts: tuple[int, ...]) -> None:
    bins = people.assign(bin=people["age"] // BIN * BIN)
    counts = bins.groupby(["bin", "sex", "when"]).size()
    first, last = _first_age(people, starts), _last_age(people, starts)
    pitch = _pitch(sheet, first, last)
    scale = (_middle(sheet) - sheet.left - MIDDLE / 2 - 52) / counts.max()
    for sex in SEXES:
        before, after = _counts(people[people["sex"] == sex])
        side = -1 if sex == "female" else 1
        text = say(f"pyramid.{sex}", before=before, after=after)
        sheet.text(_middle(sheet) + side * 120, sheet.top - 30, text, size=11, bold=True, align="center")
        edge = _middle(sheet) + side * MIDDLE / 2
        for age in range(first, last, BIN):
            numbers = [int(counts.get((age, sex, when), 0)) for when in ("before", "after")]
            _bar_pair(
                sheet, edge, sheet.bottom + 6 + (age - first) * pitch, BIN * pitch - 4, side * scale, numbers, sex
            )
    for age in range(first, last, BIN):
        y = sheet.bottom + 4 + (age - first + BIN / 2) * pitch
        sheet.text(_middle(sheet), y, f"{age}–{age + BIN - 1}", size=8.5, align="center")


def _bar_pair(sheet: Sheet, x: float, y: float, height: float, scale: float, numbers: list[int], sex: str) -> None:
    """Before filled, after as an outline over it, both counts at the outer end."""
    before, after = numbers
    if before == after == 0:
        return
    sheet.box(x, y, before * scale, height, **FILLS[sex])
    if after:
        sheet.box(x, y, after * scale, height, edgecolor=INK, linewidth=1.6)
    end = x + max(numbers) * scale + (6 if scale > 0 else -6)
    text = say("pyramid.change", before=before, after=after)
    sheet.text(end, y + height / 2, text, size=8.5, align="left" if scale > 0 else "right")


def _bands(sheet: Sheet, people: pd.DataFrame, starts: tuple[int, ...], bands: tuple[str, ...]) -> None:
    """Lines at the ages that part the bands, and the persons of each band at the right."""
    first, last = _first_age(people, starts), _last_age(people, starts)
    pitch = _pitch(sheet, first, last)
    edges = [first, *starts, last]
    x = sheet.right - BANDS_WIDTH + 18
    for number, band in enumerate(bands):
        low, high = (sheet.bottom + 4 + (age - first) * pitch for age in edges[number : number + 2])
        before, after = _counts(people[people["age_band"] == band])
        sheet.text(x, (low + high) / 2 + 7, band_words(band), size=9, color=QUIET)
        sheet.text(x, (low + high) / 2 - 7, say("pyramid.change", before=before, after=after), size=11, bold=True)
        if number:
            sheet.line((sheet.left, low), (sheet.right, low), color=QUIET, linestyle="--", linewidth=0.8)


def _first_age(people: pd.DataFrame, starts: tuple[int, ...]) -> int:
    """The lowest bin's first age; below the youngest band's end even if nobody is there."""
    return min([int(people["age"].min()), *(start - 1 for start in starts)]) // BIN * BIN


def _last_age(people: pd.DataFrame, starts: tuple[int, ...]) -> int:
    return (max([int(people["age"].max()), *starts]) // BIN + 1) * BIN


def _pitch(sheet: Sheet, first: int, last: int) -> float:
    """Points a year."""
    return (sheet.top - 44 - sheet.bottom - 4) / (last - first)
