"""A sweep on a real Dask cluster of this machine, and in processes of which one is lost."""

import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.provinces import nation, profiles

import planner
from planner.cli import commands
from planner.explore.sweep import Outcome, Run, Vary, grid, run_points
from planner.explore.sweep import run as running
from planner.scenario.write import write

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "small"
    CliRunner().invoke(commands, ["new", str(folder)])
    return folder


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what the library warns of is not ours
def test_on_a_cluster_the_plans_are_the_same(small: Path, tmp_path: Path) -> None:
    points = grid([""], [Vary("goals.fit.move", ("2", "6", "10"))])
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as cluster:
        there = run_points(small, points, Run(tmp_path / "there", cluster=cluster.scheduler_address))
    here = run_points(small, points, Run(tmp_path / "here", workers=2))
    assert [one.plan.status for one in there if one.plan] == ["optimal"] * 3
    for one, other in zip(there, here, strict=True):
        assert one.plan is not None
        assert other.plan is not None
        assert one.plan.stints.equals(other.plan.stints)
        assert [tier.value for tier in one.plan.tiers] == [tier.value for tier in other.plan.tiers]


def test_in_one_call_it_is_a_frame(small: Path, tmp_path: Path) -> None:
    table = planner.sweep(small, tmp_path / "plans", vary={"goals.fit.move": [2, 6]}, workers=2)
    assert table["status"].tolist() == ["optimal", "optimal"]
    assert table["fit"].tolist() == table["fit_bound"].tolist()


def lost(*_arguments: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_lost_is_the_fault_of_its_point_only(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = grid([""], [Vary("goals.fit.move", ("2", "6"))])
    solve, tell = running.solve_block, []

    def told(outcome: Outcome) -> None:
        tell.append(outcome.fault)
        monkeypatch.setattr(running, "solve_block", solve)

    monkeypatch.setattr(running, "solve_block", lost)
    found = run_points(small, points, Run(tmp_path / "plans", tell=told))
    assert "ended from outside" in found[0].fault
    assert found[1].plan is not None
    assert found[1].plan.status == "optimal"


@pytest.mark.slow
def test_a_scenario_of_provinces_is_planned_province_by_province(tmp_path: Path) -> None:
    write(nation(*profiles(2)), tmp_path / "nation")
    found = run_points(tmp_path / "nation", grid([""], [Vary("goals.fit.move", ("2", "6"))]), Run(tmp_path / "plans"))
    assert [one.plan.status for one in found if one.plan] == ["optimal", "optimal"]
    assert all(one.plan is not None and set(one.plan.provenance["provinces"]) for one in found)
    again = run_points(tmp_path / "nation", grid([""], [Vary("goals.fit.move", ("2", "6"))]), Run(tmp_path / "plans"))
    assert [one.fresh for one in again] == [False, False]
