"""Sealed checks of `check_accuracy`."""

import itertools
import re
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import IMAGES_WANTED, all_agree, random_normal

_ACCURACY = """
import torch
from course_lib.data import ArrayLoader as _Loader
_loader = _Loader(x, y, batch_size=batch_size, train=train)
_params = [_p.to(device).requires_grad_() for _p in params]
_given, _image = list(_params), tuple(x.shape[1:])
_recorded, _shapes = [], []

def _net(x, params):
    _shapes.append(tuple(x.shape[1:]))
    scores = x.flatten(1) @ params[0] + params[1]
    _recorded.append(scores.requires_grad)
    return scores

try:
    answer = check_accuracy(_loader, _net, _params)
    still_recording = torch.is_grad_enabled()
finally:
    torch.set_grad_enabled(True)
graphs = sum(_recorded)
gets_images = all(_shape == _image for _shape in _shapes)
same_list = len(_params) == len(_given) and all(_a is _b for _a, _b in zip(_params, _given))
are_leaves = all(_p.is_leaf and _p.requires_grad for _p in _given)
params_after = [_p.detach() for _p in _given]
"""


def _labelled(
    student: Student, count: int, batch_size: int, classes: int
) -> tuple[dict[str, Any], int]:
    """Inputs for _ACCURACY, and how many of the `count` images are right.

    Most images are right, but only one of the last batch, which is smaller. Drawn until every
    known slip gives another number.
    """
    params = [random_normal(student, 24, classes), random_normal(student, classes)]
    pool = random_normal(student, 20 * count, 2, 3, 4)
    scores = pool.double().flatten(1) @ params[0].double() + params[1].double()
    best = scores.topk(2, dim=1).values
    clear = (best[:, 0] - best[:, 1] > 0.01).nonzero().flatten()[:count]  # no ties
    best_class = scores[clear].argmax(dim=1)
    inputs = {"x": pool[clear], "params": params, "batch_size": batch_size}
    for _ in range(20):
        hits = _draw_hits(student, count, count % batch_size)
        values = sorted([hits.mean().item(), *(v for _, v in _accuracy_slips(hits, batch_size))])
        if all(b - a > 0.005 for a, b in itertools.pairwise(values)):
            break
    # Another class than the one with the highest score.
    other = torch.randint(1, classes, (count,), generator=student.rng)
    inputs["y"] = torch.where(hits.bool(), best_class, (best_class + other) % classes)
    return inputs, int(hits.sum())


def _draw_hits(student: Student, count: int, last: int) -> Tensor:
    """1 for each image that is to be right, else 0: (count,), float64."""
    hits = torch.ones(count, dtype=torch.float64)
    wrong = int(torch.randint(2, count // 4, (), generator=student.rng))
    # Of many images those of the first half are right, so that no first part gives the answer.
    first = count // 2 if count >= 100 else 0
    hits[first + torch.randperm(count - last - first, generator=student.rng)[:wrong]] = 0
    hits[count - last : -1] = 0
    return hits


def _accuracy_slips(hits: Tensor, size: int) -> list[tuple[str, float]]:
    """Hints, and what the mistakes they name would have given."""
    batches = [batch.mean().item() for batch in hits.split(size)]
    correct, share = hits.sum().item(), hits.mean().item()
    return [
        (
            "That is the mean of the accuracies of the batches. The last batch is smaller, so its "
            "images count for more: count right answers and images.",
            sum(batches) / len(batches),
        ),
        (
            "The last, smaller batch is left out.",
            hits[: len(hits) - len(hits) % size].mean().item(),
        ),
        (
            "The number of images is taken as batches times batch size; the last batch is smaller.",
            correct / (len(batches) * size),
        ),
        ("A batch is taken to have 64 images: len(y) tells.", correct / (64 * len(batches))),
        ("That is the accuracy of the last batch alone: count over all of them.", batches[-1]),
        (
            "Only the right answers of the last batch are counted: add up those of all, with +=.",
            hits.split(size)[-1].sum().item() / len(hits),
        ),
        ("That is the accuracy of the first batch alone: count over all of them.", batches[0]),
        ("That is the share of wrong answers.", 1 - share),
        ("Right answers are divided by the number of batches.", correct / len(batches)),
    ]


# Numbers of images that divide 100, so that however an answer is rounded it comes out exact. In the
# second case a batch is as long as there are classes, so an argmax over the wrong axis fits.
_ACCURACY_CASES = ((50, 8, 5), (25, 4, 4), (20, 6, 3), (100, 3, 7))


@sealed("test_check_accuracy")
def accuracy_counts_every_image(student: Student) -> Verdict:
    for (count, batch_size, classes), train in zip(
        _ACCURACY_CASES, (True, False, True, False), strict=True
    ):
        inputs, correct = _labelled(student, count, batch_size, classes)
        on = f"on a loader of {count} images in batches of {batch_size}, {classes} classes"
        advice = {
            "must match the size": "Predictions and labels differ in length: argmax over dim=1, "
            "the classes, gives one prediction per image.",
            "mat1 and mat2": "Is the net that was passed in called with the images of this loader, "
            "and with these params?",
        }
        evidence = student.ask(_ACCURACY, on, advice, **inputs, train=train)
        hint = _wrong_accuracy(evidence, inputs, correct)
        if hint:
            return Verdict.wrong(f"{hint} (It was called {on}.)")
    return Verdict.right()


def _wrong_accuracy(evidence: Evidence, inputs: Mapping[str, Any], correct: int) -> str:
    """What is wrong with the answer, "" if nothing is.

    Wanted is the fraction. Per cent, a tuple with the fraction or with both counts in it, and
    a function that only prints the right figure, as CS231n's does, are taken as well.
    """
    if not evidence.flag("gets_images"):
        return IMAGES_WANTED
    count = len(inputs["y"])
    answer = evidence["answer"]
    if isinstance(answer, str):
        return "check_accuracy returns a string: return a number, the fraction of right answers."
    if answer is None:
        if not evidence.printed.strip():
            return "check_accuracy returns None and prints nothing. Return the fraction."
        lines = [line for line in evidence.printed.splitlines() if line.strip()]
        text = "\n".join(lines[-2:])
        numbers, figures = _numbers_in_text(text), _numbers_in_text(_COUNTS_IN_TEXT.sub(" ", text))
    else:
        numbers = figures = _numbers_in(answer)
    if not numbers:
        return "check_accuracy returns no number. Return the fraction of right answers."
    fraction = correct / count
    if any(_is_fraction(number, fraction) for number in numbers):
        return ""
    if correct in numbers and count in numbers:
        return ""
    w, b = (p.double() for p in inputs["params"])
    scores = inputs["x"].double().flatten(1) @ w + b
    slips = _accuracy_slips((scores.argmax(dim=1) == inputs["y"]).double(), inputs["batch_size"])
    if count in figures:  # then the whole numbers are counts
        figures = [n for n in figures if not n.is_integer()]
    known = [hint for hint, value in slips if any(_is_fraction(n, value) for n in figures)]
    if correct in numbers:
        known.append("That is the number of right answers: divide it by the number of images.")
    generic = "The accuracy is wrong: right answers divided by images, over this whole loader."
    return known[0] if known else generic


def _is_fraction(number: float, fraction: float) -> bool:
    return abs(number - fraction) < 1e-3 or abs(number - 100 * fraction) < 0.06


_COUNTS_IN_TEXT = re.compile(r"\d+\s*(?:/|out of|of)\s*\d+")  # 41 / 50, 41 of 50


def _numbers_in_text(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+\.?\d*(?:[eE][-+]?\d+)?", text)]


def _numbers_in(answer: Any) -> list[float]:
    """The numbers in what was returned: one, or those of a short tuple or mapping."""
    if isinstance(answer, Mapping):
        answer = list(answer.values())
    if isinstance(answer, list):
        # A long list is something else, such as the accuracies of the batches.
        return [n for each in answer for n in _numbers_in(each)] if len(answer) <= 4 else []
    if isinstance(answer, Tensor):
        return [answer.item()] if answer.numel() == 1 and not answer.is_complex() else []
    is_number = isinstance(answer, (int, float)) and abs(answer) < 1e12
    return [float(answer)] if is_number else []


@sealed("test_check_accuracy")
def accuracy_leaves_no_trace(student: Student) -> Verdict:
    inputs, _ = _labelled(student, 20, 6, 3)
    evidence = student.probe(_ACCURACY, **inputs, train=True)
    if evidence.number("graphs"):
        return Verdict.wrong(
            "A graph is recorded for every batch: what is only measured belongs under "
            "torch.no_grad(), the call of the net included."
        )
    if not evidence.flag("still_recording"):
        return Verdict.wrong(
            "Afterwards autograd is switched off for the whole program: use no_grad as a context "
            "(`with`), which switches it on again."
        )
    if not evidence.flag("same_list"):
        return Verdict.wrong(
            "The list params holds other tensors than before: measuring must leave it alone."
        )
    if not evidence.flag("are_leaves"):
        return Verdict.wrong(
            "Afterwards the parameters no longer require grad, so training could not go on: "
            "torch.no_grad() is enough, leave their requires_grad alone."
        )
    after = evidence.sequence("params_after", length=2)
    if not all_agree(after, inputs["params"]):
        return Verdict.wrong("The parameters have changed: measuring must leave them alone.")
    return Verdict.right()
