"""The posts of a plan: all in one table, and a page for each with holders, vacancies and successors."""

from collections.abc import Iterator
from typing import Any

from planner.language import _
from planner.plan.verify import Verification
from planner.report.html.bench import successor
from planner.report.html.register import Register, month_of
from planner.report.html.view import Fact, Grid, Line, PostPage, Section, Text, cell, headings, line, rows, sentence
from planner.report.html.words import action_words, how_words, until_words
from planner.report.names import committees
from planner.rulebook.compare import standard


class Posts:
    """Builds the table of all posts and their pages.

    Parameters
    ----------
    register : Register
        Of the plan.
    verification : Verification
        Whose violations stand with the posts concerned.
    """

    def __init__(self, register: Register, verification: Verification) -> None:
        self.register = register
        self.lists = committees(register.plan)
        by = {name: register.of(name, "post") for name in ("stints", "vacancies", "bench", "review")}
        self.stints, self.vacancies, self.bench, self.review = by.values()
        self.left = {(cadre, post): end for cadre in register.people for post, end in register.leaving(cadre).items()}
        self.leaving: dict[str, list[str]] = {}
        for cadre, post in self.left:
            self.leaving.setdefault(post, []).append(cadre)
        self.broken: dict[str, list[str]] = {}
        for violation in verification.violations:
            for post in violation.posts:
                self.broken.setdefault(post, []).append(violation.message)

    def index(self) -> Section:
        """All posts, each with who holds it today and at the end."""
        register = self.register
        names = (
            _("Post"), _("Key"), _("Seats"), _("Held today by"), _("Held at the end by"), _("Months empty"),
            _("Successors"),
        )  # fmt: skip
        holders = register.plan.scenario.posts.set_index("post")["holder"]
        grid = Grid(
            "posts-table",
            _("All posts"),
            headings(*names, numeric=(names[2], *names[5:])),
            rows(
                (
                    register.post(post),
                    _("yes") if one.key else "",
                    one.seats,
                    cell(*(register.person(cadre.strip()) for cadre in holders[post].split(";") if cadre.strip())),
                    cell(*(register.person(row["cadre"]) for row in self._at_end(post))),
                    sum(row["months"] for row in self.vacancies.get(post, ())),
                    len(self.bench.get(post, ())),
                )
                for post, one in register.facts.posts.items()
            ),
        )
        return Section("posts", _("Posts"), grids=(grid,))

    def pages(self) -> Iterator[PostPage]:
        """The page of each post, in the order of the scenario."""
        for post in self.register.posts:
            yield PostPage(
                self.register.post_anchor(post),
                self.register.posts[post],
                tuple(self._facts(post)),
                tuple((title, lines) for title, lines in self._parts(post) if lines),
            )

    def _at_end(self, post: str) -> list[dict[str, Any]]:
        return [row for row in self.stints.get(post, ()) if row["until"] == "horizon"]

    def _facts(self, post: str) -> Iterator[Fact]:
        one = self.register.facts.posts[post]
        book = self.register.book
        title = book.titles.get(one.title)
        told = {
            _("Id"): post,
            _("Seats"): str(one.seats),
            _("Kind"): _("committee list") if post in self.lists else _("key post") if one.key else _("other post"),
            _("Grade"): "" if one.grade is None else str(one.grade),
            _("Standard"): standard(title) if title and book.on("standard") else "",
            _("Weight"): str(one.weight) if one.weight != 1 else "",
            _("Successors asked"): str(one.bench_min) if one.bench_min else "",
        }
        for term, words in told.items():
            if words:
                yield Fact(term, line(words))

    def _parts(self, post: str) -> Iterator[tuple[str, tuple[Line, ...]]]:
        register = self.register
        yield _("What the check found"), tuple(line(message) for message in self.broken.get(post, ()))
        yield _("Held by"), tuple(self._tenures(post))
        yield (
            _("Empty"),
            tuple(
                line(
                    _("{start} to {end}: {why}").format(
                        start=month_of(row["start"]), end=month_of(row["end"]), why=row["why"]
                    )
                )
                for row in self.vacancies.get(post, ())
            ),
        )
        yield (
            _("On the list") if post in self.lists else _("Successors"),
            tuple(self._successor(row) for row in self.bench.get(post, ())),
        )
        yield (
            _("No longer listed"),
            tuple(
                sentence(
                    "{person}: {reason}", person=register.person(row["cadre"]), reason=register.reason(row["reason"])
                )
                for row in self.review.get(post, ())
                if row["action"] == "remove"
            ),
        )

    def _tenures(self, post: str) -> Iterator[Line]:
        """Who holds the post from when to when, those who leave before the first period is over first."""
        register, stints = self.register, self.stints.get(post, [])
        held = {row["cadre"] for row in stints if row["how"] == "holds"}
        for cadre in self.leaving.get(post, ()):
            if cadre not in held:
                date, why = self.left[cadre, post]
                told = _("until {end}: {person}, {how}; {until}")
                person, how = register.person(cadre), how_words("holds")
                yield sentence(told, end=month_of(date), person=person, how=how, until=until_words(why))
        for row in sorted(stints, key=_start):
            end, until = register.end_of(row)
            came: Text | str = register.place(row["from"]) if row["how"] != "holds" else ""
            told = _("{start} to {end}: {person}, {how} from {came}; {until}")
            stays = _("{start} to {end}: {person}, {how}; {until}")
            yield sentence(
                told if came else stays,
                start=month_of(row["start"]),
                end=month_of(end),
                person=register.person(row["cadre"]),
                how=how_words(row["how"]),
                came=came,
                until=until_words(until),
            )

    def _successor(self, row: dict[str, Any]) -> Line:
        action = action_words(row["action"])
        if row["post"] in self.lists:
            return sentence("{person}, {action}", person=self.register.person(row["cadre"]), action=action)
        return sentence("{successor}; {action}", successor=successor(self.register, row), action=action)


def _start(row: dict[str, Any]) -> str:
    return str(row["start"])
