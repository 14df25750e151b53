"""The size of a model, and what was left out of it, for the terminal and as plain data."""

from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from planner.language import _, grouped
from planner.model.kinds import Kind
from planner.model.rules import RULES
from planner.model.size import Pairs, Size
from planner.report.plain_table import PlainTable
from planner.report.words import say


def size_tables(size: Size) -> RenderableType:
    """Columns, rows and entries by rule, goal and kind of decision; refused pairs by rule; starts left out."""
    columns, rows, entries = (grouped(number) for number in size.totals)
    heading = _("{columns} decisions and counts, {rows} rows, {entries} entries other than zero").format(
        columns=columns, rows=rows, entries=entries
    )
    parts: list[RenderableType | None] = [Text(f"{heading}\n", style="bold"), _columns(size), _rows(size)]
    parts += [_pairs(pairs) for pairs in size.pairs]
    parts += [_starts(size), _attendances(size)]
    return Group(*(part for part in parts if part is not None))


def size_json(size: Size) -> dict[str, Any]:
    """The same as plain data."""
    columns, rows, entries = size.totals
    return {
        "columns": columns,
        "rows": rows,
        "entries": entries,
        "by_decision": [asdict(part) for part in size.columns if part.columns],
        "by_rule": [asdict(part) for part in size.rows],
        "pairs": [asdict(pairs) for pairs in size.pairs],
        "starts": [{**asdict(part), "kind": part.kind.name.lower(), "columns": part.columns} for part in size.starts],
        "attendances": asdict(size.attendances),
    }


def _columns(size: Size) -> RenderableType:
    words = _column_words()
    return PlainTable(
        _("Columns, by decision and by what follows from the decisions"),
        ("", _("What it says"), _("Columns"), _("Non-zeros")),
        rows=[
            (
                _("decision") if part.decided else _("count"),
                words[part.kind],
                grouped(part.columns),
                grouped(part.entries),
            )
            for part in size.columns
            if part.columns
        ],
        right=(_("Columns"), _("Non-zeros")),
    )


def _rows(size: Size) -> RenderableType:
    return PlainTable(
        _("Rows, by rule and goal"),
        (_("Rule or goal"), _("What it says"), _("Rows"), _("Non-zeros")),
        rows=[(part.owner, _owner_words(part.owner), grouped(part.rows), grouped(part.entries)) for part in size.rows],
        right=(_("Rows"), _("Non-zeros")),
        spare=(_("What it says"),),
    )


def _pairs(pairs: Pairs) -> RenderableType:
    """Which rules refuse how many pairs, the one that refuses most first of all first."""
    title = {
        "stints": _("People and posts: {possible} of {all} pairs are possible"),
        "listings": _("People and benches: {possible} of {all} pairs are possible"),
    }[pairs.decision]
    counts = (_("Refused"), _("Refused first"), _("By it alone"))
    return PlainTable(
        title.format(possible=grouped(pairs.possible), all=grouped(pairs.all)),
        (_("Rule"), _("What it says"), *counts),
        rows=[
            (part.rule, _owner_words(part.rule), grouped(part.pairs), grouped(part.first), grouped(part.alone))
            for part in pairs.refused
        ],
        right=counts,
        spare=(_("What it says"),),
        caption=_("first: no rule above it refuses the pair; alone: no other rule does"),
    )


def _starts(size: Size) -> RenderableType:
    words = _column_words()
    counts = (
        _("Starts allowed"),
        _("Post not free"),
        _("No time left"),
        _("Nothing leads there"),
        _("Further ends"),
        _("Columns"),
    )
    return PlainTable(
        _("Starts, by person, post and period"),
        ("", *counts),
        rows=[
            (
                words[part.kind.name.lower()],
                grouped(part.allowed),
                *(f"-{grouped(number)}" if number else "0" for number in (part.not_free, part.no_time, part.not_led)),
                f"+{grouped(part.further)}" if part.further else "0",
                grouped(part.columns),
            )
            for part in size.starts
        ],
        right=counts,
        caption=_(
            "not free: no seat of the post can be free by then; no time: service or tenure ends within the period;"
            " nothing leads there: a return without its rotation, a second post without its main one;"
            " further ends: the same start with another end"
        ),
    )


def _attendances(size: Size) -> RenderableType | None:
    """What became of the pairs of person and session, in a sentence."""
    part = size.attendances
    if not part.all:
        return None
    told = _(
        "Courses: {columns} of {all} pairs of person and session are possible; {closed} closed to the person (level"
        " reached, no seat, service or what it needs), {needless} needed by nothing"
    )
    return Text(told.format(**{name: grouped(number) for name, number in asdict(part).items()}))


def _owner_words(name: str) -> str:
    """What people call a rule or a goal."""
    for rule in RULES:
        if rule.name == name:
            return _(rule.title)
    return _("goal: {measured}").format(measured=say(f"measured.{name}"))


def _column_words() -> dict[str, str]:
    """What a column of each kind says."""
    return {
        Kind.MOVE.name.lower(): _("takes a post"),
        Kind.BESIDE.name.lower(): _("takes a second post beside it"),
        Kind.RETURN.name.lower(): _("returns from a rotation"),
        "listings": _("is listed for a post"),
        "attendances": _("attends a session"),
        "vacancies": _("empty seats of a post in a period"),
        "unplaced": _("without a post after a rotation, in a period"),
        "successors_short": _("successors short of what a post wants"),
        "none_ready": _("nobody is ready for a post"),
        "below": _("below the standard of the own title, in a period"),
        "mix_short": _("persons short of a target"),
        "mix_over": _("persons over a target"),
        "dropped": _("published, and not kept"),
        "raised": _("placed at a grade or above"),
        "gained": _("gains a level by a course"),
        "readied": _("becomes ready for a post by courses"),
    }
