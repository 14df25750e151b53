"""Rules on the listings: who may stand on which bench."""

from collections import Counter
from collections.abc import Iterator

from planner.language import _
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Listing, Picture
from planner.plan.verify.records import Post
from planner.plan.verify.standards import gaps_left, grade_step
from planner.plan.verify.stint_rules import is_local, lies_in, province_of, rated_below
from planner.plan.verify.violation import Violation
from planner.scenario.dates import month_date


def bench_size(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that no bench is too long and nobody stands on too many, committees aside."""
    for post, count in picture.bench_sizes.items():
        most = facts.posts[post].bench_max
        if count > most:
            message = _("bench_size: {count} people are listed for post {post}; at most {most} are allowed.").format(
                count=count, post=post, most=most
            )
            yield Violation("bench_size", _listed(picture, post), (post,), "", message)
    most = facts.rulebook.number("bench_size", "titles_per_person")
    counted = [listing for listing in picture.listings if not listing.post.committee]
    by_person = Counter(listing.person.cadre for listing in counted)
    for cadre, count in by_person.items():
        if count > most:
            posts = tuple(listing.post.post for listing in counted if listing.person.cadre == cadre)
            label = facts.people[cadre].label
            message = _(
                "bench_size: {label} is listed for {count} posts ({posts}); at most {most} are allowed."
            ).format(label=label, count=count, posts=", ".join(posts), most=most)
            yield Violation("bench_size", (cadre,), posts, "", message)


def _listed(picture: Picture, post: str) -> tuple[str, ...]:
    return tuple(listing.person.cadre for listing in picture.listings if listing.post.post == post)


def own_bench(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody is planned for the post he holds or is placed in."""
    taken = {(stint.person.cadre, stint.post.post) for stint in picture.new}
    for listing in picture.listings:
        person, post = listing
        if any(now.post is post for now in facts.held_today(person.cadre)):
            yield unlistable("higher_title", listing, _("holds that post"), _("successors are other people"))
        elif (person.cadre, post.post) in taken:
            yield unlistable("higher_title", listing, _("is placed in that post"), _("successors are other people"))


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
            yield unlistable(
                "higher_title",
                listing,
                _("would rise by {step} grades").format(step=step),
                _("1 to {highest} is allowed").format(highest=highest),
            )
        as_high = [post for post in taken.get(person.cadre, ()) if post is not planned and is_as_high(post, planned)]
        for post in as_high[:1]:
            value = _("is placed in post {post} of grade {grade}").format(post=post.post, grade=post.grade)
            yield unlistable(
                "higher_title", listing, value, _("the bench is of grade {grade}").format(grade=planned.grade)
            )


def is_as_high(taken: Post, planned: Post) -> bool:
    """Whether a post is at least of the grade of another, as far as both are known."""
    return taken.grade is not None and planned.grade is not None and taken.grade >= planned.grade


def bench_standard(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a successor lacks little of the standard when the courses of the plan are over."""
    most = facts.rulebook.number("bench_standard", "gaps_max")
    for listing in picture.listings:
        lacking = gaps_left(facts, picture, listing)
        if len(lacking) > most:
            yield unlistable(
                "bench_standard",
                listing,
                _("lacks {lacking}").format(lacking=", ".join(lacking)),
                _("at most {most} may be lacking").format(most=most),
            )


def bench_service(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a successor has enough service left when the next term begins."""
    need = facts.rulebook.number("bench_service", "months")
    end = facts.clock.end
    for listing in picture.listings:
        left = listing.person.remaining(end)
        if left < need:
            value = _("would have {left} months left on {end}").format(left=left, end=month_date(end))
            yield unlistable("bench_service", listing, value, _("{need} are needed").format(need=need))


def bench_discipline(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody is listed while a disciplinary measure runs."""
    for listing in picture.listings:
        until = listing.person.discipline_until
        if until > facts.clock.start:
            value = _("is under discipline until {until}").format(until=month_date(until))
            yield unlistable("discipline", listing, value, _("the list is of {date}").format(date=facts.clock.date(0)))


def bench_non_local(_facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Titles for people from elsewhere are planned with people from elsewhere."""
    for listing in picture.listings:
        if is_local(listing.person, listing.post):
            value = _("is a native of {unit_id}").format(unit_id=listing.post.unit_id)
            yield unlistable("non_local", listing, value, _("a {title} may not be").format(title=listing.post.title))


def bench_own_province(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Whoever serves in a province is planned for posts of that province only."""
    for listing in picture.listings:
        province = province_of(facts, listing.person)
        if province and province != listing.post.province:
            yield unlistable(
                "own_province",
                listing,
                _("is of {province}").format(province=province),
                _("the post {lies_in}").format(lies_in=lies_in(listing.post)),
            )


def bench_rating(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody is listed who was rated too low last."""
    number = facts.rulebook.rules["rating"].numbers["listing_least"]
    for listing in picture.listings:
        if rated_below(listing.person, number.value):
            value = _("was rated {ratings} last").format(ratings=listing.person.ratings[-1])
            yield unlistable("rating", listing, value, _("a listing needs {told}").format(told=number.told))


def bench_committee(_facts: Facts, picture: Picture) -> Iterator[Violation]:
    """For a committee people of its own unit are listed, or those who rotate."""
    for listing in picture.listings:
        person, post = listing
        own = person.unit is not None and person.unit is post.unit
        if post.committee and not own and not person.rotates:
            value = _("is of {unit}").format(unit=person.unit.unit) if person.unit else _("is of no unit")
            yield unlistable(
                "committee",
                listing,
                value,
                _("people of {unit_id} are, and those who rotate").format(unit_id=post.unit_id),
            )


def bench_fit_listed(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """With ``fit: only_listed`` a pair that has no score is not eligible."""
    for listing in picture.listings:
        if (listing.person.cadre, listing.post.post) not in facts.scores:
            yield unlistable("fit_listed", listing, _("has no score for it"), _("only scored pairs are eligible"))


def unlistable(rule: str, listing: Listing, value: str, limit: str) -> Violation:
    """Word a violation by one listing."""
    person, post = listing
    message = _("{rule}: {label}, listed for post {post}, {value}; {limit}.").format(
        rule=rule, label=person.label, post=post.post, value=value, limit=limit
    )
    return Violation(rule, (person.cadre,), (post.post,), "", message)
