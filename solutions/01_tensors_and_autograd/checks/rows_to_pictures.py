"""Sealed checks of the exercise `rows_to_pictures`."""

from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import agree, probe_sizes, random_bytes, random_normal

_ROWS_TO_PICTURES = """
import torch
_rows = rows.clone()
pictures = rows_to_pictures(_rows, height, width)
is_tensor = isinstance(pictures, torch.Tensor)
kind = type(pictures).__name__
rows_after = _rows
"""


@sealed("test_rows_to_pictures")
def rows_to_pictures_agrees(student: Student) -> Verdict:
    for n, height, width, draw in (
        (7, 5, 4, random_bytes),
        (1, 4, 6, random_bytes),
        (3, 6, 6, random_normal),
    ):
        rows = draw(student, n, 3 * height * width)
        evidence = probe_sizes(student, _ROWS_TO_PICTURES, rows=rows, height=height, width=width)
        if evidence["pictures"] is not None and not evidence.flag("is_tensor"):
            return Verdict.wrong(
                f"rows_to_pictures gives {evidence.text('kind')}, expected a torch.Tensor. "
                "torch.from_numpy makes one of an array."
            )
        hint = _pictures_hint(evidence.tensor("pictures"), rows, height, width)
        if hint:
            return Verdict.wrong(hint)
        if not agree(evidence.tensor("rows_after"), rows):
            return Verdict.wrong("rows_to_pictures changes the rows that it is given.")
    return Verdict.right()


def _pictures_hint(answer: Tensor, rows: Tensor, height: int, width: int) -> str:
    n, shape, wanted = len(rows), tuple(answer.shape), (len(rows), height, width, 3)
    if agree(answer, rows.view(n, 3, height, width).permute(0, 2, 3, 1)):
        return ""
    if shape == (n, 3, height, width):
        return f"The pictures have shape {shape}: matplotlib wants the channels last, {wanted}."
    if shape != wanted:
        moved = len(shape) == 4 and sorted(shape) == sorted(wanted)
        look = "The order is N, H, W, C." if moved else "There are four axes, also for one picture."
        return f"The pictures have shape {shape}, expected {wanted}. {look}"
    if agree(answer, rows.view(n, height, width, 3)):
        return (
            "The shape is right, the picture is not: this reads three numbers in a row as red, "
            "green and blue of one pixel. A row holds all of red first: let a view say so, with "
            "the channels first, and then move them by a permute."
        )
    if agree(answer, rows.view(n, 3, width, height).permute(0, 3, 2, 1)):
        return "Height and width are swapped: a colour plane is stored row by row, H x W."
    if not agree(_sorted(answer), _sorted(rows)):
        return (
            "The shape is right, the numbers are not those of the rows. They are to be the same "
            "numbers, not scaled and not rounded; only their places change."
        )
    return (
        "The shape is right, the pixels are out of place. The row is 3 planes of H x W, stored one "
        "after the other: view it as that, then permute."
    )


def _sorted(values: Tensor) -> Tensor:
    return values.double().flatten().sort().values
