"""Settings checked: pydantic's errors in a planner's words, each at its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.language import _, marked
from planner.scenario.cells import nearest
from planner.scenario.dates import parse_date
from planner.scenario.findings import Finding, shorten
from planner.scenario.settings import GOALS, LeavingGroup, MixTarget, RepairPrices, RulesChoice, Settings
from planner.scenario.settings_source import Key, SettingsSource

_TEXT: Final = marked("a text of 1 to 200 characters, in quotes if it is a number")
_PERSONS: Final = marked("a whole number of persons from 0 to 1000000")
_POINTS: Final = marked("a whole number from 0 to 100")
_PERSONS_OR_SHARE: Final = marked("a whole number of persons from 0 to 1000000, or a share such as 25%")
_SHARE: Final = marked("a share such as 1.5%")
_COST: Final = marked("a whole number from 0 to 1000000000000")
TAKES: Final[dict[str, str]] = {
    "name": _TEXT,
    "title": marked("a text of at most 1000 characters, in quotes if it is a number"),
    "as_of": marked("a date as YYYY-MM-DD, YYYY-MM or YYYY"),
    "horizon_months": marked("a whole number from 1 to 240"),
    "period_months": marked("a whole number from 1 to 60"),
    "rules": marked("the name of a rule pack, or a block with pack, overlays and changes"),
    "rules.pack": marked("the name of a rule pack"),
    "rules.overlays": marked("a list of overlays, such as [./ours.yaml]"),
    "rules.overlays.*": marked("the name of an overlay, or the path of its file, such as ./ours.yaml"),
    "rules.changes": marked("a block of rules, such as {grade: off, release_cap: {away_max: 2}}"),
    "rules.changes.*": marked("on, off, or a block of numbers, such as release_cap: {away_max: 2}"),
    "goals": marked("a block with tiers and fit, such as goals: {tiers: [fill, bench, mix, fit]}"),
    "goals.tiers": marked("a list of goals, such as [fill, bench, mix, fit]"),
    "goals.tiers.*": marked("a goal, or goals with their weights, such as {bench: 2, mix: 1}"),
    "goals.tiers.*.*": marked("a weight from 1 to 1000"),
    "goals.fit": marked("a block of points"),
    "goals.fit.field": _POINTS,
    "goals.fit.above": _POINTS,
    "goals.fit.experience": _POINTS,
    "goals.fit.rating": _POINTS,
    "goals.fit.development": _POINTS,
    "goals.fit.need": _POINTS,
    "goals.fit.distance": _POINTS,
    "goals.fit.move": _POINTS,
    "goals.fit.keep": _POINTS,
    "goals.fit.ready": _POINTS,
    "goals.fit.course": _POINTS,
    "goals.fit.priority": _POINTS,
    "goals.fit.own_bench": _POINTS,
    "mix": marked("a list of targets"),
    "mix.*": marked("a block that describes one target"),
    "mix.*.name": _TEXT,
    "mix.*.column": marked("the name of a column"),
    "mix.*.values": marked("a list of texts with at least one item"),
    "mix.*.values.*": _TEXT,
    "mix.*.scope": marked("the name of a scope, or one of group, title, unit, cluster with its value"),
    "mix.*.scope.*": _TEXT,
    "mix.*.preserve": _PERSONS,
    "mix.*.at_least": _PERSONS_OR_SHARE,
    "mix.*.at_most": _PERSONS_OR_SHARE,
    "mix.*.when": marked("end or every"),
    "mix.*.weight": marked("a whole number from 1 to 1000"),
    "mix.*.hard": marked("true or false"),
    "courses": marked("a block with budget"),
    "courses.budget": marked(
        "a whole number from 0 to 1000000000000, or one for each year, such as {2026: 500, 2027: 300}"
    ),
    "courses.budget.*": marked("a year from 1900 to 2199, and for it a whole number from 0 to 1000000000000"),
    "fit": marked("computed or only_listed"),
    "age_bands": marked("a list of whole ages from 16 to 100"),
    "age_bands.*": marked("a whole age from 16 to 100"),
    "seed": marked("a whole number from 0 to 2147483647"),
    "simulate": marked("a block of shares and months, such as simulate: {health: 0.5%, refill_months: 2}"),
    "simulate.health": _SHARE,
    "simulate.promotion": _SHARE,
    "simulate.early_retirement": _SHARE,
    "simulate.early_months": marked("a whole number from 0 to 600"),
    "simulate.groups": marked("a list of groups"),
    "simulate.groups.*": marked("a block with name, column, values and yearly"),
    "simulate.groups.*.name": _TEXT,
    "simulate.groups.*.column": marked("the name of a column"),
    "simulate.groups.*.values": marked("a list of texts with at least one item"),
    "simulate.groups.*.values.*": _TEXT,
    "simulate.groups.*.yearly": _SHARE,
    "simulate.refill_months": marked("a whole number from 0 to 60"),
    "simulate.only_ready": marked("true or false"),
    "repair": marked("a block of prices, such as repair: {pin: 5, target: 3}"),
    **{f"repair.{kind}": marked("a whole number from 1 to 1000") for kind in RepairPrices.model_fields},
    "extends": marked("the path of the scenario that this one changes, such as ../base"),
    "rows": marked("a block of tables, each with a list of rows"),
}
"""What each key takes, in words; ``*`` is any item or any key of a block."""

Block = TypeVar("Block", MixTarget, LeavingGroup)

_SWITCHES: Final = {"on": True, "off": False, "yes": True, "no": False}


@dataclass(frozen=True)
class Draft:
    """The parts of the settings that can be used although other parts are wrong.

    The checks of the tables need them, so that every finding comes at once.
    A part that is wrong itself is empty, None or left out.
    """

    as_of: str
    pack: str
    rules: RulesChoice | None
    horizon_months: int | None
    mix: tuple[tuple[int, MixTarget], ...]
    leaving: tuple[tuple[int, LeavingGroup], ...] = ()


def check_settings(source: SettingsSource) -> tuple[Settings | None, list[Finding]]:
    """The settings, or None and what is wrong with them."""
    if not source.readable:
        return None, []
    try:
        return Settings.model_validate(with_switches(source.data)), []
    except ValidationError as error:
        return None, list(_findings(source, error.errors()))


def draft(source: SettingsSource) -> Draft:
    """Whatever of the settings can be used."""
    data = source.data
    try:
        as_of = parse_date(str(data.get("as_of", "")))
    except ValueError:
        as_of = ""
    rules = data.get("rules", Settings.model_fields["rules"].default)
    pack = rules.get("pack") if isinstance(rules, dict) else rules
    months = data.get("horizon_months", Settings.model_fields["horizon_months"].default)
    simulate = data.get("simulate")
    groups = simulate.get("groups") if isinstance(simulate, dict) else None
    whole = isinstance(months, int) and 1 <= months <= 240
    return Draft(
        as_of,
        pack if source.readable and isinstance(pack, str) else "",
        _rule_choice(data) if source.readable else None,
        months if whole else None,
        tuple(_usable(MixTarget, data.get("mix"))),
        tuple(_usable(LeavingGroup, groups)),
    )


def _usable(kind: type[Block], items: Any) -> Iterator[tuple[int, Block]]:
    """The items of a list that are whole, with their positions."""
    for position, item in enumerate(items if isinstance(items, list) else []):
        try:
            yield position, kind.model_validate(item)
        except ValidationError:
            continue


def _rule_choice(data: dict[str, Any]) -> RulesChoice | None:
    rules = with_switches(data).get("rules", Settings.model_fields["rules"].default)
    try:
        return RulesChoice.model_validate(rules if isinstance(rules, dict) else {"pack": rules})
    except ValidationError:
        return None


def with_switches(data: dict[str, Any]) -> dict[str, Any]:
    """The data with ``on`` and ``off`` of rules as true and false."""
    rules = data.get("rules")
    changes = rules.get("changes") if isinstance(rules, dict) else None
    if not isinstance(rules, dict) or not isinstance(changes, dict):
        return data
    switched = {}
    for rule, change in changes.items():
        if isinstance(change, dict) and "on" in change:
            switched[rule] = {**change, "on": _switch(change["on"])}
        else:
            switched[rule] = _switch(change)
    return {**data, "rules": {**rules, "changes": switched}}


def _switch(value: Any) -> Any:
    return _SWITCHES.get(value, value) if isinstance(value, str) else value


def _findings(source: SettingsSource, errors: list[ErrorDetails]) -> Iterator[Finding]:
    """One finding for each key; an alternative that was not meant says nothing."""
    by_key: dict[Key, list[ErrorDetails]] = {}
    for error in errors:
        by_key.setdefault(_key(source.data, error), []).append(error)
    for key, same in by_key.items():
        # A block that fits one alternative but for a part of it is no wrong block.
        inner = any(other[: len(key)] == key and len(other) > len(key) for other in by_key)
        worded = [error for error in same if error["type"] in ("missing", "extra_forbidden", "value_error")]
        if worded or not inner:
            yield _finding(source, key, (worded or same)[0])


def _key(data: Any, error: ErrorDetails) -> Key:
    """The path of an error without the names pydantic gives to alternatives."""
    key: list[str | int] = []
    last = len(error["loc"]) - 1
    for position, part in enumerate(error["loc"]):
        inside = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        if part in inside:
            data = data[part]
        elif not (position == last and error["type"] == "missing"):
            continue
        key.append(part)
    return tuple(key)


def _finding(source: SettingsSource, key: Key, error: ErrorDetails) -> Finding:
    dotted = _dotted(key)
    name = str(key[-1]) if key else ""
    where, value = source.where(key), error["input"]
    shown = "" if isinstance(value, dict | list) else shorten(value)
    if error["type"] == "missing":
        return Finding(
            "error",
            where,
            _("the key {dotted} is missing").format(dotted=dotted),
            _("Write {name}: {takes}.").format(name=name, takes=_takes(key)),
        )
    if error["type"] == "extra_forbidden":
        known = _known_beside(key)
        close = nearest(name, known)
        remedy = (
            _("Did you mean {close}?").format(close=close)
            if close
            else _("The keys here are {known}.").format(known=", ".join(known))
        )
        return Finding("error", where, _("unknown key"), remedy, shorten(name))
    if error["type"] == "value_error":
        message, __, remedy = str(error["ctx"]["error"]).partition("; ")
        where, remedy = _where_named(source, key, message), f"{remedy[:1].upper()}{remedy[1:]}."
        return Finding("error", where, message, remedy, "" if shown in message else shown)
    takes = _takes(key)
    return Finding(
        "error",
        where,
        _("{dotted} does not take this value").format(dotted=dotted),
        _("Write {takes}.").format(takes=takes),
        shown,
    )


def _dotted(key: Key) -> str:
    """A path as planners count: ``mix[1].name`` is the name of the first target."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in key]
    return shorten("".join(parts).removeprefix("."))


def _where_named(source: SettingsSource, key: Key, message: str) -> str:
    """The first key of the block that the message names, or else the block itself."""
    inner = [place for place in source.places if place[:-1] == key and place and str(place[-1]) in message]
    return source.where(inner[0] if inner else key)


def _takes(key: Key) -> str:
    """What a key takes; parts below a known key are as free as that key says."""
    for length in range(len(key), 0, -1):
        for pattern, takes in TAKES.items():
            if _fits(pattern.split("."), key[:length]):
                return _(takes)
    return _("a block with name and as_of; the goals are {goals}").format(goals=", ".join(GOALS))


def _known_beside(key: Key) -> list[str]:
    """The keys that can stand where an unknown one stands."""
    siblings = [pattern.split(".") for pattern in TAKES]
    return [parts[-1] for parts in siblings if parts[-1] != "*" and _fits(parts[:-1], key[:-1])]


def _fits(pattern: list[str], key: Key) -> bool:
    return len(pattern) == len(key) and all(p in ("*", str(k)) for p, k in zip(pattern, key, strict=True))
