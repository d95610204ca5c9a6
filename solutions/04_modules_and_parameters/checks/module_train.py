"""Sealed checks of the model and its optimizer in `module_train`."""

from torch import Tensor

from autograde.sealed import HeldOut, Student, Verdict, sealed, threshold

from .common import agree, random_normal

HELD_OUT = HeldOut.beside(__file__)

_MODEL = """
import torch
_model = notebook.get("model")
kind = type(_model).__name__
_wanted = notebook.get("ThreeLayerConvNet")
is_wanted = isinstance(_wanted, type) and isinstance(_model, _wanted)
shapes = {}
if is_wanted and isinstance(_model, torch.nn.Module):
    shapes = {_n: list(_p.shape) for _n, _p in _model.named_parameters()}
"""

_HELD = """
import torch
_model, _optimizer = notebook.get("model"), notebook.get("optimizer")
kind = type(_optimizer).__name__
is_optimizer = isinstance(_optimizer, torch.optim.Optimizer)
left_out, strangers, frozen, count = [], 0, [], 0
if is_optimizer and isinstance(_model, torch.nn.Module):
    _held = [_p for _group in _optimizer.param_groups for _p in _group["params"]]
    _ids, _own = {id(_p) for _p in _held}, dict(_model.named_parameters())
    count = len(_own)
    left_out = [_n for _n, _p in _own.items() if id(_p) not in _ids]
    strangers = len(_ids - {id(_p) for _p in _own.values()})
    frozen = [_n for _n, _p in _own.items() if not _p.requires_grad]
"""

# Three steps with known gradients, after which everything is put back.
_STEPS = """
import copy, torch
_optimizer = notebook.get("optimizer")
kind = type(_optimizer).__name__
is_optimizer = isinstance(_optimizer, torch.optim.Optimizer)
rates, settings, before, after = [], {}, [], []
if is_optimizer:
    _groups = _optimizer.param_groups
    _first = [_group["params"][0] for _group in _groups]
    rates = [float(_group["lr"]) for _group in _groups]
    for _name in ("momentum", "weight_decay", "nesterov", "maximize"):
        settings[_name] = max(float(_group.get(_name) or 0.0) for _group in _groups)
    _all = [_p for _group in _groups for _p in _group["params"]]
    _kept = [(_p, _p.detach().clone(), _p.grad) for _p in _all]
    _state = copy.deepcopy(_optimizer.state_dict())
    try:
        before = [_p.detach().clone() for _p in _first]
        for _slope in slopes:
            for _p in _all:
                _p.grad = torch.full_like(_p, _slope)
            _optimizer.step()
        after = [_p.detach().clone() for _p in _first]
    finally:
        for _p, _value, _grad in _kept:
            with torch.no_grad():
                _p.copy_(_value)
            _p.grad = _grad
        _optimizer.load_state_dict(_state)
"""

_PREDICT = """
import torch
_mean, _std = (_s.cpu().view(-1, 1, 1) for _s in loader_test.dataset.statistics)
_x = ((images.float() / 255 - _mean) / _std).to(device)
_model = notebook["model"].to(device)
_modes = [(_m, _m.training) for _m in _model.modules()]
_model.eval()
with torch.no_grad():
    _scores = [_model(_part) for _part in _x.split(250)]
for _m, _mode in _modes:
    _m.training = _mode
predictions = torch.cat(_scores).argmax(dim=1)
"""

_SHAPES = {
    "filters of the first convolution": (32, 3, 5, 5),
    "filters of the second convolution": (16, 32, 3, 3),
    "weight of the last layer": (10, 16 * 32 * 32),
}


@sealed("test_module_train")
def model_is_the_convnet(student: Student) -> Verdict:
    evidence = student.probe(_MODEL)
    if not evidence.flag("is_wanted"):
        kind = evidence.text("kind")
        kind = "None" if kind == "NoneType" else f"an object of type {kind}"
        return Verdict.wrong(
            f"model is {kind}, expected a ThreeLayerConvNet: the object, with its four sizes."
        )
    shapes = [tuple(shape) for shape in evidence.mapping("shapes").values()]
    for what, shape in _SHAPES.items():
        # A matrix may be kept either way round, or as windows that see the whole image.
        others = {shape[::-1], (10, 16, 32, 32)} if len(shape) == 2 else set()
        if not {shape, *others} & set(shapes):
            return Verdict.wrong(
                f"No parameter of the model has the shape of the {what}, {shape}: 3 colours, "
                "channel_1 = 32, channel_2 = 16, 10 classes, in the order of __init__."
            )
    return Verdict.right()


@sealed("test_module_train")
def optimizer_holds_the_model(student: Student) -> Verdict:
    evidence = student.probe(_HELD)
    if not evidence.flag("is_optimizer"):
        kind = evidence.text("kind")
        kind = "None" if kind == "NoneType" else f"an object of type {kind}"
        return Verdict.wrong(
            f"optimizer is {kind}, expected optim.SGD(model.parameters(), lr=...)."
        )
    left_out, count = evidence.sequence("left_out"), evidence.number("count")
    if not count:
        return Verdict.wrong("The model has no parameters, so the optimizer cannot hold them.")
    if left_out and len(left_out) == count:
        return Verdict.wrong(
            "The optimizer holds none of the parameters of model, but those of another net: first "
            "make the model, once, then the optimizer from model.parameters()."
        )
    if left_out:
        return Verdict.wrong(
            f"The optimizer does not hold {left_out[0]}, which would never learn: give it all of "
            "model.parameters()."
        )
    if evidence.number("strangers"):
        return Verdict.wrong("The optimizer also holds tensors that are no parameters of model.")
    if frozen := evidence.sequence("frozen"):
        return Verdict.wrong(f"{frozen[0]} does not require grad, so it does not learn.")
    return Verdict.right()


@sealed("test_module_train")
def optimizer_is_plain_sgd(student: Student) -> Verdict:
    slopes = random_normal(student, 3)
    evidence = student.ask(_STEPS, "in three steps of optimizer", {}, slopes=slopes.tolist())
    if not evidence.flag("is_optimizer"):
        return Verdict.wrong("optimizer is no optimizer: optim.SGD(model.parameters(), lr=...).")
    settings, kind = evidence.mapping("settings"), evidence.text("kind")
    if settings.get("momentum"):
        return Verdict.wrong(
            f"The optimizer has momentum {settings['momentum']:g}. Plain SGD has none: leave it "
            "out."
        )
    if settings.get("weight_decay") and "SGD" in kind:
        return Verdict.wrong(
            f"The optimizer has a weight decay of {settings['weight_decay']:g}. Plain SGD has a "
            "learning rate and nothing else."
        )
    rates = evidence.sequence("rates")
    before, after = (evidence.sequence(name, length=len(rates)) for name in ("before", "after"))
    for rate, old, new in zip(rates, before, after, strict=True):
        if not (isinstance(rate, float) and isinstance(old, Tensor)):
            return Verdict.wrong("The learning rate is no number.")
        step = rate * slopes.double().sum()
        if not agree(new, old.double() - step, atol=1e-6 + 1e-3 * abs(rate)):
            return Verdict.wrong(
                f"The optimizer, {kind}, does not take steps of plain SGD, w -= lr * w.grad: "
                "optim.SGD(model.parameters(), lr=learning_rate) does."
            )
    return Verdict.right()


# On the full data the visible test asks for 42% of 10,000 test images. Here there are 1,000 images,
# on which chance weighs more: the bar is two points lower, so that whoever clears the visible
# one clears this. The measurements are in calibration.json.
@threshold(
    "test_module_train",
    bars={"embedded": 0.30, "full": 0.40},
    hint="Does the test train the model? Is the learning rate far from 3e-3? Does "
    "test_ThreeLayerConvNet pass? Guessing would give 10%.",
)
def model_accuracy(student: Student) -> float:
    """Accuracy of the model on held-out images"""
    return HELD_OUT.accuracy(student, _PREDICT, count=1000)
