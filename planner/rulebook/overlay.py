"""Overlays: what a province or a planner lays over a rule pack, as dated data; read and checked for its form."""

from collections.abc import Iterable
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, ValidationError, field_validator

from planner.language import _, marked
from planner.rulebook.packs import overlay_names, read_data
from planner.scenario.cells import nearest
from planner.scenario.dates import parse_date
from planner.scenario.findings import Finding, shorten
from planner.scenario.settings import Strict
from planner.scenario.settings_check import with_switches

Day = Annotated[str, BeforeValidator(lambda date: parse_date(str(date)))]
Tags = Annotated[tuple[str, ...], Field(strict=False)]


def _switched(rules: Any) -> Any:
    """Rules with ``on`` and ``off`` as true and false."""
    return with_switches({"rules": {"changes": rules}})["rules"]["changes"]


class Entry(Strict):
    """What each change of an overlay may say of itself.

    Attributes
    ----------
    source, mark
        Where it comes from, unless that is the overlay's own source.
    loosens, reason
        That less is refused than the pack refuses, and why.
    """

    source: Tags = ()
    mark: str = ""
    loosens: bool = False
    reason: str = ""


class DualRoleEntry(Entry):
    """A pair of titles; a date that is not written stays as the pack has it."""

    main: str
    beside: str
    starts: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class TargetEntry(Entry):
    """A share that a guide sets, for information."""

    name_vi: str = ""
    column: str
    values: Tags = ()
    scope: str = ""
    at_least: str | int = ""
    note: str = ""


class Overlay(Strict):
    """The content of an overlay.

    Attributes
    ----------
    name, name_en, name_vi : str
        What it is called.
    packs : tuple[str, ...]
        The packs it is for; empty: any.
    in_force_from, in_force_until : str
        First day, and first day after it; blank: not known or without limit.
    source, mark, note
        Of everything in it that says nothing else.
    rules : dict
        By rule: true, false, or a block of numbers with ``on`` and what an ``Entry`` says.
    titles : dict
        By title: cells of the table ``titles``, and what an ``Entry`` says.
    dual_roles : tuple[DualRoleEntry, ...]
        Pairs of titles.
    age_bands : tuple[int, ...] or None
        First ages of the second and later bands.
    targets : dict
        By name.
    """

    name: Annotated[str, Field(min_length=1)]
    name_en: str = ""
    name_vi: str = ""
    packs: Tags = ()
    in_force_from: Day | None = None
    in_force_until: Day | None = None
    source: Tags = ()
    mark: str = ""
    note: str = ""
    rules: Annotated[dict[str, Any], BeforeValidator(_switched)] = Field(default_factory=dict)
    titles: dict[str, dict[str, Any]] = Field(default_factory=dict)
    dual_roles: tuple[DualRoleEntry, ...] = Field(default=(), strict=False)
    age_bands: tuple[Annotated[int, Field(ge=16, le=100)], ...] | None = Field(default=None, strict=False)
    targets: dict[str, TargetEntry] = Field(default_factory=dict)

    @field_validator("age_bands")
    @classmethod
    def _rising(cls, starts: tuple[int, ...] | None) -> tuple[int, ...] | None:
        if starts is not None and list(starts) != sorted(set(starts)):
            raise ValueError(_("the ages are not in rising order; list the first ages of the second and later bands"))
        return starts


TAKES: Final = {
    "name": "a text",
    "packs": marked("a list of rule packs, such as [vn-2025]"),
    "in_force_from": marked("a date, such as 2026-01-01"),
    "in_force_until": marked("a date, such as 2026-01-01"),
    "source": marked("a list of texts, such as [Plan 12-KH/TU]"),
    "rules": marked("a block of rules, such as {tenure_cap: {deputy_months: 120}}"),
    "titles": marked("a block of titles, such as {secretary: {theory: advanced}}"),
    "dual_roles": marked("a list of pairs, such as [{main: secretary, beside: pc_chair, until: 2026-01-01}]"),
    "age_bands": marked("a list of whole ages from 16 to 100 in rising order"),
    "targets": marked("a block of targets, such as {women: {column: sex, values: [female], at_least: 25%}}"),
}
"""What a part of an overlay takes, in words."""


def read_overlay(written: str | dict[str, Any], where: str) -> tuple[Overlay | None, list[Finding]]:
    """The overlay that a scenario names or holds.

    Parameters
    ----------
    written : str or dict
        A name, or the content of an overlay.
    where : str
        Where it stands, for the findings.

    Returns
    -------
    Overlay or None, list of Finding
        None when there is no such overlay or its content cannot be read.
    """
    if isinstance(written, str):
        if written not in overlay_names():
            remedy = did_you_mean(written, overlay_names())
            return None, [Finding("error", where, _("no such overlay"), remedy, shorten(written))]
        written = read_data(f"overlays/{written}.yaml")
    try:
        return Overlay.model_validate(written), []
    except ValidationError as error:
        return None, [_finding(one["type"], one["loc"], one["msg"], one["input"], where) for one in error.errors()]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The remedy for a name that is not known."""
    known = tuple(known)
    close = nearest(word, known)
    return (
        _("Did you mean {close}?").format(close=close)
        if close
        else _("Use one of {known}.").format(known=", ".join(known))
    )


def _finding(kind: str, key: tuple[int | str, ...], message: str, value: Any, where: str) -> Finding:
    dotted = ".".join(str(part + 1) if isinstance(part, int) else part for part in key)
    shown = "" if isinstance(value, dict | list) else shorten(value)
    takes = _(TAKES.get(str(key[0]), marked("a text"))) if key else _("a block with name and rules")
    if kind == "missing":
        return Finding(
            "error",
            where,
            _("the key {dotted} of the overlay is missing").format(dotted=dotted),
            _("Write {key}.").format(key=key[-1]),
        )
    if kind == "extra_forbidden":
        blocks: dict[str, type[Strict]] = {"dual_roles": DualRoleEntry, "targets": TargetEntry}
        block = blocks.get(str(key[0]), Overlay) if len(key) > 1 else Overlay
        known = [field.alias or name for name, field in block.model_fields.items()]
        remedy = did_you_mean(str(key[-1]), known)
        return Finding("error", where, _("unknown key in the overlay"), remedy, shorten(dotted))
    if kind == "value_error":
        problem, __, remedy = message.removeprefix("Value error, ").partition("; ")
        shown = "" if shown in problem else shown
        return Finding("error", f"{where}.{dotted}", problem, f"{remedy[:1].upper()}{remedy[1:]}.", shown)
    return Finding(
        "error", f"{where}.{dotted}", _("this cannot stand there"), _("Write {takes}.").format(takes=takes), shown
    )
