"""Sealed checks of the exercise `TextNet`."""

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import agree, draw, listed, random_normal, random_parameter

_ADVICE = {
    "to have": "A layer expects another number of channels than arrives: keep count of them while "
    "you read the lines.",
    "mat1 and mat2": "The linear layer expects another number than arrives: after average that is "
    "the number of channels.",
    "must match the size": "Two outputs of different sizes were added. Does each convolution keep "
    "H and W, and does add reach back the right number of lines?",
    "index out of range": "Does `forward` keep the output of every line? outputs[-B] is B back.",
    "'str' object": "The numbers in a line are strings until int() makes numbers of them.",
    "NotImplementedError": "An nn.ModuleList has no forward: loop over it.",
    "has no attribute 'layers'": "The modules stand in self.layers, an nn.ModuleList.",
}

_BUILD = """
net, _other = TextNet(text, in_channels), TextNet(text, in_channels)
for _net in (net, _other):
    try:  # for Lazy layers; what forward does wrong is another check's business
        _net(torch.zeros(1, in_channels, 16, 16))
    except Exception:
        pass
kind = type(net.layers).__name__
is_container = isinstance(net.layers, (torch.nn.ModuleList, torch.nn.Sequential))
length = len(net.layers)
_named = dict(net.named_parameters())
names, shapes = list(_named), [tuple(_p.shape) for _p in _named.values()]
_theirs = {id(_p) for _p in _other.parameters()}
shared = [_name for _name, _p in _named.items() if id(_p) in _theirs]
"""


def _texts(student: Student) -> list[tuple[str, int]]:
    """Descriptions with random sizes, and the channels of their images."""
    a, b, c = (draw(student, 3, 8) for _ in range(3))
    u = draw(student, 9, 12)
    return [
        (f"conv {a} 3\nrelu\naverage\nlinear {u}", draw(student, 1, 4)),
        # Every output has one shape, so that a wrong reach of `add` does not raise.
        (f"conv {a} 3\nrelu\nconv {a} 3\nadd 2\nrelu\nconv {a} 3\nadd 4\naverage", a),
        (
            f"\n  conv {a} 5\nrelu\npool\n\nconv {b} 1\nconv {a} 3\nadd 3\nrelu\nadd 2\n"
            f"conv {c} 7  \npool\naverage\nlinear {u}\nrelu\nlinear 6\n",
            draw(student, 1, 4),
        ),
    ]


def _lines(text: str) -> list[tuple[str, list[int]]]:
    words = [line.split() for line in text.splitlines() if line.strip()]
    return [(word, [int(number) for number in numbers]) for word, *numbers in words]


def _wanted(text: str, channels: int) -> dict[str, tuple[int, ...]]:
    """The names and shapes of the parameters that the text asks for."""
    wanted: dict[str, tuple[int, ...]] = {}
    for i, (word, numbers) in enumerate(_lines(text)):
        if word in ("conv", "linear"):
            window = (numbers[1], numbers[1]) if word == "conv" else ()
            wanted[f"layers.{i}.weight"] = (numbers[0], channels, *window)
            wanted[f"layers.{i}.bias"] = (numbers[0],)
            channels = numbers[0]
    return wanted


def _problem(student: Student, text: str, channels: int) -> tuple[str, list[str]]:
    """What is wrong with the parameters, "" if nothing is, and their names in their order."""
    quoted = "; ".join(line.strip() for line in text.splitlines() if line.strip())
    situation = f"made from the lines {quoted!r} for {channels} channels"
    evidence = student.ask(_BUILD, f"when {situation}", _ADVICE, text=text, in_channels=channels)
    names = evidence.sequence("names")
    shapes = {n: tuple(s) for n, s in zip(names, evidence.sequence("shapes"), strict=True)}
    wanted = _wanted(text, channels)
    if not evidence.flag("is_container"):
        kind = evidence.text("kind")
        hint = f"self.layers is of type {kind}, expected an nn.ModuleList"
        return f"{hint}: what is in a {kind} is not registered, so it never learns.", names
    if not names:
        return "The net has no parameters: nothing is registered.", names
    if shapes == wanted:
        if shared := evidence.sequence("shared"):
            return f"Two nets share {listed(shared)}: make layers in __init__.", names
        if evidence["length"] != len(_lines(text)):
            came = f"self.layers has {evidence['length']} entries for {len(_lines(text))} lines"
            return f"{came}: one module for each line, nn.Identity() where none is needed.", names
        return "", names
    if set(shapes) != set(wanted):
        if sorted(shapes.values()) == sorted(wanted.values()):
            hint = f"The parameters are called {listed(names)}, expected {listed(list(wanted))}"
            return f"{hint}: one module for each line, nn.Identity() where none is needed.", names
        lacking = [name for name in wanted if name not in shapes]
        extra = [name for name in shapes if name not in wanted]
        return f"For {quoted!r}: {listed(lacking)} lacking, {listed(extra)} too many.", names
    name = next(name for name in wanted if shapes[name] != wanted[name])
    return (
        f"{name} has shape {shapes[name]}, expected {wanted[name]}: filters, channels that arrive, "
        "window. Keep count of the channels from line to line.",
        names,
    )


@sealed("test_TextNet")
def every_line_is_registered(student: Student) -> Verdict:
    for text, channels in _texts(student):
        hint, _ = _problem(student, text, channels)
        if hint:
            return Verdict.wrong(hint)
    return Verdict.right()


_FORWARD = """
net = TextNet(text, in_channels)
with torch.no_grad():
    net(torch.zeros(1, in_channels, 16, 16))  # for Lazy layers
    for _name, _p in net.named_parameters():
        _p.copy_(values[_name])
out, alone = net(x.clone()), net(x[:1].clone())
is_recorded, gradients = out.requires_grad, {}
if is_recorded and out.shape == slopes.shape:
    _named = dict(net.named_parameters())
    _grads = torch.autograd.grad((out * slopes).sum(), list(_named.values()), allow_unused=True)
    gradients = dict(zip(_named, _grads))
"""


def _run(text: str, values: dict[str, Tensor], x: Tensor, *, slip: str = "") -> Tensor | None:
    """The output of the net, or what a known slip would make of it; None where that raises."""
    outputs: list[Tensor] = []
    inputs = x
    for i, (word, numbers) in enumerate(_lines(text)):
        parameters = [values.get(f"layers.{i}.{end}") for end in ("weight", "bias")]
        if word == "conv":
            padding = {"padding 0": 0, "padding 1": 1}.get(slip, numbers[1] // 2)
            if min(x.shape[2:]) + 2 * padding < numbers[1]:
                return None
            x = F.conv2d(x, *parameters, padding=padding)
        elif word == "linear":
            x = F.linear(x, *parameters)
        elif word == "relu":
            x = x if slip == "relu" else F.relu(x)
        elif word == "pool":
            x = F.avg_pool2d(x, 2) if slip == "pool" else F.max_pool2d(x, 2)
        elif word == "average":
            x = x.amax(dim=(2, 3)) if slip == "average" else x.mean(dim=(2, 3))
        else:
            other = _reached(slip, inputs, outputs, numbers[0])
            if other.shape != x.shape:
                return None
            x = x if slip == "add" else x + other
        outputs.append(x)
    return x


def _reached(slip: str, inputs: Tensor, outputs: list[Tensor], back: int) -> Tensor:
    """What `add` adds, or what a slip would take for it."""
    if slip == "one more":
        return [inputs, *outputs][-back - 1]
    if slip == "one less":
        return outputs[1 - back]
    return outputs[back if slip == "absolute" else -back]


_PADDING = "Does each convolution keep H and W? The padding is half of its window, K // 2."
_SLIPS = {
    "padding 0": _PADDING,
    "padding 1": _PADDING,
    "relu": "The lines `relu` have no effect.",
    "pool": "The lines `pool` take the mean of a window, expected its largest value.",
    "average": "The line `average` takes the largest value, expected the mean.",
    "one more": "`add B` reaches one line too far back: outputs[-B] is the output B lines back.",
    "one less": "`add B` does not reach far enough back: the line itself does not count.",
    "absolute": "`add B` counts from the first line, expected from the `add` backwards.",
    "add": "The lines `add` have no effect.",
}


@sealed("test_TextNet")
def text_is_followed(student: Student) -> Verdict:
    for text, channels in _texts(student):
        hint, names = _problem(student, text, channels)
        if hint:
            return Verdict.wrong(f"Put the parameters right first. {hint}")
        wanted = _wanted(text, channels)
        values = {name: random_parameter(student, wanted[name]) for name in names}
        for size in ((7, 8, 13), (3, 17, 10)):
            x = random_normal(student, size[0], channels, *size[1:])
            quoted = "; ".join(line.strip() for line in text.splitlines() if line.strip())
            situation = f"made from the lines {quoted!r} and called on x {tuple(x.shape)}"
            leaves = {name: value.clone().requires_grad_() for name, value in values.items()}
            expected = _run(text, leaves, x)
            slopes = random_normal(student, *expected.shape)
            wanted_gradients = torch.autograd.grad((expected * slopes).sum(), list(leaves.values()))
            expected = expected.detach()
            evidence = student.ask(_FORWARD, f"when {situation}", _ADVICE,
                text=text, in_channels=channels, values=values, x=x, slopes=slopes,
            )  # fmt: skip
            out = evidence.tensor("out")
            if agree(out, expected) and agree(evidence.tensor("alone"), expected[:1]):
                if not evidence.flag("is_recorded"):
                    return Verdict.wrong("The output carries no graph, so nothing would learn.")
                gradients = evidence.mapping("gradients", "The gradients by name")
                for name, gradient in zip(leaves, wanted_gradients, strict=True):
                    if not agree(gradients.get(name), gradient):
                        return Verdict.wrong(
                            f"The output is right, the gradient of {name} is not: something on the "
                            "way, such as what `add` reaches back to, is detached."
                        )
                continue
            if out.shape != expected.shape:
                return Verdict.wrong(
                    f"The output has shape {tuple(out.shape)}, expected {tuple(expected.shape)}. "
                    f"It was {situation}."
                )
            runs = {slip: _run(text, values, x, slip=slip) for slip in _SLIPS}
            known = [
                _SLIPS[slip] for slip, run in runs.items() if run is not None and agree(out, run)
            ]
            general = f"The output is not that of the lines {quoted!r}, taken in their order."
            return Verdict.wrong(known[0] if known else general)
    return Verdict.right()


@sealed("test_TextNet")
def unknown_word_raises(student: Student) -> Verdict:
    code = """
raised = []
for _text in texts:
    try:
        TextNet(_text, 3)
        raised.append("")
    except Exception as _error:
        raised.append(type(_error).__name__ if not isinstance(_error, ValueError) else "ValueError")
"""
    for text, came in zip(
        texts := ["conv 4 3\nsigmoid", "dropout 5\nconv 4 3", "convolution 4 3"],
        student.probe(code, texts=texts).sequence("raised", length=3),
        strict=True,
    ):
        if came != "ValueError":
            came = f"raises {came}" if came else "raises nothing"
            return Verdict.wrong(f"TextNet({text!r}, 3) {came}, expected ValueError.")
    return Verdict.right()
