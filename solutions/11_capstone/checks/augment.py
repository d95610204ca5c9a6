"""Sealed checks of `augment`."""

import itertools
from collections.abc import Callable, Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import random_int

_AUGMENT = """
import torch
_x = x.to(device)
_kept = _x.clone()
_result = augment(_x, padding)
result = _result.cpu() if isinstance(_result, torch.Tensor) else _result
unchanged = bool(torch.equal(_x, _kept))
"""

# Twice in one probe: the random generators are put back after it.
_TWICE = """
import torch
_x = x.to(device)
first, second = (augment(_x.clone(), padding=padding).cpu() for _ in range(2))
"""

_ADVICE = {
    "indices should be either on": "Everything that is an index must be on the device of x.",
    "shape mismatch": "Indices broadcast against each other: rows (N, 1, H, 1), columns "
    "(N, 1, 1, W). Is a size written as a number, or height taken for width?",
    "view size is not compatible": "After a flip or a permute use reshape.",
    "leaf Variable": "Make a new tensor; x itself is not changed.",
}

Pad = Callable[[Tensor, int], Tensor]


def _zeros(x: Tensor, padding: int) -> Tensor:
    return F.pad(x, [padding] * 4)


def _versions(x: Tensor, padding: int, pad: Pad = _zeros) -> Iterator[tuple[tuple, Tensor]]:
    """Every (mirrored, down, right) and what it makes of the batch x, (N, C, H, W)."""
    height, width = x.shape[-2:]
    for mirrored in (False, True):
        padded = pad(x.flip(-1) if mirrored else x, padding)
        for down, right in itertools.product(range(-padding, padding + 1), repeat=2):
            top, left = padding - down, padding - right
            part = padded[..., top : top + height, left : left + width]
            yield (int(mirrored), down, right), part


def _found(x: Tensor, result: Tensor, padding: int, pad: Pad = _zeros) -> Tensor:
    """Which version each image has become: (N, 3), or all 99 where it is none of them."""
    found = torch.full((len(x), 3), 99)
    for version, image in _versions(x, padding, pad):
        same = (result - image).abs().flatten(1).amax(dim=1) < 1e-4
        found[same] = torch.tensor(version)
    return found


def _images(student: Student, *shape: int) -> Tensor:
    """No two pixels are alike, and none is near zero."""
    return torch.rand(shape, generator=student.rng) + 0.5


@sealed("test_augment")
def each_image_is_mirrored_and_shifted(student: Student) -> Verdict:
    for n, c, h, w, padding in (
        (40, 3, 9, 12, 2),
        (7, 1, 8, 5, 1),
        (1, 2, 6, 7, 3),
        (9, 3, 5, 4, 0),
    ):
        x = _images(student, n, c, h, w)
        evidence = student.ask(_AUGMENT, advice=_ADVICE, x=x, padding=padding)
        result = evidence.tensor("result", shape=(n, c, h, w))
        if evidence["result"].dtype != torch.float32:
            return Verdict.wrong(f"float32 images come back as {evidence['result'].dtype}.")
        none_of_them = (_found(x, result.float(), padding) == 99).any()
        if none_of_them:
            return Verdict.wrong(_why(x, result.float(), padding))
        if not evidence.flag("unchanged"):
            return Verdict.wrong(
                "augment changes x itself. x[mask] = ... writes into the caller's tensor: use "
                "torch.where, or work on a clone."
            )
    return _double(student)


def _double(student: Student) -> Verdict:
    x = _images(student, 5, 3, 6, 8).double()
    evidence: Evidence = student.ask(_AUGMENT, advice=_ADVICE, x=x, padding=2)
    result = evidence["result"]
    if not isinstance(result, Tensor) or result.dtype != torch.float64:
        return Verdict.wrong("float64 images must come back as float64: keep the dtype of x.")
    return Verdict.right()


def _why(x: Tensor, result: Tensor, padding: int) -> str:
    """What has been done to the images, if it is something well known."""

    def fits(given: Tensor, at_most: int, pad: Pad = _zeros) -> bool:
        return bool((_found(given, result, at_most, pad) != 99).all())

    def filled(mode: str) -> Pad:
        return lambda images, size: F.pad(images, [size] * 4, mode=mode)

    if fits(x, padding + 1):
        return f"With padding={padding} some images are shifted by {padding + 1} pixels."
    small = min(x.shape[-2:])
    known = {"replicate": "the edge is repeated", "circular": "the other side comes in"}
    known |= {"reflect": "the image is mirrored"} if padding < small else {}
    for mode, what in known.items():
        if padding and fits(x, padding, filled(mode)):
            return f"Where a shift leaves a gap {what}. There should be zeros."
    if fits(x.flip(-2), padding) or _mixed(x, x.flip(-2), result, padding):
        return "Some images stand on their head. Mirror the last axis, the columns: flip(-1)."
    if _mixed(x, x.transpose(-1, -2), result, padding):
        return "Some images have rows and columns exchanged."
    if any(fits(x.roll(shift, 0), padding) for shift in range(1, len(x))):
        return "The images change places. The labels would no longer belong to them."
    return (
        "Some images are no mirrored or shifted version of what they were. Compare one by hand: "
        "zeros come in at one side, the other pixels keep their order."
    )


def _mixed(x: Tensor, other: Tensor, result: Tensor, padding: int) -> bool:
    """Whether each image is a version of x or of `other`."""
    if other.shape != x.shape:
        return False
    either = (_found(x, result, padding) != 99) | (_found(other, result, padding) != 99)
    return bool(either.all())


@sealed("test_augment")
def every_version_is_drawn_for_each_image(student: Student) -> Verdict:
    padding = random_int(student, 1, 2)
    n, sizes = 4000, 2 * padding + 1
    x = _images(student, 1, 1, 7, 9).expand(n, -1, -1, -1).contiguous()
    evidence = student.ask(_TWICE, advice=_ADVICE, x=x, padding=padding)
    first, second = (evidence.tensor(k, shape=(n, 1, 7, 9)).float() for k in ("first", "second"))
    found = _found(x, first, padding)
    if (found == 99).any():
        return Verdict.wrong(_why(x[:20], first[:20], padding))
    if torch.equal(first, second):
        return Verdict.wrong(
            "Two calls give the same. Draw anew in each call, and seed nothing in augment."
        )
    mirrored, down, right = found.unbind(1)
    if (found == found[0]).all():
        return Verdict.wrong("All images of a batch get the same. Draw N numbers, one per image.")
    for name, values in (("mirrored", mirrored), ("shifted down", down), ("shifted right", right)):
        # That none is mirrored, or all of them, is said below.
        if (values == values[0]).all() and name != "mirrored":
            return Verdict.wrong(
                f"All images of a batch are {name} by the same number of pixels. Draw N numbers."
            )
    share = mirrored.double().mean().item()
    if not 0.43 < share < 0.57:  # nine standard deviations
        return Verdict.wrong(
            f"{share:.0%} of the images are mirrored, expected about half of them: one decision "
            "for each image."
        )
    for name, values in (("down", down), ("right", right)):
        counts = torch.bincount(values + padding, minlength=sizes).double() * sizes / n
        missing = [shift - padding for shift in range(sizes) if counts[shift] == 0]
        if missing:
            return Verdict.wrong(
                f"With padding={padding} no image is shifted {name} by {missing[0]}. "
                "randint(0, k) gives 0 to k - 1, without k."
            )
    of_mirror = "Whether an image is mirrored decides on its shift: some combinations never occur."
    if not (mirrored.bool() & ((down != 0) | (right != 0))).any():
        return Verdict.wrong(of_mirror)
    if not 0.7 < (down == right).double().mean().item() * sizes < 1.3 or not (
        0.7 < (down == -right).double().mean().item() * sizes < 1.3
    ):
        return Verdict.wrong(
            "The shifts down and right depend on each other. Draw one number for each."
        )
    together = torch.bincount((mirrored * sizes + down + padding) * sizes + right + padding)
    if len(together) < 2 * sizes**2 or (together == 0).any():
        return Verdict.wrong(of_mirror)
    for name, values in (("down", down), ("right", right)):
        counts = torch.bincount(values + padding, minlength=sizes).double() * sizes / n
        if ((counts - 1).abs() > 0.25).any():  # more than seven standard deviations
            return Verdict.wrong(f"Some shifts {name} come up much more often than others.")
    return Verdict.right()
