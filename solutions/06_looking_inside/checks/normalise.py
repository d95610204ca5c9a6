"""Sealed checks of the exercise `Normalise`."""

import torch
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import COUNT_HOOKS, HOOK_ADVICE, agree, random_normal, whole

_SHOWN = """
from torch import nn
_layer = Normalise(mean, std)
shown = _layer.extra_repr()
text = repr(nn.Sequential(_layer)) if isinstance(shown, str) else ""
"""


@sealed("test_Normalise")
def extra_repr_returns_a_string(student: Student) -> Verdict:
    channels = whole(student, 4, 9)
    statistics = {"mean": [0.5] * channels, "std": [0.25] * channels}
    evidence = student.ask(_SHOWN, f"for {channels} channels", HOOK_ADVICE, **statistics)
    if evidence["shown"] is None:
        printed = " It prints instead." if "channels" in evidence.printed else ""
        return Verdict.wrong(
            f"extra_repr returns None.{printed} repr puts what extra_repr returns between the "
            "parentheses: return the string, and let others print."
        )
    shown = evidence.text("shown")
    if "Normalise" in shown or "(" in shown:
        return Verdict.wrong(
            f"print would show Normalise({shown}). The name of the class and the parentheses are "
            "there already: extra_repr gives what stands between them."
        )
    if shown != f"channels={channels}":
        return Verdict.wrong(
            f"For {channels} channels extra_repr gives {shown!r}, expected 'channels={channels}'. "
            "The number is the first size of the buffers."
        )
    if evidence.printed:
        return Verdict.wrong("extra_repr prints something as well. It only returns the string.")
    if f"Normalise({shown})" not in evidence.text("text"):
        return Verdict.wrong("repr does not show what extra_repr gives. Was __repr__ changed?")
    return Verdict.right()


# The net has a layer that is called with x as well, which is not to be normalised a second time.
_ATTACH = (
    COUNT_HOOKS
    + """
import torch
from torch import nn
class _Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Tanh()
    def forward(self, x, *more):
        out = self.act(x) + x
        for each in more:
            out = out + 3 * each
        return out
_net, _other = _Two(), _Two()
_layer = Normalise(mean, std)
def _parts():
    return [name for name, _ in _net.named_modules()] + list(_net.state_dict())
_x, _more = x.clone().requires_grad_(), [each.clone() for each in more]
parts_before, hooks_before = _parts(), _hooks(_net)
_handle = _layer.attach(_net)
parts_after, hooks_after = _parts(), _hooks(_net)
output = _net(_x, *_more)
x_after = _x
more_after = _more
elsewhere = _other(x, *more)
second = _net(x, *more)
slope = None
if output.requires_grad:
    slope = torch.autograd.grad(output.sum(), _x, allow_unused=True)[0]
handle_type = type(_handle).__name__
has_remove = hasattr(_handle, "remove")
if has_remove:
    _handle.remove()
removed = _net(x, *more)
_again = _layer.attach(_net)
attached_again = _net(x, *more)
"""
)


def _run(x: Tensor, more: list[Tensor]) -> Tensor:
    return torch.tanh(x) + x + 3 * sum(more, torch.zeros_like(x))


def _attached(student: Student, n: int, count: int) -> tuple:
    """Evidence, the batch, further arguments and the statistics (C, 1, 1)."""
    x = random_normal(student, n, 3, 4, 5)
    more = [random_normal(student, n, 3, 4, 5) for _ in range(count)]
    mean, std = random_normal(student, 3), torch.rand(3, generator=student.rng) + 0.5
    situation = f"for a net that is called with x and {count} further arguments"
    advice = {
        "Normalise.forward() takes": "register_forward_pre_hook wants a function that is "
        "called as hook(module, args). A layer is called as layer(x).",
        "unsupported operand type(s)": "The hook gets a tuple of arguments: x is args[0].",
        "attribute 'mean'": "In attach, self is the layer with the statistics, net is another.",
        "takes from": "forward got more arguments than were given. Return a tuple (x, *args[1:]).",
        "in-place": "Work on a new tensor: the hook must not write to x.",
        "inplace": "Work on a new tensor: the hook must not write to x.",
    }
    evidence = student.ask(
        _ATTACH,
        situation,
        advice | HOOK_ADVICE,
        x=x,
        more=more,
        mean=mean.tolist(),
        std=std.tolist(),
    )
    return evidence, x, more, mean.view(3, 1, 1), std.view(3, 1, 1)


@sealed("test_Normalise")
def attach_normalises_the_first_argument(student: Student) -> Verdict:
    for n, count in ((7, 0), (1, 1), (3, 2)):
        evidence, x, more, mean, std = _attached(student, n, count)
        output, normalised = evidence.tensor("output"), (x - mean) / std
        if agree(output, _run(normalised, more)):
            if agree(evidence.tensor("second"), output):
                continue
            return Verdict.wrong(
                "The first call after attach is normalised, the second is not. The hook stays "
                "until whoever called attach calls handle.remove()."
            )
        slips = {
            "The net gets x as it was. Does the hook return the new arguments? What it works out "
            "and does not return is lost.": _run(x, more),
            "That is normalised after the net, not before: a pre-hook gets the arguments.": (
                _run(x, more) - mean
            )
            / std,
            "Further arguments are normalised as well. They are to pass as they are: (self(args[0]"
            "), *args[1:]).": _run(normalised, [(each - mean) / std for each in more]),
            "Further arguments do not reach the net: what the hook returns replaces all of them. "
            "Return a tuple (x, *args[1:]).": _run(normalised, []),
            "x is normalised twice.": _run((normalised - mean) / std, more),
            "A layer inside of the net is normalised as well: the hook belongs on net alone.": (
                torch.tanh((normalised - mean) / std) + normalised + 3 * sum(more)
            ),
            "x is normalised for a layer inside, and not for the net itself: the hook belongs on "
            "net.": torch.tanh(normalised) + x + 3 * sum(more),
        }
        hints = [hint for hint, slip in slips.items() if agree(output, slip)]
        look = hints[0] if hints else "net(x, more) should be what net(self(x), more) was."
        return Verdict.wrong(f"After attach, the net gives other values than expected. {look}")
    return Verdict.right()


@sealed("test_Normalise")
def attach_leaves_the_rest_alone(student: Student) -> Verdict:
    evidence, x, more, mean, std = _attached(student, 3, 1)
    if not agree(evidence.tensor("x_after"), x):
        return Verdict.wrong(
            "The hook changes the tensor of whoever calls the net: a second call would normalise "
            "it again. Work on a new tensor."
        )
    if not agree(evidence.tensor("elsewhere"), _run(x, more)):
        return Verdict.wrong(
            "Another net, which nothing was attached to, is normalised as well. Register the hook "
            "on net, not for all modules and not on its class."
        )
    if evidence.sequence("parts_after") != evidence.sequence("parts_before"):
        return Verdict.wrong(
            "attach makes the Normalise a part of net, and it stays one after handle.remove(). The "
            "hook needs no attribute of net: it can use self."
        )
    if not agree(evidence.tensor("output"), _run((x - mean) / std, more)):
        return Verdict.right()  # another check says why
    normalised = ((x - mean) / std).requires_grad_()
    (slope,) = torch.autograd.grad(_run(normalised, more).sum(), normalised)
    if evidence["slope"] is None or not agree(evidence.tensor("slope"), slope / std):
        return Verdict.wrong("No gradient reaches x: the hook cuts it off from the graph.")
    return Verdict.right()


@sealed("test_Normalise")
def handle_takes_the_hook_away(student: Student) -> Verdict:
    evidence, x, more, mean, std = _attached(student, 2, 1)
    if not evidence.flag("has_remove"):
        kind = evidence.text("handle_type")
        return Verdict.wrong(
            f"attach returns {'None' if kind == 'NoneType' else kind}, expected a handle. "
            "register_forward_pre_hook returns it, and without it the hook stays for ever."
        )
    if evidence.sequence("hooks_after") == evidence.sequence("hooks_before"):
        return Verdict.wrong(
            "attach registers no hook. A replaced forward is none: net.register_forward_pre_hook "
            "registers one, and returns its handle."
        )
    if not agree(evidence.tensor("removed"), _run(x, more)):
        return Verdict.wrong(
            "After handle.remove() the net still does not get x as it is: return the handle of the "
            "hook that you registered, and register one only."
        )
    output, again = evidence.tensor("output"), evidence.tensor("attached_again")
    if agree(output, _run((x - mean) / std, more)) and not agree(again, output):
        return Verdict.wrong("attach, remove and attach again gives other values than attach.")
    return Verdict.right()
