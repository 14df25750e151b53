"""A workbook as a scenario, under the rules that hold then."""

from datetime import date
from pathlib import Path

from planner.rulebook.known import known_titles, pack_in_force
from planner.scenario.book import Opened, open_book
from planner.scenario.dates import parse_date


def import_book(
    path: Path | str, *, name: str | None = None, as_of: str | None = None, rules: str | None = None
) -> Opened:
    """Read a workbook into a scenario: that of ``planner template``, or a planner's own list of people.

    Parameters
    ----------
    path : Path or str
    name : str, optional
        Name of the scenario if the workbook does not say it; that of the file by default.
    as_of : str, optional
        Start of the plan if the workbook does not say it; today by default.
    rules : str, optional
        The rule pack if the workbook does not name it; the one in force by default.

    Returns
    -------
    Opened
        The scenario, or None; what was found, assumed or not read; what each column was read as.

    Raises
    ------
    ValueError
        When ``as_of`` is no date.
    """
    path = Path(path)
    day = parse_date(as_of) if as_of else date.today().isoformat()
    return open_book(
        path, known_titles, {"name": name or path.stem, "as_of": day, "rules": rules or pack_in_force(day)}
    )
