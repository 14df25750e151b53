"""Layers over a rule pack: what an overlay or a scenario changes, and whether less is refused than before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from planner.language import _
from planner.rulebook.book import Change, DualRole, Number, Rulebook, RuleSetting, Title
from planner.rulebook.overlay import DualRoleEntry, Entry, Overlay, did_you_mean
from planner.rulebook.packs import target
from planner.scenario.columns import DEGREES, SKILLS, STATE_MGMT, TABLES, THEORY, Column, Kind
from planner.scenario.dates import month_date, month_index
from planner.scenario.findings import Finding, shorten

LARGEST_NUMBER: Final = 10_000
"""No number of a rule is larger."""

SCENARIO: Final = "scenario"
"""Layer and source of what the scenario itself changes."""

_ENTRY: Final = frozenset(Entry.model_fields)
"""Keys that speak of a change and not of the rule or title."""
_PARTS: Final = ("titles", "dual_roles")
_LEVELS: Final = {"degree": DEGREES, "theory": THEORY, "state_mgmt": STATE_MGMT, "skills": SKILLS}
_DEMANDS: Final = ("party_member", "non_local")
_TITLE_COLUMNS: Final = {column.name: column for column in TABLES["titles"].columns[1:]}


@dataclass
class _Layer:
    """An overlay on its way onto a rulebook: where it stands, the book as far as it is built, what is wrong so far."""

    where: str
    overlay: Overlay
    book: Rulebook
    findings: list[Finding] = field(default_factory=list)

    def error(self, key: str, message: str, remedy: str, value: object = "") -> None:
        """Add an error at a key of the layer."""
        self.findings.append(Finding("error", f"{self.where}.{shorten(key)}", message, remedy, shorten(value)))


def lay_over(book: Rulebook, overlay: Overlay, where: str) -> tuple[Rulebook, list[Finding]]:
    """A rulebook with an overlay on top, and what is wrong with the overlay.

    Parameters
    ----------
    book : Rulebook
        The pack with the layers below.
    overlay : Overlay
        What it changes.
    where : str
        Where the overlay stands, for the findings.
    """
    layer = _Layer(where, overlay, book)
    for rule, written in overlay.rules.items():
        _lay_rule(layer, rule, written)
    for title, cells in overlay.titles.items():
        _lay_title(layer, title, cells)
    for entry in overlay.dual_roles:
        _lay_dual_role(layer, entry)
    _lay_shares(layer)
    return layer.book, layer.findings


def _lay_rule(layer: _Layer, rule: str, written: Any) -> None:
    rules = layer.book.rules
    if rule not in rules:
        layer.error(f"rules.{rule}", _("no such rule in the pack"), did_you_mean(rule, rules), rule)
        return
    if not isinstance(written, bool | dict):
        layer.error(f"rules.{rule}", _("this cannot stand there"), _("Write on, off, or a block of numbers."), written)
        return
    content = {"on": written} if isinstance(written, bool) else written
    entry = _entry(layer, f"rules.{rule}", {key: content[key] for key in content if key in _ENTRY})
    asked = {key: value for key, value in content.items() if key not in _ENTRY}
    source, mark = _origin(layer, entry)
    after, findings = changed(rules[rule], asked, f"{layer.where}.rules.{rule}", source, mark)
    layer.findings += findings
    _note(layer, entry, list(rule_changes(layer.overlay.name, rule, rules[rule], after, source, mark)))
    layer.book = replace(layer.book, rules={**layer.book.rules, rule: after})


def changed(
    rule: RuleSetting, asked: Mapping[str, Any], where: str, source: tuple[str, ...], mark: str
) -> tuple[RuleSetting, list[Finding]]:
    """A rule with new numbers and perhaps switched, and what cannot be read of it."""
    findings = []
    numbers = dict(rule.numbers)
    on = rule.on
    for name, value in asked.items():
        if name == "on":
            on = value is True
            if not isinstance(value, bool):
                findings.append(
                    Finding(
                        "error", f"{where}.on", _("neither true nor false"), _("Write true or false."), shorten(value)
                    )
                )
        elif name not in numbers:
            message = _("no number {name!r} in this rule").format(name=shorten(name))
            findings.append(Finding("error", where, message, did_you_mean(name, ["on", *numbers])))
        elif isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_NUMBER:
            problem = _("not a whole number from 0 to {largest_number}").format(largest_number=LARGEST_NUMBER)
            findings.append(Finding("error", f"{where}.{name}", problem, _("Write a whole number."), shorten(value)))
        else:
            numbers[name] = replace(numbers[name], value=value, source=source, mark=mark)
    after = replace(rule, on=on, numbers=numbers)
    return (replace(after, source=source, mark=mark) if "on" in asked else after), findings


def rule_changes(
    layer: str, rule: str, before: RuleSetting, after: RuleSetting, source: tuple[str, ...], mark: str
) -> Iterator[Change]:
    """What was written of a rule, also where it only confirms what was there.

    A rule that is off refuses nothing, so that only numbers of a rule that is on before and after can loosen it.
    """
    if (before.on, before.source) != (after.on, after.source):
        looser = before.on != after.on and (after.on if before.permits else before.on)
        yield Change(layer, rule, _switch(before.on), _switch(after.on), source, mark, looser)
    for name, number in after.numbers.items():
        was = before.numbers[name]
        if number != was:
            looser = before.on and after.on and _looser(was, number)
            yield Change(layer, f"{rule}.{name}", was.told, number.told, source, mark, looser)


def _looser(before: Number, after: Number) -> bool:
    if before.goal:
        return False
    return after.value < before.value if before.stricter == "higher" else after.value > before.value


def _lay_title(layer: _Layer, title: str, cells: dict[str, Any]) -> None:
    titles = layer.book.titles
    key = f"titles.{title}"
    if title not in titles:
        remedy = _("{did_you_mean} New titles stand in titles.csv.").format(did_you_mean=did_you_mean(title, titles))
        layer.error(key, _("no such title in the pack"), remedy, title)
        return
    entry = _entry(layer, key, {name: cells[name] for name in cells if name in _ENTRY})
    before = titles[title]
    given: dict[str, Any] = {}
    for name, value in cells.items():
        if name in _ENTRY:
            continue
        if name not in _TITLE_COLUMNS:
            layer.error(key, _("no such column of titles"), did_you_mean(name, _TITLE_COLUMNS), name)
        elif not _fits(_TITLE_COLUMNS[name], value):
            layer.error(
                f"{key}.{name}",
                _("this cannot stand there"),
                _("Write {asked}.").format(asked=_asked(_TITLE_COLUMNS[name])),
                value,
            )
        else:
            given[name] = tuple(value.split(";")) if name == "fields" else value
    source, mark = _origin(layer, entry)
    after = replace(before, **given)
    changes = []
    for name in given:
        old, new = (told_cell(getattr(one, name)) for one in (before, after))
        looser = _title_looser(layer.book, before, after, name)
        changes.append(Change(layer.overlay.name, f"{key}.{name}", old, new, source, mark, looser))
    _note(layer, entry, changes)
    layer.book = replace(layer.book, titles={**titles, title: after})


def told_cell(value: object) -> str:
    """A cell of a title in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(value) or _("none")
    return _("none") if value is None or value == "" else str(value)


def _title_looser(book: Rulebook, before: Title, after: Title, name: str) -> bool:
    """Whether the new cell asks less of a holder."""
    old, new = getattr(before, name), getattr(after, name)
    if name in _LEVELS:
        return _LEVELS[name].index(new) < _LEVELS[name].index(old)
    if name in _DEMANDS:
        return bool(old and not new)
    return name == "tenure_cap_months" and book.tenure_cap(after) > book.tenure_cap(before)


def _fits(column: Column, value: object) -> bool:
    if column.kind is Kind.FLAG:
        return isinstance(value, bool)
    if column.kind is Kind.INT:
        low, high = column.minimum or 0, column.maximum or LARGEST_NUMBER
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    return isinstance(value, str) and (not column.choices or value in column.choices)


def _asked(column: Column) -> str:
    if column.choices:
        return _("one of {choices}").format(choices=", ".join(column.choices))
    return {Kind.FLAG: _("true or false"), Kind.INT: _("a whole number")}.get(column.kind, _("a text"))


def _lay_dual_role(layer: _Layer, entry: DualRoleEntry) -> None:
    key = f"dual_roles.{entry.main}+{entry.beside}"
    unknown = [title for title in (entry.main, entry.beside) if title not in layer.book.titles]
    for title in unknown:
        remedy = did_you_mean(title, layer.book.titles) if layer.book.titles else _("Name a pack that has titles.")
        layer.error(key, _("no such title in the pack"), remedy, title)
    if entry.main == entry.beside:
        layer.error(key, _("a title stands beside itself"), _("Name two different titles, or take the pair out."), "")
    if unknown or entry.main == entry.beside:
        return
    source, mark = _origin(layer, entry)
    roles = {(role.main, role.beside): role for role in layer.book.dual_roles}
    before = roles.get((entry.main, entry.beside))
    starts, until = (before.starts, before.until) if before else (None, None)
    if "starts" in entry.model_fields_set:
        starts = month_index(entry.starts) if entry.starts else None
    if "until" in entry.model_fields_set:
        until = month_index(entry.until) if entry.until else None
    after = DualRole(entry.main, entry.beside, starts, until, source, mark)
    old, new = _("not allowed") if before is None else span(before), span(after)
    looser = layer.book.on("dual_role") and (before is None or not _inside(after, before))
    _note(layer, entry, [Change(layer.overlay.name, key, old, new, source, mark, looser)])
    roles[entry.main, entry.beside] = after
    layer.book = replace(layer.book, dual_roles=tuple(roles.values()))


def _inside(role: DualRole, other: DualRole) -> bool:
    """Whether one permission lies within another."""
    starts_inside = other.starts is None or (role.starts is not None and role.starts >= other.starts)
    return starts_inside and (other.until is None or (role.until is not None and role.until <= other.until))


def span(role: DualRole) -> str:
    """The time of a permission in words."""
    starts = "" if role.starts is None else _("from {starts}").format(starts=month_date(role.starts)[:7])
    until = "" if role.until is None else _("until {until}").format(until=month_date(role.until)[:7])
    return _("allowed {starts} {until}").format(starts=starts, until=until).strip().replace("  ", " ")


def _lay_shares(layer: _Layer) -> None:
    """Age bands and targets, which refuse nobody."""
    overlay = layer.overlay
    if overlay.age_bands is not None:
        before = layer.book.age_bands
        layer.book = replace(layer.book, age_starts=overlay.age_bands)
        old, new = ", ".join(before), ", ".join(layer.book.age_bands)
        _note(layer, Entry(), [Change(overlay.name, "age_bands", old, new, *_origin(layer, Entry()))])
    targets = {one.name: one for one in layer.book.targets}
    for name, entry in overlay.targets.items():
        source, mark = _origin(layer, entry)
        row = entry.model_dump(exclude={"loosens", "reason"})
        laid = target(name, {**row, "source": source, "mark": mark})
        old = (targets[name].at_least or _("no number")) if name in targets else _("not set")
        new = laid.at_least or _("no number")
        _note(layer, entry, [Change(overlay.name, f"targets.{name}", old, new, source, mark)])
        targets[name] = laid
    layer.book = replace(layer.book, targets=tuple(targets.values()))


def _entry(layer: _Layer, key: str, written: dict[str, Any]) -> Entry:
    """What a change says of itself."""
    try:
        return Entry.model_validate(written)
    except ValueError:
        remedy = _("Write loosens: true, and source as a list; mark and reason as texts.")
        layer.error(key, _("{written} cannot be read").format(written=", ".join(written)), remedy)
        return Entry()


def _origin(layer: _Layer, entry: Entry) -> tuple[tuple[str, ...], str]:
    overlay = layer.overlay
    return entry.source or overlay.source or (layer.overlay.name,), entry.mark or overlay.mark


def _note(layer: _Layer, entry: Entry, changes: list[Change]) -> None:
    """Keep the changes; one that loosens a rule without saying so, or without a reason, is an error."""
    layer.book = replace(layer.book, changes=(*layer.book.changes, *changes))
    if entry.loosens and entry.reason:
        return
    for change in changes:
        if change.looser:
            what = _("this loosens a rule: {before} before, {after} now").format(
                before=change.before, after=change.after
            )
            missing = _("a reason: …") if entry.loosens else _("loosens: true with a reason: …")
            part = change.what.partition(".")[0]
            key = change.what if part in _PARTS else f"rules.{change.what}"
            layer.error(key, what, _("Write {missing} beside it, or leave it out.").format(missing=missing))


def _switch(on: bool) -> str:
    return _("on") if on else _("off")
