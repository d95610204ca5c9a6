"""Sealed checks of the exercise `prepare`."""

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import random_normal, whole

_PREPARE = """
import torch
from torch import nn
class _Stem(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.LazyConv2d(units, 3, padding=1)
        self.blocks = nn.ModuleList([nn.Sequential(nn.LazyBatchNorm2d(), nn.ReLU())])
    def forward(self, x):
        return self.blocks[0](self.conv(x))
_known = nn.BatchNorm2d(x.shape[1])
with torch.no_grad():
    _known.running_mean.copy_(statistics)
_net = nn.Sequential(_known, _Stem(), nn.Flatten(), nn.LazyLinear(units), nn.LazyBatchNorm1d())
_net.train(training)
_names = {_module: _name for _name, _module in _net.named_modules()}
_visited, _shapeless = [], []
def _rule(module):
    _visited.append(_names.get(module, "?"))
    for _p in module.parameters(recurse=False):
        if nn.parameter.is_lazy(_p):
            _shapeless.append(_names.get(module, "?"))
        else:
            nn.init.constant_(_p, 3.0)
_x = x.clone()
_returned = prepare(_net, _x, _rule)
visited, shapeless = list(_visited), list(_shapeless)
names = list(_names.values())
returned = "net" if _returned is _net else "None" if _returned is None else "other"
still_lazy = any(nn.parameter.is_lazy(_p) for _p in _net.parameters())
filled = [] if still_lazy else [bool((_p == 3).all()) for _p in _net.parameters()]
modes = [_module.training for _module in _net.modules()]
running_mean = _known.running_mean.clone()
others_new = all(
    bool((_b == (1 if "var" in _name else 0)).all())
    for _name, _b in _net.named_buffers()
    if not still_lazy and not _name.startswith("0.running_mean")
)
x_after = _x.clone()
trains = ""
try:
    _net.train()
    _net(torch.cat([_x, _x])).square().sum().backward()
    if any(_p.grad is None for _p in _net.parameters()):
        trains = "a parameter gets no gradient"
except Exception as _error:
    trains = str(_error)
"""
_ADVICE = {
    "expected more than 1 value": "In training mode a batch norm cannot work on a single example. "
    "Do the dry run in eval mode.",
    "uninitialized parameter": "A Lazy layer has no shape before the dry run. Run the net on the "
    "batch first.",
}


def _prepared(student: Student, training: bool, count: int) -> tuple[Evidence, dict]:
    channels = whole(student, 2, 4)
    inputs = {
        "x": random_normal(student, count, channels, whole(student, 4, 6), 7) + 2,
        "statistics": random_normal(student, channels),
        "units": whole(student, 3, 6),
        "training": training,
    }
    return student.ask(_PREPARE, advice=_ADVICE, **inputs), inputs


@sealed("test_prepare")
def rule_meets_every_module_after_the_dry_run(student: Student) -> Verdict:
    evidence, _ = _prepared(student, training=True, count=5)
    if evidence.flag("still_lazy") and not evidence.sequence("shapeless"):
        return Verdict.wrong("The net still has Lazy layers without a shape: no batch went through")
    if evidence.sequence("shapeless"):
        return Verdict.wrong(
            f"The rule is called on {evidence.sequence('shapeless')[0]!r} before it has a shape: "
            "first the dry run, then the rule."
        )
    visited = set(evidence.sequence("visited"))
    missed = [name for name in evidence.sequence("names") if name not in visited]
    if missed and not visited:
        return Verdict.wrong("The rule is never called. net.apply(rule) calls it on every module.")
    if missed == [""]:
        return Verdict.wrong("The rule is not called on the net itself. net.apply(rule) does that.")
    if missed:
        return Verdict.wrong(
            f"The rule is not called on {missed[0] or 'the net'!r}. children() gives the direct "
            "children alone; net.apply(rule) reaches any depth."
        )
    if not all(evidence.sequence("filled")):
        return Verdict.wrong("A parameter is not as the rule has left it. Let the rule come last.")
    if evidence["returned"] != "net":
        came = "None" if evidence["returned"] == "None" else "another object"
        return Verdict.wrong(f"prepare returns {came}, expected the net itself.")
    return Verdict.right()


@sealed("test_prepare")
def prepared_net_can_be_trained(student: Student) -> Verdict:
    evidence, _ = _prepared(student, training=True, count=4)
    trouble = evidence.text("trains")
    if not trouble:
        return Verdict.right()
    look = "Does every parameter still require grad?"
    if "inference" in trouble.lower():
        look = (
            "The weights of Lazy layers are made in the dry run, and what is made under "
            "inference_mode can never be trained: use no_grad."
        )
    return Verdict.wrong(f"The prepared net cannot be trained ({trouble[:120]}). {look}")


@sealed("test_prepare")
def dry_run_leaves_no_trace(student: Student) -> Verdict:
    for training, count in ((True, 6), (False, 7), (True, 1)):
        evidence, inputs = _prepared(student, training, count)
        modes = evidence.sequence("modes")
        if any(mode is not training for mode in modes):
            was, now = ("training", "eval") if training else ("eval", "training")
            return Verdict.wrong(
                f"The net was in {was} mode, and {sum(m is not training for m in modes)} of its "
                f"{len(modes)} modules are in {now} mode afterwards. Note net.training first, and "
                "call net.train(...) with it."
            )
        mean = evidence.tensor("running_mean")
        if not (mean == inputs["statistics"].double()).all() or not evidence.flag("others_new"):
            return Verdict.wrong(
                "The dry run has changed running statistics of a batch norm. In training mode "
                "each batch goes into them, under no_grad too: run it in eval mode."
            )
        if not (evidence.tensor("x_after") == inputs["x"].double()).all():
            return Verdict.wrong("prepare changes the batch that it is given.")
    return Verdict.right()
