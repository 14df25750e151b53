"""The smallest clash and the cheapest way out, against trying every set of demands and of changes."""

from itertools import combinations

from all_plans import best_plan
from hypothesis import event, given, settings
from hypothesis import strategies as st
from support.scenarios import scenario
from test_oracle import EXAMPLES, THOROUGH

from planner.explore.question import Effort
from planner.explore.repair import Edit, repair
from planner.explore.repair.edits import applied
from planner.scenario.scenario import Scenario

CADRES = ("a", "b", "c")
PAIRS = [(cadre, post) for cadre in CADRES for post in ("chair", "vice")]


@st.composite
def crowded(draw: st.DrawFn) -> Scenario:
    """Three people, two posts, decisions that often clash, and perhaps a hard target."""
    pairs = draw(st.lists(st.sampled_from(PAIRS), min_size=2, max_size=3, unique_by=lambda pair: pair[0]))
    forbidden = draw(st.lists(st.sampled_from(PAIRS), max_size=2, unique=True))
    pins = [f"place {cadre} {post}" for cadre, post in pairs]
    pins += [f"forbid {cadre} {post}" for cadre, post in forbidden if (cadre, post) not in pairs]
    women = draw(st.integers(0, 2))
    target = f"{{name: w, column: sex, values: [female], scope: all_posts, at_least: {women}, hard: true}}"
    mix = f"mix: [{target}]\n" if women else ""
    return scenario(
        f"horizon_months: 6\n{mix}",
        posts="post\nchair\nvice",
        cadres="cadre sex\na male\nb female\nc male",
        pins="\n".join(["action cadre post", *pins]),
    )


def cheapest(where: Scenario) -> int:
    """The least price of a set of at most three changes that leaves a plan, by trying them all."""
    prices = where.settings.repair
    single = [Edit("pin", str(row), 1, prices.pin) for row in range(len(where.pins))]
    single += [Edit("seat", post, 1, prices.seat) for post in where.posts["post"]]
    single += [Edit("target", target.name, 1, prices.target) for target in where.settings.mix]
    found = []
    for count in range(1, 4):
        for edits in combinations(single, count):
            changed = applied(where, edits)
            assert changed is not None
            best = best_plan(changed)
            if best is not None:
                missed = best.values[2] if any(edit.kind == "target" for edit in edits) else 0
                found.append(sum(edit.price for edit in edits) + prices.target * max(0, missed - 1))
    return min(found)


@settings(THOROUGH, max_examples=max(16, EXAMPLES // 4))
@given(crowded())
def test_the_cheapest_way_out_is_that_of_trying_all(where: Scenario) -> None:
    found = repair(where, Effort(), count=1)
    if best_plan(where) is not None:
        event("possible")
        assert found.possible
        return
    assert found.clash is not None
    assert found.clash.minimal
    assert found.clash.confirmed
    assert [way.price for way in found.ways] == [cheapest(where)]
