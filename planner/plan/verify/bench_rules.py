"""Rules on the listings: who may stand on which bench."""

from collections import Counter
from collections.abc import Iterator

from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Listing, Picture
from planner.plan.verify.records import Post
from planner.plan.verify.standards import gaps_left, grade_step
from planner.plan.verify.stint_rules import is_local, lies_in, province_of, rated_below
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


def bench_size(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that no bench is too long and nobody stands on too many, committees aside."""
    by_post = Counter(listing.post.post for listing in picture.listings)
    for post, count in by_post.items():
        most = facts.posts[post].bench_max
        if count > most:
            message = f"bench_size: {count} people are listed for post {post}; at most {most} are allowed."
            yield Violation("bench_size", _listed(picture, post), (post,), "", message)
    most = facts.rulebook.number("bench_size", "titles_per_person")
    counted = [listing for listing in picture.listings if not listing.post.committee]
    by_person = Counter(listing.person.cadre for listing in counted)
    for cadre, count in by_person.items():
        if count > most:
            posts = tuple(listing.post.post for listing in counted if listing.person.cadre == cadre)
            label = facts.people[cadre].label
            message = (
                f"bench_size: {label} is listed for {count} posts ({', '.join(posts)}); at most {most} are allowed."
            )
            yield Violation("bench_size", (cadre,), posts, "", message)


def _listed(picture: Picture, post: str) -> tuple[str, ...]:
    return tuple(listing.person.cadre for listing in picture.listings if listing.post.post == post)


def own_bench(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody is planned for the post he holds or is placed in."""
    taken = {(stint.person.cadre, stint.post.post) for stint in picture.new}
    for listing in picture.listings:
        person, post = listing
        if any(now.post is post for now in facts.held_today(person.cadre)):
            yield unlistable("higher_title", listing, "holds that post", "successors are other people")
        elif (person.cadre, post.post) in taken:
            yield unlistable("higher_title", listing, "is placed in that post", "successors are other people")


def higher_title(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that people are planned for a higher title than their own, also after the plan; committees aside."""
    highest = facts.rulebook.number("higher_title", "highest_step")
    taken: dict[str, list[Post]] = {}
    for stint in picture.new:
        taken.setdefault(stint.person.cadre, []).append(stint.post)
    for listing in picture.listings:
        person, planned = listing
        if planned.committee:
            continue
        step = grade_step(person, planned)
        if step is not None and not 1 <= step <= highest:
            yield unlistable("higher_title", listing, f"would rise by {step} grades", f"1 to {highest} is allowed")
        as_high = [post for post in taken.get(person.cadre, ()) if post is not planned and is_as_high(post, planned)]
        for post in as_high[:1]:
            value = f"is placed in post {post.post} of grade {post.grade}"
            yield unlistable("higher_title", listing, value, f"the bench is of grade {planned.grade}")


def is_as_high(taken: Post, planned: Post) -> bool:
    """Whether a post is at least of the grade of another, as far as both are known."""
    return taken.grade is not None and planned.grade is not None and taken.grade >= planned.grade


def bench_standard(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a successor lacks little of the standard when the courses of the plan are over."""
    most = facts.rulebook.number("bench_standard", "gaps_max")
    for listing in picture.listings:
        lacking = gaps_left(facts, picture, listing)
        if len(lacking) > most:
            yield unlistable("bench_standard", listing, f"lacks {', '.join(lacking)}", f"at most {most} may be lacking")


def bench_service(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a successor has enough service left when the next term begins."""
    need = facts.rulebook.number("bench_service", "months")
    end = facts.clock.end
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


def bench_own_province(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever serves in a province is planned for posts of that province only."""
    for listing in picture.listings:
        province = province_of(facts, listing.person)
        if province and province != listing.post.province:
            yield unlistable("own_province", listing, f"is of {province}", f"the post {lies_in(listing.post)}")


def bench_rating(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody is listed who was rated too low last."""
    number = facts.rulebook.rules["rating"].numbers["listing_least"]
    for listing in picture.listings:
        if rated_below(listing.person, number.value):
            value = f"was rated {listing.person.ratings[-1]} last"
            yield unlistable("rating", listing, value, f"a listing needs {number.told}")


def bench_committee(_facts: Facts, picture: Picture) -> Iterator[Violation]:
    """For a committee people of its own unit are listed, or those who rotate."""
    for listing in picture.listings:
        person, post = listing
        own = person.unit is not None and person.unit is post.unit
        if post.committee and not own and not person.rotates:
            value = f"is of {person.unit.unit}" if person.unit else "is of no unit"
            yield unlistable("committee", listing, value, f"people of {post.unit_id} are, and those who rotate")


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
