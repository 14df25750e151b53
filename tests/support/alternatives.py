"""The small valid scenario in the folder ``base``, and alternatives that extend it."""

from pathlib import Path

from support.scenario_files import write_files
from support.scenarios import PACK_TITLES

from planner.scenario import Scenario, read

EXTENDS = "name: other\nextends: ../base\n"


def write_base(folder: Path, **changes: str | None) -> Path:
    """The valid scenario in ``base``, with changed files: ``posts="post,unit…"``."""
    base = folder / "base"
    base.mkdir()
    return write_files(base, {_file(name): text for name, text in changes.items()})


def write_alternative(folder: Path, name: str = "other", **files: str) -> Path:
    """A folder of files; ``scenario`` is by default nothing but what every alternative says."""
    made = folder / name
    made.mkdir(parents=True)
    for table, text in {"scenario": EXTENDS, **files}.items():
        (made / _file(table)).write_text(text, encoding="utf-8")
    return made


def resolved(path: Path) -> Scenario:
    """The scenario at a path, which has no errors."""
    scenario, findings = read(path, PACK_TITLES)
    assert scenario is not None, "\n".join(str(finding) for finding in findings)
    return scenario


def findings_of(path: Path) -> list[str]:
    """The findings about a scenario, as they are printed."""
    return [str(finding) for finding in read(path, PACK_TITLES)[1]]


def _file(name: str) -> str:
    return "scenario.yaml" if name == "scenario" else f"{name}.csv"
