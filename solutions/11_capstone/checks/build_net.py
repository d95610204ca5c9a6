"""Sealed checks of `build_net`."""

import torch

from autograde.sealed import Student, Verdict, sealed

from .common import agree, random_int, random_normal

# A few steps first, so that a last layer that begins with zeros says something too.
_BUILD = """
import torch
import torch.nn.functional as _F
_net = build_net()
if not isinstance(_net, torch.nn.Module):
    raise TypeError(f"build_net() returned {type(_net).__name__}, expected an nn.Module")
_net.to(device).train()
_x, _y = x.to(device), y.to(device)
_net(_x)
count = sum(_p.numel() for _p in _net.parameters())
_optimizer = torch.optim.SGD([_p for _p in _net.parameters() if _p.requires_grad], lr=0.01)
for _ in range(3):
    trained = _net(_x)
    _F.cross_entropy(trained, _y).backward()
    _optimizer.step()
    _optimizer.zero_grad(set_to_none=False)
missed = [_n for _n, _p in _net.named_parameters() if _p.requires_grad and _p.grad is None]
training = trained.detach().cpu()
# Tensors that the scores depend on and that learn, but that nobody would find.
_known = {id(_p) for _p in _net.parameters()}
_todo, _seen, hidden = [trained.grad_fn], set(), []
while _todo:
    _node = _todo.pop()
    if _node is None or _node in _seen:
        continue
    _seen.add(_node)
    _todo += [_next for _next, _ in _node.next_functions]
    if hasattr(_node, "variable") and id(_node.variable) not in _known:
        hidden.append(list(_node.variable.shape))
_net.eval()
with torch.no_grad():
    together = _net(_x).cpu()
    again = _net(_x).cpu()
    alone = _net(_x[:1]).cpu()
    few = _net(_x[:3]).cpu()
"""

_TWO = """
_one, _two = build_net(), build_net()
is_same = _one is _two
_ids = {id(_p) for _p in _one.parameters()}
shared = any(id(_p) in _ids for _p in _two.parameters())
"""

_ADVICE = {
    "returned type": "Return a net and not its class: Net() has the brackets.",
    "returned NoneType": "A function without a return line gives None.",
    "empty parameter list": "The net has no parameters. Are layers kept in a plain list, or made "
    "in forward? They must be attributes, or in an nn.Sequential or nn.ModuleList.",
    "element 0 of tensors does not require grad": "No parameter is in the graph: is something "
    "detached, or under no_grad?",
    "invalid for input of size": "Is the size of the batch written as a number? Use flatten(1).",
    "cannot be multiplied": "The last layer expects another number of inputs than it gets. Print "
    "x.shape before it, for 32 x 32 pixels.",
    "Expected more than 1 value per channel": "A batch of one image must do, in eval mode.",
    "out of range": "Follow the shape for a batch of one image. A squeeze without an axis also "
    "removes the axis of the batch.",
}


def _inputs(student: Student) -> dict[str, torch.Tensor]:
    """Images from pale to glaring, so that statistics of the batch are not those of one image."""
    n = random_int(student, 9, 14)
    contrast = torch.linspace(0.3, 2, n).view(n, 1, 1, 1)
    return {
        "x": contrast * random_normal(student, n, 3, 32, 32),
        "y": torch.randint(10, (n,), generator=student.rng),
    }


@sealed("test_build_net")
def scores_are_raw(student: Student) -> Verdict:
    inputs = _inputs(student)
    n = len(inputs["x"])
    evidence = student.ask(_BUILD, advice=_ADVICE, **inputs)
    for name, count in (("training", n), ("together", n), ("few", 3), ("alone", 1)):
        found = evidence.tensor(name)
        if found.shape != (count, 10):
            return Verdict.wrong(
                f"For {count} images the scores have shape {tuple(found.shape)}, expected "
                f"{(count, 10)}."
                + (" A squeeze also removes the axis of the batch." if found.shape == (10,) else "")
            )
    for name in ("training", "together"):
        scores = evidence.tensor(name)
        if (scores >= 0).all():
            sums = torch.allclose(scores.sum(dim=1), torch.ones(n).double(), atol=1e-3)
            what = "A softmax belongs to the loss" if sums else "No ReLU or sigmoid on the scores"
            return Verdict.wrong(f"No score is negative. {what}: return what the last layer gives.")
        if torch.allclose(scores.logsumexp(dim=1), torch.zeros(n).double(), atol=1e-3):
            return Verdict.wrong(
                "These are log-probabilities: a log_softmax belongs to the loss, which has it "
                "already. Return what the last layer gives."
            )
    if agree(evidence["together"], evidence.tensor("together")[:1].expand(n, -1), 1e-5, 1e-7):
        return Verdict.wrong("All images get the same scores. Does forward use its input?")
    return Verdict.right()


@sealed("test_build_net")
def eval_mode_looks_at_one_image(student: Student) -> Verdict:
    evidence = student.ask(_BUILD, advice=_ADVICE, **_inputs(student))
    together, again, alone = (evidence.tensor(k) for k in ("together", "again", "alone"))
    if not agree(again, together, 1e-3, 1e-4):
        return Verdict.wrong(
            "In eval mode the same images get other scores the second time. F.dropout needs "
            "training=self.training; nn.Dropout knows the mode by itself. Or is a layer made in "
            "forward?"
        )
    if not agree(alone, together[:1], 1e-2, 1e-3):
        return Verdict.wrong(
            "In eval mode the scores of an image depend on the other images of the batch. A mean "
            "or a deviation over axis 0, or a norm layer without running statistics, does that."
        )
    return Verdict.right()


@sealed("test_build_net")
def parameters_are_few_and_all_used(student: Student) -> Verdict:
    evidence = student.ask(_BUILD, advice=_ADVICE, **_inputs(student))
    count = evidence.number("count")
    if count > 2_000_000:
        return Verdict.wrong(
            f"The net has {count:,.0f} parameters, and two million are allowed. Most of them are "
            "usually in the first linear layer: make the picture smaller before it."
        )
    missed = evidence.sequence("missed")
    if missed:
        return Verdict.wrong(
            f"The loss does not reach {missed[0]}: its gradient is None. Is the layer used, and "
            "is nothing detached after it?"
        )
    hidden = evidence.sequence("hidden")
    if hidden:
        return Verdict.wrong(
            f"The scores depend on weights of shape {tuple(hidden[0])} that net.parameters() does "
            "not list, so no optimizer trains them. Are layers in a plain list, made in forward, "
            "or is a plain tensor meant as a parameter? They go into an nn.Sequential, an "
            "nn.ModuleList or an nn.Parameter."
        )
    two = student.ask(_TWO, advice=_ADVICE)
    if two.flag("is_same") or two.flag("shared"):
        return Verdict.wrong(
            "Two calls of build_net give nets with the same parameters. Make the layers inside "
            "the function."
        )
    return Verdict.right()
