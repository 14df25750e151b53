"""Provinces that can be planned one by one, and what keeps them together."""

import pytest
from support.provinces import nation
from support.scenarios import scenario

from planner.domain.case import Case, build_case, case_of
from planner.domain.split import split, ties
from planner.rulebook.rulebook import resolve
from planner.scenario.scenario import Scenario
from planner.scenario.settings import Courses, MixTarget, RulesChoice
from planner.synth.profiles import Profile


def small(seed: int) -> Profile:
    return Profile(name=f"d{seed}", communes=2, posts_per_commune=2, departments=2, leaders=4, pool=2, away=0,
                   returned_higher=0, receiving=1, staff=8, vacant=1, vacancy_share=0.5, weak=0, relatives=0,
                   disciplined=0, away_ends=0, seed=seed, mix=(), rules=RulesChoice(pack="vn-2025"))  # fmt: skip


@pytest.fixture(scope="module")
def two() -> Scenario:
    return nation(small(1), small(2))


def case(where: Scenario, **settings: object) -> Case:
    changed = Scenario(where.settings.model_copy(update=settings), where.tables)
    return build_case(changed, resolve(changed)[0])


def with_table(where: Scenario, table: str, **first: str) -> Case:
    frame = where.tables[table].copy()
    for column, value in first.items():
        frame.loc[0, column] = value
    changed = Scenario(where.settings, {**where.tables, table: frame})
    return build_case(changed, resolve(changed)[0])


def test_every_person_post_and_listing_goes_with_its_province(two: Scenario) -> None:
    parted = split(case(two))
    assert parted is not None
    assert [block.province for block in parted.blocks] == ["p1", "p2"]
    for table, key in (("posts", "post"), ("cadres", "cadre"), ("bench", "cadre"), ("pins", "cadre")):
        rows = [list(block.scenario.tables[table][key]) for block in parted.blocks]
        assert all(name.startswith("p1-") for name in rows[0])
        assert sorted(rows[0] + rows[1]) == sorted(two.tables[table][key])


def test_targets_stay_where_they_are_counted_or_are_shared(two: Scenario) -> None:
    unit = str(two.posts["unit"].iloc[0])
    women = {"column": "sex", "values": ("female",), "at_least": 1}
    mix = (
        MixTarget(name="in one unit", scope={"unit": unit}, **women),
        MixTarget(name="in each unit", scope="each_unit", **women),
        MixTarget(name="in the nation", **women),
    )
    parted = split(case(two, mix=mix))
    assert parted is not None
    assert [target.name for target in parted.shared] == ["in the nation"]
    assert [[target.name for target in block.scenario.settings.mix] for block in parted.blocks] == [
        ["in one unit", "in each unit"],
        ["in each unit"],
    ]


@pytest.mark.parametrize(
    ("settings", "tie"),
    [
        ({"rules": RulesChoice(pack="vn-2025", changes={"own_province": False})}, "the rule own_province is off"),
        (
            {"mix": (MixTarget(name="half", column="sex", values=("female",), at_least=1, hard=True),)},
            "the target half is hard and counts people of several provinces",
        ),
    ],
)
def test_what_the_settings_tie_together_is_one_model(two: Scenario, settings: dict[str, object], tie: str) -> None:
    assert ties(case(two, **settings)) == (tie,)
    assert split(case(two, **settings)) is None


@pytest.mark.parametrize(
    ("table", "first", "tie"),
    [
        ("cadres", {"unit": "", "sending_unit": ""}, "there are people of no province, who may go anywhere"),
        ("bench", {"post": "p2"}, "bench.csv names people for posts of another province"),
    ],
)
def test_what_rows_tie_together_is_one_model(two: Scenario, table: str, first: dict[str, str], tie: str) -> None:
    if table == "bench":
        first = {"post": str(two.posts["post"].iloc[-1])}
        assert two.bench["cadre"].iloc[0].startswith("p1-")
    else:
        free = two.cadres.index[~two.cadres["cadre"].isin(two.posts["holder"])][0]
        order = [free, *two.cadres.index.drop(free)]
        two = Scenario(two.settings, {**two.tables, "cadres": two.cadres.loc[order].reset_index(drop=True)})
    assert tie in ties(with_table(two, table, **first))


def test_a_budget_is_a_tie_only_where_there_are_sessions(two: Scenario) -> None:
    assert ties(case(two, courses=Courses(budget=5))) == ()


def test_a_scenario_without_provinces_has_no_ties() -> None:
    alone = case_of(scenario(posts="post\np", cadres="cadre\nan"))
    assert split(alone) is None
    assert ties(alone) == ()
