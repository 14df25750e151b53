"""The people of a plan: everybody in one table, and a page for each of whom the plan says something."""

from collections.abc import Iterator, Sequence
from typing import Any

from planner.language import _, ngettext
from planner.plan.verify import Verification
from planner.plan.verify.fitness import Points
from planner.plan.verify.records import NEVER, PARTS, Person
from planner.plan.verify.standards import NAMES
from planner.report.charts.posts import dating
from planner.report.courses import Reasons
from planner.report.grounds import fit_words, grounds
from planner.report.html.bench import standing
from planner.report.html.register import Register, month_of
from planner.report.html.tenures import Tenure, tenure_line, tenures_by
from planner.report.html.view import (
    Fact,
    Grid,
    Line,
    PersonPage,
    Placement,
    Section,
    Text,
    headings,
    line,
    rows,
    sentence,
)
from planner.report.html.words import action_words, how_words, outcome_words, rule_title, until_words
from planner.scenario.dates import month_date, month_index


class People:
    """Builds the table of everybody and the pages.

    Parameters
    ----------
    register : Register
        Of the plan.
    verification : Verification
        Whose violations stand with the people concerned.
    held : sequence of Tenure
        All of the plan.
    """

    def __init__(self, register: Register, verification: Verification, held: Sequence[Tenure]) -> None:
        self.register = register
        self.tenures, self.by_post = tenures_by(held, "cadre"), tenures_by(held, "post")
        self.points = Points(register.facts)
        self.reasons = Reasons(register.plan)
        by = {name: register.of(name, "cadre") for name in ("bench", "returns", "training", "review", "moves")}
        self.bench, self.returns, self.training, self.review, self.moves = by.values()
        self.opening = {
            (move["chain"], move["step"]): before
            for before, move in zip(register.tables["moves"], register.tables["moves"][1:], strict=False)
            if move["chain"] == before["chain"]
        }
        self.broken: dict[str, list[str]] = {}
        for violation in verification.violations:
            for cadre in violation.cadres:
                self.broken.setdefault(cadre, []).append(violation.message)

    def index(self) -> Section:
        """Everybody, with what the plan says in a word."""
        register = self.register
        names = (_("Name"), _("Born"), _("Sex"), _("Unit today"), _("Title today"), _("In this plan"))
        grid = Grid(
            "people-table",
            _("Everybody in the scenario"),
            headings(*names, dates=names[1:2]),
            rows(
                (
                    register.person_cell(cadre),
                    person.texts["birth_date"][:4],
                    person.texts["sex"],
                    register.units.get(person.texts["unit"], person.texts["unit"]),
                    register.titles.get(person.title, person.title),
                    self._in_a_word(cadre),
                )
                for cadre, person in (
                    (cadre, register.facts.people[cadre]) for cadre in register.in_order(register.facts.people)
                )
            ),
        )
        lead = _("Of {all} people, {some} hold a post, move, are listed, attend a course or are on rotation.")
        told = lead.format(all=len(register.people), some=len(register.concerned))
        return Section("people", _("People"), (told, dating(register.plan)), grids=(grid,))

    def pages(self) -> Iterator[PersonPage]:
        """The page of each person of whom the plan says something, by given names."""
        for cadre in self.register.in_order(self.register.concerned):
            yield self._page(cadre)

    def _in_a_word(self, cadre: str) -> str:
        """What the plan does with a person, most telling first."""
        stints = self.register.stints_of(cadre)
        said = [f"{how_words(stint['how'])} {month_of(stint['start'])}" for stint in stints if stint["how"] != "holds"]
        if not said:
            left = [
                _("leaves {date}").format(date=month_of(day)) for day, _why in self.register.leaving(cadre).values()
            ]
            said = left or [_("stays in post")] * bool(stints)
        if self.bench.get(cadre):
            posts = len(self.bench[cadre])
            said.append(ngettext("listed for {n} post", "listed for {n} posts", posts).format(n=posts))
        if self.training.get(cadre):
            said.append(_("at a course"))
        return ", ".join(said) or _("nothing changes")

    def _page(self, cadre: str) -> PersonPage:
        register, person = self.register, self.register.facts.people[cadre]
        stints = register.stints_of(cadre)
        return PersonPage(
            register.person_anchor(cadre),
            register.people[cadre],
            ", ".join(filter(None, (register.titles.get(person.title, person.title), self._unit(person)))),
            tuple(_facts(register, person)),
            tuple(tenure_line(register, one, register.post(one.post)) for one in self.tenures.get(cadre, ())),
            tuple(self._placement(stint) for stint in stints if stint["how"] != "holds"),
            tuple((title, lines) for title, lines in self._further(cadre) if lines),
        )

    def _unit(self, person: Person) -> str:
        return self.register.units.get(person.texts["unit"], person.texts["unit"])

    def _placement(self, stint: dict[str, Any]) -> Placement:
        register = self.register
        facts, cadre = register.facts, stint["cadre"]
        sessions = tuple(row["session"] for row in self.training.get(cadre, ()))
        return Placement(
            sentence(
                _("{post} from {start}, {how}; comes from {origin}"),
                post=register.post(stint["post"]),
                start=month_of(stint["start"]),
                how=how_words(stint["how"]),
                origin=register.place(stint["from"]),
            ),
            self._opened(stint),
            fit_words(facts, self.points, facts.people[cadre], facts.posts[stint["post"]]),
            tuple(
                sentence(
                    "{rule}: {found}", rule=Text(rule_title(ground.rule), f"#rule-{ground.rule}"), found=ground.found
                )
                for ground in grounds(facts, stint, sessions)
            ),
        )

    def _opened(self, stint: dict[str, Any]) -> Line:
        """How the post opens: by itself, or by the move before in the chain."""
        move = next(
            (
                move
                for move in self.moves.get(stint["cadre"], ())
                if (move["to"], move["date"]) == (stint["post"], stint["start"])
            ),
            None,
        )
        if move is None:
            return ()
        chain = Text(_("chain {n}").format(n=move["chain"]), f"#chain-{move['chain']}")
        before = self.opening.get((move["chain"], move["step"]))
        if before is None:
            return self._opened_by_itself(stint, chain)
        told = _("The post opens because {person} goes to {post} ({chain}).")
        return sentence(
            told, person=self.register.person(before["cadre"]), post=self.register.post(before["to"]), chain=chain
        )

    def _opened_by_itself(self, stint: dict[str, Any], chain: Text) -> Line:
        """Whoever left the post last before somebody new takes it, within the same period at the latest."""
        length = self.register.plan.scenario.settings.period_months
        after = month_date(month_index(stint["start"]) + length)
        left = [one for one in self.by_post[stint["post"]] if one.until != "horizon" and one.end < after]
        if not left:
            return sentence(_("The post has an empty seat ({chain})."), chain=chain)
        last = max(left, key=_end)
        return sentence(
            _("The post opens because {person} leaves it in {date}: {why} ({chain})."),
            person=self.register.person(last.cadre),
            date=month_of(last.end),
            why=until_words(last.until),
            chain=chain,
        )

    def _further(self, cadre: str) -> Iterator[tuple[str, tuple[Line, ...]]]:
        register = self.register
        yield _("What the check found"), tuple(line(message) for message in self.broken.get(cadre, ()))
        yield _("Listed for"), tuple(self._listing(row) for row in self.bench.get(cadre, ()))
        yield (
            _("No longer listed for"),
            tuple(
                sentence("{post}: {reason}", post=register.post(row["post"]), reason=register.reason(row["reason"]))
                for row in self.review.get(cadre, ())
                if row["action"] == "remove"
            ),
        )
        yield (
            _("Courses"),
            tuple(
                sentence(
                    _("{session}, {start} to {end}; {why}"),
                    session=row["session"],
                    start=month_of(row["starts_on"]),
                    end=month_of(row["ends_on"]),
                    why=self.reasons.words(row),
                )
                for row in self.training.get(cadre, ())
            ),
        )
        yield (
            _("Rotation"),
            tuple(
                sentence(
                    _("{post} since {since}: {outcome} ({date})"),
                    post=register.post(row["post"]),
                    since=month_of(row["since"]),
                    outcome=outcome_words(row["outcome"]),
                    date=month_of(row["date"]),
                )
                for row in self.returns.get(cadre, ())
            ),
        )

    def _listing(self, row: dict[str, Any]) -> Line:
        register = self.register
        pair = register.facts.people[row["cadre"]], register.facts.posts[row["post"]]
        return sentence(
            "{post}: {ready}, {action}; {fit}",
            post=register.post(row["post"]),
            ready=standing(register, row),
            action=action_words(row["action"]),
            fit=fit_words(register.facts, self.points, *pair),
        )


def _facts(register: Register, person: Person) -> Iterator[Fact]:
    """What is known of a person, as far as it is."""
    native, sender = person.texts["native_unit"], person.texts["sending_unit"]
    grade = "" if person.grade is None else str(person.grade)
    levels = [person.texts["degree"], person.texts["theory"], person.texts["state_mgmt"]]
    served = "" if person.served_until >= NEVER else month_of(month_date(person.served_until))
    levels_asked = zip(PARTS, person.levels, person.wanted_levels, strict=True)
    lacking = ", ".join(NAMES.get(part, part) for part, own, wanted in levels_asked if own < wanted)
    told = {
        _("Id"): person.cadre,
        _("Born"): ", ".join(
            filter(None, (person.texts["birth_date"], person.texts["sex"], person.texts["ethnicity"]))
        ),
        _("From"): register.units.get(native, native),
        _("Grade"): grade,
        _("Degree, theory, state management"): ", ".join(levels),
        _("Lacks for the own title"): lacking,
        _("Field"): person.field,
        _("Ratings, last one last"): ", ".join(person.ratings),
        _("In the rotation pool"): _("yes") if person.rotates else "",
        _("Sent by"): register.units.get(sender, sender),
        _("Serves until"): served,
    }
    for term, words in told.items():
        if words:
            yield Fact(term, line(words))


def _rule(rule: str) -> Text:
    return Text(rule_title(rule), f"#rule-{rule}")


def _end(tenure: Tenure) -> str:
    return tenure.end
