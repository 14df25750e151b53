"""What each stint of a cadre is, from its rows alone: held today, a move, beside a main post, or a return."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from planner.plan.verify.facts import Facts
from planner.plan.verify.records import Person, Post, is_rotation

Span = tuple[Post, int, int]
"""A post, the first period in it and the first no longer in it."""


class Role(Enum):
    """What a stint is to its cadre; every new main stint that is no return counts as a move."""

    HOLDS = "holds"
    MOVE = "move"
    BESIDE = "beside"
    RETURN = "return"


@dataclass(frozen=True, slots=True, eq=False)
class Stint:
    """A person in a post from period ``first`` to before ``after``.

    ``base`` is the main stint that a new one goes beside, or the new rotation that a return ends; else None.
    """

    person: Person
    post: Post
    first: int
    after: int
    role: Role
    main: bool = True
    base: "Stint | None" = None

    @property
    def new(self) -> bool:
        """Whether it is not held at as_of."""
        return self.role is not Role.HOLDS


def cast(facts: Facts, person: Person, spans: Iterable[Span]) -> list[Stint]:
    """Give each stint of a cadre its role."""
    held: list[Stint] = []
    new: list[Span] = []
    spans = sorted(spans, key=_main_before_beside)
    today = facts.held_today(person.cadre)
    from_the_start = {post for post, first, _ in spans if not first}
    moved_at_once = today and today[0].post not in from_the_start and from_the_start - {now.post for now in today}
    for post, first, after in spans:
        place = next((place for place, now in enumerate(today) if now.post is post), None)
        # a new main post from the first period on leaves both, and the second may be taken again beside it
        if place is None or first or (place and moved_at_once):
            new.append((post, first, after))
        else:
            held.append(Stint(person, post, first, after, Role.HOLDS, main=not place))
    besides = _besides(facts, held, new)
    moves: list[Stint] = []
    for span in new:
        if span not in besides:
            moves.append(_main(facts, person, span, moves))
    mains = [*(stint for stint in held if stint.main), *moves]
    return [*held, *moves, *(_beside(facts, person, span, mains) for span in besides)]


def _main_before_beside(span: Span) -> tuple[int, int, int]:
    """Earlier, then longer, then in the order of the posts."""
    post, first, after = span
    return first, first - after, post.rank


def _besides(facts: Facts, held: Sequence[Stint], new: Sequence[Span]) -> list[Span]:
    """Which new stints go beside another: one that lasts when they start, of titles that may be held together."""
    mains = [(stint.post, stint.first, stint.after) for stint in held if stint.main]
    found: list[Span] = []
    for place, span in enumerate(new):
        later = (other for other in new[place + 1 :] if not any(_goes_beside(facts, other, main) for main in mains))
        if any(_goes_beside(facts, span, main) for main in mains) or any(
            _goes_beside(facts, span, other) and not _goes_beside(facts, other, span) for other in later
        ):
            found.append(span)
        else:
            mains.append(span)
    return found


def _goes_beside(facts: Facts, span: Span, main: Span) -> bool:
    return main[1] <= span[1] < main[2] and facts.dual_roles.pair(main[0], span[0])


def _main(facts: Facts, person: Person, span: Span, moves: Sequence[Stint]) -> Stint:
    """A new main stint: a move, or the return from a rotation of today or of this plan."""
    returns, base = span[0].lies_in("department") and facts.rotated_today(person) and not moves, None
    if len(moves) == 1 and span[0].lies_in("department") and _new_rotation(moves[0]):
        returns, base = True, moves[0]
    return Stint(person, *span, Role.RETURN if returns else Role.MOVE, base=base)


def _new_rotation(stint: Stint) -> bool:
    return stint.role is Role.MOVE and is_rotation(stint.person, stint.post)


def _beside(facts: Facts, person: Person, span: Span, mains: Sequence[Stint]) -> Stint:
    """A stint beside a main one: the one that it fits into, else the first that it starts in."""
    within = [stint for stint in mains if _goes_beside(facts, span, (stint.post, stint.first, stint.after))]
    base = next((stint for stint in within if span[2] <= stint.after), within[0] if within else None)
    return Stint(person, *span, Role.BESIDE, main=False, base=base)
