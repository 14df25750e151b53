"""The few names of the package, as a script uses them."""

import subprocess
import sys
from pathlib import Path

import planner

DISTRICT = Path(planner.__file__).parent / "example"


def test_the_names_stay_callable_whatever_was_imported_before() -> None:
    script = f"""
import planner.engine.tiers, planner.api, planner
from planner import Plan, Scenario, load, solve, verify
scenario = planner.load({str(DISTRICT)!r})
plan = planner.solve(scenario)
assert isinstance(scenario, Scenario) and isinstance(plan, Plan)
assert planner.verify(scenario, plan).ok and plan.status == "optimal"
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(planner, "nonsense")


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import sys, planner; assert not {'pandas', 'ortools', 'matplotlib'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_every_public_name_is_there() -> None:
    assert all(getattr(planner, name) is not None for name in planner.__all__)
    assert {*planner.__all__} == {*planner._HOMES}
