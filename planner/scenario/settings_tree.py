"""Settings as a tree in which every key, item and value knows where it was written."""

from dataclasses import dataclass
from typing import Any

from planner.scenario.settings_source import Key, SettingsSource


@dataclass(frozen=True)
class Node:
    """A part of the settings.

    Attributes
    ----------
    where : str
        Where it stands.
    value : dict of str to Node, list of Node, or a scalar
        None is a key without a value.
    """

    where: str
    value: Any


def tree_of(source: SettingsSource) -> Node:
    """The settings of a source."""
    below: dict[Key, list[str | int]] = {}
    for key in source.places:
        if key:
            below.setdefault(key[:-1], []).append(key[-1])

    def node(key: Key, data: Any) -> Node:
        if isinstance(data, dict):
            # Keys without a value have a place, but are not in the data.
            names = dict.fromkeys([*below.get(key, ()), *data])
            return Node(source.where(key), {name: node((*key, name), data.get(name)) for name in names})
        if isinstance(data, list):
            return Node(source.where(key), [node((*key, position), item) for position, item in enumerate(data)])
        return Node(source.where(key), data)

    return node((), source.data)


def source_of(tree: Node) -> SettingsSource:
    """The source of a tree whose top is a mapping: its plain data, and where each part stands."""
    source = SettingsSource()

    def plain(key: Key, node: Node) -> Any:
        source.places[key] = node.where
        if isinstance(node.value, dict):
            values = {name: plain((*key, name), part) for name, part in node.value.items()}
            return {name: value for name, value in values.items() if value is not None}
        if isinstance(node.value, list):
            return [plain((*key, position), part) for position, part in enumerate(node.value)]
        return node.value

    source.data = plain((), tree)
    return source
