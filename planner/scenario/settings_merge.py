"""Settings of an alternative laid over those of the scenario that it extends.

Mappings are merged key by key, and the alternative wins; a key without a value takes the key out, so that its
default holds. A list, a text or a number replaces what was there. Three things are more than that:

- ``rules: vn-2025`` is ``rules: {pack: vn-2025}``, and ``grade: off`` in its changes is ``grade: {on: off}``: what the
  base says of the numbers stays;
- ``mix`` is merged by the name of each target: a target given again replaces the keys that it names, a new one comes
  last, and ``remove: true`` takes one out;
- ``name`` is never taken from the base.
"""

import unicodedata
from collections.abc import Iterable

from planner.language import _
from planner.scenario.cells import nearest
from planner.scenario.findings import Finding, shorten
from planner.scenario.settings_source import Key, SettingsSource
from planner.scenario.settings_tree import Node, source_of, tree_of

REMOVE = "remove"
"""The key that takes a target or a row out."""


def merged_settings(base: SettingsSource, over: Node) -> SettingsSource:
    """The settings of a base with those of an alternative on top, and the findings of both.

    Parameters
    ----------
    base : SettingsSource
        What is extended.
    over : Node
        The alternative's own settings, a mapping.
    """
    found: list[Finding] = []
    tree = tree_of(base)
    kept = Node(tree.where, {name: part for name, part in tree.value.items() if name != "name"})
    source = source_of(_merged(kept, over, (), found))
    # What is wrong between two keys is told at the first place: that should be one of the alternative.
    own = set(source_of(over).places.values())
    source.places = dict(sorted(source.places.items(), key=lambda item: item[1] not in own))
    source.findings = [*base.findings, *found]
    source.readable = base.readable
    return source


def _merged(base: Node, over: Node, key: Key, found: list[Finding]) -> Node:
    if key == ("mix",):
        return _merged_mix(base, over, found)
    base, over = _long_form(base, over, key), _long_form(over, base, key)
    if not isinstance(base.value, dict) or not isinstance(over.value, dict):
        return over
    parts = dict(base.value)
    for name, part in over.value.items():
        parts[name] = _merged(parts.get(name, Node(part.where, None)), part, (*key, name), found)
    return Node(over.where, parts)


def _long_form(node: Node, other: Node, key: Key) -> Node:
    """A rule pack or a switch of a rule as a mapping, where the other side is one."""
    if node.value is None or isinstance(node.value, dict | list) or not isinstance(other.value, dict):
        return node
    if key == ("rules",):
        return Node(node.where, {"pack": node})
    return Node(node.where, {"on": node}) if len(key) == 3 and key[:2] == ("rules", "changes") else node


def _merged_mix(base: Node, over: Node, found: list[Finding]) -> Node:
    if not isinstance(over.value, list) or not isinstance(base.value, list | None):
        return over
    targets: list[Node | None] = [*(base.value or ())]
    named = {_name(target): position for position, target in reversed(list(enumerate(targets))) if target}
    own: set[str] = set()
    for item in over.value:
        name = _name(item)
        at = named.get(name)
        if not name or name in own:
            targets.append(item)  # the check of the settings says what is wrong with it
        elif REMOVE in item.value:
            found += _not_removed(item, at, named)
            if at is not None:
                targets[at] = None
        elif at is not None:
            target = targets[at]
            targets[at] = Node(item.where, {**(target.value if target else {}), **item.value})
        elif item.value.keys() & {"column", "values"}:
            targets.append(item)
        else:
            found.append(_unknown(item, _("a target that is not there, and too little for a new one"), named))
        own.add(name)
    return Node(over.where, [target for target in targets if target])


def _name(target: Node | None) -> str:
    """The name of a target as the settings keep it; nothing when it has none."""
    name = target.value.get("name") if target and isinstance(target.value, dict) else None
    return unicodedata.normalize("NFC", name.value).strip() if name and isinstance(name.value, str) else ""


def _not_removed(item: Node, at: int | None, named: Iterable[str]) -> list[Finding]:
    """What is wrong with a target that is to be taken out."""
    mark = item.value[REMOVE]
    if mark.value is not True:
        return [no_removal(mark)]
    return [_unknown(item, _("there is no such target to take out"), named)] if at is None else []


def no_removal(mark: Node) -> Finding:
    """What is wrong with a ``remove`` that is not true."""
    return Finding(
        "error",
        mark.where,
        _("{remove} takes true only").format(remove=REMOVE),
        _("Write {remove}: true.").format(remove=REMOVE),
        shorten(mark.value),
    )


def _unknown(item: Node, message: str, named: Iterable[str]) -> Finding:
    names = [name for name in reversed(list(named)) if name]
    close = nearest(_name(item), names)
    targets = (
        _("The targets are {names}.").format(names=", ".join(shorten(name) for name in names))
        if names
        else _("There are no targets.")
    )
    remedy = _("Did you mean {close}?").format(close=close) if close else targets
    return Finding("error", item.value["name"].where, message, remedy, shorten(_name(item)))
