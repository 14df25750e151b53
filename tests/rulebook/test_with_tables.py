"""What is wrong with the rules is told together with what is wrong with settings and tables."""

from pathlib import Path

import pytest
from support.scenario_files import VALID, write_files

from planner import check

TABLES = {"pins.csv": "action,cadre,post\nlist,c9,chair\n"}
MISSING_CADRE = "pins.csv:2: error: the cadre is not in cadres [c9]. Correct c9, or add it to cadres."


def lines(folder: Path, settings: str, tables: dict[str, str] | None = None) -> list[str]:
    scenario, findings = check.read(write_files(folder, {**VALID, "scenario.yaml": settings, **(tables or {})}))
    assert scenario is None
    return [str(finding) for finding in findings]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("{pack: open, changes: {grad: on}}", ".changes.grad: error: no such rule in the pack [grad]. Did you mean"),
        ("{pack: open, overlays: [nope]}", ".overlays[1]: error: no such overlay [nope]. Use one of"),
    ],
)
def test_wrong_rules_are_told_with_wrong_tables(tmp_path: Path, rules: str, told: str) -> None:
    found = lines(tmp_path, f"name: small\nas_of: 2026-01-01\nrules: {rules}\n", TABLES)
    assert found[0] == MISSING_CADRE
    assert found[1].startswith(f"scenario.yaml: rules{told}")
    assert len(found) == 2


def test_wrong_rules_are_told_with_other_wrong_settings(tmp_path: Path) -> None:
    found = lines(tmp_path, "name: small\nas_of: 2026-13\nrules: vn-2002\n")
    assert found[0].startswith("scenario.yaml:2: error: 2026-13 is no date")
    assert found[-1].startswith("scenario.yaml: rules: error: no such rule pack [vn-2002].")


def test_a_file_of_an_overlay_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    settings = "name: small\nas_of: 2026-01-01\nrules: {pack: open, overlays: [./ours.yaml], changes: {grad: on}}\n"
    first, second = lines(tmp_path, settings)
    assert first.startswith("scenario.yaml:3: error: there is no such file [./ours.yaml].")
    assert second.startswith("scenario.yaml: rules.changes.grad: error: no such rule in the pack [grad].")
