"""The decisions with which the relaxation of a large model begins."""

import numpy as np
import pytest
from support.published import PLACES
from support.scenarios import scenario

from planner.api import solve
from planner.check import load, model_of
from planner.domain.case import case_of
from planner.engine.promising import LISTED, PLACED, Width, each_person, promising, published
from planner.explore.decisions import decided
from planner.model.model import Model, build_model
from planner.plan.carry import carry


@pytest.fixture(scope="module")
def model() -> Model:
    return model_of(load(PLACES / "lang-son-city"))


@pytest.fixture(scope="module")
def begun(model: Model) -> np.ndarray:
    return each_person(model, model.tiers[-1].cost)


def test_everybody_and_every_post_with_a_stint_begins_with_one(model: Model, begun: np.ndarray) -> None:
    columns = model.columns
    chosen = begun[columns.stints.span]
    for owner in (columns.cadre, columns.post):
        assert set(owner[chosen]) == set(owner)


def test_a_person_begins_in_a_post_once_and_where_possible_when_a_seat_of_it_is_free(
    model: Model, begun: np.ndarray
) -> None:
    columns, incumbents = model.columns, model.case.incumbents
    chosen = np.flatnonzero(begun[columns.stints.span])
    pairs = list(zip(columns.cadre[chosen], columns.post[chosen], strict=True))
    assert len(pairs) == len(set(pairs))
    single = model.case.posts.seats == 1
    ends = dict(zip(incumbents.post.tolist(), incumbents.until.tolist(), strict=True))
    for stint in chosen:
        cadre, post = columns.cadre[stint], columns.post[stint]
        free = ends.get(int(post), 0) % model.case.calendar.periods
        starts = columns.start[(columns.cadre == cadre) & (columns.post == post)]
        if single[post]:
            assert columns.start[stint] == min(starts[starts >= free], default=starts.min())


def test_nobody_begins_with_more_listings_than_his_best(model: Model, begun: np.ndarray) -> None:
    columns = model.columns
    listed, cost = columns.listed_cadre, model.tiers[-1].cost[columns.listings.span]
    chosen = begun[columns.listings.span]
    for cadre in np.unique(listed):
        mine = listed == cadre
        assert chosen[mine].sum() == min(LISTED, mine.sum())
        assert cost[mine & chosen].max() <= cost[mine & ~chosen].min(initial=np.iinfo(np.int64).max)


def test_the_first_round_of_a_large_place_is_a_small_part_of_it() -> None:
    large = model_of(load(PLACES / "lang-son-2025"))
    chosen = each_person(large, large.tiers[-1].cost)[large.columns.stints.span]
    people, posts = len(np.unique(large.columns.cadre)), len(np.unique(large.columns.post))
    assert chosen.sum() <= PLACED * (people + posts)
    assert chosen.sum() < large.columns.stints.size / 5


def test_a_review_where_nothing_has_changed_begins_with_the_plan_that_was_published() -> None:
    place = load(PLACES / "lang-son-city")
    before = solve(place)
    review = model_of(carry(place, before)[0])
    begun, planned = published(review) > 0, decided(review, before)
    for block in (review.columns.stints, review.columns.listings):
        assert planned[block.span].any()
        assert (begun[block.span] == planned[block.span]).all()
    nothing = np.zeros(review.columns.count, dtype=np.int64)
    assert promising(review, nothing, Width(stints=0, listings=0, returns=0))[planned].all()


def test_a_published_placement_begins_about_when_it_was_to_begin() -> None:
    late = build_model(
        case_of(
            scenario(
                "period_months: 6\nhorizon_months: 24",
                posts="post\np\nq",
                cadres="cadre\nan",
                pins="action cadre post from\nprefer an q 2027-01-01",
            )
        )
    )
    begun = np.flatnonzero(published(late))
    columns = late.columns
    assert [(int(columns.post[one]), int(columns.start[one])) for one in begun] == [(1, 2)]
