"""The size of a model: every row and column is counted once, and what was left out has its reason."""

import numpy as np
import pytest
from support.scenarios import scenario
from support.small_office import office
from support.solving import only

from planner.domain.case import case_of
from planner.model.kinds import Kind
from planner.model.model import Model, build_model
from planner.model.size import Size, Starts, measure, together
from planner.scenario.scenario import Scenario

TERM = """
rules: {pack: vn-2022, changes: {in_pool: false, standard: false}}
"""


def model_of(where: Scenario) -> Model:
    return build_model(case_of(where))


def size_of(where: Scenario) -> Size:
    return measure(model_of(where))


def starts_of(where: Scenario, kind: Kind) -> Starts:
    (starts,) = (starts for starts in size_of(where).starts if starts.kind == kind)
    return starts


def test_sizes_of_provinces_are_added_up_kind_by_kind() -> None:
    one, other = size_of(office()), size_of(office(settings=TERM))
    both = together([one, other])
    assert together([one]) == one
    assert both.totals == tuple(map(sum, zip(one.totals, other.totals, strict=True)))
    assert both.attendances.all == one.attendances.all + other.attendances.all
    assert [pairs.all for pairs in both.pairs] == [2 * pairs.all for pairs in one.pairs]
    for number, pairs in enumerate(both.pairs):
        apart = [refused for size in (one, other) for refused in size.pairs[number].refused]
        for refused in pairs.refused:
            assert refused.pairs == sum(each.pairs for each in apart if each.rule == refused.rule)
        assert {refused.rule for refused in pairs.refused} == {each.rule for each in apart}


@pytest.mark.parametrize("where", [office(), office(settings=TERM), scenario(posts="post\np", cadres="cadre\na")])
def test_every_row_column_and_entry_is_counted_once(where: Scenario) -> None:
    model = model_of(where)
    size = measure(model)
    entries = int((model.matrix.data != 0).sum())
    assert size.totals == (model.matrix.shape[1], model.matrix.shape[0], entries)
    assert sum(part.entries for part in size.columns) == entries


@pytest.mark.parametrize("where", [office(), office(settings=TERM)])
def test_every_refused_pair_has_one_rule_that_refuses_it_first(where: Scenario) -> None:
    model = model_of(where)
    for pairs, refused in zip(
        measure(model).pairs, (model.eligibility.refused_stints, model.eligibility.refused_listings), strict=True
    ):
        assert pairs.all == pairs.possible + sum(part.first for part in pairs.refused)
        assert all(part.alone <= part.first <= part.pairs for part in pairs.refused)
        assert sum(part.pairs for part in pairs.refused) == int(np.bitwise_count(refused).sum())


@pytest.mark.parametrize("where", [office(), office(settings=TERM)])
def test_starts_left_out_and_kept_add_up_to_the_columns(where: Scenario) -> None:
    size = size_of(where)
    columns = {part.kind: part.columns for part in size.columns}
    for starts in size.starts:
        assert starts.columns == columns[starts.kind.name.lower()]
        assert min(starts.not_free, starts.no_time, starts.not_led, starts.further) >= 0


def test_a_rule_is_told_with_the_pairs_that_it_alone_refuses() -> None:
    where = scenario(only("in_pool"), posts="post\np\nq", cadres="cadre rotates\na yes\nb no")
    (told,) = (part for part in size_of(where).pairs[0].refused if part.rule == "in_pool")
    assert (told.pairs, told.first, told.alone) == (2, 2, 2)


def test_starts_before_a_held_post_can_be_free_are_left_out() -> None:
    """The holder cannot move, because no other post is there, and leaves after one of the two periods."""
    where = scenario(
        "horizon_months: 12\nperiod_months: 6", posts="post holder\np a", cadres="cadre leaves_on\na 2026-07\nb -"
    )
    starts = starts_of(where, Kind.MOVE)
    assert (starts.allowed, starts.not_free, starts.columns) == (2, 1, 1)


def test_starts_of_who_leaves_within_the_period_are_left_out() -> None:
    where = scenario("horizon_months: 12\nperiod_months: 6", posts="post\np", cadres="cadre leaves_on\na 2026-09")
    starts = starts_of(where, Kind.MOVE)
    assert starts.columns == 1
    assert starts.allowed - starts.no_time == 1


def test_sessions_that_nobody_needs_have_no_column() -> None:
    where = office(
        sessions="session course grants starts_on months seats\ns c theory=intermediate 2026-02 2 5\n"
        "t c theory=advanced 2026-02 2 5"
    )
    told = size_of(where).attendances
    assert told.all == 12
    assert told.all == told.closed + told.needless + told.columns
    assert told.closed >= 6  # everybody has the first level already
