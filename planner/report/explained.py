"""Answers about a plan in words: one or two sentences first, then what decides, what it costs and who would move."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.text import Text

from planner.explore.compare import Comparison
from planner.explore.explain import Candidate, PairAnswer, Refusal, TargetAnswer
from planner.explore.gains import Gain
from planner.language import _, marked, ngettext
from planner.plan.plan import Plan
from planner.plan.verify.facts import read_facts
from planner.plan.verify.fitness import Points
from planner.report.compare.tables import tables
from planner.report.compare.terminal import comparison_json, plain
from planner.report.grounds import fit_words, grounds
from planner.report.html.words import rule_title
from planner.report.names import cadre_names, post_names, records
from planner.report.plain_table import PlainTable, rest
from planner.report.words import gain_words, month
from planner.rulebook.rulebook import resolve, source_address

SHOWN: Final = 20
"""Candidates that the terminal shows; ``--json`` has them all."""
LONGER: Final = marked("A longer --time-limit proves more.")
"""What helps where a price was not proven."""
SHOWN_TABLES: Final = ("parts", "stints")
"""Tables of a comparison that an answer shows."""


def pair_words(plan: Plan, answer: PairAnswer) -> str:
    """Why a cadre is, or is not, in a post or on its bench: a sentence or two."""
    name = _named(plan, answer.cadre)
    post = post_names(plan)[answer.post]
    return f"{_state(plan, answer, name, post)} {_verdict(answer)}"


def pair_tables(plan: Plan, answer: PairAnswer) -> RenderableType:
    """The sentences, the rules that refuse, what the other way costs, and who would be elsewhere."""
    parts: list[RenderableType] = [Text(pair_words(plan, answer), style="bold")]
    if answer.state == "placed":
        parts.append(_grounds(plan, answer))
    if answer.refusals:
        parts.append(_rules(answer.refusals))
    if answer.gains:
        parts.append(_effects(answer.gains))
    return Group(*parts, *_elsewhere(answer.comparison))


def pair_json(plan: Plan, answer: PairAnswer) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "cadre": answer.cadre,
        "post": answer.post,
        "listing": answer.listing,
        "answer": pair_words(plan, answer),
        "state": answer.state,
        "verdict": answer.verdict,
        "refusals": [asdict(refusal) for refusal in answer.refusals],
        "tiers": [_gain_json(gain) for gain in answer.gains],
        "certain": None if answer.certain is None else asdict(answer.certain),
        "comparison": None if answer.comparison is None else comparison_json(answer.comparison),
    }


def target_words(answer: TargetAnswer) -> str:
    """What a target costs, in a sentence or two."""
    if answer.short or answer.over:
        missed = [(answer.short, _("{n} short")), (answer.over, _("{n} over"))]
        reached = ", ".join(words.format(n=number) for number, words in missed if number)
        state = _("The plan misses the target {target} ({missed}).").format(target=answer.target, missed=reached)
    else:
        state = _("The plan reaches the target {target}.").format(target=answer.target)
    if not answer.gains:
        return f"{state} {_('What it costs was not found in time.')}"
    better = _changed(answer.gains)
    if not better:
        return f"{state} {_('It costs nothing: without it no goal could be better.')}"
    return f"{state} {_('Without it: {gains}{proof}.').format(gains=better, proof=_proof(answer.gains))}"


def target_tables(answer: TargetAnswer) -> RenderableType:
    """The sentences, what the plan without the target reaches, and who would be elsewhere."""
    parts: list[RenderableType] = [Text(target_words(answer), style="bold")]
    if answer.gains:
        parts.append(_effects(answer.gains))
    return Group(*parts, *_elsewhere(answer.comparison))


def target_json(answer: TargetAnswer) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "target": answer.target,
        "answer": target_words(answer),
        "short": answer.short,
        "over": answer.over,
        "tiers": [_gain_json(gain) for gain in answer.gains],
        "comparison": None if answer.comparison is None else comparison_json(answer.comparison),
    }


def candidates_words(plan: Plan, found: Sequence[Candidate], *, listing: bool) -> str:
    """Who could take a post, or what a cadre could take, in a sentence or two; why a post stays vacant."""
    able = sum(not one.refusals for one in found)
    posts = {one.post for one in found}
    if len(posts) == 1:
        (post,) = posts
        sentence = _post_words(plan, post, able, listing=listing)
    else:
        sentence = _cadre_words(plan, found[0].cadre, able, listing=listing)
    by_rule = Counter(_title(refusal) for one in found for refusal in one.refusals)
    if by_rule:
        most = ", ".join(f"{title} {number}" for title, number in by_rule.most_common(3))
        refused = ngettext("rules refuse {n} other ({most})", "rules refuse {n} others ({most})", len(found) - able)
        sentence += "; " + refused.format(n=len(found) - able, most=most)
    empty = records(plan.vacancies) if len(posts) == 1 and not listing else []
    spans = ", ".join(
        _("{start} to {end}: {why}").format(start=month(row["start"]), end=month(row["end"]), why=row["why"])
        for row in empty
        if row["post"] in posts
    )
    if len(posts) > 1:
        sentence = f"{_where(plan, found[0].cadre)} {sentence}"
    return f"{sentence}." + (" " + _("It stays empty {spans}.").format(spans=spans) if spans else "")


def _where(plan: Plan, cadre: str) -> str:
    """Where a cadre is in the plan."""
    names = post_names(plan)
    own = [
        _("{post} from {start} to {end}").format(
            post=names[row["post"]], start=month(row["start"]), end=month(row["end"])
        )
        for row in records(plan.stints)
        if row["cadre"] == cadre
    ]
    if not own:
        return _("The plan has no post for {name}.").format(name=_named(plan, cadre))
    return _("In the plan {name} holds {posts}.").format(name=_named(plan, cadre), posts=_(", then ").join(own))


def _post_words(plan: Plan, post: str, able: int, *, listing: bool) -> str:
    if listing:
        told = ngettext("{n} person could be listed for {post}", "{n} people could be listed for {post}", able)
    else:
        told = ngettext("{n} person could take {post}", "{n} people could take {post}", able)
    return told.format(n=able, post=post_names(plan)[post])


def _cadre_words(plan: Plan, cadre: str, able: int, *, listing: bool) -> str:
    if listing:
        told = ngettext("{name} could be listed for {n} post", "{name} could be listed for {n} posts", able)
    else:
        told = ngettext("{name} could take {n} post", "{name} could take {n} posts", able)
    return told.format(n=able, name=_named(plan, cadre))


def candidates_tables(plan: Plan, found: Sequence[Candidate], *, listing: bool) -> RenderableType:
    """The sentences, and the candidates in order with price or reason."""
    names, posts = cadre_names(plan), post_names(plan)
    one_post = len({one.post for one in found}) == 1
    rows = [
        (names[one.cadre] if one_post else posts[one.post], one.cadre if one_post else one.post, _price(one))
        for one in found
    ]
    return Group(
        Text(candidates_words(plan, found, listing=listing), style="bold"),
        PlainTable(
            _("The cheapest first"),
            (_("Name") if one_post else _("Post"), _("Id"), _("What it costs, or which rule refuses")),
            rows[:SHOWN],
            spare=(_("Id"),),
            caption=rest(len(rows) - SHOWN, _("with --json")),
        ),
    )


def candidates_json(plan: Plan, found: Sequence[Candidate], *, listing: bool) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "listing": listing,
        "answer": candidates_words(plan, found, listing=listing),
        "candidates": [
            {
                "cadre": one.cadre,
                "post": one.post,
                "here": one.here,
                "loses_at_least": {"tier": one.tier, "by": one.at_least} if one.at_least else None,
                "tiers": [_gain_json(gain) for gain in one.answer.gains] if one.answer else None,
                "refusals": [asdict(refusal) for refusal in one.refusals],
            }
            for one in found
        ],
    }


def _named(plan: Plan, cadre: str) -> str:
    name = cadre_names(plan)[cadre]
    return name if name == cadre else f"{name} ({cadre})"


def _state(plan: Plan, answer: PairAnswer, name: str, post: str) -> str:
    """What the plan decides."""
    if answer.state == "out":
        out = (
            _("The plan does not list {name} for {post}.")
            if answer.listing
            else _("The plan does not place {name} in {post}.")
        )
        return out.format(name=name, post=post)
    if answer.state == "listed":
        return _("The plan lists {name} for {post}.").format(name=name, post=post)
    own = plan.stints[(plan.stints["cadre"] == answer.cadre) & (plan.stints["post"] == answer.post)].iloc[-1]
    dates = {"start": month(own["start"]), "end": month(own["end"])}
    told = {
        "placed": _("The plan places {name} in {post} from {start} to {end}."),
        "stays": _("{name} holds {post} today and stays until {end}."),
        "moves": _("{name} holds {post} today and leaves it in {end} for another post."),
    }
    return told[answer.state].format(name=name, post=post, **dates)


def _verdict(answer: PairAnswer) -> str:
    """Why it does not decide otherwise."""
    if answer.verdict == "refused":
        titles = ", ".join(_title(refusal) for refusal in answer.refusals)
        count = len(answer.refusals)
        told = ngettext("One rule refuses it: {rules}.", "{n} rules refuse it: {rules}.", count)
        return told.format(n=count, rules=titles)
    if answer.verdict == "no_room":
        return _(
            "No rule refuses it by itself, but no start leaves room for a stint between what ends and what must last."
        )
    if answer.verdict == "clash":
        return _("No plan that keeps every rule decides otherwise; planner repair tells what clashes.")
    if answer.verdict == "unknown":
        return f"{_unknown(answer)} {_(LONGER)}"
    changed = _changed(answer.gains)
    proof = _proof(answer.gains)
    more = f" {_(LONGER)}" if proof else ""
    if not changed:
        equal = _("Otherwise every goal would be as good{proof}: the two are equally good.")
        return equal.format(proof=proof) + more
    return _("Otherwise: {changes}{proof}.").format(changes=changed, proof=proof) + more


def _unknown(answer: PairAnswer) -> str:
    """What is certain of a price that was not found."""
    if answer.certain is None:
        return _("What the other way would cost was not found in time.")
    loss = gain_words(answer.certain.tier, -answer.certain.at_least)
    return _("What the other way would cost was not found in time; it costs at least this: {loss}.").format(loss=loss)


def _changed(gains: Sequence[Gain]) -> str:
    return ", ".join(gain_words(gain.tier, gain.better) for gain in gains if gain.better)


def _proof(gains: Sequence[Gain]) -> str:
    """Whether the change is exact; if not, what is certain."""
    if all(gain.proven for gain in gains):
        return ""
    first = next(gain for gain in gains if not gain.proven)
    certain = gain_words(first.tier, first.at_best) if first.at_best else _("no change")
    return _(" (not proven; at best in the first goal that is open: {certain})").format(certain=certain)


def _title(refusal: Refusal) -> str:
    return _(refusal.title)


def _rules(refusals: Sequence[Refusal]) -> PlainTable:
    return PlainTable(
        _("All of these would have to give way"),
        (_("Rule"), _("What decides"), _("Source")),
        [(_title(one), one.why, _sources(one)) for one in refusals],
        spare=(_("Source"),),
    )


def _grounds(plan: Plan, answer: PairAnswer) -> PlainTable:
    """What the rules found of a placement, and the points of its fit."""
    book, _findings = resolve(plan.scenario)
    facts = read_facts(plan.scenario, book)
    own = plan.stints[(plan.stints["cadre"] == answer.cadre) & (plan.stints["post"] == answer.post)]
    stint = records(own[own["how"] != "holds"])[0]
    training = plan.tables["training"]
    sessions = tuple(training.loc[training["cadre"] == answer.cadre, "session"])
    rows = [(rule_title(ground.rule), ground.found) for ground in grounds(facts, stint, sessions)]
    points = fit_words(facts, Points(facts), facts.people[answer.cadre], facts.posts[answer.post])
    return PlainTable(_("Why it can be"), (_("Rule"), _("Found")), [*rows, (_("Fit"), points)])


def _sources(refusal: Refusal) -> str:
    return "; ".join(filter(None, (source_address(tag) or tag for tag in refusal.source)))


def _effects(gains: Sequence[Gain]) -> PlainTable:
    return PlainTable(
        "",
        (_("Goal"), _("Plan"), _("Otherwise"), _("Change"), _("Proof")),
        [
            (
                gain.tier,
                str(gain.before),
                str(gain.after),
                gain_words(gain.tier, gain.better) if gain.better else _("none"),
                _("proven") if gain.proven else _("at best {bound}").format(bound=gain.bound),
            )
            for gain in gains
        ],
        right=(_("Plan"), _("Otherwise")),
    )


def _elsewhere(comparison: Comparison | None) -> Iterator[RenderableType]:
    """Who would be elsewhere, and by which parts the goals change."""
    if comparison is not None:
        yield from (plain(table) for table in tables(comparison) if table.name in SHOWN_TABLES)


def _price(one: Candidate) -> str:
    """What a candidate costs, or who refuses."""
    if one.refusals:
        return "; ".join(refusal.why for refusal in one.refusals)
    if one.here:
        return _("in the plan")
    if one.answer is not None and one.answer.gains:
        return (_changed(one.answer.gains) or _("nothing: equally good")) + _proof(one.answer.gains)
    if one.at_least:
        return _("at least {loss}").format(loss=gain_words(one.tier, -one.at_least))
    return _("possible; the prices of the proof know of no loss")


def _gain_json(gain: Gain) -> dict[str, Any]:
    return {**asdict(gain), "better": gain.better, "at_best": gain.at_best}
