"""The people, posts and units of a plan as the page names and links them; every name is looked up once."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from planner.language import month
from planner.plan.plan import Plan
from planner.plan.verify.facts import Facts, read_facts
from planner.report.charts.posts import leavers
from planner.report.given_names import by_given_name, given_name_key
from planner.report.html.view import Cell, Text
from planner.report.html.words import rule_title
from planner.report.names import cadre_names, post_names, records, title_names, unit_names
from planner.report.retold import reason_words
from planner.report.words import say
from planner.rulebook.rulebook import Rulebook, resolve


class Register:
    """Names, links and the plan's tables by person and post.

    Parameters
    ----------
    plan : Plan
        With decisions.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.people = cadre_names(plan)
        self.posts = post_names(plan)
        self.units = unit_names(plan)
        self.titles = title_names(plan)
        self._person_numbers = {cadre: number for number, cadre in enumerate(self.people, 1)}
        self._post_numbers = {post: number for number, post in enumerate(self.posts, 1)}
        self.tables = {name: records(frame) for name, frame in plan.tables.items()}

    @cached_property
    def book(self) -> Rulebook:
        """The rules in force."""
        return resolve(self.plan.scenario)[0]

    @cached_property
    def facts(self) -> Facts:
        """The scenario as the check of a plan reads it."""
        return read_facts(self.plan.scenario, self.book)

    @cached_property
    def _leavers(self) -> dict[str, dict[str, tuple[str, str]]]:
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for (cadre, post), end in leavers(self.plan).items():
            found.setdefault(cadre, {})[post] = end
        return found

    def leaving(self, cadre: str) -> dict[str, tuple[str, str]]:
        """The posts held today that a person leaves, each with date, true to the month, and reason."""
        return self._leavers.get(cadre, {})

    @cached_property
    def concerned(self) -> frozenset[str]:
        """Everybody of whom the plan says something: those with a page."""
        return frozenset(
            set(self._leavers).union(*({row["cadre"] for row in self.tables[name]} for name in _ABOUT_PEOPLE))
        )

    @cached_property
    def _stints(self) -> dict[str, list[dict[str, Any]]]:
        return self.of("stints", "cadre")

    def stints_of(self, cadre: str) -> list[dict[str, Any]]:
        """The stints of a person by their start."""
        return sorted(self._stints.get(cadre, ()), key=lambda row: str(row["start"]))

    def of(self, table: str, key: str) -> dict[str, list[dict[str, Any]]]:
        """The rows of a table of the plan by person or post."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.tables[table]:
            found.setdefault(row[key], []).append(row)
        return found

    def person_anchor(self, cadre: str) -> str:
        """Where the page of a person is."""
        return f"person-{self._person_numbers[cadre]}"

    def post_anchor(self, post: str) -> str:
        """Where the page of a post is."""
        return f"post-{self._post_numbers[post]}"

    def person(self, cadre: str) -> Text:
        """A person's name, which leads to the person's page if there is one."""
        return Text(self.people[cadre], f"#{self.person_anchor(cadre)}" if cadre in self.concerned else "")

    def person_cell(self, cadre: str) -> Cell:
        """The same as a cell that is sorted by the given name."""
        return Cell(((self.person(cadre),),), by_given_name(self.people[cadre]))

    def post(self, post: str) -> Text:
        """A post's name, which leads to its page."""
        return Text(self.posts[post], f"#{self.post_anchor(post)}")

    def in_order(self, cadres: Iterable[str]) -> list[str]:
        """People by their given names."""
        return sorted(cadres, key=lambda cadre: (given_name_key(self.people[cadre]), cadre))

    def place(self, place: str) -> Text:
        """A post or a unit, whichever has this id; from nowhere is from outside."""
        if place in self.posts:
            return self.post(place)
        return Text(self.units.get(place, place) or say("outside"))

    def reason(self, told: str) -> str:
        """Why a listing ends, with the rule and the post that it names by their ids under their names."""
        rule, colon, words = told.partition(": ")
        words = reason_words(rule, words)
        return f"{rule_title(rule)}{colon}{' '.join(self.posts.get(word, word) for word in words.split(' '))}"


_ABOUT_PEOPLE = ("stints", "bench", "moves", "returns", "training", "review")


def month_of(date: str) -> str:
    """A date as tables of the report print it, as the language writes it."""
    return month(date)
