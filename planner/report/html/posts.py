"""The posts of a plan: all in one table, and a page for each with holders, vacancies and successors."""

from collections.abc import Iterator, Sequence
from typing import Any

from planner.language import _
from planner.plan.verify import Verification
from planner.report.html.bench import successor
from planner.report.html.register import Register, month_of
from planner.report.html.tenures import Tenure, tenure_line, tenures_by
from planner.report.html.view import Fact, Grid, Line, PostPage, Section, cell, headings, line, rows, sentence
from planner.report.html.words import action_words
from planner.report.names import committees
from planner.report.retold import why_words
from planner.rulebook.compare import standard


class Posts:
    """Builds the table of all posts and their pages.

    Parameters
    ----------
    register : Register
        Of the plan.
    verification : Verification
        Whose violations stand with the posts concerned.
    held : sequence of Tenure
        All of the plan.
    """

    def __init__(self, register: Register, verification: Verification, held: Sequence[Tenure]) -> None:
        self.register = register
        self.lists = committees(register.plan)
        by = {name: register.of(name, "post") for name in ("vacancies", "bench", "review")}
        self.vacancies, self.bench, self.review = by.values()
        self.tenures = tenures_by(held, "post")
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
                    _("yes") if facts.key else "",
                    facts.seats,
                    cell(*(register.person(cadre.strip()) for cadre in holders[post].split(";") if cadre.strip())),
                    cell(*(register.person(one.cadre) for one in self.tenures.get(post, ()) if one.until == "horizon")),
                    sum(row["months"] for row in self.vacancies.get(post, ())),
                    len(self.bench.get(post, ())),
                )
                for post, facts in register.facts.posts.items()
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
        yield (
            _("Held by"),
            tuple(tenure_line(register, one, register.person(one.cadre)) for one in self.tenures.get(post, ())),
        )
        yield (
            _("Empty"),
            tuple(
                line(
                    _("{start} to {end}: {why}").format(
                        start=month_of(row["start"]), end=month_of(row["end"]), why=why_words(row["why"])
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

    def _successor(self, row: dict[str, Any]) -> Line:
        action = action_words(row["action"])
        if row["post"] in self.lists:
            return sentence("{person}, {action}", person=self.register.person(row["cadre"]), action=action)
        return sentence("{successor}; {action}", successor=successor(self.register, row), action=action)
