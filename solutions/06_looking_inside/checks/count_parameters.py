"""Sealed checks of the exercise `count_parameters`."""

from autograde.sealed import Student, Verdict, sealed

from .common import HOOK_ADVICE, whole

# a, b, c: sizes that are new each time, far enough apart that no slip gives the number of another.
_NESTED = """
import torch
from torch import nn
class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(c, 3))
        self.first = nn.Linear(a, b)
        self.body = nn.Sequential(
            nn.BatchNorm1d(b), nn.ReLU(), nn.Sequential(nn.Linear(b, c, bias=False), nn.PReLU())
        )
        self.gain = nn.Parameter(torch.tensor(1.0))
        self.table = nn.Parameter(torch.zeros(a, c))
_net = _Net()
count = count_parameters(_net)
nothing = count_parameters(nn.Sequential(nn.ReLU(), nn.Flatten()))
"""


@sealed("test_count_parameters")
def every_parameter_is_counted(student: Student) -> Verdict:
    a, b, c = whole(student, 3, 9), whole(student, 101, 119), whole(student, 21, 29)
    evidence = student.ask(_NESTED, "with a nested net", HOOK_ADVICE, a=a, b=b, c=c)
    count, nothing = evidence.number("count"), evidence.number("nothing")
    first, norm, inner, own = a * b + b, 2 * b, b * c + 1, 1 + a * c
    right = first + norm + inner + own
    if count == right and nothing == 0:
        return Verdict.right()
    if count == right:
        return Verdict.wrong(f"A net without parameters has {nothing:g}, expected 0.")
    other_kinds = "parameters() of the whole net, not of layers of some kinds: a layer of an "
    other_kinds += "unusual kind is missed, or what the net itself holds."
    every_module = right + first + 2 * norm + 3 * inner
    slips = {
        right + 2 * b + 1 + 3 * c: "That counts the buffers too. A buffer, such as the running "
        "mean of a BatchNorm, is in the state_dict and is no parameter.",
        8: "That is how many tensors there are. How many numbers one holds is p.numel().",
        own: "Those are the parameters of the net itself. The layers below have some too: "
        "parameters() goes down the whole tree.",
        first + norm + inner: "A parameter of the net itself, outside of its layers, is missed.",
        right - 1: other_kinds,
        first + b * c + norm: other_kinds,
        first + b * c: "Those are the linear layers alone. parameters() gives those of all kinds.",
        first: "That misses what is nested: children() is one level of the tree only.",
        right - 2 * b: "The biases are missed.",
        every_module: "Parameters are counted several times: parameters() "
        "of a module has those of all modules below it. Take it once, of the net.",
        4 * b + c + 2 + a: "That is the first size of each tensor, not how many numbers it holds.",
    }
    look = slips.get(int(count), "Every parameter at any depth, p.numel() of each; no buffers.")
    return Verdict.wrong(f"A nested net has {right} parameters; you count {count:g}. {look}")


_SHARED = """
import torch
from torch import nn
_layer = nn.Linear(a, a)
_other = nn.Linear(a, a)
_other.weight = _layer.weight
same_layer = count_parameters(nn.Sequential(_layer, nn.Sequential(nn.ReLU(), _layer)))
same_weight = count_parameters(nn.ModuleDict({"one": _layer, "two": _other}))
equal_values = count_parameters(nn.Sequential(nn.BatchNorm1d(a), nn.BatchNorm1d(a)))
"""


@sealed("test_count_parameters")
def shared_parameters_count_once(student: Student) -> Verdict:
    a = whole(student, 3, 9)
    evidence = student.ask(_SHARED, "with a net that uses a layer twice", HOOK_ADVICE, a=a)
    right = {"same_layer": a * a + a, "same_weight": a * a + 2 * a, "equal_values": 4 * a}
    meant = {
        "same_layer": "A layer that a net uses twice is counted",
        "same_weight": "Two layers that share their weight, and have biases of their own, have",
        "equal_values": "Two BatchNorms whose parameters happen to be equal have",
    }
    for name, expected in right.items():
        found = evidence.number(name)
        if found != expected:
            return Verdict.wrong(
                f"{meant[name]}: {found:g}, expected {expected}. Each parameter counts once, and "
                "parameters() gives each object once. A state_dict has it under each of its names."
            )
    return Verdict.right()


_FROZEN = """
import torch
from torch import nn
def _net():
    net = nn.Sequential(nn.Linear(a, b), nn.Sequential(nn.Linear(b, c), nn.Linear(c, a)))
    net[1][0].requires_grad_(False)
    net[0].bias.requires_grad_(False)
    return net
_one = _net()
count_parameters(_one, True)
trainable = count_parameters(_one, trainable_only=True)
by_place = count_parameters(_one, True)
everything = count_parameters(_one)
said_so = count_parameters(_one, trainable_only=False)
flags = [p.requires_grad for p in _one.parameters()]
"""


@sealed("test_count_parameters")
def frozen_parameters_can_be_left_out(student: Student) -> Verdict:
    a, b, c = whole(student, 3, 9), whole(student, 101, 119), whole(student, 21, 29)
    evidence = student.ask(_FROZEN, "with a net that is partly frozen", HOOK_ADVICE, a=a, b=b, c=c)
    if evidence.sequence("flags") != [True, False, False, False, True, True]:
        return Verdict.wrong("count_parameters changes which parameters require grad.")
    trainable, frozen = a * b + c * a + a, b + b * c + c
    for name in ("trainable", "by_place"):
        found = evidence.number(name)
        if found != trainable:
            look = {
                trainable + frozen: "trainable_only makes no difference. p.requires_grad tells.",
                frozen: "That is what is frozen: the other way round.",
            }.get(int(found), "A parameter is trainable if its requires_grad is true.")
            return Verdict.wrong(
                f"With trainable_only=True you count {found:g}, expected {trainable}. {look}"
            )
    for name in ("everything", "said_so"):
        found = evidence.number(name)
        if found != trainable + frozen:
            return Verdict.wrong(
                f"Without trainable_only you count {found:g}, expected {trainable + frozen}: "
                "frozen parameters are parameters too."
            )
    return Verdict.right()
