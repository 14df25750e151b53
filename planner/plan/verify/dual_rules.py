"""The rule on a post held beside the main one."""

from collections.abc import Iterator

from planner.language import _
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
                    value = _("holds or has held {post} beside a main post").format(post=former.post.post)
                    yield broken(facts, "dual_role", stint, value, _("one such post at a time, and one new one"))
            former = stint


def _with_main(facts: Facts, stint: Stint) -> Iterator[Violation]:
    """Check that the main post lasts as long, and that the two may be held together all the time."""
    main = stint.base
    if main is None:
        yield broken(facts, "dual_role", stint, _("holds no post that allows another beside it"), _("one post is held"))
        return
    if stint.after > main.after:
        value = _("would hold it longer than {post}").format(post=main.post.post)
        yield broken(
            facts, "dual_role", stint, value, _("that ends on {date}").format(date=facts.clock.date(main.after))
        )
    allowed = facts.dual_roles.until(main.post, stint.post, stint.first)
    if stint.after > allowed:
        titles = _("a {title} and a {other}").format(title=main.post.title, other=stint.post.title)
        value = _("would hold it with {post} until {date}").format(
            post=main.post.post, date=facts.clock.date(stint.after)
        )
        limit = _("{titles} may be one person only until {date}").format(titles=titles, date=facts.clock.date(allowed))
        if allowed == stint.first:
            limit = _("{titles} may not be one person then").format(titles=titles)
        yield broken(facts, "dual_role", stint, value, limit)
