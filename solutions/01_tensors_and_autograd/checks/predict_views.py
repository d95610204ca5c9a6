"""Sealed checks of the exercise `predict_views`."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import predictions, truth

_VIEWS: dict[str, tuple[Any, str, str]] = {
    "one image": (lambda x: x[0], "an integer index drops its axis", "an index makes no copy"),
    "red": (
        lambda x: x[:, 0],
        "an integer index drops its axis, a colon keeps it",
        "slices and integer indices make no copy",
    ),
    "rows": (
        lambda x: x.view(64, -1),
        "-1 stands for what is left over, so that the number of values stays",
        "view never copies",
    ),
    "planes": (
        lambda x: x.flatten(2),
        "flatten(2) merges the axes from number 2 on",
        "flatten is a reshape, and copies only where no view is possible",
    ),
    "channels last": (
        lambda x: x.permute(0, 2, 3, 1),
        "permute reorders the axes: it names, for each new axis, the old one",
        "permute changes how the memory is read, not the memory",
    ),
    "rows of pixels": (
        lambda x: x.permute(0, 2, 3, 1).reshape(64, -1),
        "-1 stands for what is left over, so that the number of values stays",
        "after a permute no view has the numbers in that order: what must reshape do?",
    ),
    "array": (
        lambda x: torch.from_numpy(x.numpy()),
        "numpy() leaves the axes as they are",
        "think of torch.from_numpy, the other way",
    ),
    "doubles": (
        lambda x: x.double(),
        "another dtype changes no axis",
        "a float64 takes twice the bytes of a float32",
    ),
    "means": (
        lambda x: x.mean(dim=(0, 2, 3)),
        "mean over some axes leaves the others",
        "a mean is a new number, and stands nowhere in images",
    ),
}


@sealed("test_predict_views")
def views_are_predicted(student: Student) -> Verdict:
    """Half of the credit for the shapes, half for the memory."""
    evidence = student.probe("found_shapes = view_shapes\nfound_shares = view_shares")
    found_shapes = evidence.mapping("found_shapes", "view_shapes")
    found_shares = evidence.mapping("found_shares", "view_shares")
    images = torch.zeros(64, 3, 32, 32)
    made = {key: make(images) for key, (make, _, _) in _VIEWS.items()}
    shapes = predictions(
        "view_shapes", found_shapes, {key: reason for key, (_, reason, _) in _VIEWS.items()},
        lambda key: _sizes(found_shapes[key]) == tuple(made[key].shape),
    )  # fmt: skip
    shares = predictions(
        "view_shares", found_shares, {key: reason for key, (_, _, reason) in _VIEWS.items()},
        lambda key: truth(found_shares[key]) is _shared(made[key], images),
    )  # fmt: skip
    credit, hints = 0.5 * (not shapes) + 0.5 * (not shares), shapes + shares
    return Verdict.right() if credit == 1 else Verdict.partial(credit, "\n".join(hints))


def _sizes(value: Any) -> tuple[int, ...] | None:
    """A predicted shape as a tuple; None if it is none."""
    if isinstance(value, Tensor) and value.ndim <= 1 and not value.is_floating_point():
        value = value.tolist()
    if isinstance(value, int):
        return (value,)
    if isinstance(value, list) and all(isinstance(size, int) for size in value):
        return tuple(value)
    return None


def _shared(one: Tensor, other: Tensor) -> bool:
    return one.untyped_storage().data_ptr() == other.untyped_storage().data_ptr()
