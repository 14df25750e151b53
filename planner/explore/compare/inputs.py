"""What differs in the input of plans: settings, rules in force and rows of tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from planner.rulebook.compare import compare as compare_rules
from planner.rulebook.rulebook import resolve
from planner.scenario.cells import blank
from planner.scenario.columns import TABLES, Table
from planner.scenario.scenario import Scenario

Key = tuple[str, str, str]
"""Table (or ``scenario``, ``rules``), what in it, and which part of that."""

KEYS: Final = ("table", "item", "part")
_NAMES: Final = ("name", "title")
"""Settings that only tell scenarios apart."""
_BY_RULES: Final = ("rules", "age_bands")
"""Settings that are compared as the rules that follow from them."""
THERE: Final = "there"
"""What stands for a row that only some scenarios have."""


def differing_inputs(scenarios: Sequence[Scenario], labels: Sequence[str]) -> pd.DataFrame:
    """Everything that scenarios say differently.

    Parameters
    ----------
    scenarios : sequence of Scenario
    labels : sequence of str
        Their columns.

    Returns
    -------
    pandas.DataFrame
        Texts, a column for each scenario; the index is ``table`` (``scenario``, ``rules``, ``titles in force`` …, or
        the name of a table), ``item`` (a key in dots, a rule, the id of a row) and ``part`` (a number of a rule, a
        column). Settings first, then rules, then tables. Blank is what a scenario does not say.
    """
    alike = len({scenario.digest for scenario in scenarios}) == 1
    said = [] if alike else list(_said(scenarios))
    index = pd.MultiIndex.from_tuples([key for key, _ in said], names=list(KEYS))
    return pd.DataFrame([texts for _, texts in said], index=index, columns=list(labels), dtype="str")


def _said(scenarios: Sequence[Scenario]) -> Iterator[tuple[Key, list[str]]]:
    """Settings, then rules, then tables."""
    yield from _differing([dict(_settings(scenario)) for scenario in scenarios])
    yield from _rules(scenarios)
    for table in TABLES.values():
        yield from _differing([dict(_rows(table, scenario.tables[table.name])) for scenario in scenarios])


def _differing(said: Sequence[Mapping[Key, str]]) -> Iterator[tuple[Key, list[str]]]:
    """What is not the same everywhere; of a row that some have not, only that."""
    keys = dict.fromkeys(key for one in said for key in one)
    for key in keys:
        texts = [one.get(key, "") for one in said]
        whole = (*key[:2], "")
        partly = key[2] and whole in keys and any(whole not in one for one in said)
        if not partly and len(set(texts)) > 1:
            yield key, texts


def _settings(scenario: Scenario) -> Iterator[tuple[Key, str]]:
    """Every setting by its key in dots, targets by their names."""
    settings = scenario.settings.model_dump(mode="json")
    for name, value in settings.items():
        if name == "mix":
            for target in value:
                parts = ((part, said) for part, said in target.items() if part != "name" and said is not None)
                yield ("scenario", f"mix.{target['name']}", ""), THERE
                for part, said in parts:
                    yield ("scenario", f"mix.{target['name']}", part), _text(said)
        elif name not in (*_NAMES, *_BY_RULES):
            yield from ((("scenario", key, ""), text) for key, text in _flat(name, value))


def _flat(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _flat(f"{key}.{name}", part)
    elif value is not None:
        yield key, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return " + ".join(f"{name} {part}" for name, part in value.items())
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _rules(scenarios: Sequence[Scenario]) -> Iterator[tuple[Key, list[str]]]:
    """What the rules in force say differently; only sources that differ change no plan."""
    books = [resolve(scenario)[0] for scenario in scenarios]
    if len({book.pack for book in books}) > 1:
        yield ("rules", "pack", ""), [book.pack for book in books]
    found: dict[Key, dict[int, str]] = {}
    for place, book in enumerate(books[1:], 1):
        for difference in compare_rules(books[0], book):
            if not difference.same_text and difference.part != "note":
                texts = found.setdefault((difference.section, difference.item, difference.part), {})
                texts |= {0: difference.left.text, place: difference.right.text}
    for (section, item, part), texts in found.items():
        table = section if section == "rules" else f"{section} in force"
        yield (table, item, part), [texts.get(place, texts[0]) for place in range(len(books))]


def _rows(table: Table, frame: pd.DataFrame) -> Iterator[tuple[Key, str]]:
    """Every cell of a table that says more than the default, by the id of its row."""
    defaults = {column.name: _cell(blank(column)) for column in table.columns}
    ids = [" ".join(map(str, row)) for row in frame[list(table.key)].itertuples(index=False, name=None)]
    for item in ids:
        yield (table.name, item, ""), THERE
    for name in frame.columns:
        if name not in table.key:
            for item, value in zip(ids, frame[name], strict=True):
                text = _cell(value)
                if text != defaults.get(str(name), ""):
                    yield (table.name, item, str(name)), text


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    return ("no", "yes")[int(value)] if isinstance(value, bool) else str(value)
