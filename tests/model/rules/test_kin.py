"""C8: relatives do not lead side by side, nor one over the other."""

import pytest
from support.scenarios import scenario
from support.solving import holding, only, placed, refusals, together

from planner.scenario.scenario import Scenario

UNITS = """
unit  kind        parent  sector
dist  commune     -       -
xa    commune     dist    -
ban   department  dist    finance
pho   department  dist    -
"""
TITLES = "title group head\nchair government yes\nsec party yes\nfront front yes\nhead dept yes\nvice dept no"
RELATIVES = "cadre_a cadre_b\nan binh"


def office(
    posts: str, people: str = "an\nbinh", switch: str = "true", pins: str = "", related: str = RELATIVES
) -> Scenario:
    """Posts with unit, title, holder, key and vacant_from, and people with leaves_on; an and binh are relatives."""
    return scenario(
        only("kin", switch),
        units=UNITS,
        titles=TITLES,
        posts=f"post unit title holder key vacant_from\n{posts}",
        cadres="cadre leaves_on\n" + "\n".join(f"{row} -" if " " not in row else row for row in people.splitlines()),
        relatives=related,
        pins=f"action cadre post from\n{_dated(pins)}",
    )


def _dated(pins: str) -> str:
    return "\n".join(f"{pin} {'2026-01' if pin.startswith('place') else '-'}" for pin in pins.splitlines())


def together_in(first: str, second: str) -> bool:
    """Whether an can take the second post while binh holds the first."""
    where = office(
        f"p {first} binh {'yes -' if len(first.split()) < 3 else '-'}\nq {second} - yes -", pins="keep binh p"
    )
    return placed(where) == {"an q 2026-01"}


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        ("xa vice", "xa vice", False),
        ("xa vice", "dist vice", True),
        ("ban vice", "ban vice", False),
        ("dist chair", "ban head", False),
        ("dist sec", "ban head", False),
        ("ban head", "dist chair", False),
        ("dist front", "ban head", True),
        ("dist chair", "ban vice", True),
        ("dist vice", "ban head", True),
        ("dist chair", "pho head", True),
        ("xa chair", "ban head", True),
    ],
)
def test_key_posts_of_one_unit_and_heads_over_heads_are_kept_apart(first: str, second: str, *, allowed: bool) -> None:
    assert together_in(first, second) == allowed


def test_posts_that_are_not_key_do_not_count_in_a_commune_but_in_a_department() -> None:
    posts = "p {0} vice - no -\nq {0} vice - yes -"
    pins = "place an p\nplace binh q"
    assert placed(office(posts.format("xa"), pins=pins)) == {"an p 2026-01", "binh q 2026-01"}
    with_third = office(posts.format("ban"), "an\nbinh\nchi", pins="place an p")
    assert placed(with_third) == {"an p 2026-01", "chi q 2026-01"}


def test_two_seats_of_one_post_are_two_posts() -> None:
    where = scenario(
        only("kin"), units=UNITS, posts="post unit seats\np xa 2", cadres="cadre\nan\nbinh", relatives=RELATIVES
    )
    assert len(placed(where)) == 1


def test_one_may_come_when_the_other_has_left() -> None:
    assert holding(office("p xa vice - yes -\nq xa vice - yes 2026-07", "an 2026-07\nbinh -", pins="forbid an q")) == {
        "an p 2026-01..2026-07 service",
        "binh q 2026-07..2027-01 horizon",
    }


def test_what_is_so_today_may_go_on_but_not_begin_anew() -> None:
    posts = "p xa vice an yes -\nq xa vice binh yes -\nr xa vice - yes -"
    assert placed(office(posts)) == set()


def test_who_leaves_the_unit_makes_room() -> None:
    where = office("p xa vice an yes -\nq xa vice - yes -\nr dist vice - yes -", pins="place an r\nplace binh q")
    assert placed(where) == {"an r 2026-01", "binh q 2026-01"}


def test_others_are_no_relatives() -> None:
    assert len(placed(office("p xa vice - yes -\nq xa vice - yes -", related="cadre_a cadre_b"))) == 2


def test_a_second_post_in_the_same_office_is_one_person_more_only_where_the_main_one_lies_outside() -> None:
    where = scenario(
        together(kin="true"),
        posts="post unit title weight\nmain xa deputy_secretary 9\nside xa council_vice 1\nthird xa pc_vice 1",
        cadres="cadre\nan\nbinh",
        relatives=RELATIVES,
        pins="action cadre post\nforbid binh main\nforbid binh side\nforbid an third",
    )
    assert placed(where) == {"an main 2026-01", "an side 2026-01"}


def test_switched_off_relatives_lead_together() -> None:
    assert len(placed(office("p xa vice - yes -\nq xa vice - yes -", switch="false"))) == 2


def test_the_rule_binds_people_together_and_refuses_no_single_pair() -> None:
    assert refusals(office("p xa vice - yes -\nq xa vice - yes -"), "an", "p") == []
