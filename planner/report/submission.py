"""The rotation plan as a text to submit: grounds, contents as article 45 of Decree 170/2025 names them, people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from planner.language import _, counted, current, day, grouped, month
from planner.plan.metrics import moves_by_kind
from planner.plan.plan import Plan
from planner.plan.verify import Verification, verify
from planner.report.html.view import first_large
from planner.report.html.words import outcome_words
from planner.report.names import post_numbers, title_names, unit_names
from planner.report.outcomes import return_figures, return_line
from planner.report.paper import Paper
from planner.report.retold import why_words
from planner.report.summary import summary_json
from planner.report.tables.base import day as day_of
from planner.report.tables.people import People
from planner.report.tables.rotation import KINDS, return_of, rotations
from planner.report.words import say
from planner.scenario.dates import month_date

DECREE_SINCE: Final = "2025-07-01"
"""From when Decree 170/2025 is in force: a plan of an earlier day cannot rest on it."""
BLANK: Final = "…………"
"""What the plan does not know and an official fills in."""


@dataclass(frozen=True, slots=True)
class Submission:
    """The text of a plan.

    Attributes
    ----------
    data : bytes
        The file, as Word reads it.
    people : int
        How many stand in its list.
    verification : Verification
        What the check of the plan found.
    """

    data: bytes
    people: int
    verification: Verification


def make_submission(plan: Plan) -> Submission:
    """Write the rotation plan as a text to submit, in the language spoken now.

    Parameters
    ----------
    plan : Plan
        With decisions.
    """
    verification, told = verify(plan.scenario, plan), _Told(plan)
    settings = plan.scenario.settings
    written = datetime.combine(day_of(settings.as_of), datetime.min.time())
    paper = Paper(settings.title or settings.name, written, "vi-VN" if current() == "vi" else "en-GB")
    _head(paper, told, verification)
    _grounds(paper, told)
    _contents(paper, told)
    _vacant(paper, plan, told)
    _proof(paper, plan, verification)
    _signatures(paper)
    _list(paper, told)
    people = len({row["cadre"] for row in told.stints})
    return Submission(paper.data(), people, verification)


class _Told:
    """The rotations of a plan, and its posts in the language spoken now, title before unit."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.people = plan, People(plan)
        self.stints = rotations(self.people)
        self.titles, self.units = title_names(plan), unit_names(plan)
        self.figures = summary_json(plan)

    @cached_property
    def posts(self) -> dict[str, str]:
        numbers = post_numbers(self.plan)
        return {
            post: (self._named(row["title"], row["unit"]) or post) + numbers[post]
            for post, row in self.people.post_rows.items()
        }

    @property
    def term(self) -> tuple[str, str]:
        """First and last month planned for."""
        start = self.plan.scenario.start
        last = start + self.plan.scenario.settings.horizon_months - 1
        return month(month_date(start)), month(month_date(last))

    def place(self, place: str) -> str:
        """A post or a unit, whichever has this id."""
        return self.posts.get(place) or self.units.get(place, place)

    def title_of(self, post: str) -> str:
        title = self.people.post_rows[post]["title"]
        return self.titles.get(title, title) or post

    def unit_of(self, post: str) -> str:
        unit = self.people.post_rows[post]["unit"]
        return self.units.get(unit, unit)

    def present(self, cadre: str) -> str:
        """The posts held today, else title and unit."""
        row = self.people.rows[cadre]
        held = "; ".join(self.posts[post] for post in self.people.held.get(cadre, ()))
        return held or self._named(row["title"], row["unit"])

    def expected(self, stint: dict[str, Any]) -> str:
        """Where somebody is to go after a rotation; of a lateral move, nothing is planned."""
        row = return_of(self.people, stint)
        if row is None:
            return ""
        place = row["placement"] or row["expected"]
        words = outcome_words(row["outcome"])
        return f"{self.place(place)} ({words})" if place else words

    def measures(self, cadre: str) -> str:
        """The courses that somebody attends by the plan."""
        rows = (row for row in self.people.tables["training"] if row["cadre"] == cadre)
        return "; ".join(
            _("attends {course} ({date})").format(course=row["course"] or row["session"], date=month(row["starts_on"]))
            for row in sorted(rows, key=lambda row: str(row["starts_on"]))
        )

    def _named(self, title: str, unit: str) -> str:
        return ", ".join(filter(None, (self.titles.get(title, title), self.units.get(unit, unit))))


def _head(paper: Paper, told: _Told, verification: Verification) -> None:
    settings = told.plan.scenario.settings
    paper.sides(
        (_("NAME OF THE BODY"), _("No.: {blank}").format(blank=BLANK)),
        (
            _("SOCIALIST REPUBLIC OF VIET NAM"),
            _("Independence - Freedom - Happiness"),
            _("{blank}, day …… month …… year ………").format(blank=BLANK),
        ),
    )
    paper.title(_("SUBMISSION"))
    start, last = told.term
    paper.middle(_("on the rotation plan from {start} to {last}").format(start=start, last=last), bold=True)
    paper.middle(settings.title or settings.name, italic=True)
    paper.middle(_("To: {blank}").format(blank=BLANK))
    if not verification.ok:
        paper.warning(_("NOT TO BE USED: the plan breaks rules, or its figures do not fit it; see planner verify."))


def _grounds(paper: Paper, told: _Told) -> None:
    as_of, book = told.plan.scenario.settings.as_of, told.people.book
    paper.heading(_("I. Grounds"))
    rules = book.name_vi if current() == "vi" else book.name_en
    grounds = [_("Rules in force for the plan: {rules}.").format(rules=rules)]
    if as_of >= DECREE_SINCE:
        grounds.append(_("Article 45 of Decree 170/2025/NĐ-CP on the contents of a rotation plan."))
    grounds.append(_("Staff and posts as of {date}.").format(date=day(as_of)))
    grounds.append(_("Other grounds: {blank}").format(blank=BLANK))
    paper.points(grounds)
    paper.heading(_("II. Purpose and principles"))
    posts = told.figures["posts"]
    paper.say(
        _(
            "The plan serves to fill posts and to give people experience in other units. Of {seats} to be filled, "
            "{today} are held today and {end} at the end of the plan; seats are empty for {months} in all, for "
            "{unmoved} if nobody moved."
        ).format(
            seats=counted(posts["seats"], "seat"),
            today=grouped(posts["held_today"]),
            end=grouped(posts["held_at_end"]),
            months=counted(posts["months_empty"], "month"),
            unmoved=counted(posts["months_empty_unmoved"], "month"),
        )
    )
    paper.points(list(_principles(told)))


def _principles(told: _Told) -> Iterator[str]:
    """What the rules in force ask of a rotation."""
    book = told.people.book
    if book.on("in_pool"):
        yield _("Those who go belong to the rotation pool or are on a planning list.")
    if book.on("min_stay"):
        yield _("A rotation is to last at least {months}.").format(
            months=counted(book.number("min_stay", "rotation_months"), "month")
        )
    if book.on("remaining_service"):
        yield _(
            "Whoever goes on rotation has at least {months} of service left, {fewer} where the post is not for natives."
        ).format(
            months=counted(book.number("remaining_service", "rotation_months"), "month"),
            fewer=counted(book.number("remaining_service", "non_local_months"), "month"),
        )
    if book.on("discipline"):
        yield _("Nobody goes while under discipline.")


def _contents(paper: Paper, told: _Told) -> None:
    stints = told.stints
    paper.heading(_("III. Contents of the plan"))
    if not stints:
        paper.say(_("Nobody is rotated in this plan."))
    else:
        _numbers(paper, told)
    figures = return_figures(told.plan)
    if figures:
        line = return_line(figures)
        paper.say(_("With those on rotation today: {line}.").format(line=line))
    others = {kind: number for kind, number in moves_by_kind(told.plan).items() if kind not in KINDS}
    if others:
        parts = ", ".join(say(f"moves.{kind}", n=number) for kind, number in others.items())
        paper.say(_("Beside the rotations the plan holds {parts}; they are not in the list.").format(parts=parts))


def _numbers(paper: Paper, told: _Told) -> None:
    """Each item of the contents, counted in the rows of the list."""
    stints = told.stints
    kinds = Counter(row["how"] for row in stints)
    titles = Counter(told.title_of(row["post"]) for row in stints)
    starts = Counter(row["start"] for row in stints)
    placed = sum(bool(told.expected(row)) for row in stints)
    by_kind = ", ".join(say(f"moves.{kind}", n=kinds[kind]) for kind in KINDS if kinds[kind])
    by_title = "; ".join(f"{title}: {grouped(number)}" for title, number in titles.most_common())
    by_start = "; ".join(f"{day(start)}: {grouped(starts[start])}" for start in sorted(starts))
    people = counted(len({row["cadre"] for row in stints}), "person")
    paper.say(_("1. Number and form: {parts}, {people}.").format(parts=by_kind, people=people))
    paper.say(_("2. Need, posts and titles: {titles}.").format(titles=by_title))
    paper.say(_("3. Area, by the unit that receives:"), with_next=True)
    _areas(paper, told)
    paper.say(_("4. Start: {starts}.").format(starts=by_start))
    paper.say(_("5. Duration: {duration}; policies: {blank}").format(duration=_duration(told), blank=BLANK))
    paper.say(
        _("6. Expected placement afterwards: told for {placed} of {all}, for each person in the list.").format(
            placed=grouped(placed), all=grouped(len(stints))
        )
    )


def _duration(told: _Told) -> str:
    """What the rules in force ask for."""
    book = told.people.book
    if not book.on("min_stay"):
        return BLANK
    return _("at least {months}").format(months=counted(book.number("min_stay", "rotation_months"), "month"))


def _areas(paper: Paper, told: _Told) -> None:
    cells = Counter((told.people.post_rows[row["post"]]["unit"], row["how"]) for row in told.stints)
    kinds = [kind for kind in KINDS if any(how == kind for _unit, how in cells)]
    receiving = {unit for unit, _how in cells}
    units = [unit for unit in told.units if unit in receiving]
    rows = [
        (
            told.units[unit],
            *(grouped(cells[unit, kind]) for kind in kinds),
            grouped(sum(cells[unit, kind] for kind in kinds)),
        )
        for unit in units
    ]
    sums = (grouped(sum(cells[unit, kind] for unit in units)) for kind in kinds)
    rows.append((_("Total"), *sums, grouped(len(told.stints))))
    headings = (_("Unit"), *(first_large(say(f"how.{kind}")) for kind in kinds), _("Total"))
    paper.table(headings, rows, (70, *([30] * (len(kinds) + 1))), last=True)


def _vacant(paper: Paper, plan: Plan, told: _Told) -> None:
    paper.heading(_("IV. What stays vacant"))
    rows = told.people.tables["vacancies"]
    if not rows:
        paper.say(_("No post that is to be filled is vacant at any time of the plan."))
        return
    paper.say(
        _("Seats that are to be filled are empty for {months} in all:").format(
            months=counted(int(plan.vacancies["months"].sum()), "month")
        ),
        with_next=True,
    )
    headings = (_("Post"), _("Vacant from"), _("Until before"), _("Months"), _("Why"))
    shown = [
        (
            told.posts[row["post"]],
            day(row["start"]),
            day(row["end"]),
            grouped(row["months"]),
            why_words(row["why"]),
        )
        for row in rows
    ]
    paper.table(headings, shown, (44, 24, 24, 18, 50), last=False)


def _proof(paper: Paper, plan: Plan, verification: Verification) -> None:
    paper.heading(_("V. Proof"))
    if not verification.ok:
        paper.say(_("The check of the plan found faults: nothing of it is proven."))
        return
    proven = sum(tier.proven for tier in plan.tiers)
    paper.say(
        _(
            "A separate check found that the plan keeps every rule and that its figures are right; the solve proved "
            "for {proven} of {goals} goals, taken in their order, that no plan does better."
        ).format(proven=grouped(proven), goals=grouped(len(plan.tiers))),
        with_next=True,  # no signature stands alone on a page
    )


def _signatures(paper: Paper) -> None:
    paper.say(_("Submitted for consideration and decision."), with_next=True)
    paper.sides(
        (_("Recipients:"), f"- {BLANK}", f"- {BLANK}"),
        (_("HEAD OF THE BODY"), _("(signature, full name and seal)"), "", "", "", BLANK),
    )


def _list(paper: Paper, told: _Told) -> None:
    if not told.stints:
        return
    paper.across()
    paper.middle(_("LIST OF PEOPLE TO BE ROTATED"), bold=True)
    paper.middle(_("(goes with submission no. {blank})").format(blank=BLANK), italic=True)
    headings = (
        _("#"), _("Full name"), _("Year of birth"), _("Present post"), _("Rotated to"),
        _("Form"), _("From"), _("Expected placement afterwards"), _("Measures"),
    )  # fmt: skip
    rows = [
        (
            str(number),
            told.people.rows[row["cadre"]]["name"] or row["cadre"],
            told.people.rows[row["cadre"]]["birth_date"][:4],
            told.present(row["cadre"]),
            told.posts[row["post"]],
            first_large(say(f"how.{row['how']}")),
            day(row["start"]),
            first_large(told.expected(row)),
            told.measures(row["cadre"]),
        )
        for number, row in enumerate(told.stints, 1)
    ]
    paper.table(headings, rows, (11, 34, 15, 44, 44, 20, 24, 43, 22), last=False)
