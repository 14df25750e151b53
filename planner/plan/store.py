"""A plan as a folder: written whole or not at all, read back with findings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from json import dumps
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import time
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, NonNegativeFloat, NonNegativeInt, ValidationError, field_validator

from planner.language import _
from planner.plan.plan import DUALS, PLAN_TABLES, TRACE, Ending, Plan, Status, Tier
from planner.plan.tables import read_plan_table
from planner.rulebook.rulebook import pack, pack_names
from planner.scenario.csvfile import read_text, unreadable
from planner.scenario.findings import Finding, InputError, shorten
from planner.scenario.read import read as read_scenario
from planner.scenario.scenario import Scenario
from planner.scenario.settings import GOALS
from planner.scenario.write import write as write_scenario

FORMAT: Final = 4
"""Version of the folder's layout; a change that older programs cannot read raises it."""

PLAN_FILE: Final = "plan.json"
SCENARIO_FOLDER: Final = "scenario"
CHARTS_FOLDER: Final = "charts"
REPORT_FOLDER: Final = "report"
DUALS_TABLE: Final = "duals"
TRACE_TABLE: Final = "trace"
TABLES: Final = {**PLAN_TABLES, DUALS_TABLE: DUALS, TRACE_TABLE: TRACE}
"""Every table in the folder with its columns."""
RECORDS: Final = frozenset({TRACE_TABLE})
"""Tables that record the run and say nothing of the plan: plans of older programs lack them, and may."""
OWN: Final = frozenset({PLAN_FILE, SCENARIO_FOLDER, CHARTS_FOLDER, REPORT_FOLDER, *(f"{name}.csv" for name in TABLES)})
"""What a plan's folder may hold; charts and report of a former plan go with it."""

STALE_SECONDS: Final = 3600
"""A folder beside the plan that is older than this belongs to no write that still runs."""
LARGEST: Final = 2**63 - 1
"""No value of a tier is beyond this: the engine counts in 64 bits."""


class PlanFolderError(ValueError):
    """The folder holds something else than a plan and is left alone."""


class _Province(BaseModel):
    """What commands read of a province that was planned by itself; more may stand there."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)

    seconds: dict[str, NonNegativeFloat] = {}
    values: list[int] = []
    bounds: list[int] = []


class _Provenance(BaseModel):
    """What commands read of the provenance; more may stand there."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)

    versions: dict[str, str] | None = None
    seed: NonNegativeInt | None = None
    digest: str | None = None
    rules: str | None = None
    columns: NonNegativeInt | None = None
    rows: NonNegativeInt | None = None
    core: NonNegativeInt | None = None
    ended_by: Ending | None = None
    seconds: dict[str, NonNegativeFloat] | None = None
    provinces: dict[str, _Province] | None = None


class _PlanFile(BaseModel):
    """The content of plan.json."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    format: Literal[4]
    status: Status
    tiers: tuple[Tier, ...]
    provenance: dict[str, Any]

    @field_validator("tiers")
    @classmethod
    def _possible(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        for tier in tiers:
            if tier.seconds < 0 or tier.gap < 0:
                raise ValueError(_("tier {name} has a negative time or gap").format(name=shorten(tier.name)))
            if max(abs(tier.value), abs(tier.bound), tier.gap) > LARGEST:
                raise ValueError(
                    _("tier {name} has a value, bound or gap beyond {largest}").format(
                        name=shorten(tier.name), largest=LARGEST
                    )
                )
        return tiers


def write(plan: Plan, folder: Path) -> None:
    """Write a plan with its scenario; a former plan in the folder is replaced.

    The files are written beside the folder and moved there at the end, so that
    nobody ever sees half a plan.

    Parameters
    ----------
    plan : Plan
        What to write.
    folder : Path
        A folder that is absent, empty or a plan's; charts and report of the former plan go with it.

    Raises
    ------
    PlanFolderError
        When the folder holds something else.
    """
    folder = folder.resolve()
    refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        fresh, former = Path(beside) / "fresh", Path(beside) / "former"
        _write_files(plan, fresh)
        try:
            if folder.exists():
                folder.rename(former)
            fresh.rename(folder)
        except BaseException:  # Ctrl-C, too: the former plan comes back before its place beside is cleared
            if former.exists() and not folder.exists():
                former.rename(folder)
            raise
    _remove_stale(folder)


def _remove_stale(folder: Path) -> None:
    """Remove what writes of this plan that were killed have left beside it."""
    form = re.compile(rf"\.{re.escape(folder.name)}-[a-z0-9_]{{8}}")
    for item in folder.parent.iterdir():
        if (
            form.fullmatch(item.name)
            and item.is_dir()
            and time() - item.stat().st_mtime > STALE_SECONDS
            and {inside.name for inside in item.iterdir()} <= {"fresh", "former"}
        ):
            rmtree(item, ignore_errors=True)


def refuse_foreign(folder: Path) -> None:
    """Raise PlanFolderError when a plan cannot be written here, so that a long solve need not find out at its end."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise PlanFolderError(_("{folder} is a file; name a folder for the plan").format(folder=folder))
    if any(folder.iterdir()) and not (folder / PLAN_FILE).is_file():
        raise PlanFolderError(
            _("{folder} holds files but no {plan_file}, so it is no plan; name another folder").format(
                folder=folder, plan_file=PLAN_FILE
            )
        )
    strange = sorted({item.name for item in folder.iterdir()} - OWN)
    if strange:
        names = ", ".join(shorten(name) for name in strange)
        raise PlanFolderError(
            _("{folder} holds more than a plan and would be replaced whole; move away {names}").format(
                folder=folder, names=names
            )
        )


def _write_files(plan: Plan, folder: Path) -> None:
    folder.mkdir()
    write_scenario(plan.scenario, folder / SCENARIO_FOLDER)
    written = {**plan.tables, DUALS_TABLE: plan.duals, TRACE_TABLE: plan.trace}
    for name, columns in TABLES.items():
        written[name][list(columns)].to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    head = {
        "format": FORMAT,
        "status": plan.status,
        "tiers": [asdict(tier) for tier in plan.tiers],
        "provenance": dict(plan.provenance),
    }
    text = dumps(head, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    (folder / PLAN_FILE).write_text(text, encoding="utf-8", newline="\n")


def read(folder: Path) -> Plan:
    """Read a plan that ``write`` has written.

    Raises
    ------
    InputError
        With everything that is wrong in the folder.
    """
    head, findings = _read_head(folder / PLAN_FILE)
    if head is None:
        raise InputError(findings)
    tables = {}
    for name, columns in TABLES.items():
        path = folder / f"{name}.csv"
        tables[name], bad = read_plan_table(path, name, columns, optional=name in RECORDS)
        findings += bad
    scenario, bad = _read_scenario(folder / SCENARIO_FOLDER)
    findings += bad
    if scenario is not None:
        findings += _tier_findings(head.tiers, scenario)
    if scenario is None or findings:
        raise InputError(findings)
    duals, trace = tables.pop(DUALS_TABLE), tables.pop(TRACE_TABLE)
    return Plan(head.status, head.tiers, scenario, tables, head.provenance, duals, trace)


def _read_head(path: Path) -> tuple[_PlanFile | None, list[Finding]]:
    if not path.exists():
        remedy = _("Name a folder that `planner solve` has written.")
        return None, [
            Finding(
                "error",
                PLAN_FILE,
                _("there is no {plan_file} in {parent}").format(plan_file=PLAN_FILE, parent=path.parent),
                remedy,
            )
        ]
    try:
        head = _PlanFile.model_validate_json(read_text(path))
    except (OSError, UnicodeDecodeError) as error:
        return None, [unreadable(path, error)]
    except ValidationError as error:
        return None, _head_findings(error)
    try:
        _Provenance.model_validate(head.provenance)
    except ValidationError as error:
        return None, _head_findings(error, "provenance")
    return head, []


def _head_findings(error: ValidationError, *block: str) -> list[Finding]:
    return [_head_finding((*block, *detail["loc"]), detail["msg"], detail["input"]) for detail in error.errors()]


def _head_finding(keys: Iterable[int | str], message: str, value: object) -> Finding:
    place = ".".join(str(key) for key in keys)
    line = re.search(r"line (\d+)", message)
    where = f"{PLAN_FILE}: {place}" if place else f"{PLAN_FILE}:{line.group(1) if line else 1}"
    shown = shorten(value) if place and not isinstance(value, list | dict) else ""
    return Finding(
        "error",
        where,
        message.removeprefix("Value error, "),
        _("Solve the scenario again, or take the file from a copy."),
        shown,
    )


def _tier_findings(tiers: Sequence[Tier], scenario: Scenario) -> list[Finding]:
    """Where a plan has tiers, they are the goals of its own scenario."""
    wanted = [
        tier if isinstance(tier, str) else "+".join(goal for goal in GOALS if goal in tier)
        for tier in scenario.settings.goals.tiers
    ]
    names = [tier.name for tier in tiers]
    if not names or names == wanted:
        return []
    what = _("the tiers are not the goals of the plan's own scenario, {wanted}").format(wanted=", ".join(wanted))
    remedy = _("Solve the scenario again, or take the file from a copy.")
    return [Finding("error", f"{PLAN_FILE}: tiers", what, remedy, shorten(", ".join(names)))]


def _read_scenario(folder: Path) -> tuple[Scenario | None, list[Finding]]:
    titles = {title for name in pack_names() for title in pack(name).titles}
    scenario, findings = read_scenario(folder, titles)
    errors = [finding for finding in findings if finding.severity == "error"]
    return scenario, [replace(finding, where=f"{SCENARIO_FOLDER}/{finding.where}") for finding in errors]
