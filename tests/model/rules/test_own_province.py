"""C21: who serves in a province is placed and listed only within it."""

import pytest
from support.scenarios import scenario
from support.solving import listed, only, placed, refusals

from planner.domain.case import case_of
from planner.scenario.scenario import Scenario

UNITS = """
unit   kind        parent
north  province    -
south  province    -
xa     commune     north
to     department  phong
phong  department  north
ya     commune     south
bo     department  -
"""


def office(
    unit: str, target: str = "xa", *, sending: str = "-", held: str = "bo", opens: str = "-", switch: str = "true"
) -> Scenario:
    """An holds a post; another one, dearer, is vacant in the target."""
    return scenario(
        only("own_province", switch),
        units=UNITS,
        posts=f"post unit holder weight vacant_from\nheld {held} an 1 -\nnext {target} - 9 {opens}",
        cadres=f"cadre unit sending_unit\nan {unit} {sending}",
    )


@pytest.mark.parametrize("unit", ["xa", "to", "phong", "north"])
def test_people_move_within_the_province_that_their_unit_lies_in(unit: str) -> None:
    assert placed(office(unit, "xa")) == {"an next 2026-01"}
    assert placed(office(unit, "ya")) == set()


@pytest.mark.parametrize("opens", ["-", "2026-12"], ids=["first period", "last period"])
def test_the_rule_holds_in_every_period(opens: str) -> None:
    start = "2026-01" if opens == "-" else "2026-07"
    assert placed(office("xa", "phong", opens=opens)) == {f"an next {start}"}
    assert placed(office("xa", "ya", opens=opens)) == set()


def test_posts_of_no_province_are_not_for_people_of_one() -> None:
    assert placed(office("xa", "bo")) == set()
    assert placed(office("xa", "-")) == set()


@pytest.mark.parametrize("target", ["xa", "ya", "north", "bo", "-"])
def test_people_of_no_province_go_anywhere(target: str) -> None:
    assert placed(office("bo", target)) == {"an next 2026-01"}
    assert placed(office("-", target)) == {"an next 2026-01"}


def test_without_a_province_of_the_unit_that_of_the_sending_unit_counts_then_that_of_the_post() -> None:
    assert placed(office("bo", "ya", sending="xa")) == set()
    assert placed(office("bo", "xa", sending="phong", held="ya")) == {"an next 2026-01"}
    assert placed(office("-", "xa", held="ya")) == set()
    assert placed(office("-", "south", held="ya")) == {"an next 2026-01"}
    assert placed(office("xa", "phong", sending="ya", held="ya")) == {"an next 2026-01"}


def test_where_no_unit_is_a_province_nobody_is_bound() -> None:
    where = scenario(
        only("own_province"),
        units="unit kind parent\nxa commune phong\nphong department -\nya commune -",
        posts="post unit holder weight\nheld xa an 1\nnext ya - 9",
        cadres="cadre unit\nan xa",
    )
    assert placed(where) == {"an next 2026-01"}


def test_the_bench_is_bound_in_the_same_way() -> None:
    def bench(unit: str, switch: str = "true") -> Scenario:
        return scenario(
            only("own_province", switch),
            units=UNITS,
            posts="post unit holder bench_min\npost xa binh 1",
            cadres=f"cadre unit\nan {unit}\nbinh xa",
        )

    assert listed(bench("phong")) == {"an post near"}
    assert listed(bench("bo")) == {"an post near"}
    assert listed(bench("ya")) == set()
    assert listed(bench("ya", "false")) == {"an post near"}


def test_a_holder_of_a_post_elsewhere_keeps_it() -> None:
    where = scenario(
        only("own_province"), units=UNITS, posts="post unit holder\nheld ya an", cadres="cadre unit\nan xa"
    )
    assert case_of(where).held_until.tolist() == [2]
    assert placed(where) == set()


def test_switched_off_people_cross_the_border() -> None:
    assert placed(office("xa", "ya", switch="false")) == {"an next 2026-01"}


def test_the_refusal_names_both_provinces() -> None:
    assert refusals(office("phong", "ya"), "an", "next") == ["an is of north; next is of south"]
    assert refusals(office("phong", "bo"), "an", "next") == ["an is of north; next is of no province"]
