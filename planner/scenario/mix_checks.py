"""Checks of the mix targets, and of the groups of a simulation, against the tables that they name."""

from planner.language import _
from planner.scenario.cross import Loaded
from planner.scenario.findings import Finding, shorten
from planner.scenario.grants import canonical
from planner.scenario.settings import LeavingGroup, MixTarget, Settings
from planner.scenario.settings_source import Key, SettingsSource
from planner.scenario.values import column_remedy, hint, value_problem


def mix_findings(loaded: Loaded, source: SettingsSource) -> list[Finding]:
    """Columns, values and scopes of targets that the tables do not know."""
    found: list[Finding] = []
    for position, target in loaded.draft.mix:
        if "cadres" not in loaded.unreadable:
            found += _column_findings(loaded, source, ("mix", position), target)
        if target.scope == "each_committee" and _without_committees(loaded):
            where = source.where(("mix", position, "scope"))
            remedy = _("Write yes in the column committee of titles, or choose another scope.")
            found.append(Finding("warning", where, _("no post has the title of a committee"), remedy, target.scope))
        if target.scope == "each_province" and _without_provinces(loaded):
            where = source.where(("mix", position, "scope"))
            remedy = _("Give units the kind province, and name them as the parents of others; or choose another scope.")
            found.append(Finding("error", where, _("no unit is a province"), remedy, target.scope))
        if isinstance(target.scope, dict):
            ((kind, value),) = target.scope.items()
            found += _scope_findings(loaded, source.where(("mix", position, "scope", kind)), kind, value)
    return found


def leaving_findings(loaded: Loaded, source: SettingsSource) -> list[Finding]:
    """Columns and values of the groups of a simulation that the tables do not know."""
    if "cadres" in loaded.unreadable:
        return []
    groups = ((("simulate", "groups", position), group) for position, group in loaded.draft.leaving)
    return [finding for key, group in groups for finding in _column_findings(loaded, source, key, group)]


def _column_findings(
    loaded: Loaded, source: SettingsSource, key: Key, target: MixTarget | LeavingGroup
) -> list[Finding]:
    remedy = column_remedy(loaded, target.column)
    if remedy:
        where = source.where((*key, "column"))
        return [Finding("error", where, _("no such column of cadres"), remedy, shorten(target.column))]
    found = []
    for position, value in enumerate(target.values):
        problem = value_problem(loaded, target.column, value)
        if problem:
            severity, message, remedy = problem
            where = source.where((*key, "values", position))
            found.append(Finding(severity, where, message, remedy, shorten(value)))
    return found


def _without_committees(loaded: Loaded) -> bool:
    """Whether certainly no post is a committee: a title that says nothing may be one in the rule pack."""
    if {"posts", "titles"} & {*loaded.unreadable}:
        return False
    titles = loaded.frames["titles"]
    said = set(titles["title"][titles["committee"].notna()])
    committees = set(titles["title"][titles["committee"].fillna(value=False)])
    named = {title for title in loaded.cells("posts", "title") if title}
    return not named & committees and not (named - said) & set(loaded.known_titles)


def _without_provinces(loaded: Loaded) -> bool:
    return "units" not in loaded.unreadable and "province" not in loaded.cells("units", "kind")


def canonical_values(settings: Settings) -> Settings:
    """The settings with the values of every target and group as the loaded columns hold them."""
    mix = tuple(target.model_copy(update={"values": _canonical(target)}) for target in settings.mix)
    groups = tuple(group.model_copy(update={"values": _canonical(group)}) for group in settings.simulate.groups)
    simulate = settings.simulate.model_copy(update={"groups": groups})
    return settings.model_copy(update={"mix": mix, "simulate": simulate})


def _canonical(target: MixTarget | LeavingGroup) -> tuple[str, ...]:
    return tuple(dict.fromkeys(canonical(target.column, value) for value in target.values))


def _scope_findings(loaded: Loaded, where: str, kind: str, value: str) -> list[Finding]:
    if "units" in loaded.unreadable or "titles" in loaded.unreadable:
        return []
    if kind == "cluster" and "cluster" not in loaded.frames["units"].columns:
        remedy = _("Add the column cluster to units, or choose another scope.")
        return [Finding("error", where, _("units have no column cluster"), remedy, shorten(value))]
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
    remedy = hint(value, sorted(set(known))) + _("Name a {kind} of this scenario.").format(kind=kind)
    return [Finding("error", where, _("no such {kind}").format(kind=kind), remedy, shorten(value))]
