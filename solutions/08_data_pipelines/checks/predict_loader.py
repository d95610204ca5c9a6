"""Sealed checks of the exercise `predict_loader`."""

from collections.abc import Callable
from typing import Any

from torch import Tensor

from autograde.sealed import Student, Verdict, sealed
from course_lib.evidence import Opaque

_FOUND = """
import torch
def _plain(found):
    if not isinstance(found, dict):
        return found
    dtypes = {key: str(value) for key, value in found.items() if isinstance(value, torch.dtype)}
    return {**found, **dtypes}
found_counts = _plain(counts)
found_facts = _plain(facts)
"""

_COUNTS: dict[str, tuple[Any, str]] = {
    "batches": (16, "1,000 / 64 is 15.6, and the rest is a batch too, a smaller one"),
    "last": (40, "15 full batches hold 960 images; what is left?"),
    "batches, drop_last": (15, "drop_last leaves out the batch that is not full"),
    "images, drop_last": (960, "only full batches come: how many images are that?"),
    "by default": (1000, "batch_size is 1 unless you say otherwise"),
    "balanced": (300, "a sampler alone decides how many items a pass has; batch_size is 1"),
    "first shape": ((64, 3, 32, 32), "the images of a batch are stacked along a new first axis"),
    "shape, None": ((3, 32, 32), "batch_size=None makes no batches: the items come as they are"),
}
_FACTS: dict[str, tuple[Any, str]] = {
    "prefetch": (None, "without workers nobody prepares anything, and it is not 2"),
    "prefetch, 3 workers": (2, "with workers there is a default, the same for any number of them"),
    "ahead, 3 workers": (6, "each worker prepares prefetch_factor batches"),
    "pinned": (False, "look at the table of section 3"),
    "labels": ("int64", "default_collate makes a tensor of Python ints; of which type?"),
    "torch": (False, "look at what each worker drew in section 9"),
    "numpy": (False, "look at what each worker drew in section 9: older advice is out of date"),
    "kept": (True, "each worker has a copy of the data set, and of whatever it keeps"),
}


# True and 1 are the same key.
_TRUTH = {True: True, False: False, "yes": True, "no": False, "True": True, "False": False}


@sealed("test_predict_loader")
def loader_is_predicted(student: Student) -> Verdict:
    """Half of the credit for the counts, half for the facts."""
    evidence = student.probe(_FOUND)
    hints = [
        _hints(title, evidence.mapping(f"found_{title}", title), table)
        for title, table in (("counts", _COUNTS), ("facts", _FACTS))
    ]
    credit = sum(0.5 * (not each) for each in hints)
    if credit == 1:
        return Verdict.right()
    return Verdict.partial(credit, "\n".join(hints[0] + hints[1]))


def _hints(title: str, found: dict[str, Any], table: dict[str, tuple[Any, str]]) -> list[str]:
    """One hint for each prediction that is not right, and one for all that are missing."""
    missing = [key for key in table if isinstance(found.get(key, Opaque("")), Opaque)]
    hints = []
    for key, (expected, reason) in table.items():
        if key not in missing and not _same(found[key], expected):
            hints.append(f"{title}[{key!r}] is not right: {reason}.".replace("?.", "?"))
    if missing:
        hints.append(f"{title} has no prediction for {', '.join(missing)}.")
    return hints


def _same(value: Any, expected: Any) -> bool:
    """Whether a prediction is right, however it is written."""
    if isinstance(value, Tensor):
        value = value.item() if value.numel() == 1 else value.tolist()
    compare: dict[type, Callable[[], bool]] = {
        bool: lambda: isinstance(value, bool | int | str) and _TRUTH.get(value) is expected,
        int: lambda: (
            isinstance(value, int | float) and not isinstance(value, bool) and value == expected
        ),
        tuple: lambda: isinstance(value, list) and tuple(value) == expected,
        str: lambda: isinstance(value, str) and value.removeprefix("torch.") in (expected, "long"),
        type(None): lambda: value is None or value == "None",
    }
    return compare[type(expected)]()
