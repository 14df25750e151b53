"""The alternatives that lie beside a scenario: yaml files in its folder ``alternatives``, called by name."""

from pathlib import Path
from typing import Final

from planner.language import _
from planner.scenario.cells import nearest
from planner.scenario.findings import Finding, shorten
from planner.scenario.written import YAML_SUFFIXES

FOLDER: Final = "alternatives"


def available(path: Path) -> dict[str, Path]:
    """The alternatives of a scenario by name, in the order of their names.

    Parameters
    ----------
    path : Path
        A folder, a workbook or a yaml file; an alternative has those of its own folder.
    """
    home = path if path.is_dir() else path.parent
    folder = home if home.name == FOLDER else home / FOLDER
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {file.stem: file for file in files if file.suffix.casefold() in YAML_SUFFIXES and file.is_file()}


def find(path: Path, name: str) -> tuple[Path | None, list[Finding]]:
    """The file of an alternative, or why there is none.

    Parameters
    ----------
    path : Path
        The scenario that it is laid over.
    name : str
        Its name, or the path of its file, which ends in ``.yaml`` or ``.yml``.
    """
    if name.endswith(YAML_SUFFIXES):
        file = Path(name)
        if file.is_file():
            return file, []
        remedy = _("Correct the path; it begins at the folder that you are in.")
        return None, [Finding("error", f"{shorten(file.name)}:1", _("there is no such alternative"), remedy)]
    known = available(path)
    if name in known:
        return known[name], []
    close = nearest(name, known)
    names = _("The alternatives here are {names}.").format(names=", ".join(known))
    none = _("There are none here: write one as {folder}/NAME.yaml beside the scenario.").format(folder=FOLDER)
    meant = _("Did you mean {name}?").format(name=close)
    remedy = " ".join([*([meant] if close else []), names if known else none])
    return None, [Finding("error", FOLDER, _("there is no alternative of this name"), remedy, shorten(name))]
