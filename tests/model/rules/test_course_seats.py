"""P7: a session has as many new participants as free seats."""

import pytest
from support.training import attending, learners


@pytest.mark.parametrize(("seats", "taken", "count"), [(1, 0, 1), (2, 0, 2), (9, 0, 3), (3, 2, 1), (2, 2, 0)])
def test_no_more_attend_than_seats_are_free(seats: int, taken: int, count: int) -> None:
    assert len(attending(learners(f"skills=updated - 2026-01 1 {seats} {taken} 0"))) == count


def test_each_session_has_its_own_seats() -> None:
    assert len(attending(learners("skills=updated - 2026-01 1 1 0 0\nskills=updated - 2026-02 1 1 0 0"))) == 2


def test_switched_off_everybody_attends() -> None:
    assert len(attending(learners("skills=updated - 2026-01 1 1 1 0", switch="course_seats: false"))) == 3
