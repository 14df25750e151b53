"""The section on returns: what becomes of every rotation, and who leaves a post without another."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from planner.language import _, counted
from planner.plan.metrics import released
from planner.report.html.register import Register, month_of
from planner.report.html.view import Grid, Section, Series, headings, rows
from planner.report.html.words import outcome_words, step_words
from planner.report.outcomes import return_figures, return_line
from planner.report.summary import RELEASED_BY


def returns(register: Register, charts: tuple[Series, ...]) -> Section:
    """Rotations with what follows, and releases."""
    plan = register.plan
    figures = return_figures(plan)
    leaving = released(plan)
    leaving = leaving[~leaving["cadre"].isin(plan.returns["cadre"])]
    lead = [return_line(figures) + "."] if figures else []
    if len(leaving):
        lead.append(_("Without a next post: {people}.").format(people=counted(len(leaving), "people")))
    nothing = _("Nobody is or goes on rotation, and nobody leaves a post with service left.")
    return Section(
        "returns",
        _("Returns and releases"),
        tuple(lead),
        grids=(*_rotations(register, figures), *_released(register, leaving)),
        charts=charts,
        nothing="" if lead else nothing,
    )


def _rotations(register: Register, figures: dict[str, Any]) -> Iterator[Grid]:
    if not figures:
        return
    names = (
        _("Name"), _("Rotation"), _("Since"), _("Sent by"), _("What becomes of it"),
        _("When"), _("Placement"), _("Grade"), _("Expected afterwards"),
    )  # fmt: skip
    found = (
        (
            register.person_cell(row["cadre"]),
            register.post(row["post"]),
            month_of(row["since"]),
            register.units.get(row["sending_unit"], row["sending_unit"]),
            outcome_words(row["outcome"]),
            month_of(row["date"]),
            register.post(row["placement"]) if row["placement"] else "",
            step_words(row["step"]),
            register.place(row["expected"]) if row["expected"] else "",
        )
        for row in figures["rows"]
    )
    yield Grid(
        "returns-table",
        _("Everybody on rotation, today or by this plan"),
        headings(*names, dates=(names[2], names[5])),
        rows(found),
    )


def _released(register: Register, leaving: pd.DataFrame) -> Iterator[Grid]:
    if leaving.empty:
        return
    names = (_("Name"), _("Post"), _("Leaves"), _("Why"), _("Years left"))
    found = (
        (
            register.person_cell(row["cadre"]),
            register.post(row["post"]),
            month_of(row["date"]),
            _(RELEASED_BY[row["why"]]),
            _("not known") if pd.isna(row["months_left"]) else int(row["months_left"]) // 12,
        )
        for row in leaving.to_dict("records")
    )
    caption = _("Leave a post with service left and get no other in this plan")
    yield Grid("released-table", caption, headings(*names, numeric=names[4:], dates=names[2:3]), rows(found))
