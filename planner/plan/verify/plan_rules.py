"""Rules on the plan as a whole: seats, overlaps, departures and pins."""

from collections.abc import Iterator
from itertools import pairwise

from planner.plan.verify.facts import Facts, Incumbency, Person, Pin, Post
from planner.plan.verify.picture import Picture, Stint
from planner.plan.verify.stint_rules import broken
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


def covered(facts: Facts, picture: Picture) -> dict[str, list[int]]:
    """Count the stints that cover each post in each period."""
    counts = {post: [0] * facts.clock.periods for post in facts.posts}
    for stint in picture.stints:
        row = counts[stint.post.post]
        for period in range(stint.first, stint.after):
            row[period] += 1
    return counts


def overrun(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody stays beyond his service, or beyond the day his post is to fall vacant."""
    yield from _beyond(facts, picture, ("service", "planned"), "plan")


def tenure_cap(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody stays in one post longer than its tenure cap."""
    yield from _beyond(facts, picture, ("tenure_cap",), "tenure_cap")


def _beyond(facts: Facts, picture: Picture, reasons: tuple[str, ...], rule: str) -> Iterator[Violation]:
    for stint in picture.stints:
        for reason, limit in limits(facts, stint):
            if reason in reasons and stint.after > facts.clock.whole_periods(limit):
                last = facts.clock.date(stint.after - 1)
                message = (
                    f"{rule}: {stint.person.label} would hold post {stint.post.post} until "
                    f"{facts.clock.date(stint.after)}; the limit ({reason}) is {month_date(limit)}."
                )
                yield Violation(rule, (stint.person.cadre,), (stint.post.post,), last, message)


def limits(facts: Facts, stint: Stint) -> tuple[tuple[str, int], ...]:
    """List what ends a stint at the latest: reasons with their month."""
    if stint.new:
        return facts.limits(stint.person, stint.post, facts.clock.month(stint.first))
    return facts.incumbents[stint.person.cadre].limits


def latest_end(facts: Facts, stint: Stint) -> int:
    """Find the first period in which a stint can no longer last."""
    return facts.clock.whole_periods(min(month for _, month in limits(facts, stint)))


def one_holder(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """No more people than seats, and none before the seat is open."""
    for post, counts in covered(facts, picture).items():
        seats = facts.posts[post].seats
        if max(counts) > seats:
            # one sentence per post says enough: the first period with too many
            yield _crowded(facts, picture, post, next(period for period, n in enumerate(counts) if n > seats))
    for stint in picture.new:
        if stint.first < stint.post.opens:
            opens = f"it opens in the period of {facts.clock.date(stint.post.opens)}"
            yield broken(facts, "one_holder", stint, "comes before the post is open", opens)


def _crowded(facts: Facts, picture: Picture, post: str, period: int) -> Violation:
    holders = [s.person for s in picture.stints if s.post.post == post and s.first <= period < s.after]
    names = ", ".join(person.label for person in holders)
    date = facts.clock.date(period)
    message = (
        f"one_holder: post {post} would have {len(holders)} holders on {date} ({names}); "
        f"its seats are {facts.posts[post].seats}."
    )
    return Violation("one_holder", tuple(person.cadre for person in holders), (post,), date, message)


def one_post(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """One post at a time, one move in the horizon, and none into one's own post."""
    by_person: dict[str, list[Stint]] = {}
    for stint in picture.stints:
        by_person.setdefault(stint.person.cadre, []).append(stint)
    for cadre, stints in by_person.items():
        for former, later in pairwise(stints):
            if later.first < former.after:
                yield _both(facts, former, later, "still holds", "one post at a time is allowed")
            elif former.new and later.new:
                yield _both(facts, former, later, "has already moved to", "one move in the horizon is allowed")
        for stint in stints:
            incumbency = facts.incumbents.get(cadre)
            if stint.new and incumbency is not None and incumbency.post is stint.post:
                yield broken(facts, "one_post", stint, "already holds it today", "the same post is not taken twice")


def _both(facts: Facts, former: Stint, later: Stint, value: str, limit: str) -> Violation:
    posts = (former.post.post, later.post.post)
    date = facts.clock.date(later.first)
    message = f"one_post: {former.person.label} {value} {posts[0]} when taking post {posts[1]} on {date}; {limit}."
    return Violation("one_post", (former.person.cadre,), posts, date, message)


def no_removal(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a stint lasts as long as it may, unless its holder moves on."""
    for cadre, incumbency in facts.incumbents.items():
        held, move = picture.held.get(cadre), picture.moves.get(cadre)
        end = held.after if held else 0
        if end < incumbency.after and (move is None or move.first != end):
            yield _removed(facts, incumbency.person, incumbency.post, end, incumbency.after)
    for stint in picture.new:
        latest = latest_end(facts, stint)
        if stint.after < latest:
            yield _removed(facts, stint.person, stint.post, stint.after, latest)


def _removed(facts: Facts, person: Person, post: Post, end: int, latest: int) -> Violation:
    date = facts.clock.date(end)
    message = (
        f"no_removal: {person.label} would lose post {post.post} on {date} without moving on; "
        f"he can hold it until {facts.clock.date(latest)}."
    )
    return Violation("no_removal", (person.cadre,), (post.post,), date, message)


def pins(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Decisions already taken are kept."""
    taken = {(stint.person.cadre, stint.post.post): stint for stint in picture.new}
    listed = {(listing.person.cadre, listing.post.post) for listing in picture.listings}
    for pin in facts.pins:
        pair = (pin.cadre, pin.post)
        if pin.action == "place":
            yield from _placed(facts, pin, taken.get(pair))
        elif pin.action == "forbid":
            if pair in taken:
                yield _pinned(facts, pin, "takes the post")
            if pair in listed:
                yield _pinned(facts, pin, "is listed for it")
        elif pin.action == "keep":
            yield from _kept(facts, pin, facts.incumbents.get(pin.cadre), picture.moves.get(pin.cadre))
        elif (pin.action == "list") != (pair in listed):
            yield _pinned(facts, pin, "is listed for it" if pair in listed else "is not listed for it")


def _placed(facts: Facts, pin: Pin, stint: Stint | None) -> Iterator[Violation]:
    if stint is None:
        yield _pinned(facts, pin, "does not take the post")
    elif pin.start is not None and stint.first != (pin.start - facts.clock.start) // facts.clock.length:
        wanted = month_date(pin.start)
        yield _pinned(facts, pin, f"takes the post on {facts.clock.date(stint.first)}, not in the period of {wanted}")


def _kept(facts: Facts, pin: Pin, incumbency: Incumbency | None, move: Stint | None) -> Iterator[Violation]:
    held = incumbency is not None and incumbency.post.post == pin.post
    if held and incumbency is not None and move is not None and move.first < incumbency.after:
        yield _pinned(facts, pin, f"leaves it on {facts.clock.date(move.first)}")


def _pinned(facts: Facts, pin: Pin, value: str) -> Violation:
    label = facts.people[pin.cadre].label
    message = f"pins: {label} and post {pin.post} are pinned ({pin.action}), but the cadre {value}."
    return Violation("pins", (pin.cadre,), (pin.post,), "", message)
