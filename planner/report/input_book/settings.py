"""Settings as rows of key and value, so that reading them gives the same settings."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from ruamel.yaml import YAML

from planner.scenario.settings import Settings
from planner.scenario.settings_source import sheet_source
from planner.scenario.sheet import Sheet

_ALWAYS: Final = ("name", "as_of", "horizon_months", "period_months", "rules")
"""Settings that are written even at their default, because everything else hangs on them."""


def settings_rows(settings: Settings) -> list[tuple[str, str]]:
    """Keys in dots with their values as text."""
    data = settings.model_dump(mode="json")
    told = settings.model_dump(mode="json", exclude_defaults=True)
    return data_rows({name: told.get(name, data[name]) for name in data if name in told or name in _ALWAYS})


def data_rows(data: dict[str, Any]) -> list[tuple[str, str]]:
    """The same of plain data."""
    return [(".".join(key), _text(value)) for key, value in _leaves((), data)]


def _leaves(key: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict) and value and not any("." in name or name != name.strip() for name in value):
        for name, part in value.items():
            yield from _leaves((*key, name), part)
    else:
        yield key, value


def _text(value: Any) -> str:
    """A value as a planner writes it, unless that would be read as another one."""
    plain = value if isinstance(value, str) else _flow(value)
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        # One target on each line of the cell.
        plain = "[" + ",\n".join(map(_flow, value)) + "]"
    return plain if _means(plain, value) else json.dumps(value, ensure_ascii=False)


def _flow(value: Any) -> str:
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.width, yaml.allow_unicode = True, 10**6, True
    yaml.sort_base_mapping_type_on_output = False
    out = StringIO()
    yaml.dump(value, out)
    return out.getvalue().removesuffix("...\n").strip()


def _means(text: str, value: Any) -> bool:
    """Whether the sheet of settings is read as this value."""
    sheet = Sheet("scenario", "scenario", {"key": ["key"], "value": [text.strip()]}, [2], {}, is_csv=False)
    source = sheet_source(sheet)
    return not source.findings and source.data.get("key") == value
