"""What a person lacks of a post's standard, by himself and with what courses bring."""

from typing import Final

from planner.language import _, marked
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Listing, Picture
from planner.plan.verify.records import PARTS, Levels, Person, Post, Session

NAMES: Final = {
    "degree": marked("degree"),
    "theory": marked("theory"),
    "state_mgmt": marked("state management"),
    "skills": marked("skills"),
}


def gaps(person: Person, post: Post, levels: Levels | None = None) -> tuple[str, ...]:
    """List what of the post's standard a person lacks, by his own levels unless others are given."""
    own = zip(PARTS, levels or person.levels, post.levels, strict=True)
    lacking = tuple(_(NAMES.get(part, part)) for part, level, wanted in own if level < wanted)
    return (*lacking, _("party membership")) if post.party_member and not person.party_member else lacking


def gaps_left(facts: Facts, picture: Picture, listing: Listing) -> tuple[str, ...]:
    """List what a successor still lacks when the horizon ends."""
    return gaps(*listing, picture.levels(listing.person, facts.clock.end))


def grade_step(person: Person, post: Post) -> int | None:
    """Grades between the person and the post; None when either is unknown."""
    return None if person.grade is None or post.grade is None else post.grade - person.grade


def close_enough(facts: Facts, person: Person, post: Post) -> bool:
    """Whether the post lies no more grades above the person than for somebody ready."""
    step = grade_step(person, post)
    if step is None or not facts.rulebook.on("bench_standard"):
        return True
    return step <= facts.rulebook.number("bench_standard", "near_step")


def readiness(facts: Facts, person: Person, post: Post) -> str:
    """``near`` when the person could take the post now, else ``next``."""
    return "near" if close_enough(facts, person, post) and not gaps(person, post) else "next"


def readied(facts: Facts, picture: Picture, listing: Listing) -> bool:
    """Whether courses of the plan make somebody ready who is not so now."""
    return (
        listing.person.cadre in picture.attended
        and close_enough(facts, *listing)
        and bool(gaps(*listing))
        and not gaps_left(facts, picture, listing)
    )


def closes_gap(session: Session, person: Person, post: Post) -> bool:
    """Whether a session brings a part of the post's standard that the person lacks."""
    place = PARTS.index(session.grant.part)
    return person.levels[place] < post.levels[place] <= session.grant.level
