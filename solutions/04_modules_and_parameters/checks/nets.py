"""How the checks judge a net without knowing how it is written.

A net's parameters are recognised by their shapes, whatever they are called and whichever way round
a matrix is kept. Then they are set to known values, and its scores and gradients must be those of
the reference.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Evidence, Student

from .common import MODULE_ADVICE, agree, random_normal
from .net_probes import FORWARD, STRUCTURE

Params = dict[str, Tensor]  # values of parameters, by role or by name
Slips = Sequence[tuple[str, Tensor]]  # hints, and what the mistakes they name would have given

_EXPECTED_LAYERS = {
    *("Linear", "LazyLinear", "Conv2d", "LazyConv2d", "ReLU", "Flatten"),
    *("Sequential", "ModuleList", "ModuleDict", "ParameterList", "ParameterDict", "Identity"),
}


@dataclass(frozen=True)
class Role:
    """A parameter of a net: what it is, the shape in which the reference wants it (a matrix as
    inputs x units), and where to look if there is none of that shape."""

    what: str
    shape: tuple[int, ...]
    look: str

    def kept_by(self, shapes: Mapping[str, Sequence[int]]) -> list[str]:
        """The names of the parameters that can play this role. A matrix may be kept either way
        round, or as windows of the size of the image (a convolution that sees all of it); a bias
        may have more axes of size 1."""
        if len(self.shape) == 1:
            fits = [n for n, s in shapes.items() if _is_vector(s) and math.prod(s) == self.shape[0]]
        else:
            fits = [n for n, s in shapes.items() if tuple(s) == self.shape or self.turns(s)]
        return fits

    def turns(self, kept: Sequence[int]) -> bool:
        """Whether a matrix is kept as (units, inputs), with the inputs on one axis or on three."""
        in_rows = len(kept) in (2, 4) and (kept[0], math.prod(kept[1:])) == self.shape[::-1]
        return len(self.shape) == 2 and in_rows and tuple(kept) != self.shape


def _is_vector(shape: Sequence[int]) -> bool:
    return len(shape) > 0 and sum(size != 1 for size in shape) <= 1


@dataclass(frozen=True)
class Net:
    """A net as a check makes it: `name` of the class, `args` of its constructor, the shape of an
    `image`, and its roles. `reference(x, params, slip)` gives the scores, or those of a slip."""

    name: str
    args: tuple[int, ...]
    image: tuple[int, ...]
    roles: Mapping[str, Role]
    reference: Callable[..., Tensor]

    @property
    def call(self) -> str:
        return f"{self.name}{self.args}"

    def probe(self, student: Student, code: str, **more: Any) -> Evidence:
        """Run one of the snippets of net_probes on this net."""
        images = f"(N, {', '.join(map(str, self.image))})"
        situation = f"as {self.call}, on images of shape {images}"
        inputs = {"args": list(self.args), "image": list(self.image), **more}
        return student.ask(code.replace("NET", self.name), situation, MODULE_ADVICE, **inputs)


def wrong_structure(evidence: Evidence, net: Net) -> str:
    """What is wrong with the parameters of a net, "" if nothing is; evidence of STRUCTURE."""
    if not evidence.flag("is_module"):
        kind = evidence.text("kind")
        return f"{net.call} gives {kind}, expected an nn.Module: class {net.name}(nn.Module)."
    shapes = evidence.mapping("shapes")
    why = _not_registered(evidence)
    if not shapes:
        why = why or (
            "Make the layers in __init__ and assign them to self. Those made in forward are new at "
            "each call."
        )
        return f"{net.call} has no parameters, so nothing could learn. {why}"
    for role in net.roles.values():
        if not role.kept_by(shapes):
            found = ", ".join(f"{name} {tuple(shape)}" for name, shape in shapes.items())
            wanted = role.shape[::-1] if len(role.shape) == 2 else role.shape
            return (
                f"{net.call} has no {role.what}, expected one of shape {wanted}. Its parameters "
                f"are {found}. {why or role.look}"
            )
    frozen = [name for name, learns in evidence.mapping("learns").items() if learns is not True]
    if frozen:
        return f"The parameter {frozen[0]} of {net.call} does not require grad: it cannot learn."
    return ""


def _not_registered(evidence: Evidence) -> str:
    """What the module keeps without knowing it."""
    if lists := evidence.sequence("collected"):
        return (
            f"self.{lists[0]} is a plain Python list, tuple or dictionary: what is in it is not "
            "registered. Assign each layer to self, or use nn.ModuleList."
        )
    if plain := evidence.sequence("plain"):
        return (
            f"self.{plain[0]} is a plain tensor, which the module does not know. Wrap it in "
            "nn.Parameter(...), and that last: a parameter times a number is a plain tensor again."
        )
    return ""


@dataclass(frozen=True)
class Trial:
    """One forward of a student's net on `x`, its parameters set to `params` (by role)."""

    net: Net
    x: Tensor
    slopes: Tensor
    params: Params
    names: Mapping[str, str]
    kinds: Sequence[Any]
    evidence: Evidence

    def expected(self, slip: str = "") -> Tensor:
        """The scores that are right, or those of a slip, in float64."""
        params = {role: value.double() for role, value in self.params.items()}
        return self.net.reference(self.x.double(), params, slip)


def try_net(student: Student, net: Net, n: int) -> tuple[str, Trial | None]:
    """What is wrong with the structure of a net, or a trial of it on `n` images."""
    structure = net.probe(student, STRUCTURE)
    if hint := wrong_structure(structure, net):
        return hint, None
    shapes, used = structure.mapping("shapes"), structure.sequence("used")
    x, params, slopes = _draw(student, net, n)
    values, names = {}, {}
    for key, role in net.roles.items():
        fits = role.kept_by(shapes)
        # Of several of the same shape, one that the scores depend on.
        names[key] = next((name for name in fits if name in used), fits[0])
        kept = tuple(shapes[names[key]])
        value = params[key].T if role.turns(kept) else params[key]
        values[names[key]] = value.reshape(kept)
    evidence = net.probe(student, FORWARD, values=values, x=x, slopes=slopes)
    return "", Trial(net, x, slopes, params, names, structure.sequence("kinds"), evidence)


def _draw(student: Student, net: Net, n: int) -> tuple[Tensor, Params, Tensor]:
    """`n` images, parameters by role, and a slope for each score.

    Where the input of a ReLU is zero up to rounding, rounding decides about a gradient. So they
    are drawn again if the gradients jump when the biases change a little.
    """
    for _ in range(50):
        params = {key: _random_parameter(student, role.shape) for key, role in net.roles.items()}
        x = random_normal(student, n, *net.image)
        slopes = random_normal(student, n, net.args[-1])
        here, *near = (
            gradients(net, x, {k: p + d if p.ndim == 1 else p for k, p in params.items()}, slopes)
            for d in (0, 2e-5, -2e-5)
        )
        if all(agree(g, here[key]) for other in near for key, g in other.items()):
            break
    return x, params, slopes


def gradients(net: Net, x: Tensor, params: Params, slopes: Tensor) -> Params:
    """The gradient of sum(scores * slopes) of the reference by each parameter, in float64."""
    leaves = {key: value.double().requires_grad_() for key, value in params.items()}
    total = (net.reference(x.double(), leaves, "") * slopes.double()).sum()
    return dict(zip(leaves, torch.autograd.grad(total, [*leaves.values()]), strict=True))


def _random_parameter(student: Student, shape: tuple[int, ...]) -> Tensor:
    """Weights by Kaiming's rule, so that scores are of order 1; biases far from zero."""
    fan_in = 1 if len(shape) == 1 else shape[0] if len(shape) == 2 else math.prod(shape[1:])
    return random_normal(student, *shape) * (2 / fan_in) ** 0.5


def wrong_scores(trial: Trial, which: str, slips: Mapping[str, str]) -> str:
    """What is wrong with the scores of a net, "" if nothing is. `slips` are hints by the name of
    the slip; `which` is "scores" or "scores_in_eval_mode"."""
    evidence, expected = trial.evidence, trial.expected()
    if not evidence.flag("is_tensor"):
        kind = evidence.text("kind")
        return f"The net gives {kind}, expected a tensor of scores. Does forward return it?"
    scores = evidence.tensor(which)
    if scores.shape != expected.shape:
        return (
            f"The scores have shape {tuple(scores.shape)} for a batch of shape "
            f"{tuple(trial.x.shape)}, expected {tuple(expected.shape)}: one row per image, one "
            "column per class."
        )
    if agree(scores, expected):
        return ""
    known = [(hint, trial.expected(slip)) for slip, hint in slips.items()]
    known += _after_the_scores(expected)
    for hint, value in known:
        if agree(scores, value):
            return hint
    strange = [str(kind) for kind in trial.kinds if kind not in _EXPECTED_LAYERS]
    more = "Do they come from the net's own parameters, layer by layer, in the given order?"
    if strange:
        more = f"A {strange[0]} does not belong in this net."
    return f"The shape is right, the scores are not. {more}"


def _after_the_scores(expected: Tensor) -> list[tuple[str, Tensor]]:
    """Slips that come after the last layer."""
    softmax = (
        "There is a softmax on the scores. Return them raw, negative ones too: the cross-entropy "
        "applies its own softmax."
    )
    return [
        (softmax, F.softmax(expected, dim=1)),
        (softmax, F.softmax(expected, dim=0)),
        (softmax.replace("a softmax", "a log_softmax", 1), F.log_softmax(expected, dim=1)),
        (
            "There is a ReLU on the scores, so none is negative. The last layer has no ReLU.",
            F.relu(expected),
        ),
        ("There is a sigmoid on the scores. Return them raw.", torch.sigmoid(expected)),
        ("There is a tanh on the scores. Return them raw.", torch.tanh(expected)),
    ]


def wrong_gradients(trial: Trial) -> str:
    """What is wrong with the gradients of a net, "" if nothing is."""
    evidence = trial.evidence
    if not agree(evidence["scores"], trial.expected()):
        return "Put the scores right first: then the gradients can be compared."
    if not evidence.flag("is_recorded"):
        return (
            "The scores carry no graph, so backward will raise: no no_grad, no detach, no NumPy in "
            "the forward of a net that is to be trained."
        )
    if error := evidence.text("backward_error"):
        return (
            f"backward raises RuntimeError: {error.split(':')[0]}.\n"
            "A tensor that it needs has been changed in place, the input perhaps: make new ones."
        )
    right = gradients(trial.net, trial.x, trial.params, trial.slopes)
    found = evidence.mapping("gradients")
    for role, value in trial.params.items():
        name = trial.names[role]
        came = found.get(name)
        if isinstance(came, Tensor) and came.numel() == value.numel():
            turned = trial.net.roles[role].turns(came.shape)
            came = came.flatten(1).T if turned else came.reshape(value.shape)
        if not agree(came, right[role]):
            return (
                f"The scores are right, but the gradient of {name} is not: something on the way is "
                "detached, copied into a new tensor, or made under no_grad."
            )
    return ""


def wrong_traces(trial: Trial) -> str:
    """Whether the net changes its input, or asks modules for their forward; "" if not."""
    evidence = trial.evidence
    if not agree(evidence["x_after"], trial.x):
        return "The net changes its input x in place: work on new tensors."
    if past := evidence.sequence("past_the_hooks"):
        return (
            f"A {past[0]} is asked for its forward(...) directly: call the object itself, "
            "self.layer(x), or its hooks are passed by."
        )
    if not evidence.flag("is_hooked"):
        return (
            "The hooks of the net are passed by: define forward, and leave __call__ to nn.Module."
        )
    return ""
