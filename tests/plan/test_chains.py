"""Chains of moves: who fills the post that somebody leaves."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.plan.chains import Move, chains

AN, BINH, CHI, DUNG = range(4)
CHAIR, VICE, FRONT, CLERK = range(10, 14)
NONE = -1


def test_each_step_fills_the_post_that_the_step_before_opened() -> None:
    third = Move(CHI, FRONT, 2, NONE)
    first = Move(AN, CHAIR, 0, VICE)
    second = Move(BINH, VICE, 0, FRONT)
    assert chains([third, second, first]) == [[first, second, third]]


def test_a_move_that_opens_no_post_ends_its_chain() -> None:
    first, second = Move(AN, CHAIR, 0, NONE), Move(BINH, VICE, 0, NONE)
    assert chains([second, first]) == [[first], [second]]


def test_a_post_taken_before_it_was_left_is_another_chain() -> None:
    """The vice chair had a second seat free when chi came."""
    before, leaves = Move(CHI, VICE, 0, NONE), Move(AN, CHAIR, 1, VICE)
    assert chains([leaves, before]) == [[before], [leaves]]


def test_chains_come_by_date_then_post() -> None:
    late, early, other = Move(AN, CHAIR, 1, NONE), Move(BINH, FRONT, 0, NONE), Move(CHI, VICE, 0, NONE)
    assert chains([late, early, other]) == [[other], [early], [late]]


def test_two_who_leave_one_post_with_two_seats_are_followed_by_one_each() -> None:
    first, second = Move(AN, CHAIR, 0, VICE), Move(BINH, FRONT, 0, VICE)
    third, fourth = Move(CHI, VICE, 0, NONE), Move(DUNG, VICE, 1, NONE)
    assert chains([fourth, third, second, first]) == [[first, third], [second, fourth]]


def test_people_who_swap_posts_make_a_ring() -> None:
    an, binh = Move(AN, CHAIR, 0, VICE), Move(BINH, VICE, 0, CHAIR)
    assert chains([binh, an]) == [[an, binh]]


def test_a_ring_of_three_starts_at_its_first_post_and_comes_in_the_order_of_dates() -> None:
    ring = [Move(AN, CHAIR, 0, VICE), Move(BINH, VICE, 0, FRONT), Move(CHI, FRONT, 0, CHAIR)]
    later = [Move(DUNG, CLERK, 1, NONE)]
    assert chains([*later, *reversed(ring)]) == [ring, later]


def test_a_chain_beside_a_ring_keeps_its_own_post() -> None:
    """Two seats of vice chair: one is left in the ring, the other stays filled from outside."""
    ring = [Move(AN, CHAIR, 0, VICE), Move(BINH, VICE, 0, CHAIR)]
    outside = [Move(CHI, VICE, 1, NONE)]
    assert chains([*outside, *ring]) == [ring, outside]


def test_whoever_fills_the_other_seat_that_a_ring_leaves_goes_on_with_it() -> None:
    """The last of the ring is asked for his follower before the ring is seen to close."""
    ring = [Move(AN, CHAIR, 0, FRONT), Move(CHI, FRONT, 0, VICE), Move(BINH, VICE, 0, CHAIR)]
    outside = Move(DUNG, CHAIR, 0, NONE)
    assert chains([outside, *ring]) == [[*ring, outside]]


def test_without_moves_there_is_no_chain() -> None:
    assert chains([]) == []


def test_a_ring_closes_only_where_nobody_else_could_follow() -> None:
    an, binh, chi = Move(AN, VICE, 0, CHAIR), Move(BINH, CHAIR, 0, VICE), Move(CHI, CHAIR, 0, VICE)
    assert chains([an, binh, chi]) == [[binh, an, chi]]


@given(
    st.lists(
        st.tuples(st.integers(10, 13), st.integers(0, 2), st.sampled_from([NONE, 10, 11, 12, 13])), max_size=9
    ).map(lambda drawn: [Move(cadre, *move) for cadre, move in enumerate(drawn)])
)
def test_chains_hold_every_move_once_and_are_neither_joined_nor_cut(moves: list[Move]) -> None:
    found = chains(moves)
    assert sorted(move.cadre for chain in found for move in chain) == list(range(len(moves)))
    for chain in found:
        assert all(after.post == move.opens and after.start >= move.start for move, after in pairwise(chain))
        for other in found:
            assert other is chain or not (other[0].post == chain[-1].opens and other[0].start >= chain[-1].start)
