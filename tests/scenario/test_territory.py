"""Which units lie within which."""

import pandas as pd
import pytest

from planner.scenario.territory import belong, provinces, steps_up

UNITS = pd.DataFrame(
    {
        "unit": ["xa", "hue", "phong", "centre", "to", "south"],
        "kind": ["commune", "province", "department", "department", "department", "province"],
        "parent": ["hue", "", "hue", "", "phong", ""],
    }
)


def test_steps_lead_up_to_the_top() -> None:
    assert [step.tolist() for step in steps_up(UNITS)] == [
        [0, 1, 2, 3, 4, 5],
        [1, -1, 1, -1, 2, -1],
        [-1, -1, -1, -1, 1, -1],
    ]


def test_steps_round_a_circle_end() -> None:
    circle = pd.DataFrame({"unit": ["a", "b"], "kind": "commune", "parent": ["b", "a"]})
    assert [step.tolist() for step in steps_up(circle)] == [[0, 1], [1, 0]]
    assert provinces(circle).tolist() == [-1, -1]


def test_the_province_of_a_unit_is_itself_or_the_nearest_above() -> None:
    assert provinces(UNITS).tolist() == [1, 1, 1, -1, 1, 5]
    nested = UNITS.assign(parent=["hue", "south", "hue", "", "phong", ""])
    assert provinces(nested).tolist() == [1, 1, 1, -1, 1, 5]


@pytest.mark.parametrize(
    ("named", "who"),
    [("hue", ["xa", "to", "hue"]), ("phong", ["to"]), ("south", []), ("", ["xa", "to", "hue", "centre", ""])],
)
def test_people_of_a_unit_are_of_the_units_above_it(named: str, who: list[str]) -> None:
    own = pd.Series(["xa", "to", "hue", "centre", ""])
    assert own[belong(UNITS, own, [named])[:, 0]].tolist() == who


def test_everybody_belongs_to_a_unit_that_is_not_there() -> None:
    assert belong(UNITS, pd.Series(["xa", ""]), ["nowhere", "hue"]).tolist() == [[True, True], [True, False]]
