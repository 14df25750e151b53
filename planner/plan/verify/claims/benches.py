"""What a plan says of its listings and of their review against the recomputation."""

from collections.abc import Iterator, Mapping

from planner.language import _
from planner.plan.plan import Plan
from planner.plan.verify.bench_rules import is_as_high
from planner.plan.verify.claims.words import differs, named, shown
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Listing, Picture
from planner.plan.verify.reading import rows
from planner.plan.verify.records import Pair
from planner.plan.verify.standards import closes_gap, readied, readiness
from planner.scenario.dates import month_date


def bench(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """Every listing gives the right readiness, date of it and action."""
    for row, listing in zip(rows(plan.bench), picture.listings, strict=True):
        person, post = listing
        where = _("bench.csv: {cadre} for {post}").format(cadre=person.cadre, post=post.post)
        yield from named(where, row, person, post)
        yield from differs(where, "ready", row["ready"], readiness(facts, person, post))
        in_force = (person.cadre, post.post) in facts.in_force
        yield from differs(where, "action", row["action"], "keep" if in_force else "add")
        yield from differs(where, "ready_on", row["ready_on"], ready_on(facts, picture, listing))


def ready_on(facts: Facts, picture: Picture, listing: Listing) -> str:
    """Date from which courses of the plan make a successor ready, or empty."""
    if not readied(facts, picture, listing):
        return ""
    person, post = listing
    earliest: dict[str, int] = {}
    for session in picture.attended[person.cadre]:
        if closes_gap(session, person, post):
            part = session.grant.part
            earliest[part] = min(session.end, earliest.get(part, session.end))
    return month_date(max(earliest.values()))


def review(facts: Facts, plan: Plan, picture: Picture, refused: Mapping[Pair, set[str]]) -> Iterator[str]:
    """review.csv has every listing in force or planned once, with what becomes of it and why."""
    planned = {(person.cadre, post.post): "add" for person, post in picture.listings}
    left = planned | {pair: "continue" if pair in planned else "remove" for pair in facts.in_force}
    for row in rows(plan.review):
        pair = (row["cadre"], row["post"])
        where = _("review.csv: {cadre} for {post}").format(cadre=pair[0], post=pair[1])
        action = left.pop(pair, None)
        if action is None:
            yield _("{where} is no listing in force or planned, or stands twice.").format(where=where)
            continue
        yield from named(where, row, facts.people[pair[0]], facts.posts[pair[1]])
        yield from differs(where, "action", row["action"], action)
        since = facts.in_force.get(pair)
        yield from differs(where, "since", row["since"], "" if since is None else month_date(since))
        if action != "remove":
            yield from differs(where, "reason", row["reason"], "")
        else:
            true = _reasons(facts, picture, pair, refused[pair])
            if not any(row["reason"].startswith(beginning) for beginning in true):
                told = _(" or ").join(true.values())
                yield _("{where}: the reason is given as {reason}; true is that {told}.").format(
                    where=where, reason=shown(row["reason"]), told=told
                )
    for pair in left:
        yield _("review.csv: the listing of {cadre} for {post} is missing.").format(cadre=pair[0], post=pair[1])


def _reasons(facts: Facts, picture: Picture, pair: Pair, refused: set[str]) -> dict[str, str]:
    """How the reason of a removal may begin, and what that means in words: the first that is true."""
    if refused:
        return {f"{rule}: ": _("the rule {rule} refuses the listing").format(rule=rule) for rule in sorted(refused)}
    cadre, post = pair[0], facts.posts[pair[1]]
    raises = facts.rulebook.on("higher_title") and not post.committee
    placed = [
        stint.post.post
        for stint in picture.taken[cadre]
        if stint.post is post or (raises and is_as_high(stint.post, post))
    ]
    if placed:
        return {
            f"higher_title: placed in {name} by this plan": _(
                "this plan places the person in {post} (higher_title)"
            ).format(post=name)
            for name in placed
        }
    others = sum(not other.committee for other in picture.listed[cadre])
    if not post.committee and others >= facts.rulebook.number("bench_size", "titles_per_person"):
        told = _("the person is on {others} other benches (bench_size)").format(others=others)
        return {f"bench_size: on {others} other benches": told}
    listed = picture.bench_sizes[post.post]
    if listed >= post.bench_max:
        return {
            f"gives way: the bench of {post.post} has its {listed}": _(
                "the bench of {post} is full with {listed} others (gives way)"
            ).format(post=post.post, listed=listed)
        }
    told = _("no rule and no other decision stands against the listing: it is left out by choice (choice)")
    return {"choice: ": told}
