"""`course grade` on a Dask cluster, whose scheduler is killed at random while it runs."""

import random
from collections.abc import Iterator
from pathlib import Path

from dask_cluster import Cluster
from disturbed import copy
from random_kills import Campaign, Class, record
from running import Run

from autograde.commands.worker import command

_WORKERS = 2
_LONGER = 1.5  # times as long as without a cluster: its workers have yet to import torch


def kill_schedulers(made: Class, folder: Path, runs: int, seed: int = 0) -> Iterator[Campaign]:
    """Kill the scheduler of so many runs; yield what came of it after each run and its plain
    rerun, which is without a cluster."""
    rng, campaign = random.Random(seed), Campaign()
    for number in range(runs):
        campaign.runs += 1
        course, place = copy(made.fresh, folder / "disturbed"), folder / f"cluster{number}"
        place.mkdir()
        with Cluster(place) as cluster:
            cluster.start(command(cluster.address, jobs=_WORKERS))
            cluster.wait_for_workers(_WORKERS)
            with Run(course, "--scheduler", cluster.address) as run:
                if run.goes_on(rng.uniform(0, _LONGER * made.seconds)):
                    cluster.scheduler.kill()
                    campaign.kills["scheduler"] += 1
                run.wait()
        record(campaign, run, course, made)
        yield campaign
