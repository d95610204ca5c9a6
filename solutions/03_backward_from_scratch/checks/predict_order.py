"""Sealed checks of the exercise `predict_order`."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import BadEvidence, Student, Verdict, sealed

# What comes before the loop, and its body, as in the lesson.
_ORDERS = {
    "a": ("", "LZBS"),
    "b": ("", "LBZS"),
    "c": ("", "LBSZ"),
    "d": ("Z", "LBS"),
    "e": ("", "ZLSB"),
    "f": ("", "SZLB"),
    "g": ("L", "ZBS"),
    "h": ("", "ZLBBS"),
}

_ABOUT = {
    "a": "Z only has to come before B, and after the S of the batch before",
    "b": "what does S find in .grad, right after Z?",
    "c": "Z at the end clears for the next round, and at the start .grad is None anyway",
    "d": "Z before the loop clears once; what does the B of the second batch add to?",
    "e": "S comes before the B of its batch, and Z has cleared what the batch before left",
    "f": "S uses the gradient that the round before has left, and only then Z clears it",
    "g": "the graph of a loss is for one B, and from the second round on it is used again",
    "h": "the graph of a loss is for one B, and here there are two",
}

_ROUNDS = 4


def _walk(before: str, body: str, rounds: int = _ROUNDS) -> Tensor | None:
    """Where a small linear fit ends up with the lines in this order; None if it raises."""
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(_ROUNDS, 3, generator=generator)[:rounds]
    w = torch.ones(3, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1)
    loss = torch.zeros(())
    try:
        for letters, row in ((before, x[0]), *((body, row) for row in x)):
            for letter in letters:
                if letter == "L":
                    loss = ((row @ w) ** 2).sum()
                elif letter == "Z":
                    optimizer.zero_grad()
                elif letter == "B":
                    loss.backward()
                else:
                    optimizer.step()
    except RuntimeError:
        return None
    return w.detach()


def what_happens() -> dict[str, str]:
    """The right predictions, found by trying each order."""
    found = {}
    # A step that comes late follows the same gradients, and the last of them is not used.
    right = [_walk("", "ZLBS", rounds) for rounds in (_ROUNDS, _ROUNDS - 1)]
    for key, (before, body) in _ORDERS.items():
        end = _walk(before, body)
        if end is None:
            found[key] = "raises"
        elif torch.equal(end, torch.ones(3)):
            found[key] = "stands still"
        elif any(torch.equal(end, other) for other in right):
            found[key] = "learns"
        else:
            found[key] = "adds up"
    return found


def _word(value: Any) -> str:
    """A prediction without capitals, full stops or doubled spaces; "" if it is no text."""
    return " ".join(value.lower().strip(" .!\n").split()) if isinstance(value, str) else ""


@sealed("test_predict_order")
def order_is_predicted(student: Student) -> Verdict:
    """Half of the credit for one or two that are wrong, none for more."""
    found = student.probe("found = what_happens")["found"]
    if not isinstance(found, dict):
        raise BadEvidence("what_happens is no dictionary any more.")
    expected = what_happens()
    missing = [key for key in expected if found.get(key) is None]
    if missing:
        return Verdict.wrong(f"what_happens has no prediction for {', '.join(missing)}.")
    wrong = [key for key in expected if _word(found[key]) != expected[key]]
    hints = [f"what_happens[{key!r}] is not right: {_ABOUT[key]}." for key in wrong]
    text = "\n".join(hint.replace("?.", "?") for hint in hints)
    if not wrong:
        return Verdict.right()
    return Verdict.partial(0.5, text) if len(wrong) <= 2 else Verdict.wrong(text)
