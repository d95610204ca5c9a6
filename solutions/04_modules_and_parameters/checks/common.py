"""What the checks of lesson 04 share."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student

MODULE_ADVICE = {
    "before Module.__init__()": "The first line of __init__ is super().__init__(): it makes the "
    "registers that parameters and layers go into.",
    "has no attribute '_": "Does __init__ begin with super().__init__()? It makes the registers "
    "that every module needs.",
    "__init__() takes 1 positional": "Is the method spelt __init__, with two underscores on each "
    "side?",
    "forward() takes 1 positional": "The first argument of forward is self.",
    "forward() missing": "forward takes self and x, and nothing else.",
    "missing the required": "The method that says what the net computes is spelt forward.",
    "is not callable": "Something that is no function and no layer is called like one. An "
    "attribute named parameters, for one, hides the method of that name.",
    "must be Tensor, not": "Is a class called where its object was meant? nn.ReLU()(x), or "
    "F.relu(x).",
    "object has no attribute": "Is it assigned to self in __init__, under the same name as it is "
    "used in forward?",
    "not defined": "A name is missing: what __init__ makes and forward uses is an attribute of "
    "self.",
    "invalid for input of size": "Is a size written as a number, such as 64 or 3072? Take sizes "
    "from x.shape and the arguments of __init__.",
    "shapes cannot be multiplied": "The sizes do not go together: print x.shape before the layer "
    "that fails. Is x flattened to one row per image? Do the layers use the arguments of __init__?",
    "must match the size": "The sizes do not go together: print x.shape before the line that "
    "fails.",
    "to have": "The sizes do not go together: print x.shape before the layer that fails. Do the "
    "layers use the arguments of __init__?",
    "multiple values for argument": "An argument is given twice.",
    "more than 1 value per channel": "A BatchNorm in training mode cannot do with one image: is "
    "the net in evaluation mode when it is called?",
    "Unexpected argument": "super().__init__() of nn.Module takes no arguments.",
}


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def agree(found: Any, expected: Tensor, atol: float = 1e-4) -> bool:
    """Whether `found` is a tensor with the shape and, up to rounding, the values of `expected`."""
    if not isinstance(found, Tensor) or found.shape != expected.shape:
        return False
    return torch.allclose(found.double(), expected.double(), rtol=1e-3, atol=atol)
