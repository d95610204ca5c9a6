# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 09 Optimizers and schedules
#
# An optimizer is a list of tensors with options, and a schedule is a list of learning rates. Both are easy to get
# wrong in silence: a layer that is never trained, a rate that falls in the wrong place, a clipping that clips
# nothing. In this lesson you look at the lists.
#
# When you are done you can
#
# - give each layer its own learning rate and momentum, and decay the weights alone;
# - say which parameters an optimizer holds, and which changes to a net it does not notice;
# - read, predict and plot a schedule before you spend a training on it;
# - warm up and anneal with `SequentialLR`, and step `OneCycleLR` once per batch;
# - clip gradients, and notice when nothing is clipped;
# - keep a moving average of the weights.
#
# Seven exercises, 20 points, about 90 minutes. Run the cells from top to bottom. Where an experiment is meant to
# fail, it says so and prints the error or the warning.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import contextlib
import copy
import math
import textwrap
import warnings
from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn
from torch.optim.lr_scheduler import (
    CosineAnnealingLR,
    LambdaLR,
    LinearLR,
    MultiStepLR,
    OneCycleLR,
    SequentialLR,
    StepLR,
)

from course_lib import expect, plots
from course_lib.data import ArrayLoader, cifar10_loaders
from course_lib.device import pick_device, seed_everything
from course_lib.training import History, evaluate

seed_everything(9)
device = pick_device()
loader_train, loader_val, loader_test = cifar10_loaders(batch_size=64)
full = len(loader_train.dataset) > 40_000  # all of CIFAR-10, or the embedded subset?


@contextlib.contextmanager
def warnings_printed():
    """Print the beginning of every warning of the block, where it would go to the error stream."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for each in caught:
        print(f"{each.category.__name__}:", textwrap.shorten(str(each.message), 170))


# %% [markdown]
# ## 1. What an optimizer holds
#
# An optimizer keeps a list of **parameter groups**, `optimizer.param_groups`. A group is a dictionary: under
# `"params"` stands a list of tensors, under `"lr"`, `"momentum"`, `"weight_decay"` and so on the options for
# them. `optimizer.step()` goes over the groups and reads the options anew each time. That is all there is to "a
# learning rate per layer", and all that a scheduler does is to write another number under `"lr"`.
#
# `SGD(net.parameters(), lr=0.1)` makes one group. Pass a list of dictionaries, and you get one group for each;
# the keyword arguments are the defaults for what a dictionary leaves out.


# %%
def small_net(num_classes=10):
    """A ConvNet of two parts: `body`, images to 32 numbers, and `head`, to scores."""
    body = nn.Sequential(
        *(nn.Conv2d(3, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU()),
        nn.MaxPool2d(2),
        *(nn.Conv2d(16, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32), nn.ReLU()),
        *(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
    )
    return nn.Sequential(OrderedDict(body=body, head=nn.Linear(32, num_classes))).to(device)


def show_groups(optimizer):
    for number, group in enumerate(optimizer.param_groups):
        options = {key: group[key] for key in ("lr", "momentum", "weight_decay")}
        print(f"group {number}: {len(group['params'])} tensors, {options}")


net = small_net()
show_groups(
    torch.optim.SGD(
        [
            {"params": net.body.parameters(), "lr": 0.01},  # no momentum here: the default, 0.9
            {"params": net.head.parameters(), "momentum": 0.5},  # no rate: the default, 0.1
        ],
        lr=0.1,
        momentum=0.9,
    )
)

# %% [markdown]
# Three ways to get the groups wrong. A parameter that stands in two groups would move twice, so that raises. A
# key that is no option of the optimizer raises nothing at all: the group keeps it, and nobody reads it. And a
# parameter in no group is never trained; nobody tells you either.

# %%
try:
    torch.optim.SGD([{"params": net.parameters()}, {"params": net.head.parameters(), "lr": 1.0}])
except ValueError as error:
    print("ValueError:", error)

optimizer = torch.optim.SGD([{"params": net.parameters(), "learning_rate": 1.0}], lr=0.1)
group = optimizer.param_groups[0]
print("lr:", group["lr"], "  learning_rate:", group["learning_rate"])

optimizer = torch.optim.SGD(net.body.parameters(), lr=0.1)
held = sum(len(group["params"]) for group in optimizer.param_groups)
print("held:", held, "of", len(list(net.parameters())))

# %% [markdown]
# To build groups, go over `net.named_parameters()`: it gives each parameter once, with its dotted name, such as
# `body.0.weight`. The name says where it lives. Mind how you compare: `"conv1" in name` is also true for
# `conv10.weight`. What belongs to `conv1` begins with `"conv1."`, dot included.
#
# An optimizer goes by the parameters themselves, not by their names, and it is worth knowing what it notices. A
# net can change in two ways. Some calls write into the parameters that are there: `load_state_dict`,
# `nn.init...`, and usually `.to(...)` (it keeps the `Parameter` and exchanges the memory behind it). Others put
# new parameters in their place, and the optimizer goes on with the old ones.


# %%
def is_held(optimizer, net):
    """Does the optimizer hold the parameters that the net has now, all of them and no others?"""
    held = {id(p) for group in optimizer.param_groups for p in group["params"]}
    return held == {id(p) for p in net.parameters()}


net = small_net().to("cpu")
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
net.to(torch.float64)
print("after .to(torch.float64):", is_held(optimizer, net))
net.head = nn.Linear(32, 3, dtype=torch.float64)
print("after a new head:        ", is_held(optimizer, net))

on_meta = nn.Linear(4, 2, device="meta")  # shapes without numbers, as large nets are made
optimizer = torch.optim.SGD(on_meta.parameters(), lr=0.1)
on_meta.to_empty(device="cpu")
print("after to_empty:          ", is_held(optimizer, on_meta))

# %% [markdown]
# You may have read that an optimizer made before `.to(device)` holds the wrong parameters. For the usual moves
# that is not so, as you see, but what the optimizer has collected so far, such as momentum, is *not* moved along.
# Make it a habit: finish the net, move the net, and only then make the optimizer.

# %%
net = nn.Linear(4, 2)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
net(torch.ones(1, 4)).sum().backward()
optimizer.step()
net.to(torch.float64)
collected = optimizer.state[net.weight]["momentum_buffer"]
print("the weight:", net.weight.dtype, "  its momentum:", collected.dtype)

# %% [markdown]
# ### Exercise 1: `sgd_by_layer`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 3 points.
#
# A learning rate and a momentum per layer, for any net. A few layers are named, all the rest gets the defaults.
#
# <details><summary>Show me a hint</summary>
#
# Begin with `rest = dict(net.named_parameters())`. For each layer, take out of `rest` what belongs to it. What is
# left in the end is one more group, with no options of its own.
#
# <details><summary>Show me another hint</summary>
#
# What belongs to a layer has a name that begins with the layer's name and a dot. Without the dot, "body.1" would
# catch "body.10" too.
#
# <details><summary>Show me another hint</summary>
#
# `dict.pop` takes out and returns. A group is a dictionary: "params", and the options of the layer, if it has some.
# What a group leaves out comes from the arguments of the optimizer.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "sgd_by_layer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sgd_by_layer(net, lr, momentum, layers):
    """A torch.optim.SGD over all parameters of a net, with options of their own for some layers.

    net: a module. It is not changed.
    lr, momentum: floats, for every parameter that `layers` does not speak of.
    layers: a dictionary. A key is the dotted name of a submodule, such as "head" or "body.0"; it
        stands for all parameters inside. Its value is a dictionary with "lr", "momentum", or both;
        what it leaves out is as for the rest of the net. No layer is inside another one. It may be
        empty, and it is not changed.
    Returns the optimizer. Each parameter of the net, frozen or not, is in it exactly once.

    Example: sgd_by_layer(net, 0.1, 0.9, {"body.0": {"lr": 0.01}}) trains the parameters of
    net.body[0] with rate 0.01 and momentum 0.9, all others with rate 0.1 and momentum 0.9.
    """
    ### BEGIN SOLUTION
    rest = dict(net.named_parameters())
    groups = []
    for layer, options in layers.items():
        names = [name for name in rest if name.startswith(layer + ".")]
        groups.append({"params": [rest.pop(name) for name in names], **options})
    groups.append({"params": list(rest.values())})
    return torch.optim.SGD(groups, lr=lr, momentum=momentum)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_sgd_by_layer", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
def options_of(optimizer, parameter):
    """(lr, momentum) of each group that the parameter is in: exactly one, if all is well."""
    return [
        (group["lr"], group["momentum"])
        for group in optimizer.param_groups
        for each in group["params"]
        if each is parameter
    ]


net = small_net()
optimizer = sgd_by_layer(
    net, 0.1, 0.9, {"body.0": {"lr": 0.01}, "head": {"lr": 1.0, "momentum": 0.5}}
)
expect.instance("the result", optimizer, torch.optim.SGD)
for name, parameter in net.named_parameters():
    wanted = [(0.1, 0.9)]
    if name == "body.0.weight":
        wanted = [(0.01, 0.9)]
    if name.startswith("head."):
        wanted = [(1.0, 0.5)]
    found = options_of(optimizer, parameter)
    expect.equal(f"the number of groups with {name}", len(found), 1)
    expect.close(f"(lr, momentum) of {name}", found, wanted)

# %% [markdown]
# ## 2. Decay the weights, and nothing else
#
# Weight decay pulls a parameter towards zero, by `lr * weight_decay` of itself at each step. It keeps weights
# from growing without need. Biases and the scales and shifts of norm layers are few and cannot overfit much. A
# norm layer's scale belongs near one: decay drags it down, against the training. So they are left out. Nothing
# breaks if you forget; the net is merely a little worse.
#
# Watch the scale of a BatchNorm layer, the mean of its `weight`, in the two cases.


# %%
def scale_under_decay(groups_of):
    """The mean scale of the first norm layer over 50 steps on one batch."""
    torch.manual_seed(0)
    net = small_net()
    x, y = (part[:32].to(device) for part in next(iter(loader_val)))
    optimizer = torch.optim.SGD(groups_of(net), lr=0.1)
    scales = []
    for _ in range(50):
        optimizer.zero_grad()
        F.cross_entropy(net(x), y).backward()
        optimizer.step()
        scales.append(net.body[1].weight.mean().item())
    return scales


def everything(net):
    return [{"params": net.parameters(), "weight_decay": 0.05}]


def weights_alone(net):
    weights = [net.body[0].weight, net.body[4].weight, net.head.weight]
    others = [*net.body[1].parameters(), *net.body[5].parameters(), net.head.bias]
    return [{"params": weights, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}]


plots.lines(
    {
        "decay on everything": scale_under_decay(everything),
        "on weights alone": scale_under_decay(weights_alone),
    },
    xlabel="step",
    ylabel="mean scale",
)

# %% [markdown]
# How to tell a weight from the rest? By name is fragile. `"bias" in name` misses the scale of a norm layer, which
# is called `weight`; in an `nn.Sequential` a norm layer is called `1`, not `bn`; and someone will call a layer
# `unbiased`. The common rule asks for the number of axes: linear layers, convolutions and embeddings have weights
# with two or more, and biases, scales and shifts have one.
#
# Mind the default as well. `AdamW` decays by 0.01 unless it is told otherwise, so the group without decay has to
# say so.

# %%
net = small_net()
optimizer = torch.optim.AdamW([{"params": net.head.weight, "weight_decay": 0.1}], lr=1e-3)
optimizer.add_param_group({"params": net.head.bias})  # says nothing of its decay
for group in optimizer.param_groups:
    print(f"{len(group['params'])} tensor, weight_decay {group['weight_decay']}")

# %% [markdown]
# (`add_param_group` adds a group to an optimizer that is there already, with the defaults for what it leaves
# out.)
#
# ### Exercise 2: `decay_groups`
#
# Difficulty ●●○, importance ●●●, 8 minutes, 2 points.
#
# <details><summary>Show me a hint</summary>
#
# Two lists: parameters with two or more axes, and the others. `p.ndim` is the number of axes.
#
# <details><summary>Show me another hint</summary>
#
# `named_parameters()` lists a shared parameter once, and frozen ones too; leave the latter out.
#
# <details><summary>Show me another hint</summary>
#
# Both groups say their `weight_decay`, also the one without: AdamW's own default is not zero.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "decay_groups", "locked": false, "schema_version": 3, "solution": true, "task": false}
def decay_groups(net, weight_decay):
    """Parameter groups for any optimizer of torch.optim: decay for weights only.

    net: a module. It is not changed. Some of its parameters may be frozen (requires_grad is False);
        these are left out. One parameter may be shared by several layers; it is listed once.
    weight_decay: a float, for parameters with two or more axes. All others get 0.0, whatever the
        default of the optimizer.
    Returns a list of dictionaries with the keys "params" and "weight_decay".

    Example: torch.optim.AdamW(decay_groups(net, 0.05), lr=1e-3)
    """
    ### BEGIN SOLUTION
    trained = [p for _, p in net.named_parameters() if p.requires_grad]
    weights = [p for p in trained if p.ndim >= 2]
    others = [p for p in trained if p.ndim < 2]
    return [
        {"params": weights, "weight_decay": weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_decay_groups", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
net = small_net()
net.body[4].weight.requires_grad_(False)
optimizer = torch.optim.AdamW(decay_groups(net, 0.05), lr=1e-3)
decay_of = {
    id(p): group["weight_decay"] for group in optimizer.param_groups for p in group["params"]
}
expected = {"body.0.weight": 0.05, "head.weight": 0.05, "head.bias": 0.0}
expected |= {"body.1.weight": 0.0, "body.1.bias": 0.0}  # of the norm layer: one axis each
for name, wanted in expected.items():
    parameter = net.get_parameter(name)
    expect.true(id(parameter) in decay_of, f"{name} is in one of the groups")
    look = f"Its number of axes is {parameter.ndim}."
    expect.close(f"the decay of {name}", decay_of[id(parameter)], wanted, look=look)
expect.true(id(net.body[4].weight) not in decay_of, "the frozen body.4.weight is in no group")
count = sum(len(group["params"]) for group in optimizer.param_groups)
expect.equal("the number of parameters in the groups", count, 7)

# %% [markdown]
# ## 3. A schedule is a list of numbers
#
# A large learning rate moves fast and then jumps around the goal; a small one gets close, slowly. So one begins
# large and ends small. Below, a hundred weights find the minimum of a parabola by noisy gradients, as
# mini-batches give them. (The vertical axis is logarithmic.)


# %%
def distances(rates):
    """The distance from the goal over the steps of SGD with these rates; its gradients are noisy."""
    noise = torch.Generator().manual_seed(0)
    w, found = torch.full((100,), 10.0), []
    for rate in rates:
        w -= rate * (w + torch.randn(100, generator=noise))
        found.append(w.norm().item())
    return found


many = range(300)
plots.lines(
    {
        "0.3 throughout": distances([0.3 for _ in many]),
        "0.01 throughout": distances([0.01 for _ in many]),
        "0.3 to 0, cosine": distances([0.15 * (1 + math.cos(math.pi * t / 300)) for t in many]),
    },
    xlabel="step",
    ylabel="distance",
    log=True,
)

# %% [markdown]
# A **scheduler** is made for an optimizer and writes the rates into its groups, in proportion to what each group
# began with. `scheduler.step()` means "go on to the next rate"; `scheduler.get_last_lr()` is the list of the
# rates now in force, one per group. The schedule is easy to look at, since none of this needs a net. Plot a
# schedule before you use it: it takes a second, and a training takes hours.


# %% nbgrader={"grade": false, "grade_id": "rates_of", "locked": true, "schema_version": 3, "solution": false, "task": false}
def rates_of(make_scheduler, steps, lr=0.1):
    """The learning rates of so many steps of a schedule, from a dry run without a net."""
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=lr)
    scheduler = make_scheduler(optimizer)
    rates = []
    for _ in range(steps):
        rates.append(scheduler.get_last_lr()[0])  # this is what the step is made with
        optimizer.step()
        scheduler.step()
    return rates


# %%
plots.lines(
    {
        "MultiStepLR": rates_of(lambda o: MultiStepLR(o, milestones=[10, 20], gamma=0.1), 30),
        "CosineAnnealingLR": rates_of(lambda o: CosineAnnealingLR(o, T_max=30), 30),
    },
    x=range(30),
    xlabel="epoch",
    ylabel="learning rate",
)

# %% [markdown]
# `MultiStepLR` multiplies by `gamma` when it reaches a milestone. The cosine glides from the full rate to zero in
# `T_max` steps. It is a cosine, so it does not stay there: step it further, and the rate rises again.
#
# The order is fixed. First `optimizer.step()`, with the rate in force, then `scheduler.step()`. In code from
# before 2019 you will find `scheduler.step()` at the top of the epoch. Today that skips the first value of the
# schedule, and every drop comes an epoch early. PyTorch warns if it notices, once.


# %%
def rates_used(step_at):
    """The rates that six epochs are trained with; the scheduler is stepped at the top or the end."""
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = MultiStepLR(optimizer, milestones=[3, 5], gamma=0.1)
    used = []
    for epoch in range(6):
        if step_at == "top":
            scheduler.step()
        used.append(round(optimizer.param_groups[0]["lr"], 3))
        optimizer.step()  # in truth, one for each batch
        if step_at == "end":
            scheduler.step()
        if step_at == "end, with the epoch":
            scheduler.step(epoch)
    return used


print("at the end:", rates_used("end"))
with warnings_printed():
    print("at the top:", rates_used("top"))

# %% [markdown]
# Two more relics. `scheduler.step(epoch)` is deprecated; it sets the schedule *to* that epoch instead of going on
# to the next, so here every drop comes an epoch late. (It warns at each call; only the first is printed.) Some
# schedulers no longer take the argument. And `verbose=True` is gone: print `scheduler.get_last_lr()` yourself.

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print("at the end, with the epoch:", rates_used("end, with the epoch"))
print("UserWarning:", textwrap.shorten(str(caught[0].message), 140))

optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
one, two = StepLR(optimizer, step_size=2), StepLR(optimizer, step_size=3)
try:
    SequentialLR(optimizer, [one, two], milestones=[3]).step(1)
except TypeError as error:
    print("TypeError:", error)
try:
    StepLR(optimizer, step_size=2, verbose=True)
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# One slip looks too silly to make and is made all the time: `scheduler.step()` where `optimizer.step()` should
# stand. The rate falls as planned, the loop runs, and nothing is learnt.

# %%
net = small_net()
before = copy.deepcopy(net.state_dict())
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
scheduler = StepLR(optimizer, step_size=1, gamma=0.5)
x, y = (part.to(device) for part in next(iter(loader_train)))
with warnings_printed():
    for _ in range(3):
        optimizer.zero_grad()
        F.cross_entropy(net(x), y).backward()
        scheduler.step()
print("rate:", scheduler.get_last_lr())
print("head moved:", not torch.equal(net.head.weight, before["head.weight"]))

# %% [markdown]
# Last, momentum, because the step that a rate leads to depends on it. SGD keeps a velocity `v = momentum * v +
# gradient` and moves by `-lr * v`. That is not a moving average: the gradient is *not* multiplied by `1 -
# momentum`. With a steady gradient and momentum 0.9 the steps grow to ten times the first one.

# %%
steady = {}
for momentum in (0.0, 0.5, 0.9):
    w = nn.Parameter(torch.zeros(1, dtype=torch.float64))
    optimizer = torch.optim.SGD([w], lr=0.1, momentum=momentum)
    sizes = []
    for _ in range(25):
        before = w.item()
        w.grad = torch.ones_like(w)
        optimizer.step()
        sizes.append(round(before - w.item(), 6))
    steady[f"momentum {momentum}"] = sizes
plots.lines(steady, xlabel="step", ylabel="size of the step")

# %% [markdown]
# ### Exercise 3: `predict_rates`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 2 points: one for the numbers, one for the optimizers.
#
# **The numbers.** Every rate begins at `lr=0.8`. "The rates of the epochs" are those that the batches of an epoch
# are trained with. Unless it says otherwise, `scheduler.step()` comes at the end of each epoch.
#
# | key | what to predict |
# |---|---|
# | `"multistep"` | `MultiStepLR(optimizer, milestones=[2, 4], gamma=0.5)`: the rates of epochs 0 to 5 |
# | `"at the top"` | the same scheduler, but stepped at the top of each epoch: the rates of epochs 0 to 5 |
# | `"every batch"` | the same scheduler, but stepped after each batch, three in an epoch: the rates of the *first* batch of epochs 0 to 3 |
# | `"cosine"` | `CosineAnnealingLR(optimizer, T_max=4)`: the rates of epochs 0, 2, 4, 6, 8 |
# | `"batches"` | 1,000 images in batches of 64, the last one smaller, 5 epochs, a scheduler that is stepped once per batch: how many steps in all (one number) |
# | `"momentum"` | SGD with `lr=0.8` and `momentum=0.5`, no scheduler; a weight begins at 0, and its gradient is always 1: the weight after steps 1, 2 and 3 |
#
# **The optimizers.** `optimizer = torch.optim.SGD(net.parameters(), lr=0.8)` is made, then the line runs. Does
# the optimizer afterwards hold the parameters of `net`, all of them and no others (`True`), or not (`False`)?
#
# | key | the line |
# |---|---|
# | `"dtype"` | `net.to(torch.float64)` |
# | `"head"` | `net.head = nn.Linear(32, 3)` |
# | `"init"` | `nn.init.zeros_(net.head.weight)` |
# | `"load"` | `net.load_state_dict(torch.load("net.pt"))` |
# | `"copy"` | `net = copy.deepcopy(net)` |
# | `"empty"` | `net.to_empty(device="cpu")`, where net was made on the device `"meta"` |
# | `"frozen"` | `net.body.requires_grad_(False)` |
#
# Write down what you think, then try what you are unsure of in a cell of your own. Replace each `None`, and
# delete the last two lines of the cell. The test below looks at the form, and must pass first.
#
# <details><summary>Show me a hint</summary>
#
# Write a table: epoch, calls of `step` so far, rate. A scheduler counts its calls, whatever you call them for.
#
# <details><summary>Show me another hint</summary>
#
# At the top of the epoch means: one more call before the first batch. After each batch means: three calls an epoch.
# The cosine reaches zero at T_max and comes back up.
#
# <details><summary>Show me another hint</summary>
#
# For the optimizers ask: are the tensors in `net` afterwards the same objects as before? Which of the lines change
# tensors in place, and which make new ones?
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict_rates", "locked": false, "schema_version": 3, "solution": true, "task": false}
numbers = {
    "multistep": None,  # six numbers, such as [0.8, 0.8, 0.8, 0.8, 0.8, 0.8]
    "at the top": None,  # six numbers
    "every batch": None,  # four numbers
    "cosine": None,  # five numbers
    "batches": None,  # one number
    "momentum": None,  # three numbers
}
still_held = {
    "dtype": None,  # True or False
    "head": None,
    "init": None,
    "load": None,
    "copy": None,
    "empty": None,
    "frozen": None,
}
### BEGIN SOLUTION
numbers = {
    "multistep": [0.8, 0.8, 0.4, 0.4, 0.2, 0.2],
    "at the top": [0.8, 0.4, 0.4, 0.2, 0.2, 0.2],
    "every batch": [0.8, 0.4, 0.2, 0.2],
    "cosine": [0.8, 0.4, 0.0, 0.4, 0.8],
    "batches": 80,
    "momentum": [-0.8, -2.0, -3.4],
}
still_held = {
    "dtype": True,
    "head": False,
    "init": True,
    "load": True,
    "copy": False,
    "empty": False,
    "frozen": True,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict_rates", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
counts = {"multistep": 6, "at the top": 6, "every batch": 4, "cosine": 5, "momentum": 3}
for key in (*counts, "batches"):
    expect.true(key in numbers, f"numbers has the key {key!r}")
    expect.true(numbers[key] is not None, f"numbers[{key!r}] is predicted")
for key, count in counts.items():
    expect.true(hasattr(numbers[key], "__len__"), f"numbers[{key!r}] is a list of numbers")
    expect.equal(f"the count of numbers[{key!r}]", len(numbers[key]), count)
for key in ("dtype", "head", "init", "load", "copy", "empty", "frozen"):
    expect.true(key in still_held, f"still_held has the key {key!r}")
    came = f"It is {still_held[key]!r}."
    expect.true(still_held[key] in (True, False), f"still_held[{key!r}] is a bool", came=came)

# %% [markdown]
# ## 4. Warm up, then anneal
#
# At the very beginning weights are random and statistics are not settled, and a full-sized step can do harm. So
# one often starts with a small fraction of the rate, raises it over a few epochs, and then lets it fall.
# `LinearLR` does the rise: from `start_factor` times the rate to the full rate in `total_iters` steps.
#
# Two schedulers after one another: that is `SequentialLR`. A tempting mistake is to make both and to step both.
# Then both change the same rate at the same time. The second begins its fall during the rise of the first.


# %%
def both_stepped(epochs):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    rise = LinearLR(optimizer, start_factor=0.1, total_iters=5)
    fall = CosineAnnealingLR(optimizer, T_max=epochs - 5)
    rates = []
    for _ in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        rise.step()
        fall.step()
    return rates


def rise_then_wait(optimizer):
    rise = LinearLR(optimizer, start_factor=0.1, total_iters=5)
    wait = LambdaLR(optimizer, lambda step: 1.0)  # a factor: the rate stays the full one
    return SequentialLR(optimizer, [rise, wait], milestones=[5])


plots.lines(
    {"both stepped": both_stepped(20), "SequentialLR": rates_of(rise_then_wait, 20)},
    x=range(20),
    xlabel="epoch",
    ylabel="learning rate",
)

# %% [markdown]
# `SequentialLR(optimizer, schedulers, milestones)` hands over when its count of steps reaches a milestone, and
# the next scheduler begins from *its own* step 0. So a cosine after a warm-up of 5 epochs must be told how many
# epochs are left, not how many there are in all. You step only the `SequentialLR`. (`LambdaLR` above takes a
# function from the step to a *factor* for the rate, not to the rate itself. With it you can write any schedule.)
#
# ### Exercise 4: `warmup_cosine`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 3 points.
#
# <details><summary>Show me a hint</summary>
#
# Three objects: a `LinearLR` with its `start_factor` and `total_iters`, a `CosineAnnealingLR`, and the
# `SequentialLR` of both. Then plot what you have: `rates_of(lambda o: warmup_cosine(o, 4, 20), 20)`.
#
# <details><summary>Show me another hint</summary>
#
# How many epochs does each of the two have for itself? The cosine counts from its own step 0, and should be at zero
# when all epochs are over.
#
# <details><summary>Show me another hint</summary>
#
# `SequentialLR` wants a list of schedulers and a list of milestones, one fewer. The milestone is where the full
# rate is reached.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "warmup_cosine", "locked": false, "schema_version": 3, "solution": true, "task": false}
def warmup_cosine(optimizer, warmup_epochs, epochs, start_factor=0.1):
    """A scheduler, stepped once after each epoch: a linear warm-up, then a cosine down to zero.

    optimizer: has one or more groups, with different rates. Below, `rate` is that of a group.
    warmup_epochs, epochs: whole numbers, 1 <= warmup_epochs < epochs.
    start_factor: a float, 0 < start_factor <= 1.
    The rate of epoch e, counted from 0, is
        rate * (start_factor + (1 - start_factor) * e / warmup_epochs)  for e < warmup_epochs
        rate * (1 + cos(pi * t)) / 2  with t = (e - warmup_epochs) / (epochs - warmup_epochs) after.
    So epoch 0 has start_factor * rate and epoch warmup_epochs the full rate. In epoch `epochs`, which
    is no longer trained, it would be 0.
    Returns the scheduler, which has step() and get_last_lr().

    Example: with rate 0.1, warmup_epochs=2, epochs=6 the rates are
    0.01, 0.055, 0.1, 0.0854, 0.05, 0.0146.
    """
    ### BEGIN SOLUTION
    rise = LinearLR(optimizer, start_factor=start_factor, total_iters=warmup_epochs)
    fall = CosineAnnealingLR(optimizer, T_max=epochs - warmup_epochs)
    return SequentialLR(optimizer, [rise, fall], milestones=[warmup_epochs])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_warmup_cosine", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
def trace_of(optimizer, scheduler, epochs):
    """The rates of all groups in each epoch."""
    rates = []
    for _ in range(epochs):
        rates.append([group["lr"] for group in optimizer.param_groups])
        optimizer.step()
        scheduler.step()
    return torch.tensor(rates)


two_groups = [
    {"params": [nn.Parameter(torch.zeros(1))], "lr": 0.1},
    {"params": [nn.Parameter(torch.zeros(1))], "lr": 0.02},
]
optimizer = torch.optim.SGD(two_groups, lr=1.0)
scheduler = warmup_cosine(optimizer, 2, 6)
expect.true(scheduler is not None, "warmup_cosine returns a scheduler", look="return ...")
trace = trace_of(optimizer, scheduler, 6)
wanted = torch.tensor([0.01, 0.055, 0.1, 0.085355, 0.05, 0.014645])
expect.close("the rates of the first group", trace[:, 0], wanted, look="Plot it with rates_of.")
expect.close(
    "the rates of the second group", trace[:, 1], wanted / 5, look="A group keeps its own."
)

# %%
plots.lines(
    {
        "4 of 20": rates_of(lambda o: warmup_cosine(o, 4, 20), 20),
        "10 of 20": rates_of(lambda o: warmup_cosine(o, 10, 20, start_factor=0.5), 20),
    },
    x=range(20),
    xlabel="epoch",
    ylabel="learning rate",
)

# %% [markdown]
# ## 5. Per batch, and clipped
#
# A short training has too few epochs for a smooth schedule. `OneCycleLR` is therefore stepped after every
# *batch*: up to `max_lr` in the first 30%, then down to almost nothing. (It moves the momentum the other way.) It
# has to know beforehand how many steps there will be: `total_steps = epochs * len(loader)`, where `len(loader)`
# is the number of batches. A scheduler does not know what its steps mean. You decide that, by where you put the
# call.
#
# Told the number of epochs and stepped per batch, it runs out, and says so. Told the number of batches and
# stepped per epoch, it says nothing: the training ends while it is still warming up.

# %%
epochs, batches = 5, 40
right = rates_of(
    lambda o: OneCycleLR(o, max_lr=0.1, total_steps=epochs * batches), epochs * batches
)
five = rates_of(lambda o: OneCycleLR(o, max_lr=0.1, total_steps=epochs * batches), epochs)
stepped_per_epoch = [rate for rate in five for _ in range(batches)]
try:
    rates_of(lambda o: OneCycleLR(o, max_lr=0.1, total_steps=epochs), epochs * batches)
except ValueError as error:
    print("ValueError:", error)
plots.lines(
    {"stepped per batch": right, "stepped per epoch": stepped_per_epoch},
    xlabel="batch",
    ylabel="learning rate",
)

# %% [markdown]
# Now and then a batch has a huge gradient, and one step along it can undo an hour. **Clipping** puts an upper
# limit on it. Take all gradients as one long vector; if its length, the *total norm*, is more than `max_norm`,
# make it shorter, and keep its direction. `nn.utils.clip_grad_norm_(parameters, max_norm)` does that in place and
# returns the norm from before. It belongs between `backward` and `optimizer.step()`: before there is nothing to
# clip, and after it is too late.

# %%
net = small_net()
(100 * F.cross_entropy(net(x), y)).backward()
print("before:", nn.utils.clip_grad_norm_(net.parameters(), max_norm=1.0).item())
print("after: ", nn.utils.get_total_norm([p.grad for p in net.parameters()]).item())

# %% [markdown]
# It has one trap. `net.parameters()` is a **generator**: it hands out the parameters once, and is then empty.
# Keep it in a variable, use it a second time, and there is nothing left. To clip nothing is no error. Recent
# versions of PyTorch warn; older ones do not. Either write `net.parameters()` each time, or keep a list.

# %%
parameters = net.parameters()
optimizer = torch.optim.SGD(parameters, lr=0.1)  # goes through the generator
optimizer.zero_grad()
(100 * F.cross_entropy(net(x), y)).backward()
with warnings_printed():
    print("said to be before:", nn.utils.clip_grad_norm_(parameters, max_norm=1.0).item())
print("after:", nn.utils.get_total_norm([p.grad for p in net.parameters()]).item())

# %% [markdown]
# ### Exercise 5: `train_with_schedule` (find the bugs)
#
# Difficulty ●●●, importance ●●●, 14 minutes, 4 points.
#
# The training loop below is meant to work with any schedule. It has four defects. Some raise with one kind of
# schedule, some only make the training worse, one fills the memory. Read the docstring, then find them. Change
# the code itself, and delete the last two lines of the cell.
#
# You have met all four: three in this lesson, and one in lesson 02, where losses were collected.
#
# <details><summary>Show me a hint</summary>
#
# Run through it with `per_batch=False`, two epochs of one batch: with which rate is the first step made? And which
# of the two kinds of schedule is stepped when?
#
# <details><summary>Show me another hint</summary>
#
# `net.parameters()` is a generator. What is left of it for the second batch?
#
# <details><summary>Show me another hint</summary>
#
# Two faults are in what is collected: a rate must be noted at the right time, and a loss must not bring along its
# graph.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "train_with_schedule", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):
    """Train a net, one optimizer step for each batch, with clipped gradients and a schedule.

    net: a module, images to scores (N, classes), on `device`. It is trained in place.
    loader: gives batches (x, y) on the CPU; goes once through the data each time it is iterated.
    optimizer: holds the parameters of net. scheduler: changes the rates of this optimizer.
    epochs: how often to go through the loader.
    per_batch: True: the scheduler goes on after each batch. False: after each epoch. After
        the last one, too. The very first steps are made with the rate that the optimizer has at the call.
    max_norm: before each step the gradients of all parameters of net, taken together, are clipped
        to this total norm.
    Returns (rates, losses), two lists of floats with one entry per batch: the rate of the first
    group that this batch's step was made with, and the loss of the batch (cross-entropy).
    """
    rates, losses = [], []
    parameters = net.parameters()
    for _ in range(epochs):
        scheduler.step()
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, max_norm)
            optimizer.step()
            if per_batch:
                scheduler.step()
            rates.append(optimizer.param_groups[0]["lr"])
            losses.append(loss)
    return rates, losses


### BEGIN SOLUTION
def train_with_schedule(net, loader, optimizer, scheduler, epochs, per_batch, max_norm):  # noqa: F811
    rates, losses = [], []
    for _ in range(epochs):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), max_norm)
            rates.append(optimizer.param_groups[0]["lr"])
            losses.append(loss.item())
            optimizer.step()
            if per_batch:
                scheduler.step()
        if not per_batch:
            scheduler.step()
    return rates, losses


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_train_with_schedule", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# Seven images in batches of 3, 3 and 1; two epochs.
pixels = torch.randn(7, 1, 2, 3, generator=torch.Generator().manual_seed(0))
seven = ArrayLoader(pixels, torch.tensor([0, 1, 2, 0, 1, 2, 0]), batch_size=3)


def tried(make_scheduler, per_batch, max_norm=1e-3):
    net = nn.Sequential(nn.Flatten(), nn.Linear(6, 3)).to(device)
    start = net[1].weight.detach().clone()
    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)
    scheduler = make_scheduler(optimizer)
    pair = train_with_schedule(net, seven, optimizer, scheduler, 2, per_batch, max_norm)
    expect.instance("the result", pair, (tuple, list), look="Return rates and losses.")
    rates, losses = pair
    way = (net[1].weight.detach() - start).norm().item()
    return rates, losses, way


rates, losses, way = tried(lambda o: StepLR(o, step_size=1, gamma=0.5), per_batch=False)
expect.close("the rates, per epoch", rates, [1.0, 1.0, 1.0, 0.5, 0.5, 0.5])
graphs = any(getattr(loss, "requires_grad", False) for loss in losses)
expect.true(not graphs, "no loss keeps its graph", look="Lesson 02: a plain number, loss.item().")
# Six steps, none longer than rate * max_norm.
limit = sum([1.0, 1.0, 1.0, 0.5, 0.5, 0.5]) * 1e-3
look = "Are the gradients of every batch clipped?"
expect.between("the way that the weight has gone", way, 1e-6, 1.01 * limit, look=look)
rates, losses, way = tried(lambda o: StepLR(o, step_size=1, gamma=0.5), per_batch=True)
expect.close("the rates, per batch", rates, [1.0, 0.5, 0.25, 0.125, 0.0625, 0.03125])
rates, losses, way = tried(lambda o: OneCycleLR(o, max_lr=1.0, total_steps=6), per_batch=True)
expect.close("the first rate of OneCycleLR", rates[0], 0.04, look="max_lr / 25, to begin with.")
expect.equal("the number of losses", len(losses), 6)

# %% [markdown]
# ## 6. When the net changes
#
# Fine-tuning takes a trained net, gives it a new last layer for other classes, and trains on: the new layer fast,
# the old ones slowly, so that they do not forget. Here two traps meet. One you know from section 1: the optimizer
# does not notice that the head is another one.
#
# A group may be added to an optimizer at any time, with `add_param_group`. But a scheduler that already exists
# does not know the rate that the new group began with. What happens then depends on the scheduler. Some multiply
# all rates by the same factor and so get it right. `LinearLR` multiplies, too, but it has taken a tenth of every
# rate when it was made, and the new group was not there. Others keep a list with one rate per group, and raise,
# now or later.


# %%
def rates_with_late_group(make_scheduler, steps=8):
    """Rates of a group that is there from the start, and of one that is added after the scheduler."""
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = make_scheduler(optimizer)
    optimizer.add_param_group({"params": [nn.Parameter(torch.zeros(1))], "lr": 0.1})
    rates = []
    for _ in range(steps):
        rates.append([group["lr"] for group in optimizer.param_groups])
        optimizer.step()
        scheduler.step()
    return zip(*rates, strict=True)


print("MultiStepLR:", *rates_with_late_group(lambda o: MultiStepLR(o, [2], gamma=0.5), 3))
for make_scheduler in (
    lambda o: LambdaLR(o, lambda step: 0.5**step),
    lambda o: OneCycleLR(o, max_lr=0.1, total_steps=8),
):
    try:
        rates_with_late_group(make_scheduler)
    except (ValueError, KeyError) as error:
        print(f"{type(error).__name__}:", error)
early, late = rates_with_late_group(lambda o: LinearLR(o, start_factor=0.1, total_iters=5))
plots.lines(
    {"there from the start": early, "added after the scheduler": late},
    x=range(8),
    xlabel="epoch",
    ylabel="learning rate",
)

# %% [markdown]
# Both groups were to rise to 0.1. The late one ends at ten times that. So: first the net, then the optimizer with
# all its groups, then the scheduler.
#
# ### Exercise 6: `fine_tuning` (find the bugs)
#
# Difficulty ●●○, importance ●●●, 10 minutes, 3 points.
#
# This code runs without an error, and a fine-tuning with it usually ends badly. What does the optimizer hold, and
# which rates does the new head get? Change the code itself, and delete the last two lines of the cell.
#
# <details><summary>Show me a hint</summary>
#
# Print how many parameters the optimizer holds, and how many the net has. Is the old head among them?
#
# <details><summary>Show me another hint</summary>
#
# Then look at the order of the lines: the scheduler was made when there was no new head. What does it take for the
# full rate of a group that comes later?
#
# <details><summary>Show me another hint</summary>
#
# So: the net first. Then two groups, body and head, of which one has a rate of its own. Then the scheduler.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "fine_tuning", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):
    """Give a net a new head, and make the optimizer and the scheduler to fine-tune it.

    net: a module whose attribute `head` is an nn.Linear. `head` becomes a new nn.Linear with as many
        inputs, num_classes outputs and a bias, on the same device. Nothing else in net is changed.
    lr, head_lr: floats, the full rates of the other parameters and of the new head.
    warmup_epochs: the scheduler is a LinearLR with start_factor 0.1 and this many steps.
    Returns (optimizer, scheduler): torch.optim.SGD with momentum 0.9, which holds each parameter
    that the net has afterwards, frozen or not, exactly once, and no others. The rate of each begins
    at a tenth of its full rate, and reaches the full rate after warmup_epochs steps of the scheduler.
    """
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    optimizer.add_param_group({"params": net.head.parameters(), "lr": head_lr})
    return optimizer, scheduler


### BEGIN SOLUTION
def fine_tuning(net, num_classes, lr, head_lr, warmup_epochs):  # noqa: F811
    net.head = nn.Linear(net.head.in_features, num_classes, device=net.head.weight.device)
    head = list(net.head.parameters())
    body = [p for name, p in net.named_parameters() if not name.startswith("head.")]
    groups = [{"params": body}, {"params": head, "lr": head_lr}]
    optimizer = torch.optim.SGD(groups, lr=lr, momentum=0.9)
    scheduler = LinearLR(optimizer, start_factor=0.1, total_iters=warmup_epochs)
    return optimizer, scheduler


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_fine_tuning", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
net = small_net()
old_head = net.head
pair = fine_tuning(net, 3, 0.01, 0.1, 4)
expect.instance("the result", pair, (tuple, list), look="Return optimizer and scheduler.")
optimizer, scheduler = pair
expect.shape("the scores", net(torch.zeros(2, 3, 8, 8, device=device)), (2, 3))
held = [id(p) for group in optimizer.param_groups for p in group["params"]]
for name, parameter in net.named_parameters():
    expect.equal(f"how often the optimizer holds {name}", held.count(id(parameter)), 1)
is_there = id(old_head.weight) in held
expect.true(not is_there, "the old head is not in the optimizer", look="What was made first?")
for epoch in range(7):
    share = min(1.0, 0.1 + 0.9 * epoch / 4)
    rate_of = {id(p): group["lr"] for group in optimizer.param_groups for p in group["params"]}
    body_rate, head_rate = rate_of[id(net.body[0].weight)], rate_of[id(net.head.weight)]
    expect.close(f"the rate of the body in epoch {epoch}", body_rate, 0.01 * share)
    expect.close(f"the rate of the head in epoch {epoch}", head_rate, 0.1 * share)
    optimizer.step()
    scheduler.step()

# %% [markdown]
# ## 7. An average of the weights
#
# The last steps of a training still jump around the minimum. The *average* of the places they visit is closer to
# it than any one of them. So one keeps a second net beside the first, whose weights are an **exponential moving
# average**, EMA: after each step, `average = decay * average + (1 - decay) * weight`. The average is used for
# predictions; the training does not know of it.
#
# Here is the parabola of section 3 again, with a rate that stays large.

# %%
noise = torch.Generator().manual_seed(0)
w, average = torch.full((100,), 10.0), torch.full((100,), 10.0)
far = {"weights": [], "average, decay 0.95": []}
for _ in range(300):
    w -= 0.3 * (w + torch.randn(100, generator=noise))
    average = 0.95 * average + 0.05 * w
    far["weights"].append(w.norm().item())
    far["average, decay 0.95"].append(average.norm().item())
plots.lines(far, xlabel="step", ylabel="distance", log=True)

# %% [markdown]
# Three traps. `average = net` is no second net but a second name, and `net.state_dict()` holds the live tensors,
# which the next step changes: you need a copy. The average must not be part of a graph, or each update makes the
# graph longer. And BatchNorm has buffers: running means and variances, and a count of batches, a whole number.
# They belong to a net as well; they are taken over as they are.

# %%
net = small_net()
remembered = net.state_dict()["head.bias"]
copied = copy.deepcopy(net).head.bias
with torch.no_grad():
    net.head.bias.fill_(7.0)
print("state_dict:", remembered[:3], "  deepcopy:", copied.detach()[:3])
try:
    count = net.state_dict()["body.1.num_batches_tracked"]
    count.lerp_(count + 1, 0.1)
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# ### Exercise 7: `WeightAverage`
#
# Difficulty ●●○, importance ●●○, 10 minutes, 3 points.
#
# (PyTorch has one too, `torch.optim.swa_utils.AveragedModel`. Its first update copies the weights; ours begins
# with a copy and averages from the first update on.)
#
# <details><summary>Show me a hint</summary>
#
# `copy.deepcopy` makes a net that shares no memory. Its parameters are not to be trained.
#
# <details><summary>Show me another hint</summary>
#
# `update` walks through the parameters of both nets at once, and changes the average's in place, where nothing is
# recorded. `decay` times the old plus the rest of the new.
#
# <details><summary>Show me another hint</summary>
#
# Buffers, such as running means and the count of batches, are taken over as they are: `copy_`. Some of them are
# whole numbers, which cannot be averaged anyway.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "WeightAverage", "locked": false, "schema_version": 3, "solution": true, "task": false}
class WeightAverage:
    """An exponential moving average of the weights of a net.

    Example:
        averaged = WeightAverage(net, decay=0.99)
        ...  # in the training loop, after each optimizer.step():
        averaged.update(net)
        ...  # in the end:
        evaluate(loader_val, averaged.average, device)
    """

    def __init__(self, net, decay):
        """Set self.average: a net of its own, which begins as a copy of `net`.

        Its parameters have the same order as those of net and do not require grad. It shares no
        memory with net, now or after an update. `net` is not changed.

        net: a module. Parameters may be frozen; none is shared by two layers. All its buffers are
        in its state_dict.
        """
        ### BEGIN SOLUTION
        self.decay = decay
        self.average = copy.deepcopy(net).requires_grad_(False)
        ### END SOLUTION

    def update(self, net):
        """Move the average towards the present weights of `net`, which is not changed.

        self.average stays the same module. Each of its parameters becomes
        decay * itself + (1 - decay) * that of net, frozen or not. Each buffer becomes equal to that
        of net.
        """
        ### BEGIN SOLUTION
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), net.parameters(), strict=True):
                mean.mul_(self.decay).add_(p, alpha=1 - self.decay)
            for mine, theirs in zip(self.average.buffers(), net.buffers(), strict=True):
                mine.copy_(theirs)
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_WeightAverage", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
net = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)).to(device)
with torch.no_grad():
    net[0].bias.fill_(1.0)
averaged = WeightAverage(net, decay=0.75)
expect.true(averaged.average is not net, "the average is a net of its own", look="Make a copy.")
with torch.no_grad():
    net[0].bias.fill_(5.0)
    net[1].running_mean.fill_(3.0)
    net[1].num_batches_tracked.fill_(4)
own = list(averaged.average.parameters())[1]
expect.close("the averaged bias before an update", own, [1.0, 1.0], look="Is it a live reference?")
averaged.update(net)
own = list(averaged.average.parameters())[1]
expect.close("the averaged bias after one", own, [2.0, 2.0], look="0.75 * 1 + 0.25 * 5")
averaged.update(net)
own = list(averaged.average.parameters())[1]
expect.close("the averaged bias after two", own, [2.75, 2.75], look="0.75 * 2 + 0.25 * 5")
expect.close("the bias of net", net[0].bias, [5.0, 5.0], look="update must not change the net.")
buffers = dict(averaged.average.named_buffers())
running_mean = next(value for name, value in buffers.items() if name.endswith("running_mean"))
expect.close(
    "the running mean", running_mean, [3.0, 3.0], look="Buffers are taken over as they are."
)
expect.true(not own.requires_grad, "the average does not require grad")

# %% [markdown]
# ## 8. All together
#
# Decay for weights only, clipping, a scheduler stepped per batch, and an average that is kept along the way. The
# loop is yours; `register_step_post_hook` has `update` called after each step of the optimizer. It is done twice,
# with a rate that stays large and with one cycle.


# %%
def final_run(make_scheduler):
    """Train for a short while; the accuracies of the net and of its average on the test images."""
    seed_everything(9)
    net = small_net()
    optimizer = torch.optim.SGD(decay_groups(net, 5e-4), lr=0.3, momentum=0.9, nesterov=True)
    scheduler = make_scheduler(optimizer, epochs * len(loader_train))
    averaged = WeightAverage(net, decay=0.97)
    optimizer.register_step_post_hook(lambda *_: averaged.update(net))
    rates = History(steps=epochs * len(loader_train))  # shows the run while it goes
    optimizer.register_step_post_hook(lambda *_: rates.log(rate=optimizer.param_groups[0]["lr"]))
    _, losses = train_with_schedule(net, loader_train, optimizer, scheduler, epochs, True, 2.0)
    own, of_average = (evaluate(loader_test, each, device) for each in (net, averaged.average))
    print(f"net: {own:.1%} of the test images   average: {of_average:.1%}")
    return losses


epochs = 1 if full else 3
constant = final_run(lambda optimizer, steps: LambdaLR(optimizer, lambda step: 1.0))
one_cycle = final_run(lambda optimizer, steps: OneCycleLR(optimizer, 0.3, total_steps=steps))
plots.loss_and_accuracy({"loss, constant rate": constant, "loss, one cycle": one_cycle})

# %% [markdown]
# With a constant rate the net still jumps when the training ends, and its average does better than the net
# itself. With one cycle the rate has fallen to almost nothing, the net has come to rest by itself, and the
# average, which lags behind, has little to add. You can have a calm end by the one or by the other.
#
# ## Summary
#
# - An optimizer is a list of groups: tensors, and options for them. What a group leaves out is a default.
# - Build groups from `named_parameters()`. Each parameter belongs in exactly one; only one slip raises.
# - Decay what has two or more axes. Say 0.0 for the others: defaults differ.
# - The optimizer holds the tensors that were there when it was made. Net, device, optimizer, scheduler: in this
#   order.
# - First `optimizer.step()`, then `scheduler.step()`. A scheduler counts its calls and knows nothing of epochs.
# - Plot a schedule before you use it. `get_last_lr()` is the rate in force.
# - Clip between `backward` and the step, and clip `net.parameters()`, not a generator that is used up.
# - An average of weights is a copy of its own, outside of any graph, buffers included.
#
# ## What people get wrong
#
# - The head is replaced after the optimizer was made. The new one keeps its random weights.
# - `"conv1" in name`, which finds `conv10` as well; `"bias" in name`, which misses the norm layers.
# - `{"learning_rate": 0.01}` in a group. It is kept and ignored.
# - `scheduler.step()` at the top of the epoch, `scheduler.step(epoch)`, `verbose=True`: code from other times.
# - `OneCycleLR` stepped per epoch; `MultiStepLR` with milestones in epochs, stepped per batch.
# - `T_max=epochs` for a cosine that comes after a warm-up.
# - Momentum taken for an average: it makes steps longer.
# - `total += loss`, `losses.append(loss)`: each keeps a whole graph in memory.
# - `average = net`.
#
# ## Questions to take along
#
# - What would a cosine with `T_max = 30` do in epochs 30 to 60? When might you want that?
# - With momentum 0.9 a steady gradient makes steps ten times as long. What does that say about the learning rate,
#   if you change the momentum to 0.99?
# - Clipping each parameter's gradient on its own changes the direction of the step. Why?
# - An average with decay 0.99 looks back over about how many steps?
#
# ## Where to read on
#
# In the documentation on pytorch.org: `torch.optim` ("Per-parameter options", "How to adjust learning rate",
# "Weight Averaging"), `torch.nn.utils.clip_grad_norm_`. Loshchilov and Hutter, "SGDR" (the cosine) and "Decoupled
# Weight Decay Regularization" (AdamW). Smith and Topin, "Super-Convergence" (one cycle). In the next lesson you
# save all this, and resume it as if nothing had happened.
