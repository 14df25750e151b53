"""Rules on the plan as a whole: seats, overlaps and departures."""

from collections.abc import Iterator
from itertools import combinations

from planner.language import _
from planner.plan.verify.casting import Role, Stint
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.records import Incumbency, Pair, Person, Post
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
    """Nobody stays beyond his service, or beyond the day on which his post or rotation is to end."""
    yield from _beyond(facts, picture, {"service": "plan", "planned": "plan", "rotation": "plan", "dual": "dual_role"})


def tenure_cap(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Nobody stays in one post longer than its tenure cap."""
    yield from _beyond(facts, picture, {"tenure_cap": "tenure_cap"})


def _beyond(facts: Facts, picture: Picture, rules: dict[str, str]) -> Iterator[Violation]:
    for stint in picture.stints:
        # what ends a new stint beside a main one is checked with the rule that allows it
        for reason, limit in own_limits(facts, stint):
            if reason in rules and stint.after > facts.clock.whole_periods(limit):
                last = facts.clock.date(stint.after - 1)
                message = _(
                    "{rules}: {label} would hold post {post} until {date}; the limit ({reason}) is {limit}."
                ).format(
                    rules=rules[reason],
                    label=stint.person.label,
                    post=stint.post.post,
                    date=facts.clock.date(stint.after),
                    reason=reason,
                    limit=month_date(limit),
                )
                yield Violation(rules[reason], (stint.person.cadre,), (stint.post.post,), last, message)


def incumbency_of(facts: Facts, stint: Stint) -> Incumbency:
    """What is known of a stint held today."""
    return (facts.incumbents if stint.main else facts.besides)[stint.person.cadre]


def own_limits(facts: Facts, stint: Stint) -> tuple[tuple[str, int], ...]:
    """List what ends a stint at the latest, whatever else the person holds: reasons with their month."""
    if stint.new:
        return facts.limits(stint.person, stint.post, facts.clock.month(stint.first))
    return incumbency_of(facts, stint).limits


def limits(facts: Facts, stint: Stint) -> tuple[tuple[str, int], ...]:
    """List what ends a stint at the latest, its main post among it: reasons with their month."""
    if stint.role is Role.BESIDE and stint.base is not None:
        main = stint.base
        return facts.limits_beside(stint.person, main.post, stint.post, stint.first, main.after)
    return own_limits(facts, stint)


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
            opens = _("it opens in the period of {date}").format(date=facts.clock.date(stint.post.opens))
            yield broken(facts, "one_holder", stint, _("comes before the post is open"), opens)


def _crowded(facts: Facts, picture: Picture, post: str, period: int) -> Violation:
    holders = [s.person for s in picture.stints if s.post.post == post and s.first <= period < s.after]
    names = ", ".join(person.label for person in holders)
    date = facts.clock.date(period)
    message = _(
        "one_holder: post {post} would have {count} holders on {date} ({names}); its seats are {seats}."
    ).format(post=post, count=len(holders), date=date, names=names, seats=facts.posts[post].seats)
    return Violation("one_holder", tuple(person.cadre for person in holders), (post,), date, message)


def one_post(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """One main post at a time, one move in the horizon and a return after it, and none into one's own post."""
    yield from _one_main_post(facts, picture)
    yield from _no_post_twice(facts, picture)


def _one_main_post(facts: Facts, picture: Picture) -> Iterator[Violation]:
    for cadre, moves in picture.moves.items():
        first, *others = moves
        for now in facts.held_today(cadre):
            held = picture.held.get((cadre, now.post.post))
            if held is not None and first.first < held.after:
                yield _both(facts, held, first, _("still holds"), _("one post at a time is allowed"))
        for former, later in combinations(moves, 2):
            if later.first < former.after:
                yield _both(facts, former, later, _("still holds"), _("one post at a time is allowed"))
        for later in others:
            if later.role is not Role.RETURN:
                yield _both(facts, first, later, _("has already moved to"), _("one move in the horizon is allowed"))


def _no_post_twice(facts: Facts, picture: Picture) -> Iterator[Violation]:
    taken: set[Pair] = set()
    for stint in picture.new:
        pair = (stint.person.cadre, stint.post.post)
        if any(now.post is stint.post for now in facts.held_today(pair[0])) and not _again(facts, stint):
            yield broken(facts, "one_post", stint, _("already holds it today"), _("the same post is not taken twice"))
        elif pair in taken:
            yield broken(facts, "one_post", stint, _("has taken it before"), _("the same post is not taken twice"))
        taken.add(pair)


def _again(facts: Facts, stint: Stint) -> bool:
    """Whether today's second post is taken again beside a new main one, or a return leads back to a former post."""
    if stint.role is Role.RETURN:
        return True
    second = facts.besides.get(stint.person.cadre)
    beside_new = stint.role is Role.BESIDE and stint.base is not None and stint.base.new
    return beside_new and second is not None and second.post is stint.post


def _both(facts: Facts, former: Stint, later: Stint, value: str, limit: str) -> Violation:
    posts = (former.post.post, later.post.post)
    date = facts.clock.date(later.first)
    message = _("one_post: {label} {value} {former} when taking post {post} on {date}; {limit}.").format(
        label=former.person.label, value=value, former=posts[0], post=posts[1], date=date, limit=limit
    )
    return Violation("one_post", (former.person.cadre,), posts, date, message)


def no_removal(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a stint lasts as long as it may, unless its holder moves on or returns."""
    for now in (*facts.incumbents.values(), *facts.besides.values()):
        held, move = picture.held.get((now.person.cadre, now.post.post)), picture.move(now.person.cadre)
        end = held.after if held else 0
        if end < min(now.after, move.first if move else now.after):
            yield _removed(facts, now.person, now.post, end, now.after)
    returned_from = {stint.base for stint in picture.new if stint.role is Role.RETURN and stint.base is not None}
    for stint in picture.new:
        latest = latest_end(facts, stint)
        # when a return may come is that rule's to say
        if stint.after < latest and stint not in returned_from:
            yield _removed(facts, stint.person, stint.post, stint.after, latest)


def _removed(facts: Facts, person: Person, post: Post, end: int, latest: int) -> Violation:
    date = facts.clock.date(end)
    message = _(
        "no_removal: {label} would lose post {post} on {date} without moving on; he can hold it until {latest}."
    ).format(label=person.label, post=post.post, date=date, latest=facts.clock.date(latest))
    return Violation("no_removal", (person.cadre,), (post.post,), date, message)
