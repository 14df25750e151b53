"""Bounds computed anew from the prices in a plan: what they prove, and that no price proves too much."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.scenarios import scenario

from planner import solve
from planner.explore.proof import prove
from planner.plan.plan import DUALS, Plan
from planner.scenario.findings import InputError

OFFICE = scenario(
    "period_months: 12\nfit: only_listed",
    posts="post\nfirst\nsecond",
    cadres="cadre\nann\nbob\ncid",
    fit="cadre post score\nann first 9\nbob first 7\nann second 2\nbob second 1\ncid second 1",
)
PLAN = solve(OFFICE)


def with_duals(plan: Plan, rows: list[tuple[str, int, int]]) -> Plan:
    frame = pd.DataFrame(rows, columns=["tier", "row", "price"]).assign(province="")
    return replace(plan, duals=frame[list(DUALS)])


def test_prices_alone_prove_what_the_relaxation_settles() -> None:
    proven = {tier.tier: tier for tier in prove(OFFICE, PLAN)}
    assert proven["fill"].by_prices == proven["fill"].value == 0
    assert proven["fit"].by_prices == proven["fit"].value == 9 + 1
    assert all(tier.by_search == 0 and tier.open_columns == 0 for tier in proven.values())


def test_without_prices_all_rests_on_the_search() -> None:
    bare = {tier.tier: tier for tier in prove(OFFICE, with_duals(PLAN, []))}
    # each person at his best in every post at once
    assert bare["fit"].by_prices == 9 + 7 + 2 + 1 + 1
    assert bare["fit"].by_search == 20 - 10
    assert bare["fit"].open_columns > 0


PRICES = st.lists(
    st.tuples(st.sampled_from(("fill", "bench", "mix", "fit")), st.integers(0, 4), st.integers(-(2**40), 2**40)),
    max_size=12,
    unique_by=lambda price: price[:2],
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(PRICES)
def test_no_prices_prove_more_than_is_true(rows: list[tuple[str, int, int]]) -> None:
    for tier in prove(OFFICE, with_duals(PLAN, rows)):
        assert tier.by_prices >= tier.value if tier.sense == "max" else tier.by_prices <= tier.value


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("full", 0, 1)], "there are prices of what is none of the plan's tiers [full]"),
        ([("fill", 10**6, 1)], "there is a price for fill of a row beyond the"),
        ([("fill", 0, 2**62)], "the prices for fill are beyond all reason"),
    ],
)
def test_prices_of_something_else_are_found(rows: list[tuple[str, int, int]], found: str) -> None:
    with pytest.raises(InputError) as raised:
        prove(OFFICE, with_duals(PLAN, rows))
    assert found in str(raised.value.findings[0])
