"""The rule on a post held beside the main one."""

from collections.abc import Iterator

from planner.plan.verify.casting import Role, Stint
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.stint_rules import broken
from planner.plan.verify.violation import Violation


def dual_role(facts: Facts, picture: Picture) -> Iterator[Violation]:
    """Check that a post is held beside an allowed main one, while both may be held, and one at a time."""
    besides: dict[str, list[Stint]] = {}
    for stint in picture.stints:
        if not stint.main:
            besides.setdefault(stint.person.cadre, []).append(stint)
    for stints in besides.values():
        former: Stint | None = None
        for stint in stints:
            if stint.role is Role.BESIDE:
                yield from _with_main(facts, stint)
                if former is not None and (former.new or stint.first < former.after):
                    value = f"holds or has held {former.post.post} beside a main post"
                    yield broken(facts, "dual_role", stint, value, "one such post at a time, and one new one")
            former = stint


def _with_main(facts: Facts, stint: Stint) -> Iterator[Violation]:
    """Check that the main post lasts as long, and that the two may be held together all the time."""
    main = stint.base
    if main is None:
        yield broken(facts, "dual_role", stint, "holds no post that allows another beside it", "one post is held")
        return
    if stint.after > main.after:
        value = f"would hold it longer than {main.post.post}"
        yield broken(facts, "dual_role", stint, value, f"that ends on {facts.clock.date(main.after)}")
    allowed = facts.dual_roles.until(main.post, stint.post, stint.first)
    if stint.after > allowed:
        titles = f"a {main.post.title} and a {stint.post.title}"
        value = f"would hold it with {main.post.post} until {facts.clock.date(stint.after)}"
        limit = f"{titles} may be one person only until {facts.clock.date(allowed)}"
        if allowed == stint.first:
            limit = f"{titles} may not be one person then"
        yield broken(facts, "dual_role", stint, value, limit)
