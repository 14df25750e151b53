"""How losses that benches bear are told."""

from planner.explore.resilience import Breaking
from planner.report.resilience import borne_words


def test_no_loss_is_too_many() -> None:
    assert (
        borne_words(Breaking("", 4, 4)) == "Whoever of the 4 holders leaves, every post has somebody ready of its own"
    )


def test_a_single_loss_is_too_many() -> None:
    told = borne_words(Breaking("", 4, 0, ("An",), ("chair",)))
    assert told == "Not every loss of a single one of the 4 holders is covered"


def test_three_losses_are_too_many() -> None:
    told = borne_words(Breaking("", 9, 2, ("An", "Bình", "Chi"), ("chair", "vice", "front"), ("Dũng", "Giang")))
    assert told == "Any 2 of 9 holders may leave at once and every post is covered, each successor counted once"
