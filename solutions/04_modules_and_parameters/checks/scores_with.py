"""Sealed checks of `scores_with`."""

import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import MODULE_ADVICE, agree, random_normal

_CALL = """
import torch
from torch import nn as _nn

class _Noisy(_nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = _nn.Linear(5, 4)
        self.norm = _nn.BatchNorm1d(4)
        self.drop = _nn.Dropout(0.5)
        self.block = _nn.Sequential(_nn.Linear(4, 3), _nn.BatchNorm1d(3, affine=False))
        self.register_buffer("shift", torch.zeros(3), persistent=False)

    def forward(self, x):
        return self.block(self.drop(torch.relu(self.norm(self.fc(x))))) + self.shift

_net = _Noisy()
with torch.no_grad():
    for _n, _b in _net.named_buffers():
        if _n in buffers:
            _b.copy_(buffers[_n])
for _n, _m in _net.named_modules():
    _m.training = modes[_n]
_net = _net.to(device)
_values = {_n: _v.clone().to(device) for _n, _v in values.items()}
if as_parameters:
    _values = {_n: _nn.Parameter(_v) for _n, _v in _values.items()}
_params = dict(_net.named_parameters())
_kept = {_n: _p.detach().clone() for _n, _p in (*_net.named_parameters(), *_net.named_buffers())}
scores = scores_with(_net, _values, x.to(device))
is_tensor = isinstance(scores, torch.Tensor)
kind = type(scores).__name__
requires_grad = is_tensor and scores.requires_grad
grad_enabled = torch.is_grad_enabled()
torch.set_grad_enabled(True)
modes_after = {_n: _m.training for _n, _m in _net.named_modules()}
_now = dict(_net.named_parameters())
same_objects = list(_now) == list(_params) and all(_now[_n] is _p for _n, _p in _params.items())
_after = {**_now, **dict(_net.named_buffers())}
changed = [
    _n for _n, _v in _kept.items() if _n not in _after or not torch.equal(_after[_n], _v)
]
frozen = [_n for _n, _p in _now.items() if not _p.requires_grad]
values_changed = [
    _n for _n, _v in values.items() if not torch.equal(_values[_n].detach().cpu(), _v)
]
"""

_SHAPES = {
    "fc.weight": (4, 5),
    "fc.bias": (4,),
    "norm.weight": (4,),
    "norm.bias": (4,),
    "block.0.weight": (3, 4),
    "block.0.bias": (3,),
}
_MODULES = ("", "fc", "norm", "drop", "block", "block.0", "block.1")


def _inputs(student: Student, n: int, training: tuple[str, ...]) -> dict:
    buffers = {}
    for name, size in (("norm", 4), ("block.1", 3)):
        buffers[f"{name}.running_mean"] = random_normal(student, size)
        buffers[f"{name}.running_var"] = random_normal(student, size).square() + 0.5
    buffers["shift"] = random_normal(student, 3)
    values = {name: random_normal(student, *shape) for name, shape in _SHAPES.items()}
    modes = {name: name in training for name in _MODULES}
    x = random_normal(student, n, 5)
    return {"buffers": buffers, "values": values, "modes": modes, "x": x}


def _expected(inputs: dict) -> Tensor:
    v, b, x = inputs["values"], inputs["buffers"], inputs["x"]
    mean, var = b["norm.running_mean"], b["norm.running_var"]
    x = x @ v["fc.weight"].T + v["fc.bias"]
    x = F.batch_norm(x, mean, var, v["norm.weight"], v["norm.bias"])
    x = F.relu(x) @ v["block.0.weight"].T + v["block.0.bias"]
    return F.batch_norm(x, b["block.1.running_mean"], b["block.1.running_var"]) + b["shift"]


# All in evaluation mode; all in training mode; a frozen BatchNorm in a net that trains; a dropout
# that was left on in a net that does not.
_CASES = (
    (1, (), True),
    (5, _MODULES, False),
    (7, tuple(name for name in _MODULES if name not in ("norm", "block", "block.1")), False),
    (4, ("drop",), True),
)


def _call(student: Student, case: tuple[int, tuple[str, ...], bool]) -> tuple[Evidence, dict]:
    n, training, as_parameters = case
    inputs = _inputs(student, n, training)
    which = "all" if len(training) == len(_MODULES) else "some" if training else "none"
    situation = f"with a net of which {which} of the modules are in training mode, {n} images"
    evidence = student.ask(_CALL, situation, MODULE_ADVICE, as_parameters=as_parameters, **inputs)
    return evidence, inputs


@sealed("test_scores_with")
def scores_are_those_of_the_values(student: Student) -> Verdict:
    for case in _CASES:
        evidence, inputs = _call(student, case)
        if not evidence.flag("is_tensor"):
            kind = evidence.text("kind")
            return Verdict.wrong(f"scores_with gives {kind}, expected a tensor. Is there a return?")
        expected = _expected(inputs)
        scores = evidence.tensor("scores", shape=tuple(expected.shape))
        if not agree(scores, expected):
            if case[1]:  # those of a net in evaluation mode were right
                return Verdict.wrong(
                    "The scores are wrong for a net with modules in training mode: call the net "
                    "after net.eval(), so that dropout is off and BatchNorm takes its running "
                    "averages. no_grad does not do that."
                )
            return Verdict.wrong(
                "The scores are not those of the net with the given values, and its own buffers."
            )
        if evidence.flag("requires_grad"):
            return Verdict.wrong("The scores carry a graph: call the net under torch.no_grad().")
    return Verdict.right()


@sealed("test_scores_with")
def net_is_as_it_was(student: Student) -> Verdict:
    for case in _CASES:
        evidence, inputs = _call(student, case)
        if not evidence.flag("grad_enabled"):
            return Verdict.wrong(
                "Afterwards autograd is switched off for the whole program: use no_grad as a "
                "context (`with`)."
            )
        if changed := evidence.sequence("changed"):
            running = any("running" in str(name) or "num_batches" in str(name) for name in changed)
            return Verdict.wrong(
                f"Afterwards {changed[0]} of the net has another value. "
                + (
                    "A BatchNorm in training mode changes its running averages, under no_grad too."
                    if running
                    else "Values that are loaded for the call have to be put back, or load them "
                    "into a copy."
                )
            )
        if not evidence.flag("same_objects") or evidence.sequence("frozen"):
            return Verdict.wrong(
                "Afterwards the net has other parameter objects than before, or they no longer "
                "require grad. An optimizer would go on with the old ones."
            )
        modes, after = inputs["modes"], evidence.mapping("modes_after")
        if after != modes:
            name = next(name for name in modes if after.get(name) is not modes[name])
            return Verdict.wrong(
                f"Afterwards {f'the module {name!r}' if name else 'the net'} is in "
                f"{'training' if after.get(name) else 'evaluation'} mode, and was not before. Note "
                "the mode of each module first, and put each back: net.train() sets them all."
            )
        if evidence.sequence("values_changed"):
            return Verdict.wrong("The tensors in values have changed: only read them.")
    return Verdict.right()
