"""What a plan says of its chains of moves against the recomputation."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planner.language import _
from planner.plan.plan import Plan
from planner.plan.verify.casting import Role, Stint
from planner.plan.verify.claims.stints import came_from
from planner.plan.verify.claims.words import differs, named, shown
from planner.plan.verify.facts import Facts
from planner.plan.verify.picture import Picture
from planner.plan.verify.plan_rules import latest_end
from planner.plan.verify.reading import rows


def moves(facts: Facts, plan: Plan, picture: Picture) -> Iterator[str]:
    """moves.csv has every move and return once, in chains that are neither joined nor cut."""
    before: dict[int, Mapping[str, Any]] = {}
    heads: list[Mapping[str, Any]] = []
    left = {(stint.person.cadre, stint.post.post): stint for stint in picture.new if stint.main}
    for row in rows(plan.moves):
        chain, step = row["chain"], row["step"]
        where = _("moves.csv: step {step} of chain {chain}").format(step=step, chain=chain)
        stint = left.pop((row["cadre"], row["to"]), None)
        if stint is None:
            yield _("{where} is no move of the plan, or stands twice.").format(where=where)
            continue
        yield from named(where, row, stint.person, None)
        yield from differs(where, "date", row["date"], facts.clock.date(stint.first))
        yield from differs(where, "from", row["from"], came_from(facts, stint))
        yield from differs(where, "opens", row["opens"], _opens(facts, stint))
        if chain in before:
            yield from differs(where, "step", step, before[chain]["step"] + 1)
            yield from _follows(where, row, before[chain])
        else:
            yield from differs(where, "step", step, 1)
            heads.append(row)
        before[chain] = row
    yield from _cut(heads, before.values())
    for cadre, post in left:
        yield _("moves.csv: the move of {cadre} to {post} is missing.").format(cadre=cadre, post=post)


def _follows(where: str, row: Mapping[str, Any], former: Mapping[str, Any]) -> Iterator[str]:
    """A further step fills the post that the step before opened, and no earlier."""
    if former["opens"] != row["to"]:
        yield _("{where} fills {to}, but the step before opens {opens}.").format(
            where=where, to=row["to"], opens=shown(former["opens"])
        )
    if row["date"] < former["date"]:
        yield _("{where} is on {date}, before the step that it follows.").format(where=where, date=row["date"])


def _cut(heads: Iterable[Mapping[str, Any]], ends: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """No chain begins with a post that the last step of another chain has opened by then."""
    by_post: dict[str, list[Mapping[str, Any]]] = {}
    for end in ends:
        by_post.setdefault(end["opens"], []).append(end)
    for head in heads:
        for end in by_post.get(head["to"], ()):
            # people who swap posts are a ring: its last step opens what its first one fills
            if end["chain"] != head["chain"] and end["date"] <= head["date"]:
                yield (
                    _("moves.csv: chain {chain} fills {to}, which the last step of chain {other} opens.").format(
                        chain=head["chain"], to=head["to"], other=end["chain"]
                    )
                )


def _opens(facts: Facts, stint: Stint) -> str:
    """The post that a move or return leaves behind before its own end."""
    if stint.role is Role.RETURN and stint.base is not None:
        return stint.base.post.post if stint.first < latest_end(facts, stint.base) else ""
    now = facts.incumbents.get(stint.person.cadre)
    return now.post.post if now is not None and stint.first < now.after else ""
