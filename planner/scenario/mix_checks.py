"""Checks of the mix targets against the tables that they name."""

import re
from collections.abc import Iterable
from typing import Final

from planner.scenario.cells import nearest
from planner.scenario.cross import Loaded
from planner.scenario.findings import Finding, shorten
from planner.scenario.grants import allowed, canonical
from planner.scenario.settings import MixTarget, Settings
from planner.scenario.settings_source import Key, SettingsSource

AGE_BAND: Final = "age_band"
_BAND = re.compile(r"all|[<>][0-9]{1,3}|[0-9]{1,3}-[0-9]{1,3}")


def mix_findings(loaded: Loaded, source: SettingsSource) -> list[Finding]:
    """Columns, values and scopes of targets that the tables do not know."""
    found: list[Finding] = []
    for position, target in loaded.draft.mix:
        if "cadres" not in loaded.unreadable:
            found += _column_findings(loaded, source, ("mix", position), target)
        if isinstance(target.scope, dict):
            ((kind, value),) = target.scope.items()
            found += _scope_findings(loaded, source.where(("mix", position, "scope", kind)), kind, value)
    return found


def _column_findings(loaded: Loaded, source: SettingsSource, key: Key, target: MixTarget) -> list[Finding]:
    frame = loaded.frames["cadres"]
    columns = [*frame.columns, AGE_BAND]
    if target.column not in columns:
        where = source.where((*key, "column"))
        remedy = _hint(target.column, columns) + f"Name {AGE_BAND} or a column of cadres."
        return [Finding("error", where, "no such column of cadres", remedy, shorten(target.column))]
    present = set() if target.column == AGE_BAND else set(frame[target.column].dropna().astype(str))
    found = []
    for position, value in enumerate(target.values):
        where = source.where((*key, "values", position))
        values = allowed(target.column)
        if target.column == AGE_BAND:
            if not _BAND.fullmatch(value):
                remedy = "Write a band such as <35, 35-40 or >40."
                found.append(Finding("error", where, "no age band", remedy, shorten(value)))
        elif values:
            if not canonical(target.column, value):
                remedy = _hint(value, values) + f"Use one of {', '.join(values)}."
                found.append(Finding("error", where, f"{target.column} cannot have this value", remedy, shorten(value)))
        elif value not in present:
            remedy = _hint(value, sorted(present)) + "Correct it if somebody should."
            found.append(Finding("warning", where, f"nobody has this in {target.column}", remedy, shorten(value)))
    return found


def canonical_mix(settings: Settings) -> Settings:
    """The settings with the values of every target as the loaded columns hold them."""
    mix = tuple(
        target.model_copy(update={"values": tuple(dict.fromkeys(canonical(target.column, v) for v in target.values))})
        for target in settings.mix
    )
    return settings.model_copy(update={"mix": mix})


def _scope_findings(loaded: Loaded, where: str, kind: str, value: str) -> list[Finding]:
    if "units" in loaded.unreadable or "titles" in loaded.unreadable:
        return []
    if kind == "cluster" and "cluster" not in loaded.frames["units"].columns:
        remedy = "Add the column cluster to units, or choose another scope."
        return [Finding("error", where, "units have no column cluster", remedy, shorten(value))]
    if kind == "group":
        # The groups of the rule pack's titles are not known here.
        return []
    known = {
        "unit": lambda: loaded.cells("units", "unit"),
        "cluster": lambda: loaded.cells("units", "cluster"),
        "title": lambda: [*loaded.cells("titles", "title"), *loaded.known_titles],
    }[kind]()
    if value in known:
        return []
    remedy = _hint(value, sorted(set(known))) + f"Name a {kind} of this scenario."
    return [Finding("error", where, f"no such {kind}", remedy, shorten(value))]


def _hint(text: str, known: Iterable[str]) -> str:
    close = nearest(text, known)
    return f"Did you mean {close}? " if close else ""
