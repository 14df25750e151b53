"""A scenario with what it extends: a chain of folders, workbooks and single yaml files, resolved into one.

``extends: ../base`` in the settings names a folder, a workbook or a yaml file, from the folder of the file that says
so; ``scenario.yaml`` stands for its folder. The scenario that is extended may extend another one. What is nearer to
the scenario that was asked for wins over what is farther away:

======================================  ===========================================================================
settings that are mappings              merged key by key; a key without a value takes the key out
``mix``                                 merged by the name of the target; ``remove: true`` takes one out
other lists, texts, numbers             replaced
``name``                                never taken over: every alternative has its own
csv file or sheet of the alternative    merged by row id: filled cells replace, blank ones keep, new ids come last
``rows`` of the alternative             after its csv files, by row id: named cells replace (one without a value is
                                        cleared), new ids come last, ``remove: true`` takes a row out
======================================  ===========================================================================

``planner.scenario.settings_merge`` and ``planner.scenario.row_merge`` say the details.

Alternatives that are named beside a scenario (``--with``) are laid over it in the order in which they are named: a
later one wins over an earlier one, and all of them over the scenario. Of each only what it says itself counts, with
what it extends on its way to the scenario. Settings that are given with the call come last and win over everything.
"""

import os.path
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from planner.language import _, marked
from planner.scenario.alternatives import find
from planner.scenario.cells import nearest
from planner.scenario.columns import TABLES
from planner.scenario.findings import Finding, shorten
from planner.scenario.row_merge import rows_over, sheet_over
from planner.scenario.settings_check import TAKES
from planner.scenario.settings_merge import merged_settings
from planner.scenario.settings_source import SettingsSource, yaml_source
from planner.scenario.settings_tree import Node, source_of, tree_of
from planner.scenario.written import SETTINGS, YAML_SUFFIXES, Written, written_folder, written_workbook

_OWN: Final = ("extends", "rows")
"""Keys that say how to resolve an alternative; the resolved scenario has none of them."""


@dataclass(frozen=True)
class _Layer:
    """One scenario of a chain, its places as seen from the folder of the first."""

    path: Path
    written: Written


def load(path: Path, alternatives: Sequence[str] = (), given: SettingsSource | None = None) -> Written:
    """What a scenario says, together with everything that it extends.

    Parameters
    ----------
    path : Path
        An existing folder, workbook or yaml file.
    alternatives : sequence of str
        What is laid over it, one after the other, by name (``planner.scenario.alternatives``).
    given : SettingsSource, optional
        Settings that win over all others.
    """
    path = _plain(path)
    home = _folder(path)
    chain, faults = _chain(path, home)
    stacks = [] if faults else [_alternative(path, name, home, chain) for name in alternatives]
    faults += [fault for _, found in stacks for fault in found]
    if faults:
        return _unusable(faults)
    over = [layers for layers, _ in stacks]
    resolved = _laid_over(None, chain[-1], home)
    for layer in (*reversed(chain[:-1]), *(layer for layers in over for layer in reversed(layers))):
        resolved = _laid_over(resolved, layer, home)
    if len(over) > 1:
        _name_after(resolved.source, [layers[0].written.source.data.get("name") for layers in over])
    return resolved if given is None else _laid_over(resolved, _Layer(path, Written(given, {})), home, named=True)


def _chain(path: Path, home: Path, known: Collection[Path] = ()) -> tuple[list[_Layer], list[Finding]]:
    """A scenario and all that it extends, as far as that is not known already; or everything that is wrong with it."""
    layers = [_Layer(path, _seen_from(home, path, _read(path)) if known else _read(path))]
    while layers[-1].written.source.readable:
        base, why = _base(layers)
        if why:
            return [], [*(finding for layer in layers for finding in _form(layer.written)), why]
        if base is None or base.resolve() in known:
            break
        layers.append(_Layer(base, _seen_from(home, base, _read(base))))
    return layers, []


def _alternative(path: Path, name: str, home: Path, chain: Sequence[_Layer]) -> tuple[list[_Layer], list[Finding]]:
    """What an alternative says beyond the scenario that it is laid over, or what is wrong with it."""
    file, unknown = find(path, name)
    if file is None:
        return [], unknown
    known = {layer.path.resolve() for layer in chain}
    if file.resolve() in known:
        return [], []
    layers, faults = _chain(file, home, known)
    end = layers[-1] if layers else None
    if end is not None and end.written.source.readable and _base([end])[0] is None:
        message = _("the alternative does not extend {scenario}, which it is to be laid over").format(
            scenario=shorten(path.name)
        )
        remedy = _("Extend that scenario, or lay it over the one that it extends.")
        return [], [Finding("error", layers[0].written.source.where(("extends",)), message, remedy, shorten(name))]
    return layers, faults


def _name_after(source: SettingsSource, names: Sequence[object]) -> None:
    """Name a scenario with several alternatives after all of them."""
    if all(isinstance(name, str) for name in names):
        source.data["name"] = " + ".join(str(name) for name in names)


def _plain(path: Path) -> Path:
    """The path of a scenario; scenario.yaml stands for its folder."""
    return path.parent if path.name == f"{SETTINGS}.yaml" else path


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _read(path: Path) -> Written:
    if path.is_dir():
        return written_folder(path)
    return Written(yaml_source(path), {}) if _is_yaml(path) else written_workbook(path)


def _is_yaml(path: Path) -> bool:
    return path.suffix.casefold() in YAML_SUFFIXES and not path.is_dir()


def _base(layers: list[_Layer]) -> tuple[Path | None, Finding | None]:
    """What the last scenario of a chain extends, if anything, and what is wrong with that."""
    path, source = layers[-1].path, layers[-1].written.source
    where, written = source.where(("extends",)), source.data.get("extends")
    if ("extends",) not in source.places:
        return None, _alone(source) if _is_yaml(path) else None
    if not isinstance(written, str) or not written.strip():
        value = "" if isinstance(written, dict | list) else shorten(written)
        return None, Finding(
            "error",
            where,
            _("extends does not take this value"),
            _("Write {extends}.").format(extends=TAKES["extends"]),
            value,
        )
    base = _plain(_folder(path) / written)
    if not _is_there(base):
        remedy = _("Correct the path; it begins at the folder of this file.")
        return None, Finding("error", where, _("there is no such scenario to extend"), remedy, shorten(written))
    chain = [layer.path.resolve() for layer in layers]
    if base.resolve() in chain:
        circle = [*chain[chain.index(base.resolve()) :], base.resolve()]
        names = " → ".join(shorten(part.name) for part in circle)
        message = _("the scenarios extend each other in a circle: {names}").format(names=names)
        return None, Finding("error", where, message, _("Extend another scenario, or none."), shorten(written))
    return base, None


def _alone(source: SettingsSource) -> Finding:
    """A single file that extends nothing, or whose extends is misspelt."""
    close = nearest("extends", source.data)
    if close:
        return Finding("error", source.where((close,)), _("unknown key"), _("Did you mean extends?"), shorten(close))
    remedy = _("Write extends: {extends}; a scenario of its own is a folder or a workbook.").format(
        extends=TAKES["extends"]
    )
    message = _("a single file changes a scenario, but does not say which")
    return Finding("error", source.where(()), message, remedy)


def _is_there(path: Path) -> bool:
    try:
        return path.is_dir() or path.is_file()
    except OSError:  # such as a name that is too long
        return False


def _seen_from(home: Path, path: Path, written: Written) -> Written:
    """What another folder or a workbook says, with places that tell it from the scenario that was asked for."""
    outside = _way(home, _folder(path))
    inside = outside if written.is_csv else f"[{outside}{path.name}]"

    def at(where: str) -> str:
        return f"{inside if '!' in where else outside}{where}"

    def seen(findings: Iterable[Finding]) -> list[Finding]:
        return [replace(finding, where=at(finding.where)) for finding in findings]

    source = replace(
        written.source,
        places={key: at(where) for key, where in written.source.places.items()},
        findings=seen(written.source.findings),
    )
    sheets = {name: replace(sheet, file=f"{inside}{sheet.file}") for name, sheet in written.sheets.items()}
    return replace(written, source=source, sheets=sheets, findings=tuple(seen(written.findings)))


def _way(home: Path, folder: Path) -> str:
    """The way from one folder to another, to stand before the name of a file."""
    way = Path(os.path.relpath(folder, home)).as_posix()
    return "" if way == "." else f"{way}/"


def _form(written: Written) -> list[Finding]:
    """What is wrong with the form of the settings and tables."""
    return [*written.source.findings, *written.findings]


def _unusable(findings: list[Finding]) -> Written:
    """A scenario of which nothing can be checked."""
    source = SettingsSource(places={(): findings[-1].where}, findings=findings, readable=False)
    return Written(source, {}, frozenset(TABLES))


def _laid_over(base: Written | None, layer: _Layer, home: Path, *, named: bool = False) -> Written:
    """A scenario on top of what it extends; ``named`` says that the name below it stays."""
    written = layer.written
    tree = tree_of(written.source)
    settings = Node(tree.where, {name: part for name, part in tree.value.items() if name not in _OWN})
    if named and base is not None and "name" in base.source.data:
        settings = Node(tree.where, {"name": tree_of(base.source).value["name"], **settings.value})
    settings, found = _with_overlays(settings, _folder(layer.path), home)
    if base is None:
        base = Written(SettingsSource(places={(): tree.where}), {})
        source = source_of(settings)
    else:
        source = merged_settings(base.source, settings)
    source.findings += [*written.source.findings, *found]
    source.readable = base.source.readable and written.source.readable
    unreadable = base.unreadable | written.unreadable
    sheets = {name: sheet for name, sheet in base.sheets.items() if name not in unreadable}
    found = [*base.findings, *written.findings]
    for name, sheet in written.sheets.items():
        if name not in unreadable:
            sheets[name], bad = sheet_over(TABLES[name], sheets[name], sheet) if name in sheets else (sheet, [])
            found += bad
    if "rows" in tree.value:
        sheets, bad = rows_over(sheets, tree.value["rows"], unreadable)
        found += bad
    others = (*base.others, *written.others)
    return Written(source, sheets, unreadable, written.is_csv, tuple(found), others)


def _with_overlays(settings: Node, folder: Path, home: Path) -> tuple[Node, list[Finding]]:
    """The settings with the content of each overlay's file in place of its path."""
    rules = settings.value.get("rules")
    overlays = rules.value.get("overlays") if rules and isinstance(rules.value, dict) else None
    if not overlays or not isinstance(overlays.value, list):
        return settings, []
    found: list[Finding] = []
    items = [_overlay(item, folder, home, found) if is_path(item.value) else item for item in overlays.value]
    rules = Node(rules.where, {**rules.value, "overlays": Node(overlays.where, items)})
    return Node(settings.where, {**settings.value, "rules": rules}), found


def overlay_files(
    overlays: Sequence[str], folder: Path, where: str
) -> tuple[list[str | dict[str, Any]], list[Finding]]:
    """Overlays with the content of each file in place of its path, as in the settings of a scenario.

    Parameters
    ----------
    overlays : sequence of str
        Names and paths.
    folder : Path
        Where paths begin.
    where : str
        Where the overlays stand, for the findings.

    Returns
    -------
    list of str or dict, list of Finding
        A path whose file cannot be read stays, and is told.
    """
    read: list[str | dict[str, Any]] = []
    found: list[Finding] = []
    for position, text in enumerate(overlays, start=1):
        item = Node(f"{where}[{position}]", text)
        content = _overlay(item, folder, folder, found, marked("the folder that you are in")) if is_path(text) else item
        read.append(text if content is item else source_of(content).data)
    return read, found


def is_path(text: object) -> bool:
    """Whether an overlay is the path of its file, and not its name or its content."""
    return isinstance(text, str) and ("/" in text or text.endswith(YAML_SUFFIXES))


def _overlay(
    item: Node, folder: Path, home: Path, found: list[Finding], begins: str = marked("the folder of this file")
) -> Node:
    path = folder / item.value
    if not _is_there(path) or path.is_dir():
        remedy = _("Correct the path; it begins at {begins}.").format(begins=_(begins))
        found.append(Finding("error", item.where, _("there is no such file"), remedy, shorten(item.value)))
        return item
    written = _seen_from(home, path, Written(yaml_source(path), {}))
    found += written.source.findings
    return tree_of(written.source) if written.source.readable else item
