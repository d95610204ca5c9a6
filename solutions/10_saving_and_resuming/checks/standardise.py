"""Sealed checks of the exercise `standardise`."""

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, random_normal

_LAYER = """
import torch
_layer = Standardise(measured.shape[1])
parameters_before = len(list(_layer.parameters()))
before = _layer(x)
names_before = list(_layer.state_dict())
_layer.measure(measured)
after = _layer(x)
names = list(_layer.state_dict())
parameters = len(list(_layer.parameters()))
_fresh = torch.nn.Sequential(Standardise(measured.shape[1]))
refusal = ""
try:
    _fresh.load_state_dict(torch.nn.Sequential(_layer).state_dict())
except Exception as _error:
    refusal = f"{type(_error).__name__}: {_error}"
loaded = _fresh(x)
_doubled = torch.nn.Sequential(_layer).double()
dtypes = [str(getattr(_v, "dtype", type(_v))) for _v in _doubled.state_dict().values()]
try:
    of_doubles = str(_doubled(x.double()).dtype)
    of_meta = str(_doubled.to("meta")(x.double().to("meta")).device)
except Exception as _error:
    of_doubles = of_meta = f"{type(_error).__name__}: {_error}"
"""

_ADVICE = {
    "cannot assign": "An nn.Parameter cannot be replaced by a tensor; and these two are measured, "
    "not trained, so they are no parameters. A buffer can be assigned to.",
    "assigned before Module": "super().__init__() comes first in __init__.",
}


def _examine(student: Student, measured: Tensor, x: Tensor) -> Evidence:
    on = f"on images of shape {tuple(x.shape)}, measured on others of shape {tuple(measured.shape)}"
    return student.ask(_LAYER, on, _ADVICE, measured=measured, x=x)


def _images(student: Student, *shape: int) -> Tensor:
    spread = 1 + torch.rand((shape[1], 1, 1), generator=student.rng)
    return random_normal(student, *shape) * spread + 3 * random_normal(student, shape[1], 1, 1)


@sealed("test_standardise")
def standardise_computes(student: Student) -> Verdict:
    for channels, count in ((2, 1), (5, 7)):
        measured, x = _images(student, 6, channels, 5, 4), _images(student, count, channels, 2, 3)
        evidence = _examine(student, measured, x)
        shape = tuple(x.shape)
        if not agree(evidence.tensor("before", shape), x):
            return Verdict.wrong(
                "A new Standardise changes its input. Before measure every mean is 0 and every "
                "standard deviation 1."
            )
        mean = measured.mean(dim=(0, 2, 3)).view(-1, 1, 1)
        # With n or n - 1 in the denominator: the exercise is about something else.
        stds = [measured.std((0, 2, 3), correction=c).view(-1, 1, 1) for c in (0, 1)]
        found = evidence.tensor("after", shape)
        if not any(agree(found, (x - mean) / std) for std in stds):
            if agree(found, x):
                return Verdict.wrong("After measure the layer still changes nothing.")
            return Verdict.wrong(
                "After measure(x) the layer must give (input - mean) / std, with the mean and "
                "standard deviation of each channel of x, over images, rows and columns."
            )
    return Verdict.right()


@sealed("test_standardise")
def standardise_is_saved(student: Student) -> Verdict:
    evidence = _examine(student, _images(student, 6, 3, 5, 4), _images(student, 2, 3, 4, 4))
    if evidence.number("parameters") or evidence.number("parameters_before"):
        return Verdict.wrong(
            "The layer has parameters: an optimizer would change mean and std, weight decay would "
            "shrink them. They are measured, not trained, so make them buffers."
        )
    if not evidence.sequence("names"):
        return Verdict.wrong(
            "The state_dict is empty: a tensor that is a mere attribute, or a buffer with "
            "persistent=False, is not saved. register_buffer puts it there."
        )
    if sorted(evidence.sequence("names")) != sorted(evidence.sequence("names_before")):
        return Verdict.wrong(
            f"Before measure the state_dict has the names {evidence['names_before']}, afterwards "
            f"{evidence['names']}. A new layer must have the same entries, or it cannot load "
            "them: register both in __init__."
        )
    if refusal := evidence.text("refusal"):
        return Verdict.wrong(
            f"A new layer cannot load the state_dict of a measured one: {refusal[:200]}. Have "
            "mean and std the same shape, (C,), before measure and after?"
        )
    if not agree(evidence["loaded"], evidence.tensor("after")):
        return Verdict.wrong(
            "A new layer that has loaded the state_dict computes something else than the "
            "measured one. Are both, mean and std, in it, and does forward use those?"
        )
    return Verdict.right()


@sealed("test_standardise")
def standardise_follows_the_net(student: Student) -> Verdict:
    evidence = _examine(student, _images(student, 6, 3, 5, 4), _images(student, 2, 3, 4, 4))
    dtypes = evidence.sequence("dtypes")
    found = evidence.text("of_doubles"), evidence.text("of_meta")
    if set(dtypes) - {"torch.float64"} or found != ("torch.float64", "meta"):
        return Verdict.wrong(
            "After net.double(), or net.to(another device), mean or std has stayed behind "
            f"({found[0][:80]}; {found[1][:80]}). Buffers follow the net; plain attributes do not. "
            "Does measure put its result into the buffers?"
        )
    return Verdict.right()
