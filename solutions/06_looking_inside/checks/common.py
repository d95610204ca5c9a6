"""What the checks of lesson 06 share."""

import torch
from torch import Tensor, nn

from autograde.sealed import Student

# For snippets: the hooks that a net holds, as numbers: module by module, kind by kind. Last, those
# that are registered for all modules that there are.
COUNT_HOOKS = """
import torch
def _hooks(net):
    kinds = ("_forward_pre_hooks", "_forward_hooks", "_backward_pre_hooks", "_backward_hooks")
    held = [len(getattr(module, kind)) for module in net.modules() for kind in kinds]
    everywhere = vars(torch.nn.modules.module)
    return held + [len(everywhere.get("_global" + kind, ())) for kind in kinds]
"""

# What a hook that returns something by accident leads to, in words of the error.
RETURNED = "Does a hook return something? What is not None takes the place of the output."
HOOK_ADVICE = {
    "must be Tensor": RETURNED,
    "need to be at least 1D": RETURNED,
    "mat1 and mat2": RETURNED,
    "has no attribute 'dim'": RETURNED,
    "object is not callable": "A hook is a function: hand over its name, without calling it.",
    "positional argument": "A pre-hook is called with (module, args), a forward hook with (module, "
    "args, output), a backward hook with (module, grad_input, grad_output).",
    "'generator' object": "named_modules() is a generator of pairs, not a dictionary.",
}


def whole(student: Student, low: int, high: int) -> int:
    """A random whole number from `low` to `high`, both included."""
    return int(torch.randint(low, high + 1, (1,), generator=student.rng))


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def agree(found: Tensor, expected: Tensor) -> bool:
    same_shape = found.shape == expected.shape
    return same_shape and torch.allclose(found.double(), expected.double(), rtol=1e-3, atol=1e-4)


def near(found: float, expected: float) -> bool:
    return abs(found - expected) <= 1e-5 + 1e-3 * abs(expected)


def build(student: Student, structure: str) -> nn.Module:
    """The net that `structure`, an expression of ours, stands for, with random parameters.

    A probe builds the same one of the same expression, and loads `net.state_dict()`.
    """
    net = eval(structure, {"nn": nn})
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(random_normal(student, *parameter.shape) / 2)
    return net


def hooks_hint(function: str, before: list[int], after: list[int]) -> str:
    """What is wrong with the hooks that a function leaves on a net; "" if nothing is."""
    if after == before:
        return ""
    if sum(after) < sum(before):
        return (
            f"{function} removes hooks that are not its own: the net had {sum(before)} before, and "
            f"has {sum(after)} afterwards. Call remove() on the handles that you were given."
        )
    return (
        f"{function} leaves hooks on the net ({sum(after) - sum(before)}), and each call adds as "
        "many. Keep every handle that a register function returns, and call its remove() after "
        "the pass."
    )
