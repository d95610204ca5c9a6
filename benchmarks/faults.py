"""Break what `course grade` works with, and see whether a plain rerun ends as if nothing had been.

    python benchmarks/faults.py                  # everything; the figures are in docs/faults.md
    python benchmarks/faults.py --kills 100      # processes killed at random, real kernels
    python benchmarks/faults.py --schedulers 20  # schedulers of a Dask cluster killed at random
    python benchmarks/faults.py --sweeps         # a fault at every single moment of a run
    python benchmarks/faults.py --fuzz 1000      # notebooks made up and mutated

A loss is a gradebook or an autograded file that differs from an undisturbed run's after a plain
rerun, a traceback, a run that does not end, or a process that is left behind. The machinery is that
of tests/faults, where the tests take a selection.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

TESTS = Path(__file__).parents[1] / "tests"
sys.path += [str(TESTS), str(TESTS / "faults")]

if TYPE_CHECKING:
    from fuzzing import Pipeline
    from random_kills import Campaign


def sweeps(folder: Path) -> int:
    """A fault at every moment; returns the number of losses."""
    from disturbed import make_fresh, make_graded
    from sweeps import SWEEPS

    losses = 0
    print(f"{'fault':24} {'class':8} {'runs':>6} {'failed':>7} {'losses':>7}")
    for make in (make_fresh, make_graded):
        kind = make.__name__.removeprefix("make_")
        course = make(folder / kind)
        for sweep in SWEEPS:
            name = sweep.__name__.replace("_", " ")
            try:
                tally = sweep(course, folder, 1)
                print(f"{name:24} {kind:8} {tally.runs:6} {tally.failed:7} {0:7}", flush=True)
            except AssertionError as loss:
                losses += 1
                print(f"{name:24} {kind:8} {loss}", flush=True)
    return losses


def kills(folder: Path, number: int, seed: int) -> int:
    """Processes killed at random; returns the number of losses."""
    from random_kills import kill_at_random, make_class

    return _told(kill_at_random(make_class(folder / "class"), folder, number, seed))


def schedulers(folder: Path, number: int, seed: int) -> int:
    """Schedulers of a cluster killed at random; returns the number of losses."""
    from random_kills import make_class
    from scheduler_kills import kill_schedulers

    return _told(kill_schedulers(make_class(folder / "class"), folder, number, seed))


def _told(campaigns: "Iterator[Campaign]") -> int:
    """Tell how a campaign goes, and what came of it; returns the number of losses."""
    told = 0
    for campaign in campaigns:
        print(f"{campaign.runs} runs, {campaign.kills.total()} kills", flush=True)
        for loss in campaign.losses[told:]:
            print(loss, flush=True)
        told = len(campaign.losses)
    print(f"{'killed':24} {'times':>6}")
    for kind, times in campaign.kills.most_common():
        print(f"{kind:24} {times:6}")
    print(f"{campaign.runs} runs, {campaign.failed} of them failed; ", end="")
    print(f"{told} losses after a plain rerun")
    return told


def fuzz(folder: Path, number: int) -> int:
    """Notebooks made up and mutated; returns the number of losses."""
    from fuzzing import Pipeline, documents, search, strategies
    from mutations import everywhere_odd

    print(f"{'notebooks':32} {'graded':>8} {'losses':>7}")
    with Pipeline(folder / "fuzzing") as pipeline:

        def every_place() -> None:
            for document in documents(pipeline):
                for data in everywhere_odd(document):
                    pipeline.grade(data)

        searches = {
            name: partial(search, pipeline.grade, strategy, number)
            for name, strategy in strategies(pipeline).items()
        }
        searches["an odd value in every place"] = every_place
        return sum(_fuzzed(pipeline, name, run) for name, run in searches.items())


def _fuzzed(pipeline: "Pipeline", name: str, run: Callable[[], None]) -> int:
    """Print the line of one search; 1 if something was lost, which ends it."""
    before, lost = pipeline.graded, 0
    try:
        run()
    except Exception as loss:
        lost = 1
        print(f"{type(loss).__name__}: {loss}")
    print(f"{name:32} {pipeline.graded - before:8} {lost:7}", flush=True)
    return lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, metavar="N", help="kill N processes at random")
    parser.add_argument("--schedulers", type=int, metavar="N", help="kill N schedulers at random")
    parser.add_argument("--sweeps", action="store_true", help="a fault at every moment")
    parser.add_argument("--fuzz", type=int, metavar="N", help="N notebooks of each kind")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    everything = not (args.kills or args.schedulers or args.sweeps or args.fuzz)
    campaigns: list[Callable[[Path], int]] = []
    if args.sweeps or everything:
        campaigns.append(sweeps)
    if args.kills or everything:
        campaigns.append(partial(kills, number=args.kills or 100, seed=args.seed))
    if args.schedulers or everything:
        campaigns.append(partial(schedulers, number=args.schedulers or 20, seed=args.seed))
    if args.fuzz or everything:
        campaigns.append(partial(fuzz, number=args.fuzz or 1000))
    return 1 if sum(map(_timed, campaigns)) else 0


def _timed(campaign: Callable[[Path], int]) -> int:
    """Run a campaign in a folder of its own, and say how long it took; returns its losses."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        losses = campaign(Path(folder))
    print(f"{time.monotonic() - start:.0f} s", flush=True)
    return losses


if __name__ == "__main__":
    from autograde.environment import prepare_environment

    prepare_environment()
    sys.exit(main())
