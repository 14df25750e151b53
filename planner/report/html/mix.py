"""The section on the mix: each target as a whole, and part by part where it has parts."""

from collections.abc import Iterator

from planner.language import _
from planner.report.html.register import Register, month_of
from planner.report.html.view import Cell, Grid, Section, Series, cell, headings, rows
from planner.report.names import scope_names
from planner.report.summary import asked, missed, summary_json
from planner.report.words import say, scope_words


def mix(register: Register, charts: tuple[Series, ...]) -> Section:
    """Persons today and planned against what each target asks."""
    if register.plan.mix.empty:
        return Section("mix", _("Mix"), nothing=say("mix.nothing") + ".", charts=charts)
    lead = _("Targets are counted in whole persons; {short} are missing and {over} too many in all.")
    grids = (*_targets(register), *_parts(register))
    told = lead.format(**summary_json(register.plan)["mix"])
    return Section("mix", _("Mix"), (told,), grids=grids, charts=charts)


def _targets(register: Register) -> Iterator[Grid]:
    found, named = [], scope_names(register.plan)
    for (target, scope), parts in register.plan.mix.groupby(["target", "scope"], sort=False):
        last = parts[parts["date"] == parts["date"].max()]
        place = scope_words(str(scope), named)
        where = f"{place} ({len(last)})" if len(last) > 1 else place
        counted = f"{last['column'].iloc[0]}: {last['values'].iloc[0]}".replace(";", ", ")
        today, planned = (int(last[name].sum()) for name in ("today", "planned"))
        found.append((str(target), where, counted, today, planned, asked(last), missed(parts)))
    names = (_("Target"), _("Where"), _("Who counts"), _("Today"), _("Planned"), _("Asked"), _("Persons"))
    yield Grid("mix-table", _("Targets"), headings(*names, numeric=names[3:5]), rows(found))


def _parts(register: Register) -> Iterator[Grid]:
    mix = register.plan.mix
    parted = mix[(mix["of"] != "") | mix.duplicated(["target", "scope", "of"], keep=False)]
    found: list[tuple[Cell, ...]] = []
    for number in range(len(parted)):
        part = parted.iloc[number : number + 1]
        row = part.to_dict("records")[0]
        cells = (
            row["target"],
            register.place(row["of"]) if row["of"] else "",
            month_of(row["date"]),
            int(row["today"]),
            int(row["planned"]),
            asked(part),
            int(row["short"]),
            int(row["over"]),
        )
        found.append(tuple(cell(one) for one in cells))
    if found:
        names = (
            _("Target"), _("Of"), _("Counted on"), _("Today"), _("Planned"), _("Asked"), _("Short"), _("Over"),
        )  # fmt: skip
        heads = headings(*names, numeric=(*names[3:5], *names[6:]), dates=names[2:3])
        yield Grid("mix-parts", _("Targets, part by part"), heads, rows(found))
