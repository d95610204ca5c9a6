"""Sealed checks of the exercise `make_loaders`: four bugs, a quarter of the points each."""

import itertools
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import BadEvidence, Evidence, Student, Verdict, sealed

from .common import agree, random_bytes, random_whole

# Enough training images for a share of flips that chance does not move to 25% or 75%.
TRAIN_PASSES, VAL_PASSES = 12, 4

_LOADERS = """
import torch
def _passes(loader, count):
    found = []
    for _ in range(count):
        batches = [(x, y) for x, y in loader]
        images = torch.cat([x for x, _ in batches]) if batches else torch.zeros(0, 3, 1, 1)
        numbers = [int(each) for _, y in batches for each in y]
        found.append([images, numbers, [len(y) for _, y in batches]])
    return found
_options = {"validation": validation, "batch_size": batch_size}
torch.manual_seed(noise)
_train, _val = make_loaders(images.clone(), numbers.clone(), seed=seed, **_options)
torch.manual_seed(noise + 2)
trained, validated = _passes(_train, train_passes), _passes(_val, val_passes)
torch.manual_seed(noise + 1)
_train, _val = make_loaders(images.clone(), numbers.clone(), seed=seed, **_options)
torch.manual_seed(noise + 3)
trained_again, validated_again = _passes(_train, 2), _passes(_val, 1)
_, _val = make_loaders(images.clone(), numbers.clone(), seed=seed + 1, **_options)
validated_other = _passes(_val, 1)
"""


class _Run:
    """What the two loaders gave: `train` and `val` are lists of passes (images, numbers, sizes).

    The labels are the numbers of the images, so that one knows which image is which.
    """

    def __init__(self, evidence: Evidence, images: Tensor, validation: int, size: int) -> None:
        self.images, self.validation, self.size = images, validation, size
        self.train = evidence.sequence("trained", length=TRAIN_PASSES)
        self.val = evidence.sequence("validated", length=VAL_PASSES)
        self.train_again = evidence.sequence("trained_again", length=2)
        self.val_again = evidence.sequence("validated_again", length=1)
        self.val_other = evidence.sequence("validated_other", length=1)
        passes = (self.train, self.val, self.train_again, self.val_again, self.val_other)
        for found, numbers, _ in itertools.chain(*passes):
            if len(found) != len(numbers) or set(numbers) - set(range(len(images))):
                raise BadEvidence("The labels of a batch are not those of its images.")
        if not all(numbers for _, numbers, _ in self.train):
            raise BadEvidence("A pass of the training loader gives no images.")

    def seen(self, passes: list[Any]) -> set[int]:
        return {number for _, numbers, _ in passes for number in numbers}

    def others(self, numbers: set[int]) -> set[int]:
        return set(range(len(self.images))) - numbers


def _run(student: Student, case: int) -> _Run:
    n, validation, size, height, width = ((31, 10, 4, 4, 5), (24, 13, 5, 5, 3))[case]
    # Images that differ in brightness, so that other images give other statistics.
    brightness = torch.randint(0, 180, (n, 3, 1, 1), generator=student.rng)
    images = (brightness + random_bytes(student, n, 3, height, width, below=70)).to(torch.uint8)
    seed, noise = random_whole(student, 0, 9_999), random_whole(student, 0, 9_999)
    evidence = student.ask(_LOADERS, f"with {n} images, validation={validation}, batch_size={size}",
        images=images, numbers=torch.arange(n), validation=validation, batch_size=size,
        seed=seed, noise=noise, train_passes=TRAIN_PASSES, val_passes=VAL_PASSES,
    )  # fmt: skip
    return _Run(evidence, images, validation, size)


@sealed("test_make_loaders")
def split_is_kept(student: Student) -> Verdict:
    """What was right in the code that was given must not be lost."""
    run = _run(student, 0)
    train, val = run.seen(run.train), run.seen(run.val)
    if train & val:
        return Verdict.wrong(
            f"{len(train & val)} images are in both loaders: the split was right as it was given."
        )
    first, again, other = (run.seen(passes) for passes in (run.val, run.val_again, run.val_other))
    if len(first) == len(again) == run.validation and first != again:
        return Verdict.wrong("The same seed holds back other images at a second call.")
    if len(first) == len(other) == run.validation and first == other:
        return Verdict.wrong("Another seed holds back the same images: the split is not random.")
    return Verdict.right()


@sealed("test_make_loaders")
def loaders_are_repaired(student: Student) -> Verdict:
    runs = [_run(student, case) for case in range(2)]
    hints = []
    for rule in (_order, _changes, _completeness, _statistics):
        hints += [hint for hint in map(rule, runs) if hint][:1]
    if not hints:
        return Verdict.right()
    return Verdict.partial(1 - len(hints) / 4, "\n".join(hints))


def _order(run: _Run) -> str:
    orders = [numbers for _, numbers, _ in run.val]
    if any(order != orders[0] for order in orders):
        return (
            "The validation loader comes in another order in each pass: do not shuffle it, or "
            "predictions no longer belong to the list of labels."
        )
    first = [numbers for _, numbers, _ in run.train]
    if first[0] == first[1] or first[0] == sorted(first[0]):
        return "The training loader must still come in a new random order in each pass."
    if [numbers for _, numbers, _ in run.train_again] != first[:2]:
        return (
            "The order of the training images no longer follows from the seed: its loader needs a "
            "generator of its own."
        )
    return ""


def _completeness(run: _Run) -> str:
    numbers, sizes = run.val[0][1:]
    if len(numbers) != run.validation or len(set(numbers)) != run.validation:
        return (
            f"A pass of the validation loader gives {len(set(numbers))} of the {run.validation} "
            f"images that were held back, in batches of {sizes}. Each of them counts, so the last, "
            "smaller batch must stay."
        )
    if sizes[0] != run.size or run.train[0][2][0] != run.size:
        return f"The batches have {sizes[0]} images, expected batch_size, {run.size}."
    count = len(run.images) - run.validation
    found = run.train[0][1]
    if len(set(found)) != len(found) or len(found) < count - count % run.size:
        return (
            f"A pass of the training loader gives {len(set(found))} of {count} images. Only a "
            "last, smaller batch may be dropped."
        )
    return ""


def _changes(run: _Run) -> str:
    """Flips, whatever the normalisation is: each channel is brought to mean 0 and deviation 1."""
    kinds = {name: _flips(run, passes) for name, passes in (("train", run.train), ("val", run.val))}
    if "flipped" in kinds["val"]:
        return (
            "Some validation images come out flipped: random changes are for training alone, so "
            "the two loaders need different transforms."
        )
    if "other" in kinds["val"] + kinds["train"]:
        return "The images that come out are neither those that went in nor their mirror images."
    share = kinds["train"].count("flipped") / max(1, len(kinds["train"]))
    # 100 images and more: half of them flipped, within more than four deviations.
    if not 0.25 < share < 0.75:
        return f"Training images must still be flipped half of the time: {share:.0%} of them are."
    return _together_hint(run, kinds["train"])


def _together_hint(run: _Run, kinds: list[str]) -> str:
    """Flips that hang together: those of a batch, or those of an image in different passes."""
    flips, by_image, by_batch = iter(kinds), {}, []
    for _, numbers, sizes in run.train:
        left = iter(numbers)
        for size in sizes:
            by_batch.append([(number, next(flips)) for number in itertools.islice(left, size)])
    for number, kind in itertools.chain(*by_batch):
        by_image.setdefault(number, set()).add(kind)
    # A batch of 4 agrees by chance in one case of 8, an image in 10 passes in one of 500.
    if all(len({kind for _, kind in batch}) == 1 for batch in by_batch):
        return (
            "The images of a training batch are flipped all together or not at all: the transform "
            "belongs where single images are fetched, not where the batch is made."
        )
    if sum(len(kinds_seen) == 1 for kinds_seen in by_image.values()) > len(by_image) / 2:
        return (
            "An image of the training loader is flipped in each pass or in none: the flip was "
            "drawn once, in advance. It is to be drawn anew at each access."
        )
    return ""


def _flips(run: _Run, passes: list[Any]) -> list[str]:
    """ "kept", "flipped" or "other" for each image that came."""
    kinds = []
    for images, numbers, _ in passes:
        for image, number in zip(images, numbers, strict=True):
            if tuple(image.shape) != tuple(run.images.shape[1:]):
                kinds.append("other")
                continue
            found, given = _plain(image), _plain(run.images[number])
            same, mirrored = _close(found, given), _close(found, given.flip(-1))
            kinds.append("kept" if same else "flipped" if mirrored else "other")
    return kinds


def _plain(image: Tensor) -> Tensor:
    image = image.double()
    centred = image - image.mean(dim=(1, 2), keepdim=True)
    return centred / centred.square().mean(dim=(1, 2), keepdim=True).sqrt()


def _close(one: Tensor, other: Tensor) -> bool:
    """Loosely, since a wrong normalisation may leave few digits; other images are far away."""
    return bool((one - other).abs().max() < 0.05)


def _statistics(run: _Run) -> str:
    """Least and greatest value of each channel tell the normalisation, flipped or not."""
    val, train = run.seen(run.val), run.seen(run.train)
    # With batches dropped one of the two sets may lack an image; the other one then does not.
    if any(_normalised_with(run, run.val, chosen) for chosen in (run.others(val), train)):
        if any(_normalised_with(run, run.train, chosen) for chosen in (run.others(val), train)):
            return ""
        return (
            "The training images are not normalised with the mean and the standard deviation of "
            "the training images, the validation images are."
        )
    slips = {
        "of all the images, those that are held back included": run.others(set()),
        "of the validation images": val,
    }
    for words, chosen in slips.items():
        if _normalised_with(run, run.val, chosen):
            return (
                f"The validation images are normalised with statistics {words}. They come from the "
                "training images alone: whatever is held back must not have a say in what is done "
                "to the data."
            )
    return (
        "The images are not scaled to [0, 1] and normalised with the mean and the standard "
        "deviation of each channel of the training images."
    )


def _normalised_with(run: _Run, passes: list[Any], chosen: set[int]) -> bool:
    """Whether the images of `passes` were normalised with the statistics of `chosen` ones."""
    if not chosen or not passes[0][1]:
        return False
    pixels = run.images[sorted(chosen)].double() / 255
    by_channel = pixels.permute(1, 0, 2, 3).flatten(1)
    mean = by_channel.mean(dim=1).view(-1, 1, 1)
    found, numbers = passes[0][:2]
    given = run.images[numbers].double() / 255
    for correction in (0, 1):
        std = by_channel.std(dim=1, correction=correction).view(-1, 1, 1)
        expected = (given - mean) / std
        if found.shape == expected.shape and all(
            agree(getattr(found.double(), name)(dim=(2, 3)), getattr(expected, name)(dim=(2, 3)))
            for name in ("amin", "amax")
        ):
            return True
    return False
