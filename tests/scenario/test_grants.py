"""What a course grants or needs, and whom it prefers, as short texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.scenario.grants import LEVELS, Grant, Priority, read_grant, read_priority


@given(st.sampled_from([(part, level) for part, levels in LEVELS.items() for level in range(1, len(levels))]))
def test_every_level_above_none_can_be_granted(named: tuple[str, int]) -> None:
    part, level = named
    assert read_grant(f" {part} = {LEVELS[part][level]} ") == Grant(part, level)


def test_levels_may_be_written_as_in_the_column() -> None:
    assert read_grant("theory=Cao cấp") == Grant("theory", 3)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("theory", "no part and level with = between them; write it as theory=advanced"),
        (
            "teory=primary",
            "teory is no part of the standard that a course can grant; "
            "did you mean theory? Write degree, theory, state_mgmt or skills",
        ),
        (
            "theory=advance",
            "advance is no level of theory; did you mean advanced? Write primary, intermediate, advanced or bachelor",
        ),
        ("skills=high", "high is no level of skills; write updated"),
        ("skills=none", "skills has no level here; write updated"),
        ("skills=", "skills has no level here; write updated"),
    ],
)
def test_what_is_wrong_with_a_grant_and_what_to_write(text: str, error: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(error)}$"):
        read_grant(text)


def test_a_priority_holds_values_as_the_cells_are() -> None:
    assert read_priority("sex=Nữ") == Priority("sex", ("female",))
    assert read_priority(" ethnicity = Tày | Nùng||Tày ") == Priority("ethnicity", ("Tày", "Nùng"))
    assert read_priority("rotates=có") == Priority("rotates", ("yes",))


@pytest.mark.parametrize("text", ["female", "sex=", "=female", "sex=|"])
def test_a_priority_names_a_column_and_values(text: str) -> None:
    with pytest.raises(ValueError, match="no column and values with = between them; write it as sex=female"):
        read_priority(text)
