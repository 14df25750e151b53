"""Provinces on a real Dask cluster of this machine, which loses a worker in the middle."""

import os
import signal
from threading import Event, Thread

import pytest
from support.provinces import nation, profiles

from planner import api
from planner.engine.outcome import Progress

distributed = pytest.importorskip("distributed")

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # what the library warns of is not ours


def test_a_worker_that_is_lost_in_the_middle_changes_nothing() -> None:
    scenario = nation(*profiles(6))
    done, lost = Event(), Event()
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as cluster:

        def lose_one() -> None:
            done.wait(60)
            worker = next(iter(cluster.workers.values()))
            os.kill(worker.process.process.pid, signal.SIGKILL)
            lost.set()

        def heard(step: Progress) -> None:
            if step.phase == "planned":
                done.set()

        Thread(target=lose_one, daemon=True).start()
        plan = api.solve(scenario, cluster=cluster.scheduler_address, progress=heard)
    assert lost.is_set()
    alone = api.solve(scenario, workers=1)
    assert plan.status == alone.status == "optimal"
    assert plan.stints.equals(alone.stints)
    assert [(tier.value, tier.bound) for tier in plan.tiers] == [(tier.value, tier.bound) for tier in alone.tiers]


def test_an_address_where_nobody_answers_is_said_so() -> None:
    with pytest.raises(api.ClusterError, match="no cluster answers"):
        api.solve(nation(*profiles(2)), cluster="tcp://127.0.0.1:9")
