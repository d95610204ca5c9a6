"""Held-out CIFAR-10 images: the verifier has their labels, the student's process never does."""

from functools import cached_property
from pathlib import Path

import torch

from autograde.sealed.student import Student
from course_lib.data.sheets import read_sheet


class HeldOut:
    """Official test images, disjoint from the embedded subset, with their labels.

    `path` is that of the sheet, without a suffix; `scripts/make_held_out.py` makes it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, checks_file: str) -> "HeldOut":
        """The set that lies next to the lesson's folder; pass `__file__` of a checks module."""
        folders = Path(checks_file).resolve().parents
        found = [folder for folder in folders if (folder / "held_out.json").exists()]
        return cls((found or [folders[1]])[0] / "held_out")

    @cached_property
    def _arrays(self) -> tuple[torch.Tensor, torch.Tensor]:
        sheet = read_sheet(self.path)
        return torch.from_numpy(sheet.images), torch.from_numpy(sheet.labels).long()

    def sample(self, student: Student, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Draw `count` images, uint8 (count, 3, 32, 32), and their labels, int64 (count,).

        Half of them, at random, are mirrored, so that no table of known images answers for a net.
        """
        images, labels = self._arrays
        chosen = torch.randperm(len(images), generator=student.rng)[:count]
        mirrored = torch.rand(count, generator=student.rng) < 0.5
        picked = images[chosen].clone()
        picked[mirrored] = picked[mirrored].flip(-1)
        return picked, labels[chosen]

    def accuracy(self, student: Student, predict: str, count: int) -> float:
        """The share, 0 to 1, of `count` sampled images that the student's net gets right.

        `predict` is a probe that assigns `predictions`, classes (count,), for uint8 `images`.
        """
        return _accuracy(student, predict, *self.sample(student, count))

    def accuracy_on_everything(self, student: Student, predict: str) -> float:
        """The same on all images: for a leaderboard, where no luck of the draw should decide."""
        return _accuracy(student, predict, *self.everything())

    def everything(self) -> tuple[torch.Tensor, torch.Tensor]:
        """All N images and after them their mirror images, uint8 (2 N, 3, 32, 32), and their
        labels, int64 (2 N,)."""
        images, labels = self._arrays
        return torch.cat([images, images.flip(-1)]), torch.cat([labels, labels])


def _accuracy(student: Student, predict: str, images: torch.Tensor, labels: torch.Tensor) -> float:
    found = student.probe(predict, images=images).tensor("predictions", shape=tuple(labels.shape))
    return (found == labels).double().mean().item()
