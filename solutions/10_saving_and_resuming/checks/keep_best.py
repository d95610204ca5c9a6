"""Sealed checks of the exercise `keep_best`."""

from collections.abc import Sequence

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import all_agree, random_normal

# Epoch k leaves the net with the values states[k], parameters first and then buffers.
_TRAIN = """
import torch
_net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
calls, untouched, with_grad = "", True, True

def _entries(net):
    _all = [*net.parameters(), *net.buffers()]
    return [_each for _each in _all if _each.is_floating_point()]

def _epoch(net):
    global calls, untouched, with_grad
    with_grad = with_grad and torch.is_grad_enabled()
    with torch.no_grad():
        if calls.count("t"):
            _last = states[min(calls.count("t"), len(states)) - 1]
            untouched = untouched and all(map(torch.equal, _entries(net), _last))
        for _entry, _value in zip(_entries(net), states[min(calls.count("t"), len(states) - 1)]):
            _entry.copy_(_value)
        _net[1].num_batches_tracked.fill_(7 * calls.count("t") + 7)
    calls += "t"

def _validate(net):
    global calls
    calls += "v"
    return measures[min(calls.count("v"), len(measures)) - 1]

returned = train_keeping_best(_net, len(measures), _epoch, _validate)
with torch.no_grad():
    final = [_entry.clone() for _entry in _entries(_net)]
    tracked = int(_net[1].num_batches_tracked)
"""

_ADVICE = {
    "NoneType": "Was no state ever kept? Measures can be zero or negative.",
    "Missing key": "What is loaded must be the state of the whole net.",
    "not iterable": "validate(net) gives one number.",
}


def _train(student: Student, measures: Sequence[float]) -> tuple[Evidence, list[list[Tensor]]]:
    shapes = ((2, 3), (2,), (2,), (2,), (2,), (2,))
    states = [[random_normal(student, *shape) for shape in shapes] for _ in measures]
    evidence = student.ask(_TRAIN, f"with the measures {list(measures)}", _ADVICE,
        states=states, measures=list(measures),
    )  # fmt: skip
    return evidence, states


def _accuracies(student: Student, count: int, best: int) -> list[float]:
    """Measures from 0.1 to 0.9, the highest at `best`, the lowest where nobody would look."""
    low = (0.2 + 0.6 * torch.rand(count, generator=student.rng)).tolist()
    low[1 if best == 0 and count > 1 else 0] = 0.1
    low[best] = 0.9
    return low


@sealed("test_keep_best")
def net_of_the_best_epoch(student: Student) -> Verdict:
    for count, best in ((5, 2), (3, 0), (4, 3), (1, 0)):
        measures = _accuracies(student, count, best)
        evidence, states = _train(student, measures)
        if evidence.text("calls") != "tv" * count:
            return Verdict.wrong(
                f"For {count} epochs there should be {count} times: train_one_epoch, then "
                "validate. The calls were: "
                + evidence.text("calls")[:40].replace("t", "train ").replace("v", "validate ")
            )
        final = evidence.sequence("final")
        if not all_agree(final, states[best]):
            return Verdict.wrong(_why(final, states, best))
        if evidence.number("tracked") != 7 * best + 7:
            return Verdict.wrong(
                "num_batches_tracked, a whole number, is not that of the best epoch: keep every "
                "entry of the state_dict, whatever its type."
            )
        if not evidence.flag("with_grad"):
            return Verdict.wrong(
                "train_one_epoch was called under no_grad, so that no net can be trained in it."
            )
        if not evidence.flag("untouched"):
            return Verdict.wrong(
                "Between two epochs the net was changed: an epoch did not begin where the one "
                "before had ended. Load the best state once, after the last epoch."
            )
        if abs(evidence.number("returned") - measures[best]) > 1e-6:
            return Verdict.wrong(
                f"It returns {evidence.number('returned'):g}, expected {measures[best]:g}: the "
                "highest of the measures."
            )
    return Verdict.right()


def _why(final: Sequence[Tensor], states: list[list[Tensor]], best: int) -> str:
    if all_agree(final[:4], states[best][:4]):
        return (
            "The parameters are those of the best epoch, the buffers (running mean and variance of "
            "a BatchNorm) those of another. Keep the whole state_dict."
        )
    if all_agree(final, states[-1]):
        return (
            "The net is left as it was after the last epoch. Either nothing was loaded back into "
            "it, or what was kept is live: state_dict() holds the net's own tensors, and a copy "
            "of the dictionary still does. Copy the tensors, and load them into net itself."
        )
    at = [k + 1 for k, state in enumerate(states) if all_agree(final, state)]
    left = f"as it was after epoch {at[0]}" if at else "as it never was after an epoch"
    return f"The net is left {left}, expected epoch {best + 1} of {len(states)}, the best one."


@sealed("test_keep_best")
def any_number_can_be_the_best(student: Student) -> Verdict:
    """Half of the points for who has mended the copy and not this."""
    for shift, name in (
        (-1.0, "negative"),
        (-1000.0, "negative and large"),
        (0.0, "zero and less"),
    ):
        measures = [shift + each for each in _accuracies(student, 4, 1)] if shift else [0.0, -0.5]
        best = 1 if shift else 0
        evidence, states = _train(student, measures)
        same_net = all_agree(evidence.sequence("final"), states[best])
        if not same_net or abs(evidence.number("returned") - measures[best]) > 1e-3:
            return Verdict.partial(
                0.5,
                f"With measures that are {name} the best epoch is not kept, or another number is "
                "returned. What does `best` begin at? Any measure must beat it.",
            )
    return Verdict.right()


@sealed("test_keep_best")
def first_of_equal_ones(student: Student) -> Verdict:
    evidence, states = _train(student, [0.25, 0.75, 0.5, 0.75, 0.5])
    if not all_agree(evidence.sequence("final"), states[1]):
        return Verdict.partial(
            0.5,
            "The measures were 0.25, 0.75, 0.5, 0.75, 0.5, and the net is not that of epoch 2. Of "
            "equally good epochs the first one counts: compare with >, not with >=.",
        )
    return Verdict.right()
