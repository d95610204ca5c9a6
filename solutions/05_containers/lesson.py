# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 05 Containers
#
# A net of a hundred layers is not written down layer by layer. It is put together: chains, lists and
# dictionaries of layers, from a loop, a text or a config. PyTorch has a container for each, and each sees to
# it that the layers in it are found: by the optimizer, by `.to(device)`, by whoever saves the net.
#
# When you are done you can
#
# - write a net as an `nn.Sequential`, take it apart by index, and add to it;
# - train it with SGD and Nesterov momentum;
# - say what a parameter deep in a net is called, and why;
# - say why a Python list of layers registers nothing, and what `[layer] * n` really makes;
# - choose between `nn.ModuleList`, `nn.ModuleDict` and `nn.ParameterList`;
# - build a net from a text, and leave sizes open with a Lazy layer;
# - write a registry with a decorator, as large code bases have one, and say when a decorator runs.
#
# Six exercises, 15 points, about 90 minutes. Run the cells from top to bottom. Where an experiment
# is meant to fail, it says so and prints the error.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import warnings
from collections import OrderedDict

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim

from course_lib import expect, plots
from course_lib.data import cifar10_loaders
from course_lib.device import pick_device, seed_everything
from course_lib.training import History, evaluate

seed_everything(5)
device = pick_device()
dtype = torch.float32
loader_train, loader_val, loader_test = cifar10_loaders(batch_size=64)
full = len(loader_train.dataset) > 40_000  # all of CIFAR-10, or the embedded subset?

# %% [markdown]
# ## 1. `nn.Sequential`: a chain of layers
#
# Most nets are chains: the output of one layer is the input of the next. For a chain you need no class and no
# `forward`. `nn.Sequential` takes the layers in their order and is a module itself. Calling it calls
# them one after the other. Its entries are numbered from 0, or named, if you give it an `OrderedDict`.

# %%
numbered = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2))
named = nn.Sequential(
    OrderedDict(conv=nn.Conv2d(3, 8, 3), relu=nn.ReLU(), pool=nn.MaxPool2d(2)),
)
print(numbered)
print(named)
x = torch.randn(5, 3, 10, 12)
print("output:", tuple(numbered(x).shape), tuple(named(x).shape))
print("the same layer:", named[0] is named.conv)

# %% [markdown]
# A Sequential behaves like a list. An index gives a layer, a slice gives a shorter Sequential *of the same
# layers*, an assignment replaces a layer, `append` adds one. So you can look at what happens halfway: walk through
# it and print the shapes.

# %%
numbered.append(nn.Conv2d(8, 4, 3))
print("length", len(numbered), "| last:", numbered[-1])
print("the first two:", tuple(numbered[:2](x).shape))

numbered[2] = nn.AvgPool2d(2)  # another kind of pooling
z = x
for number, layer in enumerate(numbered):
    z = layer(z)
    print(number, type(layer).__name__.ljust(10), tuple(z.shape))

# %% [markdown]
# Slices are good for looking, too. Here is a chain of three whose weights are made by hand: one filter finds
# edges that get brighter from left to right, the other from top to bottom. You see four photos after the
# convolution (grey is zero), after the ReLU (below zero, nothing is left) and after the pooling.

# %%
edges = nn.Sequential(nn.Conv2d(3, 2, 3, padding=1, bias=False), nn.ReLU(), nn.MaxPool2d(2))
brighter = torch.tensor([[-1.0, 0.0, 1.0]] * 3)
with torch.no_grad():
    edges[0].weight[0] = brighter  # the same for the three colours
    edges[0].weight[1] = brighter.t()
photos = next(iter(loader_test))[0][:4].cpu()
plots.images(photos, columns=4).show()
for stop in (1, 2, 3):
    maps = edges[:stop](photos).flatten(0, 1)[:, None]  # one grey image for each photo and filter
    plots.images(0.5 + maps / 30).show()

# %% [markdown]
# What goes in must be modules, one argument each. A function is none, and neither is a list. (The star in
# `nn.Sequential(*layers)` makes separate arguments of a list.) And a fully connected layer still wants rows:
# a Sequential does not flatten by itself. Three errors that you will meet:

# %%
for failing in (
    lambda: nn.Sequential(nn.Linear(4, 4), torch.relu),
    lambda: nn.Sequential([nn.Linear(4, 4), nn.ReLU()]),
    lambda: nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.Linear(8 * 10 * 12, 10))(x),
):
    try:
        failing()
    except (TypeError, RuntimeError) as error:
        print(f"{type(error).__name__}: {error}")

# %% [markdown]
# A function becomes a module when you wrap it in a class. PyTorch has `nn.Flatten` for this one; below it is
# written out. The next cell also brings back `flatten`, `random_weight` and `zero_weight` of lesson 02, in case
# you want them. One thing is new: a matrix of lesson 02 was (inputs, units), but the weight of an `nn.Linear` is
# (units, inputs). So `random_weight` now takes the longer side for the inputs. Were it to take the 10 scores for the
# inputs, the last layer below would begin forty times too large, and the net would not learn.


# %% nbgrader={"grade": false, "grade_id": "given", "locked": true, "schema_version": 3, "solution": false, "task": false}
def flatten(x):
    """One row for each image: (N, C, H, W) becomes (N, C * H * W)."""
    return x.reshape(x.shape[0], -1)


class Flatten(nn.Module):
    """The function flatten as a module."""

    def forward(self, x):
        return flatten(x)


def random_weight(shape):
    """Kaiming normal, a leaf that requires grad. Of a matrix, the longer side is the inputs."""
    fan_in = max(shape) if len(shape) == 2 else int(np.prod(shape[1:]))
    w = torch.randn(shape, device=device, dtype=dtype) * np.sqrt(2.0 / fan_in)
    return w.requires_grad_()


def zero_weight(shape):
    """Zeros, a leaf that requires grad."""
    return torch.zeros(shape, device=device, dtype=dtype, requires_grad=True)


# %% [markdown]
# ## 2. Nesterov momentum, and a ConvNet in one expression
#
# In lesson 03 you wrote momentum by hand: a velocity `v`, which each gradient pushes and which fades by a tenth
# a step. The step follows the velocity. Nesterov's variant takes the velocity one step ahead:
#
#     v = 0.9 * v + gradient
#     momentum:           w = w - learning_rate * v
#     Nesterov momentum:  w = w - learning_rate * (gradient + 0.9 * v)
#
# A narrow valley is steep across and flat along. Plain SGD needs a small learning rate for the steep way, and then
# crawls along the flat one. Momentum gathers speed there, and pays with swinging from side to side. Nesterov's brakes
# earlier, so it swings less. In PyTorch it is a switch of `optim.SGD`, off by default. If you forget it, you get the
# other method, and nothing raises. Only the switch without a momentum is an error.


# %%
def losses_in_a_valley(**options):
    """A hundred steps down 0.5 * (u**2 + 40 * v**2), from (1, 1)."""
    w = torch.ones(2, requires_grad=True)
    optimizer = optim.SGD([w], lr=0.01, **options)
    losses = []
    for _ in range(100):
        loss = 0.5 * (w[0] ** 2 + 40 * w[1] ** 2)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


try:
    optim.SGD([torch.ones(2, requires_grad=True)], lr=0.02, nesterov=True)
except ValueError as error:
    print("ValueError:", error)
plots.lines(
    {
        "plain SGD": losses_in_a_valley(),
        "momentum 0.9": losses_in_a_valley(momentum=0.9),
        "Nesterov momentum 0.9": losses_in_a_valley(momentum=0.9, nesterov=True),
    },
    xlabel="step",
    ylabel="loss",
    log=True,
)

# %% [markdown]
# The loop that will train your net has the four steps that you know, and a line more. If the weights begin larger
# than PyTorch's own, the first gradients can be ten times as long. With momentum, one such step can push every ReLU
# below zero for good. So the loop shortens all gradients together to length 2 if they are longer. Lesson 09 comes
# back to this.


# %% nbgrader={"grade": false, "grade_id": "train_watched", "locked": true, "schema_version": 3, "solution": false, "task": false}
def train_watched(model, optimizer, history):
    """Train a module for one epoch on loader_train; every loss goes into the history."""
    model.to(device).train()
    for x, y in loader_train:
        x, y = x.to(device=device, dtype=dtype), y.to(device)
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        history.log(loss=loss)


# %% [markdown]
# ### Exercise 1: `sequential`
#
# Difficulty ●●○, importance ●●●, 12 minutes, 4 points.
#
# The ConvNet of lessons 02 and 04 once more, for images of 3 x 32 x 32, this time as `nn.Sequential`:
#
# 1. a convolution with bias, `channel_1` filters of 5 x 5, padding 2;
# 2. ReLU;
# 3. a convolution with bias, `channel_2` filters of 3 x 3, padding 1;
# 4. ReLU;
# 5. flatten;
# 6. a fully connected layer with bias to the 10 raw scores.
#
# Set `model` to it, and `optimizer` to SGD with Nesterov momentum 0.9 over all of its parameters. Nothing else
# goes into the net: no dropout, no pooling, no softmax. The weights may begin as PyTorch makes them, or by a
# rule of yours. The test trains the net for one epoch. Guessing would be right for 10% of the images. The bar is
# 45% on the full data, and 24% on the embedded subset, where an epoch is only 77 steps.
#
# <details><summary>Show me a hint</summary>
#
# Both convolutions keep 32 x 32. How many numbers of an image arrive at the last layer? Between convolution and
# linear layer stands a `Flatten()` or `nn.Flatten()`, with parentheses. Build the optimizer last, when every
# parameter is in its place.
#
# <details><summary>Show me another hint</summary>
#
# Write the six layers below each other, one a line, and the shape of the images beside each. Only the layers with
# parameters need numbers.
#
# <details><summary>Show me another hint</summary>
#
# For the optimizer two words are needed beside the rate: how much momentum, and the switch for Nesterov's kind,
# which is off by default.
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "sequential", "locked": false, "schema_version": 3, "solution": true, "task": false}
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2

model = None  # the net, an nn.Sequential
optimizer = None  # SGD with Nesterov momentum 0.9

### BEGIN SOLUTION
model = nn.Sequential(
    nn.Conv2d(3, channel_1, kernel_size=5, padding=2),
    nn.ReLU(),
    nn.Conv2d(channel_1, channel_2, kernel_size=3, padding=1),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(channel_2 * 32 * 32, 10),
)
optimizer = optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9, nesterov=True)
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_sequential", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
for name, value in (("model", model), ("optimizer", optimizer)):
    expect.true(value is not None, f"{name} is set", look="Does the cell above run to its end?")
expect.instance("model", model, nn.Sequential, look="model = nn.Sequential(...)")
expect.instance("optimizer", optimizer, optim.SGD, look="optimizer = optim.SGD(...)")
model.to(device)
seven = torch.randn(7, 3, 32, 32, device=device)
with torch.no_grad():
    scores = model(seven)
expect.shape("model(x) for 7 images", scores, (7, 10), look="One row per image, ten scores.")
expect.shape("model(x) for 1 image", model(seven[:1]), (1, 10))

by_shape = {tuple(p.shape): p for p in model.parameters()}
shapes = ((32, 3, 5, 5), (32,), (16, 32, 3, 3), (16,), (10,))
for shape in shapes:
    expect.true(
        shape in by_shape,
        f"model has a parameter of shape {shape}",
        came=f"the shapes are {', '.join(map(str, by_shape))}",
        look="32 filters of 5 x 5, 16 filters of 3 x 3, and each of the three layers has a bias.",
    )
# With fc_w: 75 * 32 + 32 and 288 * 16 + 16 and 16384 * 10 + 10 numbers.
count = sum(p.numel() for p in model.parameters())
expect.equal(
    "the number of parameters", count, 170_906, look="16 channels of 32 x 32 arrive at the end."
)

# The net of lesson 02 gives the same numbers, if it has the same parameters.
w1, b1, w2, b2, fc_b = (by_shape[shape] for shape in shapes)
fc_w = next(p for p in model.parameters() if p.ndim == 2)
with torch.no_grad():
    hidden = F.relu(F.conv2d(seven, w1, b1, padding=2))
    hidden = F.relu(F.conv2d(hidden, w2, b2, padding=1))
    by_hand = flatten(hidden) @ (fc_w.t() if len(fc_w) == 10 else fc_w) + fc_b
expect.close(
    "model(x)",
    scores,
    by_hand,
    rtol=1e-2,
    atol=1e-3,
    look="Paddings 2 and 1? A ReLU after each convolution, and nothing after the last layer?",
)

for group in optimizer.param_groups:
    expect.close("the momentum", group.get("momentum"), 0.9, look="optim.SGD(..., momentum=0.9)")
    expect.true(group.get("nesterov"), "Nesterov's switch is on", look="It is off by default.")
held = [id(p) for group in optimizer.param_groups for p in group["params"]]
expect.true(
    sorted(held) == sorted(id(p) for p in model.parameters()),
    "the optimizer has all parameters of model, and no others",
    look="Build it from model.parameters(), after the last change to the net.",
)

sequential_history = History(steps=len(loader_train))
train_watched(model, optimizer, sequential_history)
sequential_accuracy = evaluate(loader_test, model, device)
print(f"Sequential ConvNet: {sequential_accuracy:.1%} of the test images")
expect.at_least(
    "the accuracy of model",
    sequential_accuracy,
    0.45 if full else 0.24,
    look="Does the loss fall? A learning rate far from 1e-2, or weights that begin far too large.",
)

# %% [markdown]
# Run this once the test passes: the loss, and the first test images with the predictions of your net.

# %%
plots.loss_and_accuracy(sequential_history).show()
x_test, y_test = next(iter(loader_test))
with torch.no_grad():
    predictions = model(x_test.to(device)).argmax(dim=1)
plots.images(x_test[:16], labels=y_test[:16], predictions=predictions[:16])

# %% [markdown]
# ## 3. Names with dots
#
# Every parameter of a net has a name. `named_parameters()` lists them, an optimizer can group by them, a saved net
# is a dictionary from these names to tensors. The name is the path from the net to the parameter: an attribute,
# an index or a key for each container on the way, with dots in between.

# %%
block = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU())
net = nn.Sequential(OrderedDict(body=nn.Sequential(block, nn.MaxPool2d(2)), head=nn.Linear(8, 2)))
for name, parameter in net.named_parameters():
    print(name.ljust(16), tuple(parameter.shape))

# %% [markdown]
# Entries without parameters, such as a ReLU, have no line here, but they do count: the layer after a ReLU at 1 is
# number 2. What you write in Python follows the same path, with brackets for numbers: `net.body[0][0].weight`.
#
# `add_module(name, module)` registers a module under a name that you compute. It does what the assignment
# `self.name = module` does, for names that are known only at run time. `getattr(self, name)` is the way back. You
# will find the pair in older code, in loops, where today a ModuleList or a ModuleDict is shorter.


# %%
class Stack(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.depth = len(sizes) - 1
        for i in range(self.depth):
            self.add_module(f"fc_{i}", nn.Linear(sizes[i], sizes[i + 1]))

    def forward(self, x):
        for i in range(self.depth):
            x = F.relu(getattr(self, f"fc_{i}")(x))
        return x


stack = Stack([4, 3, 2])
print([name for name, _ in stack.named_parameters()])
number = 1
print("the same:", getattr(stack, f"fc_{number}") is stack.fc_1)
try:
    stack.add_module("fc.2", nn.Linear(2, 2))
except KeyError as error:
    print("KeyError:", error)

# %% [markdown]
# A dot in a name is refused, because the dot already means "inside". And a Sequential has one trap: it runs its
# entries in the order in which they were *registered*, whatever their names say. `append` names the new entry by the
# length so far.

# %%
chain = nn.Sequential(nn.Linear(4, 4))
chain.add_module("9", nn.ReLU())
chain.append(nn.Linear(4, 2))
print(chain)

# %% [markdown]
# ## 4. A Python list registers nothing
#
# When `forward` is not a chain, you write a class again and keep the layers in a list. A module notices what is
# assigned to its attributes: a Parameter or a module is registered, anything else is just kept. A Python list is
# "anything else", whatever is in it. So the layers work, and nobody knows them.


# %%
class Listed(nn.Module):
    """Two hidden layers and a last one; `container` makes something of the list of hidden ones."""

    def __init__(self, container):
        super().__init__()
        self.hidden = container([nn.Linear(3 * 32 * 32, 100), nn.Linear(100, 100)])
        self.last = nn.Linear(100, 10)

    def forward(self, x):
        x = flatten(x)
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)


in_a_list, in_a_module_list = Listed(list), Listed(nn.ModuleList)
for net in (in_a_list, in_a_module_list):
    names = [name for name, _ in net.named_parameters()]
    print(type(net.hidden).__name__.ljust(10), len(names), "parameters:", *names)

# %% [markdown]
# Nothing raises while it trains on the CPU. The hidden layers just stay as random as they began, and the last one
# makes what it can of them. The loss falls all the same, which is why this bug lives long.


# %%
def losses_of(net, steps=230):
    optimizer = optim.SGD(net.parameters(), lr=0.02, momentum=0.9, nesterov=True)
    losses = []
    while len(losses) < steps:
        for x, y in loader_train:
            loss = F.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses[:steps]


first = in_a_list.hidden[0].weight.clone()
plots.loss_and_accuracy(
    {
        "loss, Python list": losses_of(in_a_list),
        "loss, ModuleList": losses_of(in_a_module_list),
    }
).show()
print("hidden[0] of the Python list has moved:", not torch.equal(first, in_a_list.hidden[0].weight))

# %% [markdown]
# It does raise as soon as the net is moved: `.to(device)`, `.double()`, `.half()` reach what is registered, and
# the rest stays behind. A saved net lacks it as well.

# %%
try:
    in_a_list.double()(torch.zeros(1, 3, 32, 32, dtype=torch.float64))
except RuntimeError as error:
    print("RuntimeError:", error)
print("saved:", list(in_a_list.state_dict()))

# %% [markdown]
# `nn.ModuleList` is the list that registers. It can be indexed, sliced, appended to and looped over. What it cannot
# do is to be called: it keeps layers, and `forward` is yours.
#
# A ModuleList registers what is in it, and `[layer] * n` has one layer in it, n times. Multiplying a Python list
# copies references. All n entries are the same object, with the same weights. The same happens between nets when
# a list of layers is made once, outside the class: each new net gets the layers of the last one. (This stands in
# older tutorials as `layer_list = [...]` above the class. Make layers in `__init__`.)

# %%
multiplied = nn.ModuleList([nn.Linear(8, 8)] * 3)
looped = nn.ModuleList([nn.Linear(8, 8) for _ in range(3)])
print("parameters:", len(list(multiplied.parameters())), "and", len(list(looped.parameters())))
print("entry 0 is entry 2:", multiplied[0] is multiplied[2], "and", looped[0] is looped[2])

layer_list = [nn.Linear(4, 4), nn.Linear(4, 2)]  # outside the class, so made once


class Sharing(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(layer_list)


one, other = Sharing(), Sharing()
with torch.no_grad():
    one.layers[0].weight.fill_(7.0)
print("a weight of the other net:", other.layers[0].weight[0, 0].item())
try:
    multiplied(torch.zeros(1, 8))
except NotImplementedError as error:
    print("NotImplementedError:", error)

# %% [markdown]
# Who notices that parameters are missing is sometimes tempted to help out: `self.parameters = [...]`. That
# attribute now hides the method `parameters()` that every module has, and the next optimizer fails.

# %%
net = nn.Sequential(nn.Linear(2, 2))
net.parameters = [net[0].weight]
try:
    optim.SGD(net.parameters(), lr=0.1)
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# ### Exercise 2: `Tower` (find the bugs)
#
# Difficulty ●●○, importance ●●●, 10 minutes, 2 points.
#
# The class below runs, has the right shapes, and even learns a little. It has three bugs, of the kinds that you
# have just seen. Mend it: below the class, or in it. What the docstring says must hold.
#
# <details><summary>Show me a hint</summary>
#
# Count: how many parameters does `Tower(16, 3, 10)` have, and how many should it? Try `list(Tower(16, 3,
# 10).parameters())`, and look at the error.
#
# <details><summary>Show me another hint</summary>
#
# One bug is an attribute that has the name of a method. Another is the kind of the list. The third is what `*` does
# with a list: is it three layers, or one layer three times?
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "Tower", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Tower(nn.Module):
    """A tower of equal layers: `depth` times a linear layer and ReLU, then a last linear layer.

    Tower(width, depth, classes): width, the inputs and outputs of each hidden layer; depth, their
        number, 0 or more; classes, the outputs of the last layer. Each layer has a bias, and weights
        of its own, which it shares with no other layer and with no other net.
    forward(x): x (N, width) gives the raw scores (N, classes).
    parameters() gives every parameter, 2 * (depth + 1) of them, the hidden layers in their order.

    Example: Tower(16, 3, 10)(torch.zeros(5, 16)) has shape (5, 10), and the net has 8 parameters.
    """

    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = [nn.Linear(width, width)] * depth
        self.last = nn.Linear(width, classes)
        self.parameters = [self.last.weight, self.last.bias]

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)


### BEGIN SOLUTION
class Tower(nn.Module):  # noqa: F811
    def __init__(self, width, depth, classes):
        super().__init__()
        self.hidden = nn.ModuleList([nn.Linear(width, width) for _ in range(depth)])
        self.last = nn.Linear(width, classes)

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_Tower", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
tower = Tower(16, 3, 10)
expect.shape("Tower(16, 3, 10)(x)", tower(torch.zeros(5, 16)), (5, 10))
expect.true(
    callable(tower.parameters),
    "parameters() can be called",
    look="An attribute of the same name hides the method: who sets self.parameters?",
)
optim.SGD(tower.parameters(), lr=0.1)
expect.equal(
    "the number of parameters of Tower(16, 3, 10)",
    len(list(tower.parameters())),
    8,
    look="2: the hidden layers are not registered. 4: they are one and the same layer.",
)
expect.true(
    all(p is not q for p in tower.parameters() for q in Tower(16, 3, 10).parameters()),
    "two towers share no parameter",
    look="Make the layers in __init__, anew for each net.",
)
expect.shape("Tower(4, 0, 2)(x)", Tower(4, 0, 2)(torch.zeros(1, 4)), (1, 2))

# %% [markdown]
# ## 5. Dictionaries and lists of parameters
#
# `nn.ModuleDict` is to a dictionary what ModuleList is to a list. An entry is reached by its key, which may be a
# variable, or as an attribute, which is shorter when you know the name. Both are the same object. Since the keys
# become attributes and parts of names, some are refused: with a dot, or what a ModuleDict already
# has as an attribute, `type`, `keys` or `pop` among them.

# %%
activations = nn.ModuleDict({"relu": nn.ReLU(), "leaky": nn.LeakyReLU(0.1)})
activations["tanh"] = nn.Tanh()
for key, activation in activations.items():
    print(key.ljust(6), activation(torch.tensor([-1.0, 1.0])))
print("by key and by attribute:", activations["relu"] is activations.relu)
for key in ("type", "leaky.relu"):
    try:
        activations[key] = nn.ReLU()
    except KeyError as error:
        print("KeyError:", error)

# %% [markdown]
# ### Exercise 3: `MultiTask`
#
# Difficulty ●●○, importance ●●○, 10 minutes, 2 points.
#
# One net can answer several questions about an image: is it an animal, which of the ten classes, is it
# dark? The first layers, the trunk, are common; each question has a last layer of its own, its head. Which
# questions there are is known only when the net is made, and one more may come later.
#
# <details><summary>Show me a hint</summary>
#
# A trunk, and an empty `nn.ModuleDict` that a loop fills. `add_task` does what the loop does, for one name.
#
# <details><summary>Show me another hint</summary>
#
# `forward` chooses the head by its name, as in a dictionary. The ReLU belongs to the trunk, not to the scores.
#
# <details><summary>Show me another hint</summary>
#
# `add_task` needs the number of inputs of a head. The trunk is an `nn.Linear`: which of its attributes tells?
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "MultiTask", "locked": false, "schema_version": 3, "solution": true, "task": false}
class MultiTask(nn.Module):
    """A trunk that all tasks share, and a head for each task.

    MultiTask(in_features, hidden, tasks)
        in_features, hidden: the trunk is a linear layer of these sizes with bias, then ReLU.
        tasks: a dictionary from names to numbers of classes, such as {"animal": 2, "kind": 10}. It is
            not changed. Each head is an nn.Linear from hidden to that number.
        The heads stand in self.heads, an nn.ModuleDict, so that net.heads["kind"] is net.heads.kind
        and its weight is called heads.kind.weight.
    forward(x, task): x (N, in_features); gives the raw scores of that task, (N, classes).
    add_task(name, classes): one more head, for a new task. What the net has learnt so far stays.

    Example: net = MultiTask(8, 4, {"kind": 10}); net.add_task("dark", 2)
    net(torch.zeros(5, 8), "dark") has shape (5, 2).
    """

    ### BEGIN SOLUTION
    def __init__(self, in_features, hidden, tasks):
        super().__init__()
        self.trunk = nn.Linear(in_features, hidden)
        self.heads = nn.ModuleDict()
        for name, classes in tasks.items():
            self.heads[name] = nn.Linear(hidden, classes)

    def forward(self, x, task):
        return self.heads[task](F.relu(self.trunk(x)))

    def add_task(self, name, classes):
        self.heads[name] = nn.Linear(self.trunk.out_features, classes)

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_MultiTask", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
tasks = {"animal": 2, "kind": 10}
net = MultiTask(8, 4, tasks)
expect.shape('net(x, "animal")', net(torch.randn(5, 8), "animal"), (5, 2))
expect.shape('net(x, "kind")', net(torch.randn(1, 8), "kind"), (1, 10))
before = list(net.parameters())
net.add_task("dark", 2)
expect.shape('net(x, "dark"), a task that was added', net(torch.randn(5, 8), "dark"), (5, 2))
expect.equal(
    "tasks afterwards", tasks, {"animal": 2, "kind": 10}, look="It is not yours to change."
)

expect.true(
    all(any(p is q for q in net.parameters()) for p in before),
    "add_task leaves the parameters that were there",
    look="Put one more entry into self.heads, and make nothing anew.",
)

names = [name for name, _ in net.named_parameters()]
for wanted in ("heads.animal.weight", "heads.kind.bias", "heads.dark.weight"):
    expect.true(
        wanted in names,
        f"there is a parameter {wanted}",
        came=f"there are {', '.join(names) or 'none'}",
        look="A plain dictionary registers nothing: self.heads is an nn.ModuleDict.",
    )
expect.equal("the number of parameters", len(names), 8, look="One trunk and three heads.")

# %% [markdown]
# `nn.ParameterList` holds parameters rather than modules: it turns the tensors that you give it into Parameters and
# registers them. (There is an `nn.ParameterDict` too.) A Python list of Parameters registers none of them.


# %%
class Polynomial(nn.Module):
    """c[0] + c[1] * x + c[2] * x**2 + ..."""

    def __init__(self, degree, container):
        super().__init__()
        self.c = container([nn.Parameter(torch.zeros(())) for _ in range(degree + 1)])

    def forward(self, x):
        return sum(c * x**power for power, c in enumerate(self.c))


print("Python list:  ", [name for name, _ in Polynomial(2, list).named_parameters()])
polynomial = Polynomial(5, nn.ParameterList)
print("ParameterList:", [name for name, _ in polynomial.named_parameters()])

t = torch.linspace(-1, 1, 100)
optimizer_of_five = optim.SGD(polynomial.parameters(), lr=0.2, momentum=0.9, nesterov=True)
for _ in range(400):
    loss = F.mse_loss(polynomial(t), torch.sin(3 * t))
    optimizer_of_five.zero_grad()
    loss.backward()
    optimizer_of_five.step()
plots.lines(
    {"sin(3 t)": torch.sin(3 * t).tolist(), "fitted": polynomial(t).tolist()},
    x=t.tolist(),
    xlabel="t",
)

# %% [markdown]
# ## 6. Sizes left open: Lazy layers
#
# What a layer puts out is your choice. What it takes in follows from the layers before it, and for a linear layer
# after a flatten from the size of the images as well. **Lazy** layers leave that number open: `nn.LazyLinear(10)`
# knows its outputs and takes its inputs from the first batch that it sees.

# %%
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # some versions warn that Lazy modules may still change
    lazy = nn.Sequential(nn.LazyConv2d(4, 3), nn.ReLU(), nn.Flatten(), nn.LazyLinear(10))
print(lazy)
try:
    print(sum(p.numel() for p in lazy.parameters()))
except ValueError as error:
    print("ValueError:", error)

before = lazy[3].weight
lazy(torch.zeros(1, 3, 10, 12))  # a dry run: one batch of the right shape
print(lazy)
print("the same parameter:", lazy[3].weight is before, "| its shape:", tuple(lazy[3].weight.shape))

# %% [markdown]
# Until the dry run there are no numbers in it: nothing can be counted or initialised. Do the dry run right after building
# the net. The class is `nn.LazyLinear`, with a capital letter; some notes write it as a function of
# another name, which has never existed.

# %%
try:
    nn.lazyLinear(10)
except AttributeError as error:
    print("AttributeError:", error)

# %% [markdown]
# ### Exercise 4: `predict_names`
#
# Difficulty ●●○, importance ●●○, 10 minutes, 2 points: one for the names, one for the counts.
#
# Read these nets and predict. Write down your prediction first. Then print what you are unsure of in a cell
# of your own.
#
# ```python
# chain = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2, bias=False))
# named = nn.Sequential(OrderedDict(first=nn.Linear(4, 3), second=nn.Linear(3, 2)))
# nested = nn.Sequential(nn.Sequential(nn.ReLU(), nn.Linear(4, 3)), nn.Linear(3, 2))
# grown = nn.Sequential(nn.Linear(4, 3))
# grown.add_module("head", nn.Linear(3, 2))
# grown.append(nn.Linear(2, 2))
#
# class Holder(nn.Module):
#     def __init__(self):
#         super().__init__()
#         self.blocks = nn.ModuleList([nn.ReLU(), nn.Linear(2, 2)])
#         self.spare = [nn.Linear(2, 2)]
#         self.sides = nn.ModuleDict({"left": nn.Linear(2, 2)})
#         self.scales = nn.ParameterList([torch.ones(2), torch.ones(2)])
#
# holder = Holder()
# shared = nn.Sequential(*[nn.Linear(4, 4)] * 3)
# copies = nn.Sequential(*[nn.Linear(4, 4) for _ in range(3)])
#
# lazy = nn.Sequential(nn.LazyConv2d(4, 3), nn.Flatten(), nn.LazyLinear(10))
# lazy(torch.zeros(2, 3, 8, 10))
# ```
#
# In `dotted_names`, give for each net the names that `named_parameters()` lists, as a list of strings. In `counts`, give
# whole numbers: how many parameters (tensors, not single numbers) `parameters()` gives, how many entries
# `shared.state_dict()` has, and how many inputs the last layer of `lazy` has in the end.
#
# Replace each `None`, and delete the last two lines of the cell. The test below looks at the form, and must pass
# first: an incomplete answer earns nothing.
#
# <details><summary>Show me a hint</summary>
#
# A name is a path: attribute, index or key, with dots in between. Modules without parameters have an index too,
# they only do not turn up.
#
# <details><summary>Show me another hint</summary>
#
# `add_module` gives a name, `append` gives the next number: how many entries are there already? What stands in a
# plain list has no name at all.
#
# <details><summary>Show me another hint</summary>
#
# `[layer] * 3` is one layer at three places. `parameters()` lists each tensor once; does `state_dict()`? For the
# lazy net, follow 8 x 10 through a 3 x 3 window without padding.
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict_names", "locked": false, "schema_version": 3, "solution": true, "task": false}
dotted_names = {
    "chain": None,
    "named": None,
    "nested": None,
    "grown": None,
    "holder": None,
}
counts = {
    "parameters of holder": None,
    "parameters of shared": None,
    "parameters of copies": None,
    "entries of shared.state_dict()": None,
    "inputs of lazy[2]": None,
}
### BEGIN SOLUTION
dotted_names = {
    "chain": ["0.weight", "0.bias", "2.weight"],
    "named": ["first.weight", "first.bias", "second.weight", "second.bias"],
    "nested": ["0.1.weight", "0.1.bias", "1.weight", "1.bias"],
    "grown": ["0.weight", "0.bias", "head.weight", "head.bias", "2.weight", "2.bias"],
    "holder": [
        "blocks.1.weight",
        "blocks.1.bias",
        "sides.left.weight",
        "sides.left.bias",
        "scales.0",
        "scales.1",
    ],
}
counts = {
    "parameters of holder": 6,
    "parameters of shared": 2,
    "parameters of copies": 6,
    "entries of shared.state_dict()": 6,
    "inputs of lazy[2]": 192,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict_names", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
for key in ("chain", "named", "nested", "grown", "holder"):
    expect.true(
        isinstance(dotted_names.get(key), (list, tuple, set, str)),
        f"dotted_names[{key!r}] is a list of names",
        came=f"It is {dotted_names.get(key)!r}.",
        look='Strings in square brackets, such as ["0.weight", "0.bias"].',
    )
for key in ("parameters of holder", "parameters of shared", "parameters of copies",
            "entries of shared.state_dict()", "inputs of lazy[2]"):  # fmt: skip
    expect.true(
        isinstance(counts.get(key), (int, float, np.number, torch.Tensor)),
        f"counts[{key!r}] is a number",
        came=f"It is {counts.get(key)!r}.",
    )

# %% [markdown]
# A state dict has an entry for every *name*, so a shared layer is saved under each of its names. `parameters()` gives
# every *tensor* once, so the optimizer moves it once.
#
# ## 7. A net from a text
#
# The makers of detection nets describe a net of a hundred layers in a text file, one paragraph a layer, and a
# short program builds it (the "cfg" files of Darknet, in which YOLO was written, are the best known). Such a net
# is no chain: there are lines that reach back and add or join the output of an earlier line. So the layers go into a
# ModuleList, and `forward` keeps every output. The text in between is easy to read, to compare and to change.
#
# The builder has to know how many channels arrive at each layer, so it keeps count while it reads, or leaves the
# sizes to Lazy layers and makes a dry run.

# %% [markdown]
# ### Exercise 5: `TextNet`
#
# Difficulty ●●●, importance ●●○, 18 minutes, 3 points.
#
# Build a net from a text of six kinds of lines. Here is one with a shortcut: `add 3` takes the output of the line
# before it and adds the output three lines back, counted from the `add`. So it adds what went *into* the
# second convolution (the output of `pool`) to what came out of the ReLU after it.
#
#     conv 16 3        # 0
#     relu             # 1
#     pool             # 2
#     conv 16 3        # 3
#     relu             # 4
#     add 3            # 5: the output of line 4 plus the output of line 2
#     average          # 6
#     linear 10        # 7
#
# (The comments are not part of the language.)
#
# <details><summary>Show me a hint</summary>
#
# In `__init__`: `for line in description.splitlines()`, and `word, *numbers = line.split()` for those that
# are not empty. Keep a variable `channels`. In `forward`: a list `outputs`. The last line's output is
# `outputs[-1]`, the one three lines before the current line is `outputs[-3]`.
#
# <details><summary>Show me another hint</summary>
#
# Keep the split lines on `self`, and one module a line in `self.layers`, an `nn.Identity()` for `add` and
# `average`. Then the numbers of lines and layers agree.
#
# <details><summary>Show me another hint</summary>
#
# Only `conv` and `linear` change `channels`, and both need it for their inputs. A window of K keeps height and
# width with a padding of K // 2. `add` reads two entries of `outputs`, `average` takes a mean over two axes.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "TextNet", "locked": false, "schema_version": 3, "solution": true, "task": false}
class TextNet(nn.Module):
    """A net built from a text, one layer a line.

    TextNet(description, in_channels): in_channels, the channels of the images. The lines of the
        description (empty ones and spaces at the ends do not count) are of these kinds:
            conv F K    convolution with bias, F filters of K x K (K odd), which keeps H and W
            relu
            pool        max pooling, windows of 2 x 2, stride 2
            add B       the output of the line before, plus that of the line B lines before this one
            average     the mean over height and width: (N, C, H, W) becomes (N, C)
            linear U    fully connected with bias, to U units; stands after average
        self.layers is an nn.ModuleList with one module for each line, so that the parameters of line
        i are called layers.i.weight and layers.i.bias. What needs no module gets an nn.Identity().
        Any other word raises ValueError.
    forward(x): x (N, in_channels, H, W), of any size; gives the output of the last line.

    Example: TextNet("conv 8 3\\nrelu\\naverage\\nlinear 10", 3)(torch.zeros(5, 3, 12, 20)) has shape
    (5, 10).
    """

    ### BEGIN SOLUTION
    def __init__(self, description, in_channels):
        super().__init__()
        self.steps = [line.split() for line in description.splitlines() if line.strip()]
        self.layers = nn.ModuleList()
        channels = in_channels
        for word, *numbers in self.steps:
            if word == "conv":
                filters, size = map(int, numbers)
                self.layers.append(nn.Conv2d(channels, filters, size, padding=size // 2))
                channels = filters
            elif word == "linear":
                self.layers.append(nn.Linear(channels, int(numbers[0])))
                channels = int(numbers[0])
            elif word == "relu":
                self.layers.append(nn.ReLU())
            elif word == "pool":
                self.layers.append(nn.MaxPool2d(2))
            elif word in ("add", "average"):
                self.layers.append(nn.Identity())
            else:
                raise ValueError(f"{word!r} is no layer")

    def forward(self, x):
        outputs = []
        for (word, *numbers), layer in zip(self.steps, self.layers, strict=True):
            if word == "add":
                x = outputs[-1] + outputs[-int(numbers[0])]
            elif word == "average":
                x = x.mean(dim=(2, 3))
            else:
                x = layer(x)
            outputs.append(x)
        return x

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_TextNet", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
text = """
conv 4 3
relu
pool
conv 4 5
relu
add 3
average

linear 6
"""
net = TextNet(text, 2)
expect.equal("the number of layers", len(net.layers), 8, look="One module for each line.")
expect.equal(
    "the names of the parameters",
    sorted(name for name, _ in net.named_parameters()),
    sorted(f"layers.{i}.{end}" for i in (0, 3, 7) for end in ("weight", "bias")),
    look="self.layers is an nn.ModuleList, and the entry of line i stands at i.",
)
for size in ((1, 2, 8, 8), (7, 2, 6, 10)):
    expect.shape(f"net(x) for x {size}", net(torch.randn(size)), (size[0], 6))
expect.shape("the weight of line 3", net.layers[3].weight, (4, 4, 5, 5))
expect.raises(ValueError, TextNet, "conv 4 3\nsoftmax", 2)

# One channel, and each convolution passes its input on: the middle of its window is 1. Then line 2
# has [[1, 2]], line 3 the same, line 4 the sum of both, and the mean is (2 + 4) / 2.
image = torch.tensor([[[[1.0, 2.0]]]])
net = TextNet("conv 1 3\nrelu\nconv 1 3\nadd 2\naverage", 1)
net(image)
with torch.no_grad():
    for parameter in net.parameters():
        parameter.zero_()
        if parameter.ndim == 4:
            parameter[0, 0, 1, 1] = 1.0
expect.close(
    "a shortcut", net(image), [[3.0]], look="add 2: the line before, plus the one before it."
)

# %% [markdown]
# Run this once the test passes. Change a line and run it again. Which changes does `forward` refuse, and why?

# %%
text = """conv 16 3
relu
pool
conv 16 3
relu
add 3
average
linear 10"""
net = TextNet(text, 3)
print("scores:", tuple(net(torch.zeros(1, 3, 32, 32)).shape))
for name, parameter in net.named_parameters():
    print(name.ljust(18), tuple(parameter.shape))

# %% [markdown]
# ## 8. A registry
#
# The builder above knows its six words from a chain of `elif`. In a large code base, layers and nets live in many files,
# and each should make itself known without anyone editing a central list. That is what a **registry** is for: a
# dictionary from names to classes, filled by a **decorator** that stands above each class.
#
# A decorator is a function that takes the thing defined below it, and whose result takes its place.
# `@mark` above `class A` means: define A, then `A = mark(A)`. It runs once, when the definition is executed, which for
# a file means when it is imported. It does not run when the class is used.


# %%
def mark(cls):
    print("decorating", cls.__name__)
    return cls


@mark
class Used:
    def __init__(self):
        print("making an object")


print("-- defined --")
used = Used()


# %% [markdown]
# Three things follow. The decorator must return the class: one that returns nothing leaves `None` under the
# name. `@mark` hands over the class, but `@mark("a name")` first *calls* `mark` with the name, and the result of that call
# is the decorator. So a decorator with an argument is a function that returns a function. And since decorating
# happens at definition, a class that nobody imports is not in the registry.


# %%
def forgetful(cls):
    print("saw", cls.__name__)


@forgetful
class Lost:
    pass


print("Lost is", Lost)


def mark_as(name):
    def decorator(cls):
        cls.mark = name
        return cls

    return decorator


@mark_as("number one")
class Marked:
    pass


print(Marked.__name__, "carries", repr(Marked.mark))

# %% [markdown]
# ### Exercise 6: `Registry`
#
# Difficulty ●●●, importance ●●○, 15 minutes, 2 points.
#
# Two files that register different classes under one name would silently replace each other, and which one wins would
# depend on the order of the imports. So the second one is refused.
#
# <details><summary>Show me a hint</summary>
#
# `register` gets a class (bare) or a string (called). `isinstance(given, str)` tells them apart. In `build`, make a copy of
# the config before you take things out: `dict(config)`.
#
# <details><summary>Show me another hint</summary>
#
# With a string, `register` returns a function that takes the class. In both forms the class itself must come back
# in the end, or its name in the program would stand for something else.
#
# <details><summary>Show me another hint</summary>
#
# One private method that files a class under a name, and refuses a name that is taken, serves both forms. `build`
# looks up the class by "type" and calls it with all the rest.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "Registry", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Registry:
    """Classes under names, and objects built from configs.

    Registry() is empty; two registries know nothing of each other.
    register: a decorator for classes, in two forms:
            @registry.register            the class under its own name, cls.__name__
            @registry.register("a name")  the class under that name
        Either way the class itself comes back, unchanged. A name that is taken raises KeyError, and
        the class that has it stays.
    names(): the names, a list in the order of registration.
    build(config): an object of a registered class. config is a dictionary: "type" is the name, the
        other entries are the keyword arguments. It is not changed. An unknown name raises KeyError.

    Example: after
        layers = Registry()

        @layers.register("double")
        class Double(nn.Module): ...

        layers.register(nn.Linear)
    layers.build({"type": "Linear", "in_features": 4, "out_features": 2}) is a new nn.Linear(4, 2), and
    layers.names() is ["double", "Linear"].
    """

    ### BEGIN SOLUTION
    def __init__(self):
        self._classes = {}

    def register(self, given):
        if isinstance(given, str):
            return lambda cls: self._add(given, cls)
        return self._add(given.__name__, given)

    def _add(self, name, cls):
        if name in self._classes:
            raise KeyError(f"{name!r} is registered already, for {self._classes[name]}")
        self._classes[name] = cls
        return cls

    def names(self):
        return list(self._classes)

    def build(self, config):
        arguments = dict(config)
        name = arguments.pop("type")
        if name not in self._classes:
            raise KeyError(f"{name!r} is unknown; registered are {', '.join(self._classes)}")
        return self._classes[name](**arguments)

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_Registry", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
registry = Registry()


class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor


class Shift(nn.Module):
    def __init__(self, by=0):
        super().__init__()
        self.by = by


none = "A decorator must return the class: what it returns takes the place of the class."
expect.same_object("register(Scale)", registry.register(Scale), Scale, look=none)
expect.same_object('register("move")(Shift)', registry.register("move")(Shift), Shift, look=none)
expect.equal("names()", list(registry.names()), ["Scale", "move"])

config = {"type": "Scale", "factor": 3}
scale = registry.build(config)
expect.instance("build(config)", scale, Scale)
expect.equal("its factor", scale.factor, 3)
expect.equal("config afterwards", config, {"type": "Scale", "factor": 3}, look="Work on a copy.")
expect.equal('build({"type": "move"}).by', registry.build({"type": "move"}).by, 0)

expect.raises(KeyError, registry.register, Scale, look="The name is taken: raise KeyError(...).")
expect.raises(KeyError, lambda: registry.register("move")(Scale), look="The name is taken.")
expect.raises(KeyError, registry.build, {"type": "nothing"}, look="No such name.")
expect.equal("the names of a second registry", list(Registry().names()), [], look="One for each.")

# %% [markdown]
# Run this once the test passes: the ConvNet of exercise 1 from a config, which could as well stand in a file.
# If you register in one cell and use it in another, running the first twice raises your KeyError. That is a good
# reason to make the registry in the cell that fills it.

# %%
layers = Registry()
for cls in (nn.Conv2d, nn.ReLU, nn.Linear):
    layers.register(cls)


@layers.register("flatten")
class Rows(nn.Module):
    def forward(self, x):
        return flatten(x)


config = [
    {"type": "Conv2d", "in_channels": 3, "out_channels": 32, "kernel_size": 5, "padding": 2},
    {"type": "ReLU"},
    {"type": "Conv2d", "in_channels": 32, "out_channels": 16, "kernel_size": 3, "padding": 1},
    {"type": "ReLU"},
    {"type": "flatten"},
    {"type": "Linear", "in_features": 16 * 32 * 32, "out_features": 10},
]
built = nn.Sequential(*[layers.build(entry) for entry in config])
print(built)
print("parameters:", sum(p.numel() for p in built.parameters()))

# %% [markdown]
# ## Summary
#
# | you have | take | `forward` |
# |---|---|---|
# | a chain | `nn.Sequential` | comes with it |
# | layers by number | `nn.ModuleList` | yours |
# | layers by name | `nn.ModuleDict` | yours |
# | bare parameters | `nn.ParameterList`, `nn.ParameterDict` | yours |
# | a name computed at run time | `add_module` and `getattr`, or a ModuleDict | yours |
#
# - A parameter's name is its path: attributes, indices and keys with dots in between.
# - Only what is assigned to an attribute as a module or a Parameter is registered. A Python list or dictionary is not.
# - `[layer] * n` is one layer. Write `[make() for _ in range(n)]`.
# - Lazy layers take their input size from the first batch. Before that they have no numbers.
# - Nesterov momentum is `optim.SGD(..., momentum=0.9, nesterov=True)`.
# - A decorator runs at definition, and its result takes the place of what was defined. So it must return it.
#
# ## What people get wrong
#
# - Layers in a Python list or dictionary. The net runs, and these layers never learn.
# - One layer n times, or one list of layers for all nets.
# - An attribute called `parameters`. It hides the method.
# - A softmax or a ReLU at the end of the chain, because it looks complete with one.
# - `Flatten` or `nn.ReLU` without parentheses: a class is no layer.
# - Momentum without `nesterov=True`. Nothing raises.
# - An optimizer that is built before the last change to the net. It goes on training the layers that were replaced.
# - A registry that overwrites, or whose decorator returns nothing.
#
# ## Questions to take along
#
# - Where does an `nn.Sequential` keep its entries, so that `net[0]` and `net.conv` are the same?
# - Sometimes one *wants* two layers to share their weights. How would you write it, and what would the optimizer see?
# - Why can a ModuleList not simply call its layers one after the other?
# - What would change in your `TextNet` if its words came from a registry?
#
# ## Where to read on
#
# In the documentation on pytorch.org: `torch.nn.Sequential`, `torch.nn.ModuleList`, `torch.nn.ModuleDict`,
# `torch.nn.ParameterList`, `torch.nn.modules.lazy.LazyModuleMixin`, `torch.optim.SGD`. In the Python documentation: "Function
# definitions", the part on decorators. Sutskever et al. 2013, "On the importance of initialization and momentum in
# deep learning", section 2, for Nesterov's method. The next lesson walks through nets that others have built.
