"""The rule on decisions already taken."""

from collections.abc import Iterator

from planner.language import _
from planner.plan.verify.casting import Stint
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.records import Pin
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


def pins(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Decisions already taken are kept; what is only preferred is a goal."""
    taken = {(stint.person.cadre, stint.post.post): stint for stint in picture.new}
    listed = {(listing.person.cadre, listing.post.post) for listing in picture.listings}
    for pin in facts.pins:
        pair = (pin.cadre, pin.post)
        if pin.action == "place":
            yield from _placed(facts, pin, taken.get(pair))
        elif pin.action == "forbid":
            if pair in taken:
                yield _pinned(facts, pin, _("takes the post"))
            if pair in listed:
                yield _pinned(facts, pin, _("is listed for it"))
        elif pin.action == "keep":
            yield from _kept(facts, pin, picture.move(pin.cadre))
        elif pin.action in ("list", "delist") and (pin.action == "list") != (pair in listed):
            yield _pinned(facts, pin, _("is listed for it") if pair in listed else _("is not listed for it"))


def _placed(facts: Facts, pin: Pin, stint: Stint | None) -> Iterator[Violation]:
    if stint is None:
        yield _pinned(facts, pin, _("does not take the post"))
    elif pin.start is not None and stint.first != (pin.start - facts.clock.start) // facts.clock.length:
        wanted = month_date(pin.start)
        yield _pinned(
            facts,
            pin,
            _("takes the post on {date}, not in the period of {wanted}").format(
                date=facts.clock.date(stint.first), wanted=wanted
            ),
        )


def _kept(facts: Facts, pin: Pin, move: Stint | None) -> Iterator[Violation]:
    for now in facts.held_today(pin.cadre):
        if now.post.post == pin.post and move is not None and move.first < now.after:
            yield _pinned(facts, pin, _("leaves it on {date}").format(date=facts.clock.date(move.first)))


def _pinned(facts: Facts, pin: Pin, value: str) -> Violation:
    label = facts.people[pin.cadre].label
    message = _("pins: {label} and post {post} are pinned ({action}), but the cadre {value}.").format(
        label=label, post=pin.post, action=pin.action, value=value
    )
    return Violation("pins", (pin.cadre,), (pin.post,), "", message)
