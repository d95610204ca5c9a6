"""Sealed checks of `predict`."""

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, random_normal

_PREDICT = """
import torch
from torch import nn
_inputs, notes = [], []  # not in the net, so that a copy of the net writes here too

class _Spy(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(3)
        self.drop = nn.Dropout(0.5)
        self.linear = nn.Linear(weight.shape[1], weight.shape[0], bias=False)
        self.linear.weight.data.copy_(weight)

    def forward(self, x):
        _inputs.append(x.detach().cpu().clone())
        self.norm(x)
        scores = self.drop(self.linear(x.float().flatten(1)))
        notes.append([self.training, scores.requires_grad, len(x)])
        return scores

_net = _Spy().to(device).train(mode)
_images = images.clone()
_result = predict(_net, _images) if batch_size is None else predict(_net, _images, batch_size)
is_tensor = isinstance(_result, torch.Tensor)
kind = type(_result).__name__
dtype = str(getattr(_result, "dtype", ""))
on_cpu = is_tensor and _result.device.type == "cpu"
result = _result.detach().cpu() if is_tensor else _result
inputs = torch.cat(_inputs) if _inputs else None
mode_after = _net.training
inner_after = _net.drop.training
counted = int(_net.norm.num_batches_tracked)
moved = bool(_net.norm.running_mean.any())
unchanged = bool(torch.equal(_images, images))
mean, std = (_s.cpu() for _s in loader_train.dataset.statistics)
"""

_ADVICE = {
    "Byte": "The net needs float32: convert the bytes first.",
    "unsigned char": "The net needs float32: convert the bytes first.",
    "non-empty": "Split the images into batches with images.split(batch_size).",
    "must match the size": "The statistics have shape (3,): .view(-1, 1, 1) makes them fit.",
    "not enough values to unpack": "There are images only, no labels.",
}


def _run(student: Student, n: int, mode: bool, batch_size: int | None) -> tuple[Evidence, dict]:
    """Ask for the classes of n images, of which the later ones are brighter."""
    images = torch.randint(0, 120, (n, 3, 6, 5), generator=student.rng)
    images += torch.linspace(0, 130, n).long().view(n, 1, 1, 1)
    given = {
        "images": images.to(torch.uint8),
        "weight": random_normal(student, 4, 90),
        "mode": mode,
        "batch_size": batch_size,
    }
    return student.ask(_PREDICT, advice=_ADVICE, **given), given


def _normalised(images: Tensor, evidence: Evidence) -> Tensor:
    mean, std = (evidence.tensor(k, shape=(3,)).view(-1, 1, 1) for k in ("mean", "std"))
    return (images.double() / 255 - mean) / std


@sealed("test_predict")
def images_are_normalised_as_in_training(student: Student) -> Verdict:
    for n, batch_size in ((7, 3), (1, 4), (9, None)):
        evidence, given = _run(student, n, False, batch_size)
        if evidence["inputs"] is None:
            return Verdict.wrong("The net is never called.")
        found = evidence.tensor("inputs")
        wanted = _normalised(given["images"], evidence)
        if agree(found, wanted, rtol=0.03, atol=0.04):
            continue
        return Verdict.wrong(_why(found, wanted, given["images"], evidence))
    return Verdict.right()


def _why(found: Tensor, wanted: Tensor, images: Tensor, evidence: Evidence) -> str:
    if found.shape != wanted.shape:
        return (
            f"Of images of shape {tuple(wanted.shape)} the net gets {tuple(found.shape)}, all its "
            "batches together. Each image goes through once, in order."
        )
    x, mean, std = images.double() / 255, *(evidence.tensor(k) for k in ("mean", "std"))
    mean, std = mean.view(-1, 1, 1), std.view(-1, 1, 1)
    slips = {
        "The bytes are not divided by 255 before the mean is subtracted.": (255 * x - mean) / std,
        "The bytes are divided by 255, but not normalised: the net was trained on (x - mean) / "
        "std.": x,
        "The net gets the bytes as they are.": 255 * x,
        "The mean is subtracted, but nothing is divided by the deviation.": x - mean,
    }
    for hint, numbers in slips.items():
        if agree(found, numbers, rtol=0.02, atol=0.02):
            return hint
    centred = found.mean(dim=(0, 2, 3)).abs().max() < 0.05
    return (
        "The net gets other numbers than loader_train would give it. "
        + ("The images are normalised by their own statistics. " if centred else "")
        + "Take mean and deviation of the training images, loader_train.dataset.statistics."
    )


@sealed("test_predict")
def mode_is_eval_and_put_back(student: Student) -> Verdict:
    for mode in (True, False):
        evidence, _ = _run(student, 7, mode, 3)
        notes = evidence.sequence("notes")
        if any(training for training, _, _ in notes):
            return Verdict.wrong(
                "The net is asked in training mode. no_grad does not change the mode: Dropout "
                "drops, and BatchNorm uses the batch. Call net.eval() first."
            )
        if evidence.number("counted") or evidence.flag("moved"):
            return Verdict.wrong(
                "The running statistics of BatchNorm have changed. A norm layer was in training "
                "mode: net.eval() sets all layers."
            )
        if evidence.flag("mode_after") != mode or evidence.flag("inner_after") != mode:
            was, now = ("training", "eval") if mode else ("eval", "training")
            return Verdict.wrong(
                f"The net came in {was} mode and is in {now} mode afterwards. Remember "
                "net.training, and put it back with net.train(...)."
            )
        if any(grad for _, grad, _ in notes):
            return Verdict.wrong("A graph is recorded. Call the net under torch.no_grad().")
    return Verdict.right()


@sealed("test_predict")
def each_image_gets_its_class(student: Student) -> Verdict:
    for n, batch_size in ((7, 3), (1, 4), (8, 4), (600, None)):
        evidence, given = _run(student, n, False, batch_size)
        if not evidence.flag("is_tensor"):
            return Verdict.wrong(f"predict returns {evidence['kind']}, expected a tensor.")
        largest = max([count for _, _, count in evidence.sequence("notes")], default=0)
        if largest > (batch_size or 250):
            return Verdict.wrong(
                f"With batch_size={batch_size or 250} the net gets {largest} images at a time. "
                "images.split(batch_size) cuts them into batches."
            )
        if evidence["dtype"] != "torch.int64":
            return Verdict.wrong(f"The classes are {evidence['dtype']}, expected torch.int64.")
        if not evidence.flag("on_cpu"):
            return Verdict.wrong("The classes are not on the CPU.")
        result = evidence.tensor("result")
        if result.shape != (n,):
            return Verdict.wrong(
                f"For {n} images there are classes of shape {tuple(result.shape)}, expected ({n},)."
                " Is the last, smaller batch there? Is a batch of one image squeezed?"
            )
        scores = evidence.tensor("inputs").flatten(1) @ given["weight"].double().T
        if len(scores) != n:
            return Verdict.wrong("Each image goes through the net once.")
        best = scores.gather(1, result.clamp(0, 3).view(n, 1)).squeeze(1)
        if (scores.amax(dim=1) - best).max() > 1e-3 or result.min() < 0 or result.max() > 3:
            return Verdict.wrong(
                "A class is not that with the highest score of its image: argmax over axis 1, and "
                "the images in their order."
            )
        if not evidence.flag("unchanged"):
            return Verdict.wrong("predict changes the images that it is given.")
    return Verdict.right()
