"""Who holds which post today, the main one and one beside it, and what ends each by itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner.language import _
from planner.plan.verify.duals import DualRoles
from planner.plan.verify.reading import optional_month, split
from planner.plan.verify.records import Clock, Incumbency, Person, Post
from planner.scenario.findings import Finding, InputError

Limits = tuple[tuple[str, int], ...]
"""What ends a stint: reasons with their month; of two in one month the first counts."""


def read_incumbents(
    post_rows: Sequence[Mapping[str, Any]],
    posts: Mapping[str, Post],
    people: Mapping[str, Person],
    clock: Clock,
    dual_roles: DualRoles,
    *,
    capped: bool,
) -> tuple[dict[str, Incumbency], dict[str, Incumbency]]:
    """Read the main posts and those beside them, by cadre."""
    held: dict[str, list[Mapping[str, Any]]] = {}
    for row in post_rows:
        for cadre in split(row["holder"]):
            held.setdefault(cadre, []).append(row)
    incumbents, besides = {}, {}
    for cadre, holding in held.items():
        person = people[cadre]
        main, *others = _main_first([(posts[row["post"]], row) for row in holding], dual_roles)
        if others and (len(others) > 1 or others[0][0].unit is not main[0].unit):
            raise _too_many(person, [post for post, _ in (main, *others)])
        incumbents[cadre] = now = _incumbency(person, *main, clock, capped=capped)
        for post, row in others:
            alone = _incumbency(person, post, row, clock, capped=capped)
            limits = with_dual_end(alone.limits, clock, min(now.after, dual_roles.until(now.post, post)))
            besides[cadre] = Incumbency(person, post, alone.since, limits, _after(limits, clock))
    return incumbents, besides


def with_dual_end(limits: Limits, clock: Clock, period: int) -> Limits:
    """Add the end of the main post or of the permission, where it comes in an earlier period than the own limits."""
    return (*limits, ("dual", clock.month(period))) if period < _after(limits, clock) else limits


def _main_first(
    held: list[tuple[Post, Mapping[str, Any]]], dual_roles: DualRoles
) -> list[tuple[Post, Mapping[str, Any]]]:
    """Put the main one of two posts first: the one that allows the other today."""
    turned = held[::-1]
    (first, _), (second, _) = held[0], turned[0]
    return turned if not dual_roles.today(first, second) and dual_roles.today(second, first) else held


def _incumbency(person: Person, post: Post, row: Mapping[str, Any], clock: Clock, *, capped: bool) -> Incumbency:
    since, vacant = optional_month(row["held_since"]), optional_month(row["vacant_from"])
    if since is None:
        since = max((month for month in (person.title_since, person.place_since) if month is not None), default=None)
    limits = [("service", person.served_until)]
    if capped and since is not None:
        limits.append(("tenure_cap", since + post.cap))
    if vacant is not None:
        limits.append(("planned", vacant))
    if person.rotation_since is not None and person.rotation_until is not None and post.lies_in("commune"):
        limits.append(("rotation", person.rotation_until))
    return Incumbency(person, post, since, tuple(limits), _after(limits, clock))


def _after(limits: Sequence[tuple[str, int]], clock: Clock) -> int:
    return clock.whole_periods(min(month for _, month in limits))


def _too_many(person: Person, posts: Sequence[Post]) -> InputError:
    message = _("{label} holds {posts} at once").format(
        label=person.label, posts=", ".join(post.post for post in posts)
    )
    remedy = _("Name each person as holder of one post, or of two of one unit that may be held together.")
    return InputError([Finding("error", "posts.csv", message, remedy)])
