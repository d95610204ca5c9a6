"""Sealed checks of the exercise `channel_statistics`."""

import torch
from torch import Tensor

from autograde.sealed import BadEvidence, Evidence, Student, Verdict, sealed

from .common import Slips, agree, first_slip

_STATISTICS = """
import torch
from torch.utils.data import DataLoader as _Loader, TensorDataset as _Data
if plain:
    _loader = [(_x, torch.zeros(len(_x))) for _x in images.split(batch_size)]
else:
    _loader = _Loader(_Data(images.clone(), torch.zeros(len(images))), batch_size=batch_size)
_found = channel_statistics(_loader)
is_pair = isinstance(_found, (tuple, list)) and len(_found) == 2
def _numbers(value):
    if isinstance(value, (list, tuple)) and all(getattr(each, "ndim", 0) == 0 for each in value):
        return torch.tensor([float(each) for each in value])
    return torch.as_tensor(value)
mean = _numbers(_found[0]) if is_pair else None
std = _numbers(_found[1]) if is_pair else None
batches_kept = not plain or torch.equal(torch.cat([_x for _x, _ in _loader]), images_before)
"""

_CASES = (((13, 3, 4, 5), 5), ((9, 1, 3, 2), 4), ((7, 4, 2, 6), 3), ((10, 3, 3, 4), 4))

_ADVICE = {
    "must match the size": "Is a number of channels or a batch size written as a number? The "
    "images may have any number of channels, and the last batch is smaller.",
    "has no attribute": "A loader is only sure to give batches when it is walked through: for x, y "
    "in loader.",
}


def _images(student: Student, *shape: int) -> Tensor:
    """Images whose brightness differs from one to the next; the last one is the brightest."""
    brightness = torch.rand(shape[:2], generator=student.rng)
    brightness[-1] += 1
    noise = torch.randn(shape, generator=student.rng)
    return brightness[:, :, None, None] + 0.2 * noise - 0.3


def _ask(student: Student, case: int) -> tuple[Evidence, Tensor, int]:
    shape, size = _CASES[case]
    images = _images(student, *shape)
    situation = (
        f"on {shape[0]} images of {shape[1]} channels, {shape[2]} x {shape[3]}, in batches of "
    )
    evidence = student.ask(
        _STATISTICS,
        f"{situation}{size}",
        _ADVICE,
        images=images.clone(),
        images_before=images,
        batch_size=size,
        plain=case % 2,
    )
    if not evidence.flag("is_pair"):
        raise BadEvidence("channel_statistics returns no pair (mean, std).")
    return evidence, images.double(), size


def _value(evidence: Evidence, name: str, channels: int) -> Tensor:
    value = evidence.tensor(name)
    if tuple(value.shape) != (channels,):
        raise BadEvidence(
            f"{name} has shape {tuple(value.shape)}, expected ({channels},): one number for each "
            "channel, over images, rows and columns, for any number of channels."
        )
    return value


@sealed("test_channel_statistics")
def mean_counts_every_pixel(student: Student) -> Verdict:
    for case in range(len(_CASES)):
        evidence, images, size = _ask(student, case)
        mean = _value(evidence, "mean", images.shape[1])
        if not agree(mean, _mean(images)):
            known = first_slip(mean, _mean_slips(images, size))
            return Verdict.wrong(
                known or "mean is not the mean over all pixels of each channel of this loader."
            )
        if not evidence.flag("batches_kept"):
            return Verdict.wrong(
                "The batches have changed: x -= mean writes into the tensor that the loader gave, "
                "x - mean makes a new one."
            )
    return Verdict.right()


def _mean(images: Tensor) -> Tensor:
    return images.mean(dim=(0, 2, 3))


def _deviation(images: Tensor, correction: int = 0) -> Tensor:
    return images.permute(1, 0, 2, 3).flatten(1).std(dim=1, correction=correction)


def _mean_slips(images: Tensor, size: int) -> Slips:
    batches = images.split(size)
    whole = len(images) - len(images) % size
    total, pixels = images.sum(dim=(0, 2, 3)), images.shape[2] * images.shape[3]
    return [
        (
            "mean is the mean of the means of the batches. The last batch is smaller, so its "
            "pixels count for more: add up sums and numbers of pixels.",
            torch.stack([_mean(batch) for batch in batches]).mean(dim=0),
        ),
        ("The last, smaller batch is left out of mean.", _mean(images[:whole])),
        ("mean is that of the first batch alone.", _mean(batches[0])),
        ("mean is that of the last batch alone: add up over all of them.", _mean(batches[-1])),
        (
            "mean divides by the number of images: each has height times width pixels.",
            total / len(images),
        ),
        (
            "mean takes every batch to be full: count the images of each, len(x).",
            total / (len(batches) * size * pixels),
        ),
        (
            "mean divides by the number of all values: each channel has only its own pixels.",
            total / images.numel(),
        ),
        ("mean is the sum: divide by the number of pixels.", total),
        (
            "mean is the same number for each channel, that over all of them.",
            images.mean().expand(images.shape[1]),
        ),
        ("mean is divided by 255: the images are floats already.", _mean(images) / 255),
        ("The pair is the wrong way round: mean comes first.", _deviation(images)),
        ("The pair is the wrong way round: mean comes first.", _deviation(images, 1)),
    ]


@sealed("test_channel_statistics")
def std_is_that_of_all_pixels(student: Student) -> Verdict:
    for case in range(len(_CASES)):
        evidence, images, size = _ask(student, case)
        std = _value(evidence, "std", images.shape[1])
        if not (agree(std, _deviation(images)) or agree(std, _deviation(images, 1))):
            known = first_slip(std, _deviation_slips(images, size))
            return Verdict.wrong(
                known or "std is not the standard deviation of all pixels of each channel."
            )
    return Verdict.right()


def _deviation_slips(images: Tensor, size: int) -> Slips:
    batches = images.split(size)
    shares = torch.tensor([len(batch) / len(images) for batch in batches], dtype=torch.float64)
    means = torch.stack([_mean(batch) for batch in batches])
    right_mean, square = _mean(images), images.square().mean(dim=(0, 2, 3))
    wrong_mean = means.mean(dim=0)
    slips = []
    for correction in (0, 1):
        deviations = torch.stack([_deviation(batch, correction) for batch in batches])
        within = (
            "std is a mean of what the batches have each for themselves. That leaves out how the "
            "batches differ from each other: add up the sums and the sums of squares of all."
        )
        pooled = (shares[:, None] * deviations.square()).sum(dim=0).sqrt()
        slips += [
            (within, deviations.mean(dim=0)),
            (within, (shares[:, None] * deviations).sum(dim=0)),
            (within, deviations.square().mean(dim=0).sqrt()),
            (within, pooled),
            ("std is the variance: its root is missing.", _deviation(images, correction).square()),
            ("std is that of the last batch alone.", deviations[-1]),
            ("std is that of the first batch alone.", deviations[0]),
            (
                "std is that of the means of the images: the differences within an image are "
                "missing.",
                images.mean(dim=(2, 3)).std(dim=0, correction=correction),
            ),
            (
                "std is that of the means of the batches: the differences within a batch are "
                "missing.",
                means.std(dim=0, correction=correction) if len(batches) > 1 else square * 0,
            ),
            (
                "std is a mean of the deviations of single images, which leaves out how the images "
                "differ from each other.",
                images.flatten(2).std(dim=2, correction=correction).mean(dim=0),
            ),
            (
                "std is the same number for each channel, that over all of them.",
                images.std(correction=correction).expand(images.shape[1]),
            ),
        ]
    return [
        *slips,
        ("std is the root of the mean square: subtract the square of the mean.", square.sqrt()),
        (
            "std is computed around the mean of the batch means, which is not the mean of all.",
            (square - wrong_mean**2).abs().sqrt(),
        ),
        ("std is a mean distance without squares.", _absolute(images, right_mean)),
    ]


def _absolute(images: Tensor, mean: Tensor) -> Tensor:
    return (images - mean.view(-1, 1, 1)).abs().mean(dim=(0, 2, 3))
