"""Any small scenario that the tables can hold, for laws about writing and reading."""

from typing import Final
from unicodedata import normalize

from hypothesis import strategies as st
from support.scenarios import PACK_TITLES

from planner.scenario import Scenario
from planner.scenario.columns import TABLES, Column, Kind
from planner.scenario.findings import InputError
from planner.scenario.read import checked
from planner.scenario.settings_source import SettingsSource
from planner.scenario.sheet import sheet_of
from planner.scenario.written import Written

_ANY_TIME: Final = ("vacant_from", "discipline_until", "leaves_on")
_LATER: Final = ("", "1900-02-28", "1905-06-07", "1985", "2027-03", "2031-12-31")

ids = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=6).map(
    lambda text: normalize("NFC", text)
)
free = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=8).map(
    lambda text: normalize("NFC", text).strip()
)


def cell(column: Column) -> st.SearchStrategy[str]:
    """Cells that the column can have, without references."""
    by_kind = {
        Kind.TEXT: free,
        Kind.CHOICE: st.sampled_from(["", *column.choices]),
        Kind.DATE: st.sampled_from(_LATER) if column.name in _ANY_TIME else st.just(""),
        Kind.INT: st.integers(int(column.minimum or 0), min(int(column.maximum or 9), 9)).map(str) | st.just(""),
        Kind.NUMBER: st.floats(-90, 90).map(lambda number: f"{number:f}") | st.just(""),
        Kind.FLAG: st.sampled_from(["", "yes", "no"]),
        Kind.LIST: st.just("") if column.ref else st.lists(st.sampled_from(column.choices or ("a", "b"))).map(";".join),
    }
    return by_kind.get(column.kind, st.just(""))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Scenarios with any cells that the columns can have, and a further column, perhaps much like a known one."""
    sheets = {}
    for name in ("units", "posts", "cadres", "titles", "sessions"):
        # bench_min is left out, because it must not be greater than bench_max; taken likewise.
        left_out = ("bench_min", "taken", "needs", "priority")
        key, *others = (column for column in TABLES[name].columns if column.name not in left_out)
        chosen = [column for column in others if column.required or draw(st.booleans())]
        fixed = {"starts_on": "2026-03", "grants": "theory=advanced"}
        rows = [
            [row_id, *(fixed.get(column.name) or draw(cell(column)) for column in chosen), draw(free)]
            for row_id in draw(st.lists(ids, min_size=1, max_size=4, unique=True))
        ]
        # A column that is there cannot be the one that was meant.
        alike = [f"{column.name[:-1]} {column.name[-1]}" for column in chosen if column.name[-2:] != "_a"]
        own = draw(st.sampled_from(["zz own", *alike]))
        header = [key.name, *(column.name for column in chosen), own]
        sheet, findings = sheet_of(name, f"{name}.csv", enumerate([header, *rows], start=1))
        assert sheet is not None
        assert findings == []
        sheets[name] = sheet
    data = {"name": draw(ids), "title": draw(free), "as_of": draw(st.sampled_from(["2026", "2026-03", "2026-03-01"]))}
    source = SettingsSource({**data, "rules": "open"}, {(): "scenario.yaml:1"})
    small, found = checked(Written(source, sheets), PACK_TITLES)
    if small is None:
        raise InputError(found)
    return small
