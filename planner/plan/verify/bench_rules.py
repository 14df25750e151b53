"""Rules on the listings: who may stand on which bench."""

from collections import Counter
from collections.abc import Iterator

from planner.plan.verify.facts import Facts, Person, Post
from planner.plan.verify.picture import Listing, Picture
from planner.plan.verify.stint_rules import gaps, grade_step, is_local
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


def readiness(facts: Facts, person: Person, post: Post) -> str:
    """``near`` when the person could take the post now, else ``next``."""
    if gaps(person, post):
        return "next"
    step = grade_step(person, post)
    if step is None or not facts.rulebook.on("bench_standard"):
        return "near"
    return "near" if step <= facts.rulebook.number("bench_standard", "near_step") else "next"


def bench_size(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that no bench is too long and nobody stands on too many."""
    by_post = Counter(listing.post.post for listing in picture.listings)
    for post, count in by_post.items():
        most = facts.posts[post].bench_max
        if count > most:
            message = f"bench_size: {count} people are listed for post {post}; at most {most} are allowed."
            yield Violation("bench_size", _listed(picture, post), (post,), "", message)
    most = facts.rulebook.number("bench_size", "titles_per_person")
    by_person = Counter(listing.person.cadre for listing in picture.listings)
    for cadre, count in by_person.items():
        if count > most:
            posts = tuple(listing.post.post for listing in picture.listings if listing.person.cadre == cadre)
            label = facts.people[cadre].label
            message = (
                f"bench_size: {label} is listed for {count} posts ({', '.join(posts)}); at most {most} are allowed."
            )
            yield Violation("bench_size", (cadre,), posts, "", message)


def _listed(picture: Picture, post: str) -> tuple[str, ...]:
    return tuple(listing.person.cadre for listing in picture.listings if listing.post.post == post)


def own_bench(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody is planned for the post he holds or is placed in."""
    for listing in picture.listings:
        incumbency = facts.incumbents.get(listing.person.cadre)
        move = picture.moves.get(listing.person.cadre)
        if incumbency is not None and incumbency.post is listing.post:
            yield unlistable("higher_title", listing, "holds that post", "successors are other people")
        elif move is not None and move.post is listing.post:
            yield unlistable("higher_title", listing, "is placed in that post", "successors are other people")


def higher_title(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that people are planned for a higher title than their own, also after a move."""
    highest = facts.rulebook.number("higher_title", "highest_step")
    for listing in picture.listings:
        step = grade_step(listing.person, listing.post)
        if step is not None and not 1 <= step <= highest:
            value = f"would rise by {step} grades"
            yield unlistable("higher_title", listing, value, f"1 to {highest} is allowed")
        move = picture.moves.get(listing.person.cadre)
        if move is not None and move.post is not listing.post and _as_high(move.post, listing.post):
            value = f"is placed in post {move.post.post} of grade {move.post.grade}"
            yield unlistable("higher_title", listing, value, f"the bench is of grade {listing.post.grade}")


def _as_high(taken: Post, planned: Post) -> bool:
    return taken.grade is not None and planned.grade is not None and taken.grade >= planned.grade


def bench_standard(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a successor lacks little of the standard."""
    most = facts.rulebook.number("bench_standard", "gaps_max")
    for listing in picture.listings:
        lacking = gaps(listing.person, listing.post)
        if len(lacking) > most:
            yield unlistable("bench_standard", listing, f"lacks {', '.join(lacking)}", f"at most {most} may be lacking")


def bench_service(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a successor has enough service left when the next term begins."""
    need = facts.rulebook.number("bench_service", "months")
    end = facts.clock.month(facts.clock.periods)
    for listing in picture.listings:
        left = listing.person.remaining(end)
        if left < need:
            value = f"would have {left} months left on {month_date(end)}"
            yield unlistable("bench_service", listing, value, f"{need} are needed")


def bench_discipline(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody is listed while a disciplinary measure runs."""
    for listing in picture.listings:
        until = listing.person.discipline_until
        if until > facts.clock.start:
            value = f"is under discipline until {month_date(until)}"
            yield unlistable("discipline", listing, value, f"the list is of {facts.clock.date(0)}")


def bench_non_local(_facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Titles for people from elsewhere are planned with people from elsewhere."""
    for listing in picture.listings:
        if is_local(listing.person, listing.post):
            value = f"is a native of {listing.post.unit_id}"
            yield unlistable("non_local", listing, value, f"a {listing.post.title} may not be")


def bench_fit_listed(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """With ``fit: only_listed`` a pair that has no score is not eligible."""
    for listing in picture.listings:
        if (listing.person.cadre, listing.post.post) not in facts.scores:
            yield unlistable("fit_listed", listing, "has no score for it", "only scored pairs are eligible")


def unlistable(rule: str, listing: Listing, value: str, limit: str) -> Violation:
    """Word a violation by one listing."""
    person, post = listing
    message = f"{rule}: {person.label}, listed for post {post.post}, {value}; {limit}."
    return Violation(rule, (person.cadre,), (post.post,), "", message)
