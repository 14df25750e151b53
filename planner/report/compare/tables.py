"""The tables of a comparison, each made once for the terminal, the page and the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.explore.compare import Comparison
from planner.language import _, share
from planner.report.compare.words import Names, decision_words, goal_words, kind_words, measure_words
from planner.report.names import records
from planner.report.words import say

Cell = str | int


@dataclass(frozen=True)
class Listed:
    """A table with headings in words.

    Attributes
    ----------
    name : str
        Its own, for files and links.
    short : str
        What it is called in a word or two.
    title : str
        What it tells.
    headings : tuple of str
    rows : tuple of tuple of str or int
        Numbers as numbers; an empty text where there is nothing.
    numeric : tuple of str
        Headings that stand over numbers.
    spare : tuple of str
        Headings that a narrow place may leave out.
    """

    name: str
    short: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


def tables(comparison: Comparison) -> tuple[Listed, ...]:
    """Every table of a comparison in the order in which it is read; those without a row are left out."""
    names = Names(comparison)
    found = (
        _inputs(comparison),
        _goals(comparison),
        _proofs(comparison),
        _parts(comparison),
        _counts(comparison),
        _units(comparison, names),
        _stints(comparison, names),
        _people(comparison, names),
        _posts(comparison, names),
    )
    return tuple(table for table in found if table.rows)


def _inputs(comparison: Comparison) -> Listed:
    rows = tuple(
        (row["table"], row["item"], row["part"], *(row[label] for label in comparison.labels))
        for row in records(comparison.inputs.reset_index())
    )
    heads = (_("Table"), _("What"), _("Part"), *comparison.labels)
    return Listed("inputs", _("Input"), _("What differs in the input"), heads, rows, spare=(_("Table"),))


def _goals(comparison: Comparison) -> Listed:
    """Every goal by its own scenario and, where that is something else, as the first scenario counts."""
    own = {row["name"]: _values(comparison, row) for row in _measures(comparison, "goal") if not row["counted_by"]}
    rows = tuple(
        (
            goal_words(row["name"]),
            _("higher") if row["sense"] == "max" else _("lower"),
            row["counted_by"] or _("each by its own"),
            *_values(comparison, row),
        )
        for row in _measures(comparison, "goal")
        if not row["counted_by"]
        or (row["counted_by"] == comparison.yardstick and _values(comparison, row) != own[row["name"]])
    )
    heads = (_("Goal"), _("Better is"), _("Counted as"), *comparison.labels)
    return Listed(
        "goals", _("Goals"), _("What they reach"), heads, rows, comparison.labels, (_("Better is"), _("Counted as"))
    )


def _proofs(comparison: Comparison) -> Listed:
    rows = tuple(
        (
            row["plan"],
            say(f"status.{row['status']}"),
            goal_words(row["tier"]),
            int(row["value"]),
            int(row["bound"]),
            share(row["gap"], 2),
        )
        for row in records(comparison.proofs)
    )
    heads = (_("Plan"), _("Status"), _("Goal"), _("Reached"), _("Bound"), _("Gap"))
    return Listed("proofs", _("Proof"), _("What is proven"), heads, rows, heads[3:], (_("Status"),))


def _parts(comparison: Comparison) -> Listed:
    """The fit by part and the mix by target, as far as they differ."""
    rows = tuple(
        (measure_words(row["kind"], row["name"], row["of"]), *_values(comparison, row))
        for row in _measures(comparison.differing, "part", "target")
        if row["counted_by"] == comparison.yardstick
    )
    title = _("The fit by its parts, higher is better, and the mix by its targets, weighted persons off target")
    if comparison.yardstick:
        title = _("{title}; counted as {plan}").format(title=title, plan=comparison.yardstick)
    return Listed("parts", _("Fit and mix"), title, (_("Part"), *comparison.labels), rows, comparison.labels)


def _counts(comparison: Comparison) -> Listed:
    rows = tuple(
        (measure_words(row["kind"], row["name"], row["of"]), *_values(comparison, row))
        for row in _measures(comparison, "count")
    )
    return Listed(
        "counts", _("Counts"), _("Counted without weights"), (_("What"), *comparison.labels), rows, comparison.labels
    )


def _units(comparison: Comparison, names: Names) -> Listed:
    order = {unit: place for place, unit in enumerate(names.units)}
    measures = _measures(comparison.differing, "unit")
    measures.sort(key=lambda row: order.get(row["of"], len(order)))
    rows = tuple(
        (
            names.units.get(row["of"], row["of"]) or _("no unit"),
            measure_words(row["kind"], row["name"], row["of"]),
            *_values(comparison, row),
        )
        for row in measures
    )
    title, heads = _("Unit by unit, what differs"), (_("Unit"), _("What"), *comparison.labels)
    return Listed("units", _("Units"), title, heads, rows, comparison.labels)


def _stints(comparison: Comparison, names: Names) -> Listed:
    """Who is where in each plan, those who are elsewhere in another."""
    posts: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in records(comparison.changes.reset_index()):
        if row["kind"] == "stint":
            for label in comparison.labels:
                if row[label]:
                    place = f"{names.post(row['of'])}: {decision_words(names, 'stint', row[label])}"
                    posts.setdefault(row["cadre"], {}).setdefault(label, []).append((row[label], place))
    rows = tuple(
        (
            names.people.get(cadre, cadre),
            *("; ".join(place for _span, place in sorted(held.get(label, ()))) for label in comparison.labels),
        )
        for cadre, held in sorted(posts.items())
    )
    return Listed(
        "stints", _("Who is elsewhere"), _("Who is elsewhere, and when"), (_("Name"), *comparison.labels), rows
    )


def _people(comparison: Comparison, names: Names) -> Listed:
    changed = [row for row in records(comparison.changes.reset_index()) if row["cadre"]]
    changed.sort(key=lambda row: row["cadre"])
    rows = tuple(
        (names.people.get(row["cadre"], row["cadre"]), kind_words(row["kind"]), names.post(row["of"]), *cells)
        for row, cells in _decisions(comparison, names, changed)
    )
    heads = (_("Name"), _("What"), _("Where"), *comparison.labels)
    return Listed("people", _("People"), _("Person by person, what differs"), heads, rows)


def _posts(comparison: Comparison, names: Names) -> Listed:
    order = {post: place for place, post in enumerate(names.posts)}
    changed = [row for row in records(comparison.changes.reset_index()) if row["kind"] != "course"]
    changed.sort(key=lambda row: order.get(row["of"], len(order)))
    rows = tuple(
        (names.post(row["of"]), kind_words(row["kind"]), names.people.get(row["cadre"], row["cadre"]), *cells)
        for row, cells in _decisions(comparison, names, changed)
    )
    heads = (_("Post"), _("What"), _("Who"), *comparison.labels)
    return Listed("posts", _("Posts"), _("Post by post, what differs"), heads, rows)


def _decisions(
    comparison: Comparison, names: Names, rows: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], list[str]]]:
    for row in rows:
        yield row, [decision_words(names, row["kind"], row[label]) for label in comparison.labels]


def _measures(frame: Comparison | pd.DataFrame, *kinds: str) -> list[dict[str, Any]]:
    measures = frame.measures if isinstance(frame, Comparison) else frame
    return [row for row in records(measures.reset_index()) if row["kind"] in kinds]


def _values(comparison: Comparison, row: dict[str, Any]) -> list[Cell]:
    return ["" if pd.isna(row[label]) else int(row[label]) for label in comparison.labels]
