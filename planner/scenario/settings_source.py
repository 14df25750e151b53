"""The settings as they were written: plain data, and where each key stands."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from planner.language import _
from planner.scenario.csvfile import read_text, unreadable
from planner.scenario.findings import Finding, shorten
from planner.scenario.sheet import Sheet

Key = tuple[str | int, ...]
"""Path to a setting: ``("mix", 0, "column")``."""

_YAML_ERRORS: Final = (YAMLError, RecursionError, ValueError, ArithmeticError, LookupError, TypeError)
"""What the parser raises for a text that is not YAML: not only its own errors."""
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""Escapes such as ``\\ud800`` that stand for half a character and cannot be written to a file."""


@dataclass
class SettingsSource:
    """What scenario.yaml, or the sheet ``scenario``, says.

    Attributes
    ----------
    data : dict[str, Any]
        Mappings, lists and scalars; a key without a value is left out.
    places : dict[Key, str]
        Where each key and list item stands; ``()`` is the top.
    findings : list[Finding]
        What is wrong with the form.
    readable : bool
        Whether there are keys to check at all.
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Key, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    readable: bool = True

    def where(self, key: Key) -> str:
        """Where a key stands, or the nearest key around it."""
        while key not in self.places and key:
            key = key[:-1]
        return self.places[key]


def no_settings(why: Finding) -> SettingsSource:
    """A source that says nothing, and why."""
    return SettingsSource(places={(): why.where}, findings=[why], readable=False)


def yaml_source(path: Path) -> SettingsSource:
    """The settings of a YAML file."""
    top = f"{path.name}:1"
    try:
        node = _yaml().compose(read_text(path))
    except (OSError, UnicodeDecodeError) as error:
        return no_settings(unreadable(path, error))
    except _YAML_ERRORS as error:
        return no_settings(_syntax(error, lambda line: f"{path.name}:{line}", top))
    if not isinstance(node, MappingNode):
        remedy = _("Write one key per line, such as `name: my-commune`.")
        return no_settings(Finding("error", top, _("the file does not hold keys with values"), remedy))
    source = SettingsSource(places={(): top})
    reader = _Nodes(source, lambda part: f"{path.name}:{part.start_mark.line + 1}")
    source.data = reader.mapping(node, ())
    return source


def sheet_source(sheet: Sheet) -> SettingsSource:
    """The settings of a sheet with the columns ``key`` and ``value``.

    A key names a place in dots (``goals.fit.move``); a value is a scalar, or a
    list or mapping in YAML's short form (``[fill, bench]``).
    """
    if "key" not in sheet.columns or "value" not in sheet.columns:
        remedy = _("Head the first column `key` and the second `value`.")
        return no_settings(sheet.finding(None, "", _("the sheet needs the columns key and value"), remedy))
    source = SettingsSource(places={(): sheet.where(None)})
    for row, dotted in enumerate(sheet.columns["key"]):
        _read_row(source, sheet, row, tuple(dotted.split(".")))
    return source


def given_source(given: Mapping[str, str], told: str) -> SettingsSource:
    """The settings that are given with a call, each key in dots, each value as a cell of a sheet.

    A target of the mix goes by its name, which may hold dots itself: ``mix.women in key posts.at_least``.

    Parameters
    ----------
    given : Mapping of str to str
        Values by key.
    told : str
        What stands for the place of each key in findings, followed by the key: ``--vary``.
    """
    source = SettingsSource(places={(): told})
    for dotted, text in given.items():
        where = f"{told} {dotted}"
        key = _given_key(source, dotted, where)
        for end in range(1, len(key) + 1):
            source.places.setdefault(key[:end], where)
        try:
            value = _Nodes(source, _always(where)).value(_cell_node(text), key)
        except _YAML_ERRORS as error:
            source.findings.append(_syntax(error, _always(where), where))
            continue
        if value is not None:
            _put_given(source.data, key, value)
    return source


def _given_key(source: SettingsSource, dotted: str, where: str) -> Key:
    """The path of a key; a target is put in the list when it is named for the first time."""
    first, *rest = dotted.split(".")
    if first != "mix" or len(rest) < 2:
        return (first, *rest)
    name, last = ".".join(rest[:-1]), rest[-1]
    targets: list[dict[str, Any]] = source.data.setdefault("mix", [])
    names = [target["name"] for target in targets]
    if name not in names:
        targets.append({"name": name})
        names.append(name)
        source.places[("mix", len(targets) - 1, "name")] = where
    return ("mix", names.index(name), last)


def _put_given(data: Any, key: Key, value: Any) -> None:
    """Store a value under its path; a block that another key has given as a whole is replaced."""
    *blocks, last = key
    for block in blocks:
        if isinstance(data, list):
            data = data[int(block)]
            continue
        if not isinstance(data.get(block), dict | list):
            data[block] = {}
        data = data[block]
    data[last] = value


def _read_row(source: SettingsSource, sheet: Sheet, row: int, key: tuple[str, ...]) -> None:
    """Take one row of the sheet ``scenario`` into the source."""
    where, dotted = sheet.where(row, "value"), ".".join(key)
    if key in source.places:
        remedy = _("Keep one value for each key, either for the whole or for its parts.")
        source.findings.append(sheet.finding(row, "key", _("the key stands in an earlier row"), remedy, dotted))
        return
    for end in range(1, len(key) + 1):
        source.places.setdefault(key[:end], where)
    try:
        value = _Nodes(source, lambda _node: where).value(_cell_node(sheet.columns["value"][row]), key)
    except _YAML_ERRORS as error:
        source.findings.append(_syntax(error, lambda _line: where, where))
        return
    if value is not None and not _put(source.data, key, value):
        remedy = _("Give either one value for the whole, or one row for each part.")
        source.findings.append(
            sheet.finding(row, "key", _("the key is part of an earlier row's value"), remedy, dotted)
        )


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.composer.warn_double_anchors = False  # the file may give an anchor anew, and a warning has no place in it
    return yaml


def _cell_node(text: str) -> Node:
    """A cell as a node: only what begins with a bracket or a quote is read as more than a scalar."""
    yaml = _yaml()
    if text[:1] in ("[", "{", '"', "'"):
        node: Node = yaml.compose(text)
        return node
    return ScalarNode(yaml.resolver.resolve(ScalarNode, text, (True, False)), text)


def _put(data: dict[str, Any], key: tuple[str, ...], value: Any) -> bool:
    """Store a value under its path, unless another value is in the way."""
    *blocks, last = key
    for block in blocks:
        data = data.setdefault(block, {})
        if not isinstance(data, dict):
            return False
    return data.setdefault(last, value) is value


def _always(where: str) -> Callable[[object], str]:
    return lambda _place: where


def _syntax(error: Exception, at: Callable[[int], str], top: str) -> Finding:
    mark = error.problem_mark or error.context_mark if isinstance(error, MarkedYAMLError) else None
    problem = error.problem if isinstance(error, MarkedYAMLError) and error.problem else _("it cannot be read")
    where = at(mark.line + 1) if mark else top
    remedy = _("Check the indentation, the colons and the quotes in this line and the one above.")
    return Finding("error", where, _("this is not valid YAML: {problem}").format(problem=shorten(problem)), remedy)


class _Nodes:
    """Turns YAML nodes into plain data and notes where every key stands.

    Dates stay as written, keys are text, and a repeated key or a reference to
    another place of the file is a finding.
    """

    def __init__(self, source: SettingsSource, where: Callable[[Node], str]) -> None:
        self.source = source
        self.where = where
        self.seen: set[int] = set()

    def value(self, node: Node, key: Key) -> Any:
        if isinstance(node, ScalarNode):
            self.whole_characters(node)
            return _scalar(node)
        if id(node) in self.seen:
            self._add(node, _("a reference (*) to another place of the file"), _("Write the values out."))
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self.mapping(node, key)
        assert isinstance(node, SequenceNode)  # noqa: S101 - YAML knows three kinds of node
        items = []
        for position, item in enumerate(node.value):
            self.source.places[(*key, position)] = self.where(item)
            items.append(self.value(item, (*key, position)))
        return items

    def mapping(self, node: MappingNode, key: Key) -> dict[str, Any]:
        data: dict[str, Any] = {}
        met: set[str] = set()
        for name, content in node.value:
            if not isinstance(name, ScalarNode):
                self._add(name, _("a key that is not a word"), _("Write keys as single words."))
                continue
            self.whole_characters(name)
            if name.value in met:
                self._add(name, _("the key stands twice"), _("Keep one of the two."), name.value)
                continue
            met.add(name.value)
            self.source.places[(*key, name.value)] = self.where(name)
            value = self.value(content, (*key, name.value))
            if value is not None:
                data[name.value] = value
        return data

    def whole_characters(self, node: ScalarNode) -> None:
        """Put a question mark in place of halves of characters, which is a finding."""
        whole = _HALF_CHARACTER.sub("?", node.value)
        if whole != node.value:
            node.value = whole
            self._add(node, _("the text holds characters that cannot be seen"), _("Type it anew, on one line."))

    def _add(self, node: Node, message: str, remedy: str, value: str = "") -> None:
        self.source.findings.append(Finding("error", self.where(node), message, remedy, shorten(value)))


def _scalar(node: ScalarNode) -> Any:
    kind = str(node.tag).rpartition(":")[2]
    if kind not in ("null", "bool", "int", "float"):
        return node.value
    try:
        return _yaml().constructor.construct_document(node)
    except _YAML_ERRORS:
        # Such as a number with thousands of digits, or `!!bool maybe`: the check of the key will refuse the text.
        return node.value
