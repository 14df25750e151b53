"""The section on benches: the successors of each post, and what becomes of every listing."""

from collections.abc import Iterator
from typing import Any

from planner.language import _
from planner.plan.metrics import bench_depth
from planner.plan.verify.standards import gaps
from planner.report.html.register import Register, month_of
from planner.report.html.view import Cell, Grid, Line, Section, Series, headings, rows, sentence
from planner.report.html.words import action_words, ready_words, rule_title
from planner.report.names import committees
from planner.report.outcomes import review_figures, review_line
from planner.report.summary import figure_lines, summary_json


def bench(register: Register, charts: tuple[Series, ...]) -> Section:
    """Benches and committee lists, with their review."""
    plan = register.plan
    grids = (*_depth(register), *_review(register))
    if not grids:
        return Section("bench", _("Bench"), nothing=_("No post of this plan has or wants a bench."))
    figures = review_figures(plan)
    lead = [figure_lines(plan, summary_json(plan))[_("Bench")] + "."]
    if figures:
        lead.append(_("Listings: {line}.").format(line=review_line(titled(figures))))
    return Section("bench", _("Bench"), tuple(lead), grids=grids, charts=charts)


def titled(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures of a review, its reasons under the titles of their rules."""
    return figures | {"reasons": {rule_title(reason): number for reason, number in figures["reasons"].items()}}


def _depth(register: Register) -> Iterator[Grid]:
    listed, lists = register.of("bench", "post"), committees(register.plan)
    found = [
        (
            register.post(row["post"]),
            row["wanted"],
            row["today"],
            row["near"] + row["next"],
            row["near"],
            row["next"],
            _successors(register, listed.get(row["post"], []), is_list=row["post"] in lists),
        )
        for row in bench_depth(register.plan).to_dict("records")
    ]
    if found:
        names = (_("Post"), _("Asked"), _("Today"), _("Planned"), _("Ready now"), _("Ready later"), _("Successors"))
        heads = headings(*names, numeric=names[1:6])
        yield Grid("bench-table", _("Successors of each post"), heads, rows(found))


def _successors(register: Register, listed: list[dict[str, Any]], *, is_list: bool) -> Cell:
    if is_list:
        return Cell(tuple((register.person(row["cadre"]),) for row in listed))
    return Cell(tuple(successor(register, row) for row in listed))


def successor(register: Register, row: dict[str, Any]) -> Line:
    """One successor: name and standing."""
    return sentence("{person}: {standing}", person=register.person(row["cadre"]), standing=standing(register, row))


def standing(register: Register, row: dict[str, Any]) -> str:
    """Whether the person of a listing is ready, and what is lacking."""
    lacking = gaps(register.facts.people[row["cadre"]], register.facts.posts[row["post"]])
    ready = ready_words(row["ready"], row["ready_on"])
    return _("{ready}, lacks {parts}").format(ready=ready, parts=", ".join(lacking)) if lacking else ready


def _review(register: Register) -> Iterator[Grid]:
    review = register.tables["review"]
    if review:
        names = (_("Name"), _("Post"), _("What becomes of it"), _("Since"), _("Reason"))
        heads = headings(*names, dates=names[3:4])
        found = (
            (
                register.person_cell(row["cadre"]),
                register.post(row["post"]),
                action_words(row["action"]),
                month_of(row["since"]),
                register.reason(row["reason"]),
            )
            for row in review
        )
        yield Grid("review-table", _("Review of the listings: kept, added, removed"), heads, rows(found))
