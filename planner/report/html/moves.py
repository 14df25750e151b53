"""The section on moves: every chain of them, and the second posts."""

from collections.abc import Iterator

from planner.language import _
from planner.report.html.register import Register, month_of
from planner.report.html.view import Grid, Row, Section, Series, cell, headings, rows
from planner.report.html.words import how_words
from planner.report.summary import figure_lines, summary_json


def moves(register: Register, charts: tuple[Series, ...]) -> Section:
    """Every move, chain by chain."""
    lead = [figure_lines(register.plan, summary_json(register.plan))[_("Moves")] + "."]
    if register.tables["moves"]:
        lead.append(
            _("In a chain the first step fills a post that opened by itself; each further step fills what it opens.")
        )
    return Section(
        "moves",
        _("Moves and chains"),
        tuple(lead),
        grids=(*_chains(register), *_seconds(register)),
        charts=charts,
    )


def _chains(register: Register) -> Iterator[Grid]:
    how = {(row["cadre"], row["post"], row["start"]): row["how"] for row in register.tables["stints"]}
    found = []
    for row in register.tables["moves"]:
        kind = how.get((row["cadre"], row["to"], row["date"]), "")
        cells = (
            cell(row["chain"]),
            cell(row["step"]),
            cell(month_of(row["date"])),
            register.person_cell(row["cadre"]),
            cell(register.place(row["from"])),
            cell(register.post(row["to"])),
            cell(how_words(kind) if kind else ""),
            cell(register.post(row["opens"]) if row["opens"] else ""),
        )
        found.append(Row(cells, f"chain-{row['chain']}" if row["step"] == 1 else ""))
    if found:
        names = (_("Chain"), _("Step"), _("When"), _("Name"), _("From"), _("To"), _("Kind"), _("Opens"))
        heads = headings(*names, numeric=names[:2], dates=names[2:3])
        yield Grid("moves-table", _("Every move, chain by chain"), heads, tuple(found))


def _seconds(register: Register) -> Iterator[Grid]:
    """Posts taken beside a main one."""
    duals = [row for row in register.tables["stints"] if row["how"] == "dual"]
    if duals:
        names = (_("Name"), _("Post"), _("From"), _("Until"))
        heads = headings(*names, dates=names[2:])
        found = (
            (
                register.person_cell(row["cadre"]),
                register.post(row["post"]),
                month_of(row["start"]),
                month_of(row["end"]),
            )
            for row in duals
        )
        yield Grid("seconds-table", _("Second posts taken beside a main one"), heads, rows(found))
