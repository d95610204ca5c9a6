"""Sealed checks of the exercise `PictureDataset`."""

from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, first_slip, random_bytes, random_whole

_ITEMS = """
import numpy as _np
import torch
from torch.utils.data import default_collate as _collate
_array = given_pictures.numpy().copy()
_data = PictureDataset(_array, given_labels.numpy().astype(label_type))
length = len(_data)
_as = {"int": int, "np": _np.int64}
_items = [_data[_as[_kind](_place)] for _kind, _place in places]
is_pair = all(isinstance(_item, (tuple, list)) and len(_item) == 2 for _item in _items)
images = [_item[0] for _item in _items] if is_pair else []
are_tensors = all(isinstance(_image, torch.Tensor) for _image in images)
dtypes = sorted({str(getattr(_image, "dtype", type(_image).__name__)) for _image in images})
found_labels = [_item[1] for _item in _items] if is_pair else []
_batch = _collate(found_labels) if is_pair else None
batch_dtype = str(getattr(_batch, "dtype", type(_batch).__name__))
batch_shape = list(getattr(_batch, "shape", []))
array_after = _array
"""

_END = """
from itertools import islice as _islice
_data = PictureDataset(given_pictures.numpy().copy(), given_labels.numpy())
outcomes = []
for _place in (len(given_pictures), len(given_pictures) + 3, -len(given_pictures) - 1):
    try:
        _data[_place]
        outcomes.append([_place, "nothing"])
    except Exception as _error:
        outcomes.append([_place, type(_error).__name__])
walked = -1
if all(_name == "IndexError" for _, _name in outcomes):
    walked = sum(1 for _ in _islice(_data, len(given_pictures) + 5))
"""

_TRANSFORM = """
import torch
_seen = []
def _transform(image):
    _seen.append(image.clone() if isinstance(image, torch.Tensor) else image)
    return image * len(_seen)
_data = PictureDataset(given_pictures.numpy().copy(), given_labels.numpy(), _transform)
calls_at_first = len(_seen)
_seen.clear()
first = _data[index][0]
second = _data[index][0]
strangers = sum(not isinstance(_each, torch.Tensor) or _each.ndim != 3 for _each in _seen)
calls = len(_seen)
argument = _seen[0] if _seen else None
argument_dtype = str(getattr(argument, "dtype", type(argument).__name__))
_other = PictureDataset(given_pictures.numpy().copy(), given_labels.numpy(), transform=lambda x: -x)
label = _other[index][1]
negatives = torch.stack([_other[_place][0] for _place in range(len(given_pictures))])
"""


def _inputs(student: Student, n: int, *sizes: int, below: int = 200) -> dict[str, Tensor]:
    return {
        "given_pictures": random_bytes(student, n, *sizes, below=below),
        "given_labels": random_bytes(student, n, below=100),
    }


@sealed("test_PictureDataset")
def items_are_images_and_labels(student: Student) -> Verdict:
    # Below 200, so that dividing by the largest value is not dividing by 255; and zeros and ones.
    for n, sizes, below, label_type in (
        (5, (6, 4, 3), 200, "uint8"),
        (1, (3, 7, 3), 200, "int64"),
        (7, (5, 5, 3), 256, "int32"),
        (2, (4, 3, 4), 2, "uint8"),
    ):
        inputs = _inputs(student, n, *sizes, below=below)
        chosen = [0, n - 1, random_whole(student, 0, n - 1), -1, -n]
        places = [["np" if at == 1 else "int", place] for at, place in enumerate(chosen)]
        situation = f"with {n} pictures of {sizes[0]} x {sizes[1]} and {sizes[2]} colours"
        advice = {
            "invalid for input": "Take the sizes from the picture: it may be any.",
            "out of range": "A negative index counts from the end, as in a list.",
            "IndexError": "A negative index counts from the end, as in a list.",
        }
        evidence = student.ask(
            _ITEMS, situation, advice, places=places, label_type=label_type, **inputs
        )
        hint = _items_hint(evidence, inputs, chosen)
        if hint:
            return Verdict.wrong(hint)
    return Verdict.right()


def _items_hint(evidence: Evidence, inputs: dict[str, Tensor], chosen: list[int]) -> str:
    """What is wrong with the items, "" if nothing is."""
    pictures = inputs["given_pictures"]
    if evidence.number("length") != len(pictures):
        return (
            f"len(dataset) is {evidence['length']}, expected {len(pictures)}, the number of "
            "pictures that this data set was given."
        )
    if not evidence.flag("is_pair"):
        return "An item is the pair (image, label), a tuple of two."
    if not agree(evidence.tensor("array_after"), pictures):
        return (
            "The array of pictures has changed. torch.from_numpy shares its memory: compute with "
            "a copy, such as .float() makes, before you change anything in place."
        )
    if not evidence.flag("are_tensors"):
        return f"The image of an item is {evidence['dtypes'][0]}, expected a torch.Tensor."
    for place, image in zip(chosen, evidence.sequence("images"), strict=True):
        picture = pictures[place]
        expected = picture.permute(2, 0, 1)
        wanted = tuple(expected.shape)
        if tuple(image.shape) != wanted:
            return (
                f"The image of dataset[{place}] has shape {tuple(image.shape)}, expected {wanted}: "
                "colours first, then height, then width, and no axis for a batch."
            )
        if not agree(image, expected / 255):
            return first_slip(image, _image_slips(picture, pictures)) or (
                f"dataset[{place}] is not picture {place}, its axes moved and each byte divided by "
                "255."
            )
    if evidence["dtypes"] != ["torch.float32"]:
        return (
            f"The images are {evidence['dtypes'][0]}, expected torch.float32, the type of a net's "
            "weights. Dividing in NumPy gives float64: .float() converts."
        )
    return _labels_hint(evidence, inputs, chosen)


def _image_slips(picture: Tensor, pictures: Tensor) -> list[tuple[str, Tensor]]:
    height, width, channels = picture.shape
    right = picture.permute(2, 0, 1).double()
    viewed = picture.reshape(channels, height, width).double()
    view = (
        "The shape is right, the image is scrambled: view and reshape cut the same row of numbers "
        "anew. Moving the colours to the front is a permute."
    )
    scale = "The values are still bytes: divide each by 255, whatever the largest of them is."
    sides = "Height and width have changed places: transpose(0, 2) swaps two axes, permute(2, 0, 1)"
    slips = [
        (view, viewed / 255),
        (view, viewed),
        (scale, right),
        ("Each byte is divided by 255, not by the largest byte.", right / max(1, picture.max())),
        ("Each byte is divided by 255, not by the largest byte.", right / max(1, pictures.max())),
        ("Each byte is divided by 255, not by 256.", right / 256),
        ("The image is in [-1, 1]. Wanted is [0, 1]: a division by 255 alone.", right / 127.5 - 1),
        ("The colours come out in reverse: red is first.", right.flip(0) / 255),
    ]
    if height == width:
        slips.append((f"{sides} puts all three in order.", right.transpose(1, 2) / 255))
    return slips


def _labels_hint(evidence: Evidence, inputs: dict[str, Tensor], chosen: list[int]) -> str:
    dtype = evidence.text("batch_dtype")
    if dtype != "torch.int64" or evidence["batch_shape"] != [len(chosen)]:
        return (
            f"The labels of a batch come out as {dtype} of shape {evidence['batch_shape']}, "
            f"expected torch.int64 of shape [{len(chosen)}]. A label that is a Python int, "
            "int(...), becomes int64; one from a uint8 array stays uint8."
        )
    labels = inputs["given_labels"]
    for place, label in zip(chosen, evidence.sequence("found_labels"), strict=True):
        if int(label) != int(labels[place]):
            return f"The label of dataset[{place}] is {int(label)}, expected {int(labels[place])}."
    return ""


@sealed("test_PictureDataset")
def walking_ends_with_index_error(student: Student) -> Verdict:
    n = random_whole(student, 3, 6)
    evidence = student.ask(_END, f"on a data set of {n} items", **_inputs(student, n, 4, 5, 3))
    for place, outcome in evidence.sequence("outcomes"):
        if outcome != "IndexError":
            return Verdict.wrong(
                f"dataset[{place}] of {n} items raises {outcome}, expected IndexError. A for loop "
                "over a data set asks for 0, 1, 2, ... until it gets that error."
            )
    if evidence.number("walked") != n:
        return Verdict.wrong(
            f"A for loop over a data set of {n} items gives {evidence['walked']} of them."
        )
    return Verdict.right()


@sealed("test_PictureDataset")
def transform_is_called_at_each_access(student: Student) -> Verdict:
    inputs = _inputs(student, 5, 4, 6, 3)
    index = random_whole(student, 1, 3)
    evidence = student.ask(_TRANSFORM, "with a transform", index=index, **inputs)
    expected = inputs["given_pictures"][index].permute(2, 0, 1).double() / 255
    calls = evidence.number("calls")
    if calls == 0:
        made = "only when the data set was made" if evidence["calls_at_first"] else "never"
        return Verdict.wrong(
            f"The transform is called {made}, expected at each access. A random change that is "
            "drawn once is the same in every epoch."
        )
    if 0 < evidence.number("strangers") < calls:
        return Verdict.wrong("The transform is for the image alone: the label stays as it is.")
    if calls != 2:
        return Verdict.wrong(
            f"Two accesses to the same item call the transform {calls:.0f} times, expected 2: once "
            "at each access, and nothing kept from the last one."
        )
    given = evidence.tensor("argument")
    if given.shape != expected.shape or not agree(given, expected):
        return Verdict.wrong(
            f"The transform gets {evidence['argument_dtype']} of shape {tuple(given.shape)}. It is "
            "to get the finished image: float32, (C, H, W), in [0, 1]."
        )
    first, second = (
        evidence.tensor(name, shape=tuple(expected.shape)) for name in ("first", "second")
    )
    if agree(first, expected) and agree(second, expected):
        return Verdict.wrong(
            "The transform is called, but what it returns is not used: image = "
            "self.transform(image). Most transforms do not change what they are given."
        )
    if not (agree(first, expected) and agree(second, 2 * expected)):
        return Verdict.wrong("With a transform, the image is not transform(image).")
    all_of_them = inputs["given_pictures"].permute(0, 3, 1, 2).double() / 255
    negatives = evidence.tensor("negatives", shape=tuple(all_of_them.shape))
    for place, (found, image) in enumerate(zip(negatives, all_of_them, strict=True)):
        if not agree(found, -image):
            return Verdict.wrong(
                f"With a transform, the image of dataset[{place}] is not transform(image)."
            )
    if evidence.number("label") != int(inputs["given_labels"][index]):
        return Verdict.wrong("The transform is for the image alone: the label stays as it is.")
    return Verdict.right()
