"""A small valid scenario as files, to be spoilt one file at a time."""

from pathlib import Path

from support.scenarios import PACK_TITLES

from planner.scenario.read import read

VALID = {
    "scenario.yaml": "name: small\nas_of: 2026-01-01\nhorizon_months: 12\nrules: open\n",
    "units.csv": "unit,name\nxa_a,Xã A\nxa_b,Xã B\n",
    "posts.csv": "post,unit,seats,holder\nchair,xa_a,1,c1\nvice,xa_b,2,\n",
    "cadres.csv": "cadre,name,birth_date\nc1,An,1970\nc2,Bình,1980-05\n",
}


def write_files(folder: Path, changes: dict[str, str | bytes | None]) -> Path:
    """Write the valid scenario with changed or further files; None leaves a file out."""
    for name, content in {**VALID, **changes}.items():
        if content is not None:
            data = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(data)
    return folder


def lines_of(folder: Path, changes: dict[str, str | bytes | None]) -> list[str]:
    """The findings about the valid scenario with changed files, as they are printed."""
    scenario, findings = read(write_files(folder, changes), PACK_TITLES)
    assert (scenario is None) == any(finding.severity == "error" for finding in findings)
    return [str(finding) for finding in findings]
