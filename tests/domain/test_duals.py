"""Pairs of posts that one person may hold, and who holds two today."""

import pytest
from support.scenarios import scenario
from support.solving import together

from planner.domain.calendar import LONG_AGO, NEVER
from planner.domain.case import Case, case_of
from planner.scenario.dates import month_index

TITLES = {"m": "deputy_secretary", "s": "council_vice", "o": "pc_vice"}


def pairs(posts: str, settings: str = "") -> set[str]:
    """Pairs of posts, given as post, unit and the letter of a title."""
    rows = "\n".join(
        f"{post} {unit} {TITLES[title]}" for post, unit, title in (row.split() for row in posts.splitlines())
    )
    case = case_of(scenario(settings or together(), posts=f"post unit title\n{rows}", cadres="cadre\nan"))
    return {f"{case.posts.ids[a]}+{case.posts.ids[b]}" for a, b in zip(case.duals.main, case.duals.beside, strict=True)}


def test_posts_of_the_two_titles_in_one_unit_are_a_pair() -> None:
    assert pairs("a xa m\nb xa s\nc ya s\nd xa o\ne - m\nf - s") == {"a+b"}
    assert pairs("a xa m\nb xa s\nc xa s\nd xa m") == {"a+b", "a+c", "d+b", "d+c"}


def test_switched_off_there_are_no_pairs() -> None:
    assert pairs("a xa m\nb xa s", together(dual_role="false")) == set()


def test_the_permission_has_its_months() -> None:
    posts = f"post unit title\na xa {TITLES['m']}\nb xa {TITLES['s']}"
    open_ended = case_of(scenario(together(), posts=posts, cadres="cadre\nan")).duals
    assert (open_ended.starts.tolist(), open_ended.until.tolist()) == ([LONG_AGO], [NEVER])
    dated = case_of(scenario(together("2025-07-01", "2026-08-01"), posts=posts, cadres="cadre\nan")).duals
    assert (dated.starts.tolist(), dated.until.tolist()) == ([month_index("2025-07")], [month_index("2026-08")])


def two_posts(order: str = "m s", until: str = "null", cells: str = "- -\n- -", person: str = "- -") -> Case:
    """An holds two posts of a pair, given with held_since and vacant_from; with leaves_on and rotation_until."""
    rows = "\n".join(
        f"p{number} xa {TITLES[title]} an {dates}"
        for number, (title, dates) in enumerate(zip(order.split(), cells.splitlines(), strict=True))
    )
    leaves, rotation = person.split()
    since = "2025-01" if rotation != "-" else "-"
    return case_of(
        scenario(
            f"horizon_months: 24\n{together(until=until)}",
            posts=f"post unit title holder held_since vacant_from\n{rows}",
            cadres=f"cadre unit leaves_on rotation_since rotation_until\nan xa {leaves} {since} {rotation}",
        )
    )


@pytest.mark.parametrize(("order", "main"), [("m s", 0), ("s m", 1)])
def test_of_two_posts_the_rulebook_says_which_is_the_main_one(order: str, main: int) -> None:
    case = two_posts(order)
    assert case.post_held.tolist() == [main]
    assert case.incumbents.post[case.incumbents.beside].tolist() == [1 - main]
    assert case.holds.tolist() == [[True, True]]


@pytest.mark.parametrize(
    ("until", "cells", "person", "ends", "reasons"),
    [
        ("null", "- -\n- -", "- -", [4, 4], ["horizon", "horizon"]),
        ("2027-01-01", "- -\n- -", "- -", [4, 2], ["horizon", "dual"]),
        ("2026-03-01", "- -\n- -", "- -", [4, 0], ["horizon", "dual"]),
        ("null", "- 2027-01\n- -", "- -", [2, 2], ["planned", "dual"]),
        ("null", "- 2027-01\n- 2026-07", "- -", [2, 1], ["planned", "planned"]),
        ("null", "- 2027-01\n- 2027-03", "- -", [2, 2], ["planned", "planned"]),
        ("null", "- -\n- 2026-07", "- -", [4, 1], ["horizon", "planned"]),
        ("null", "- -\n- -", "2027-02 -", [2, 2], ["service", "service"]),
        ("null", "- -\n- -", "- 2026-09", [1, 1], ["rotation", "rotation"]),
    ],
)
def test_the_second_post_ends_with_the_main_one_with_the_permission_or_by_itself(
    until: str, cells: str, person: str, ends: list[int], reasons: list[str]
) -> None:
    incumbents = two_posts("m s", until, cells, person).incumbents
    assert incumbents.until.tolist() == ends
    assert incumbents.reason.tolist() == reasons


def test_a_cadre_holds_something_as_long_as_one_of_his_posts_lasts() -> None:
    assert two_posts(cells="- -\n- 2026-07").held_until.tolist() == [4]
