"""Sealed checks of the exercise `to_images`."""

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, probe_sizes, random_bytes

_TO_IMAGES = """
import torch
_array = pictures.numpy().copy()
answer = to_images(_array)
is_tensor = isinstance(answer, torch.Tensor)
kind = type(answer).__name__
dtype = str(getattr(answer, "dtype", None))
array_after = _array
"""


@sealed("test_to_images")
def to_images_agrees(student: Student) -> Verdict:
    # Below 200, so that dividing by the largest value of the array is not dividing by 255. Then a
    # square with the whole range, and an array of zeros and ones, which has to be divided as well.
    for shape, below in (
        ((2, 5, 7, 3), 200),
        ((1, 6, 4, 3), 200),
        ((7, 4, 6, 4), 200),
        ((3, 5, 5, 3), 256),
        ((2, 4, 3, 3), 2),
    ):
        pictures = random_bytes(student, *shape, below=below)
        pictures[0, 0, 0, 0] = below - 1
        evidence = probe_sizes(student, _TO_IMAGES, pictures=pictures)
        hint = _to_images_hint(evidence, pictures)
        if hint:
            return Verdict.wrong(hint)
    return Verdict.right()


@sealed("test_to_images")
def to_images_leaves_the_array_alone(student: Student) -> Verdict:
    pictures = random_bytes(student, 3, 4, 5, 3, below=200)
    after = probe_sizes(student, _TO_IMAGES, pictures=pictures).tensor("array_after")
    if after.shape == pictures.shape and torch.equal(after, pictures):
        return Verdict.right()
    return Verdict.wrong(
        "to_images changes the array that it is given. torch.from_numpy shares its memory: "
        "make the tensor a copy of its own before you write into it."
    )


def _to_images_hint(evidence: Evidence, pictures: Tensor) -> str:
    n, height, width, channels = pictures.shape
    if not evidence.flag("is_tensor"):
        kind = evidence.text("kind")
        return f"to_images gives {kind}, expected a torch.Tensor. Does it return its result?"
    answer = evidence.tensor("answer")
    shape, wanted = tuple(answer.shape), (n, channels, height, width)
    expected = pictures.permute(0, 3, 1, 2).double() / 255
    if shape != wanted:
        return f"to_images gives shape {shape}, expected {wanted}. {_moved(shape, pictures.shape)}"
    dtype = evidence.text("dtype")
    if dtype != "torch.float32":
        return (
            f"to_images gives {dtype}, expected torch.float32. Dividing in NumPy gives float64, "
            "and a uint8 tensor cannot hold what lies between 0 and 1."
        )
    return _values_hint(answer, expected, pictures)


def _values_hint(answer: Tensor, expected: Tensor, pictures: Tensor) -> str:
    """What is wrong with an answer that has the right shape and dtype; "" if nothing is."""
    if agree(answer, expected):
        return ""
    flat = pictures.reshape(expected.shape).double()
    if agree(answer, flat / 255) or agree(answer, flat):
        return (
            "The shape is right, the pixels are scrambled: view and reshape cut the same row of "
            "numbers anew. Moving the channels to the front is a permute."
        )
    if agree(answer, expected * 255):
        return "The values are still the bytes: divide by 255, whatever the largest of them is."
    if agree(answer.transpose(2, 3), expected):
        return "Where a picture is square, its height and width have changed places."
    if any(agree(_sorted(answer), _sorted(expected * scale)) for scale in (1, 255)):
        return (
            "The values are right, the pixels are out of place: a reshape or view after the axes "
            "have moved cuts the numbers anew. One permute puts all four axes in order."
        )
    return (
        "The values are not right: each is the byte divided by 255, whatever the largest value of "
        "the array, and nothing else."
    )


def _sorted(values: Tensor) -> Tensor:
    return values.double().flatten().sort().values


def _moved(shape: tuple[int, ...], given: tuple[int, ...]) -> str:
    """What has happened to the axes of a batch N x H x W x C on the way to N x C x H x W."""
    n, height, width, channels = given
    if shape == (n, height, width, channels):
        return "The channels still come last."
    if shape == (n, channels, width, height):
        return "Height and width have changed places: transpose swaps two axes, permute orders all."
    if sorted(shape) == sorted(given):
        return "permute takes, for each new axis, the number of the old one."
    if len(shape) != 4:
        return "There are four axes, also when one of them has size 1: do not squeeze."
    return "Take every size from the argument: other pictures may have other sizes and channels."
