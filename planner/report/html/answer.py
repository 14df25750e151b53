"""The answer: what is filled, what is not and why, what more would take, and whether the plan was checked."""

from collections.abc import Iterator
from typing import Any, Final

from planner.language import _, grouped, ngettext
from planner.plan.metrics import bench_depth
from planner.plan.plan import Plan
from planner.plan.verify import Verification
from planner.report.html.bench import titled
from planner.report.html.register import Register, month_of
from planner.report.html.view import (
    Answer,
    Cell,
    Fact,
    Figure,
    Grid,
    Line,
    cell,
    first_large,
    headings,
    line,
    rows,
    sentence,
)
from planner.report.html.words import how_words, ready_words
from planner.report.names import committees
from planner.report.outcomes import committee_line, review_line
from planner.report.proven import measured
from planner.report.retold import why_words
from planner.report.summary import asked, figure_lines, missed, status_line, summary_json

MOST_NAMED: Final = 12
"""Shortfalls of one kind that the answer names; the section on them has all."""


def answer(register: Register, verification: Verification) -> Answer:
    """What a reader wants to know first.

    Parameters
    ----------
    register : Register
        Of a plan with decisions.
    verification : Verification
        Of this plan.
    """
    plan = register.plan
    figures = summary_json(plan)
    return Answer(
        status=first_large(status_line(plan)) if verification.ok else "",
        checked=_checked(verification),
        good=verification.ok,
        figures=tuple(_numbers(plan, figures)),
        facts=tuple(Fact(subject, line(words)) for subject, words in _lines(plan, figures).items()),
        shortfalls=(*_without_place(register), *_benches(register), *_committees(plan, figures), *_targets(plan)),
        takes=tuple(_takes(plan)),
        empty=_empty_seats(register),
    )


def _checked(verification: Verification) -> str:
    if verification.ok:
        return _("Checked: the plan keeps every rule, and its figures are right.")
    broken, false = len(verification.violations), len(verification.mismatches)
    return _("Not to be used as it stands: {broken}, {false}; see the proof.").format(
        broken=ngettext("{n} rule violation", "{n} rule violations", broken).format(n=broken),
        false=ngettext("{n} figure that no longer fits", "{n} figures that no longer fit", false).format(n=false),
    )


def _lines(plan: Plan, figures: dict[str, Any]) -> dict[str, str]:
    """The lines of the summary, rules under their titles."""
    lines = figure_lines(plan, figures)
    return lines | ({_("Listings"): review_line(titled(figures["review"]))} if _("Listings") in lines else {})


def _numbers(plan: Plan, figures: dict[str, Any]) -> Iterator[Figure]:
    """The figures that stand large."""
    posts, bench, moves = figures["posts"], figures["bench"], figures["moves"]
    if posts["seats"]:
        yield Figure(
            _("{held} of {seats}").format(held=posts["held_at_end"], seats=posts["seats"]),
            _("seats held at the end"),
            _("{n} today").format(n=posts["held_today"]),
        )
        yield Figure(
            grouped(posts["months_empty"]),
            ngettext("month empty in all", "months empty in all", posts["months_empty"]),
            _("{n} if nobody moved").format(n=grouped(posts["months_empty_unmoved"])),
        )
    if bench["posts"]:
        yield Figure(
            _("{enough} of {posts}").format(enough=bench["enough"], posts=bench["posts"]),
            _("posts with enough successors"),
            _("{n} today").format(n=bench["enough_today"]),
        )
    if figures["mix"]["targets"]:
        yield Figure(
            _("{met} of {targets}").format(met=_met(plan), targets=figures["mix"]["targets"]),
            _("targets of the mix reached"),
            ngettext("{n} person off target", "{n} persons off target", _off(figures)).format(n=_off(figures)),
        )
    yield Figure(
        grouped(moves["total"]),
        ngettext("move", "moves", moves["total"]),
        ngettext("in {n} chain", "in {n} chains", moves["chains"]).format(n=moves["chains"]),
    )


def _off(figures: dict[str, Any]) -> int:
    return int(figures["mix"]["short"] + figures["mix"]["over"])


def _met(plan: Plan) -> int:
    """Targets that nobody is short of or over."""
    off = plan.mix["short"] + plan.mix["over"]
    return int((off.groupby(plan.mix["target"]).sum() == 0).sum())


def _without_place(register: Register) -> Iterator[Line]:
    lacking = [row for row in register.tables["returns"] if row["outcome"] == "without_place"]
    for row in lacking[:MOST_NAMED]:
        yield sentence(
            _("{person} comes back from {post} in {date} and has no place."),
            person=register.person(row["cadre"]),
            post=register.post(row["post"]),
            date=month_of(row["date"]),
        )
    yield from _more(len(lacking) - MOST_NAMED)


def _benches(register: Register) -> Iterator[Line]:
    """Posts that lack successors, or one who is ready now."""
    depth = bench_depth(register.plan)
    depth = depth[(depth["wanted"] > 0) & ~depth["post"].isin(committees(register.plan))]
    listed = depth["near"] + depth["next"]
    few = depth.assign(listed=listed)[(listed < depth["wanted"]) | (depth["near"] == 0)]
    for row in few.head(MOST_NAMED).to_dict("records"):
        yield sentence(
            _("{post}: {listed} successors listed, {wanted} asked; {near} ready now."),
            post=register.post(row["post"]),
            listed=row["listed"],
            wanted=row["wanted"],
            near=row["near"],
        )
    yield from _more(len(few) - MOST_NAMED)


def _committees(plan: Plan, figures: dict[str, Any]) -> Iterator[Line]:
    if figures["committees"] and figures["committees"]["short"]:
        yield line(committee_line(plan, figures["committees"]))


def _targets(plan: Plan) -> Iterator[Line]:
    """Targets that are missed."""
    for target, parts in plan.mix.groupby("target", sort=False):
        words = missed(parts)
        if parts["short"].sum() or parts["over"].sum():
            last = parts[parts["date"] == parts["date"].max()]
            planned = int(last["planned"].sum())
            yield line(
                _("{target}: {planned} planned, {asked} asked; {missed}.").format(
                    target=target, planned=planned, asked=asked(last), missed=words
                )
            )


def _more(number: int) -> Iterator[Line]:
    if number > 0:
        yield line(ngettext("and {n} more, see below", "and {n} more, see below", number).format(n=number))


def _takes(plan: Plan) -> Iterator[str]:
    """What more would take, as far as the proof says it."""
    for number, tier in enumerate(plan.tiers):
        if tier.sense == "max" or not tier.value:
            continue
        if not tier.proven:
            told = _("{goal}: {value}. A plan with less may exist; none has less than {bound}.")
        elif number:
            told = _(
                "{goal}: {value}. No plan has less without giving up {goals}: that would take other people, another "
                "decision or another rule."
            )
        else:
            told = _(
                "{goal}: {value}. No plan has less: that would take other people, another decision or another rule."
            )
        goal, goals = first_large(measured(plan, tier)), ", ".join(earlier.name for earlier in plan.tiers[:number])
        yield told.format(goal=goal, value=tier.value, goals=goals, bound=tier.bound)
    if plan.vacancies.empty:
        return
    yield _(
        "For each empty seat the table tells who could take it and what keeps them: to seat one of them, plan that "
        "decision as a pin and solve again; the plan then tells what it costs elsewhere."
    )


def _empty_seats(register: Register) -> Grid | None:
    """Every empty seat, the heaviest first, with its successors and what they do instead."""
    vacancies = register.plan.vacancies
    if vacancies.empty:
        return None
    heaviest = vacancies.sort_values("weighted", ascending=False, kind="stable")
    listed = register.of("bench", "post")
    names = (_("Post"), _("From"), _("Until"), _("Months"), _("Weighted"), _("Why"), _("Successors and what they do"))
    return Grid(
        "empty",
        _("Left empty"),
        headings(*names, numeric=names[3:5], dates=names[1:3]),
        rows(
            (
                register.post(row["post"]),
                month_of(row["start"]),
                month_of(row["end"]),
                row["months"],
                row["weighted"],
                why_words(row["why"]),
                _doing(register, listed.get(row["post"], [])),
            )
            for row in heaviest.to_dict("records")
        ),
    )


def _doing(register: Register, listed: list[dict[str, Any]]) -> Cell:
    """The successors of a post, each with readiness and the new post that the plan gives him."""
    if not listed:
        return cell(_("none"))
    lines = []
    for row in listed:
        new = [stint for stint in register.stints_of(row["cadre"]) if stint["how"] not in ("holds", "dual")]
        placed = (
            sentence(_("{how} to {post}"), how=how_words(new[-1]["how"]), post=register.post(new[-1]["post"]))
            if new
            else line(_("no move"))
        )
        ready = ready_words(row["ready"], row["ready_on"])
        lines.append(
            sentence("{person}, {ready}: {placed}", person=register.person(row["cadre"]), ready=ready, placed=placed)
        )
    return Cell(tuple(lines))
