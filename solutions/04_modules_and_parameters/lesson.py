# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 04 Modules and parameters
#
# In lesson 02 a net was a function and a list of tensors, and you had to hand over both, in the right order.
# PyTorch's `nn.Module` keeps the two together: an object that knows its own parameters and can be called.
# Nearly every net that you will meet is written this way.
#
# When you are done you can
#
# - write a net as a class, and say what `super().__init__()`, `forward` and the call each do;
# - say of any tensor in a module whether it is registered, moved, saved and updated;
# - choose between a parameter, a buffer and a plain tensor, and between `nn` and `nn.functional`;
# - give layers the weights that you want them to begin with;
# - train a net with an optimizer, and tell when the optimizer holds the wrong tensors;
# - switch a net between training and evaluation, and back;
# - call a net with parameters that are not its own.
#
# Seven exercises, 17 points, about 85 minutes. Run the cells from top to bottom. Where an experiment is meant
# to fail, it says so and prints the error.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim

from course_lib import expect, plots
from course_lib.data import cifar10_loaders
from course_lib.device import pick_device, seed_everything
from course_lib.training import History, evaluate

seed_everything(4)
device = pick_device()
dtype = torch.float32
loader_train, loader_val, loader_test = cifar10_loaders(batch_size=64)
full = len(loader_train.dataset) > 40_000  # all of CIFAR-10, or the embedded subset?

# %% [markdown]
# These you wrote in lesson 02. They are here again, so that this lesson stands alone. `Flatten` is new: the
# function `flatten` as a module, for places where only modules will do.


# %% nbgrader={"grade": false, "grade_id": "from_lesson_02", "locked": true, "schema_version": 3, "solution": false, "task": false}
def flatten(x):
    """One row of numbers for each image: (N, ...) becomes (N, D)."""
    return x.reshape(x.shape[0], -1)


def random_weight(shape):
    """A leaf that requires grad: normal numbers, standard deviation sqrt(2 / fan_in).

    fan_in is shape[0] of a matrix (inputs, units) and the product of shape[1:] of a convolution.
    """
    fan_in = shape[0] if len(shape) == 2 else np.prod(shape[1:])
    w = torch.randn(shape, device=device, dtype=dtype) * np.sqrt(2.0 / fan_in)
    return w.requires_grad_()


def zero_weight(shape):
    """A leaf that requires grad: zeros."""
    return torch.zeros(shape, device=device, dtype=dtype, requires_grad=True)


class Flatten(nn.Module):
    """The function flatten as a module."""

    def forward(self, x):
        return flatten(x)


# %% [markdown]
# ## 1. A net as an object
#
# A module is a class that inherits from `nn.Module` and has two methods. `__init__` makes what the net keeps:
# its parameters, and the smaller modules that it consists of. `forward` says how scores come from a batch.
# `nn.Parameter` is a tensor that a module recognises as its own. It requires grad without being asked.


# %%
class Scale(nn.Module):
    """Multiplies each of n features by a number of its own, which can be learnt."""

    def __init__(self, n):
        super().__init__()
        self.factor = nn.Parameter(torch.ones(n))

    def forward(self, x):
        return x * self.factor


scale = Scale(3)
print(scale(torch.arange(6.0).view(2, 3)))
for name, parameter in scale.named_parameters():
    print(name, tuple(parameter.shape), "requires grad:", parameter.requires_grad)

# %% [markdown]
# `self.factor = ...` looks like any assignment. It is not: `nn.Module` watches assignments, and writes each
# parameter and each module into a register. `super().__init__()` makes these registers, so it has to come
# first. Without it there is nowhere to write to. The method must be spelt `__init__`, too, with two underscores
# on each side: `_init_` is a method like any other, and nobody calls it.
#
# Four classes with one slip each. The first two fail when an object is made, the others when it is called.


# %%
class NoSuper(nn.Module):
    def __init__(self, n):
        self.factor = nn.Parameter(torch.ones(n))


class OneUnderscore(nn.Module):
    def _init_(self, n):
        super().__init__()
        self.factor = nn.Parameter(torch.ones(n))


class NoSelf(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.factor = nn.Parameter(torch.ones(n))

    def forward(x):  # noqa: N805
        return x


class TwoNames(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.fc = nn.Linear(n, n)

    def forward(self, x):
        return self.linear(x)


for slip in (NoSuper, OneUnderscore, NoSelf, TwoNames):
    try:
        net = slip(3)
        net(torch.ones(2, 3))
    except (AttributeError, TypeError) as error:
        print(f"{slip.__name__}: {type(error).__name__}: {error}\n")

# %% [markdown]
# You write `forward`, but you call the object: `net(x)`. The call runs `forward`, and before and after it
# whatever has been hung onto the module. Such **hooks** are how people look at what a net computes (lesson 06),
# and much of PyTorch relies on them. `net.forward(x)` gives the same numbers and passes them by, in silence. The
# same holds inside `forward`, for the layers of a net.

# %%
seen = []
scale.register_forward_hook(lambda module, inputs, output: seen.append(tuple(output.shape)))
scale(torch.ones(2, 3))
print("the hook after a call:     ", seen)
scale.forward(torch.ones(5, 3))
print("and after scale.forward(x):", seen)

# %% [markdown]
# What a module is to keep is made in `__init__`. A layer made in `forward` is made anew at each call, with new
# random weights, and the register never hears of it. Nothing raises.


# %%
class Forgetful(nn.Module):
    def forward(self, x):
        layer = nn.Linear(3, 2)
        return layer(x)


forgetful = Forgetful()
print("first call: ", forgetful(torch.ones(1, 3)).tolist())
print("second call:", forgetful(torch.ones(1, 3)).tolist())
print("parameters: ", list(forgetful.parameters()))

# %% [markdown]
# ### Exercise 1: `MyLinear`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 2 points.
#
# `nn.Linear(in_features, out_features)` is a matrix product and a bias, as a module. Write one yourself, from
# parameters, without `nn.Linear`. It keeps its weight as PyTorch does, (out_features, in_features), so `forward`
# needs the transpose: `x @ self.weight.T + self.bias`. Because names and shapes agree, the weights of the one can
# be loaded into the other.
#
# Mind how you make the parameter. `nn.Parameter(...) * 0.1`, or `nn.Parameter(...).cuda()`, is the result of an
# operation, thus a plain tensor again, and is not registered. Compute first, and wrap last.
#
# <details><summary>Show me a hint</summary>
#
# `super().__init__()` comes first. Then two attributes, `weight` and `bias`; what makes an attribute a parameter is
# its type.
#
# <details><summary>Show me another hint</summary>
#
# Random numbers of standard deviation 1, times what the rule says, then the wrapper. The shape is (out, in), the
# other way round than in lesson 02.
#
# <details><summary>Show me another hint</summary>
#
# Without a bias the attribute is there all the same, and is `None`. So `forward` has to ask for it, with `is None`.
#
# </details>
#
# </details>
#
# </details>

# %%
print(type(nn.Parameter(torch.ones(2)) * 0.1).__name__)
print(type(nn.Parameter(torch.ones(2) * 0.1)).__name__)


# %% nbgrader={"grade": false, "grade_id": "MyLinear", "locked": false, "schema_version": 3, "solution": true, "task": false}
class MyLinear(nn.Module):
    """A fully connected layer: x @ weight.T + bias.

    MyLinear(in_features, out_features, bias=True) has the parameters
        weight: (out_features, in_features). It begins with random numbers of mean 0 and standard
            deviation sqrt(2 / in_features), normal or uniform (Kaiming's rule);
        bias: (out_features,). It begins at zero. With bias=False, self.bias is None, and
            nothing is added.
    forward takes x (N, in_features) and returns a tensor (N, out_features). x is unchanged.

    Example: MyLinear(3072, 10)(torch.zeros(64, 3072)) has shape (64, 10), and the layer has the
    parameters "weight" and "bias", in that spelling. nn.Linear is not used, nor a subclass of it.
    """

    ### BEGIN SOLUTION
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        spread = math.sqrt(2 / in_features)
        self.weight = nn.Parameter(torch.randn(out_features, in_features) * spread)
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        scores = x @ self.weight.T
        return scores if self.bias is None else scores + self.bias

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_MyLinear", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
layer = MyLinear(3, 2)
found = {name: tuple(parameter.shape) for name, parameter in layer.named_parameters()}
expect.equal(
    "the parameters of MyLinear(3, 2)",
    found,
    {"weight": (2, 3), "bias": (2,)},
    look="Assign an nn.Parameter to self.weight, and one to self.bias, in __init__.",
)
expect.close("its bias", layer.bias, [0.0, 0.0], look="A bias begins at zero.")
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[1.0, 2.0, 3.0], [0.0, -1.0, 0.0]]))
    layer.bias.copy_(torch.tensor([10.0, 20.0]))
rows = torch.tensor([[1.0, 1.0, 1.0], [0.0, 0.0, 2.0]], device=layer.weight.device)
expect.close("the layer of two rows", layer(rows), [[16.0, 19.0], [16.0, 20.0]])

layer = MyLinear(2000, 50, bias=False)
found = [name for name, _ in layer.named_parameters()]
expect.equal("the parameters with bias=False", found, ["weight"], look="self.bias = None.")
expect.between(
    "the standard deviation of its weight",
    layer.weight.detach().std(),
    0.0285,
    0.0348,
    look="sqrt(2 / in_features) is 0.0316 here.",
)
rows = torch.ones(7, 2000, device=layer.weight.device)
expect.shape("that layer of seven rows", layer(rows), (7, 50))

# %% [markdown]
# ## 2. What a module knows about
#
# Not every tensor of a net is learnt. BatchNorm keeps a running mean, which is computed, not trained. A
# positional encoding is a table that never changes. Such tensors are **buffers**: `self.register_buffer("mean",
# tensor)`. A module moves its buffers along when it moves, and saves them, but the optimizer does not see them.
# With `persistent=False` they are not saved either: right for what can be computed anew.
#
# A plain tensor is an attribute like any number. The module does not know it. Below is one of each, and
# what becomes of it. `.double()` stands for `.to(device)`: it moves to another type instead of another
# device, by the same rules, and works where there is no GPU.


# %%
class OneOfEach(nn.Module):
    def __init__(self):
        super().__init__()
        self.parameter = nn.Parameter(torch.zeros(2))
        self.register_buffer("buffer", torch.zeros(2))
        self.register_buffer("not_saved", torch.zeros(2), persistent=False)
        self.plain = torch.zeros(2, requires_grad=True)

    def forward(self, x):
        return x * (self.parameter + self.buffer + self.not_saved + self.plain)


net = OneOfEach().double()
optimizer = optim.SGD(net.parameters(), lr=1.0)
net(torch.ones(1, 2)).sum().backward()
optimizer.step()
parameters, buffers = dict(net.named_parameters()), dict(net.named_buffers())
print(f"{'':<11}{'parameters()':>14}{'buffers()':>11}{'moved':>8}{'saved':>8}{'updated':>9}")
for name in ("parameter", "buffer", "not_saved", "plain"):
    tensor = getattr(net, name)
    facts = (
        name in parameters,
        name in buffers,
        tensor.dtype == torch.float64,
        name in net.state_dict(),
        bool(tensor.detach().any()),
    )
    words = ["yes" if fact else "-" for fact in facts]
    print("{:<11}{:>14}{:>11}{:>8}{:>8}{:>9}".format(name, *words))

# %% [markdown]
# The last line is the trap. The plain tensor requires grad and got a gradient, so `backward` finds nothing wrong.
# It is just not in `parameters()`, so no optimizer moves it. It is not in `state_dict()`, so a saved net comes
# back without it. And it stays behind when the net moves to a GPU, which at last raises. The opposite slip is a
# running mean made a Parameter: then the optimizer "improves" it.
#
# Modules contain modules. An assignment `self.block = Block()` registers the inner module, and with it all that it
# has registered itself. Names are joined with dots.


# %%
class Inner(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2)
        self.plain = torch.zeros(2, 1)

    def forward(self, x):
        return self.fc(x) @ self.plain


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Inner()
        self.last = nn.Linear(1, 1, bias=False)

    def forward(self, x):
        return self.last(self.first(x))


outer = Outer()
print(outer)
print([name for name, _ in outer.named_parameters()])
try:
    outer.double()(torch.ones(1, 3, dtype=torch.float64))
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# (A Python list of modules is a plain attribute as well: what is in it is not registered. `nn.ModuleList` is the
# list that registers. Lesson 05 is about such containers.)
#
# ### Exercise 2: `registration`
#
# Difficulty ●●○, importance ●●●, 8 minutes, 2 points: a quarter of them for each list.
#
# Read this, do not run it.
#
# ```python
# class Block(nn.Module):
#     def __init__(self):
#         super().__init__()
#         self.fc = nn.Linear(3, 2)
#         self.gain = nn.Parameter(torch.ones(2))
#         self.fixed = nn.Parameter(torch.ones(2), requires_grad=False)
#         self.small = nn.Parameter(torch.ones(2)) * 0.1
#         self.shift = torch.zeros(2, requires_grad=True)
#         self.register_buffer("mean", torch.ones(2))
#         self.register_buffer("cache", torch.zeros(2), persistent=False)
#
#     def forward(self, x):
#         x = (self.fc(x) - self.mean) * self.gain * self.fixed
#         return x + self.small + self.shift + self.cache
#
# class Net(nn.Module):
#     def __init__(self):
#         super().__init__()
#         self.block = Block()
#         self.head = nn.Linear(2, 1, bias=False)
#
#     def forward(self, x):
#         return self.head(self.block(x))
#
# net = Net().double()
# optimizer = optim.SGD(net.parameters(), lr=0.1)
# net(torch.ones(4, 3).double()).sum().backward()
# optimizer.step()
# ```
#
# All the tensors of this net, with their full names: `"block.fc.weight"`, `"block.fc.bias"`, `"block.gain"`,
# `"block.fixed"`, `"block.small"`, `"block.shift"`, `"block.mean"`, `"block.cache"`, `"head.weight"`. Which of them
#
# 1. `registered`: does `net.named_parameters()` give?
# 2. `moved`: are of dtype float64 at the end?
# 3. `saved`: are in `net.state_dict()`?
# 4. `updated`: have other values after `optimizer.step()` than before?
#
# Fill in the four lists with names, in any order, and delete the last two lines of the cell. The test below
# looks at the form, and must pass first.
#
# <details><summary>Show me a hint</summary>
#
# Two questions for each tensor: is the value that is assigned an `nn.Parameter`, a buffer, or a plain tensor? Plain
# tensors do not belong to the net, whatever they require.
#
# <details><summary>Show me another hint</summary>
#
# `.double()` takes along what is registered, parameters and buffers. `state_dict` leaves out the buffers that said
# so.
#
# <details><summary>Show me another hint</summary>
#
# `step` changes what the optimizer holds, if it has a gradient. A parameter that does not require grad is held, and
# gets none.
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "registration", "locked": false, "schema_version": 3, "solution": true, "task": false}
registered = []
moved = []
saved = []
updated = []
### BEGIN SOLUTION
registered = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight"]
moved = [*registered, "block.mean", "block.cache"]
saved = [*registered, "block.mean"]
updated = ["block.fc.weight", "block.fc.bias", "block.gain", "head.weight"]
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_registration", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
of_the_block = ["fc.weight", "fc.bias", "gain", "fixed", "small", "shift", "mean", "cache"]
names = {"head.weight", *(f"block.{name}" for name in of_the_block)}
for title, answer in (
    ("registered", registered),
    ("moved", moved),
    ("saved", saved),
    ("updated", updated),
):
    expect.instance(title, answer, (list, tuple, set, frozenset, dict, type({}.keys())))
    expect.true(len(answer) > 0, f"{title} has names in it", look="Some tensors belong in each.")
    strange = [name for name in answer if name not in names]
    expect.true(
        not strange,
        f"{title} has only names of tensors of this net",
        came=f"it has {strange[:1]}",
        look="Take the names from the list above, with all their dots.",
    )

# %% [markdown]
# ## 3. Two nets
#
# `torch.nn` has layers as modules, `torch.nn.functional` has functions. `nn.Linear(3, 2)` is an object with a
# weight and a bias; `F.linear(x, weight, bias)` is the computation alone, and wants both as arguments. Where
# there is nothing to keep, as in a ReLU, take which you like: `F.relu(x)`, or `nn.ReLU()`, made in `__init__` and
# called in `forward`.
#
# The names differ. Modules are written `AvgPool2d`, functions `avg_pool2d`, and the module that holds the
# functions is `nn.functional`, in small letters. In older notes you may find other spellings. They do not exist:

# %%
for spelling in ("nn.Functional.relu", "F.AvgPool2d", "nn.ReLU(torch.ones(2)).sum()"):
    try:
        eval(spelling)
    except AttributeError as error:
        print(f"{spelling}: {type(error).__name__}: {error}")
picture = torch.arange(16.0).view(1, 1, 4, 4)
print("the same:", torch.equal(nn.AvgPool2d(2)(picture), F.avg_pool2d(picture, 2)))

# %% [markdown]
# The third is the call of a class where you meant its object: `nn.ReLU(x)` makes a ReLU with the option
# `inplace=x`. What you meant was `nn.ReLU()(x)`, or simply `F.relu(x)`.
#
# `nn.Linear` and `nn.Conv2d` come with random weights. They are smaller than Kaiming's by a factor of sqrt(6):
# their standard deviation is sqrt(1 / (3 fan_in)). `nn.init.kaiming_normal_(layer.weight)` fills a weight in
# place (that is what the underscore says). It expects a matrix as (units, inputs), and here, unlike in lesson 02,
# it is one.

# %%
layer = nn.Linear(3072, 500)
weights = {"nn.Linear as it comes": layer.weight.detach().clone()}
nn.init.kaiming_normal_(layer.weight)
weights["kaiming_normal_"] = layer.weight.detach().clone()
nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
weights["kaiming_uniform_"] = layer.weight.detach().clone()
print(f"sqrt(2 / fan_in) = {math.sqrt(2 / 3072):.4f}")
plots.weight_histograms(weights)

# %% [markdown]
# Both rules named after Kaiming have the same standard deviation, so either will do. And they fill the parameter
# that is there. If you assign instead, PyTorch insists on a parameter.

# %%
try:
    layer.weight = random_weight((500, 3072))
except TypeError as error:
    print("TypeError:", error)
layer.weight = nn.Parameter(random_weight((3072, 500)).detach().T)  # this is allowed
print("registered again:", [name for name, _ in layer.named_parameters()])

# %% [markdown]
# ### Exercise 3: `TwoLayerFC`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 3 points.
#
# The two-layer net of lesson 02, now as a module, and with biases. The sizes are arguments of `__init__`, so none
# of them is written as a number.
#
# <details><summary>Show me a hint</summary>
#
# Two layers in `__init__`, each followed by a line that initialises its weight. `forward`: `flatten`, first
# layer, ReLU, second layer, `return`.
#
# <details><summary>Show me another hint</summary>
#
# `super().__init__()` stands before the layers. A layer is an attribute, `self.fc1 = nn.Linear(...)`, and its
# weight is `self.fc1.weight`.
#
# <details><summary>Show me another hint</summary>
#
# `nn.init` functions with an underscore at the end write into the weight in place. `forward` calls the layers with
# parentheses, and nothing comes after the second.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "TwoLayerFC", "locked": false, "schema_version": 3, "solution": true, "task": false}
class TwoLayerFC(nn.Module):
    """A net with two fully connected layers, a ReLU in between.

    TwoLayerFC(input_size, hidden_size, num_classes): the first layer has input_size inputs and
        hidden_size units, the second has num_classes units. Each layer has a weight and a bias.
        The weights begin by a Kaiming rule, nn.init.kaiming_normal_ for one. The biases begin at
        zero, or as nn.Linear makes them: both are fine. (bias=False is not.)
    forward takes x (N, C, H, W) with C * H * W = input_size, for any number N of images, and
        returns the raw scores, a tensor (N, num_classes): no softmax and no ReLU on them. x is
        unchanged.

    Example: TwoLayerFC(3 * 32 * 32, 1000, 10)(x) has shape (64, 10) for x (64, 3, 32, 32).
    Layers are called, self.fc1(x), not asked for their forward.
    """

    ### BEGIN SOLUTION
    def __init__(self, input_size, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        for layer in (self.fc1, self.fc2):
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x):
        hidden = F.relu(self.fc1(flatten(x)))
        return self.fc2(hidden)

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_TwoLayerFC", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
net = TwoLayerFC(12, 5, 3).to(device)
expect.instance("TwoLayerFC(12, 5, 3)", net, nn.Module)
# Two images of 12 pixels. All but one are 0; that one is 2 in the first image, -6 in the second.
images = torch.zeros(2, 1, 3, 4, device=device)
images[0, 0, 1, 2], images[1, 0, 2, 0] = 2.0, -6.0
expect.shape("the scores of two images", net(images), (2, 3), look="One row per image.")
expect.shape("the scores of one image", net(images[:1]), (1, 3), look="One row per image.")
in_init = "Layers are made in __init__, and assigned to self. A plain tensor is no parameter."
expect.true(len(list(net.parameters())) > 0, "the net has parameters", look=in_init)
# With every parameter 0.5, each hidden unit of the first image is ReLU(0.5 * 2 + 0.5) = 1.5, and a
# score is 5 * 0.5 * 1.5 + 0.5 = 4.25. In the second image ReLU gives 0, and 0.5 is left, the bias.
# With -0.5 it is the other way round, and the scores are negative.
for number, first, second in ((0.5, 4.25, 0.5), (-0.5, -0.5, -6.75)):
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.fill_(number)
    expect.close(
        f"the scores, all parameters {number}",
        net(images),
        [[first] * 3, [second] * 3],
        look="Two layers, each with a bias, a ReLU after the first, none after the second.",
    )
expect.true(net(images).requires_grad, "the scores require grad", look="No no_grad, no detach.")

net = TwoLayerFC(1000, 500, 250).to(device)
net(torch.zeros(1, 1, 20, 50, device=device))
for fan_in in (1000, 500):  # each layer has half as many units as inputs
    for weight in net.parameters():
        if sorted(weight.shape) == [fan_in // 2, fan_in]:
            expect.between(
                f"the standard deviation of the weight {tuple(weight.shape)}",
                weight.detach().std(),
                0.95 * math.sqrt(1 / fan_in),
                1.05 * math.sqrt(4 / fan_in),
                look=f"Kaiming's is sqrt(2 / {fan_in}) = {math.sqrt(2 / fan_in):.4f}.",
            )

# %% [markdown]
# ### Exercise 4: `ThreeLayerConvNet`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 3 points.
#
# The ConvNet of lesson 02: 5 x 5 windows with padding 2, ReLU, 3 x 3 windows with padding 1, ReLU, and a fully
# connected layer. `nn.Conv2d(in_channels, out_channels, kernel_size, padding=...)` has a weight and a bias of its
# own. The last layer must know how many numbers arrive. Images are 32 x 32 here, and both convolutions keep that.
#
# The biases begin at zero this time. `nn.Conv2d` and `nn.Linear` begin with small random ones, so this takes a
# line for each.
#
# <details><summary>Show me a hint</summary>
#
# It is `TwoLayerFC` with two other layers in front. Three layers in `__init__`, and what each one begins with.
#
# <details><summary>Show me another hint</summary>
#
# The number of inputs of the last layer is written with `channel_2`, not with a number of its own; only the 32 x 32
# is given. Which padding belongs to which window?
#
# <details><summary>Show me another hint</summary>
#
# A loop over the three layers can do both: fill the weight by a Kaiming rule, and the bias with zeros.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "ThreeLayerConvNet", "locked": false, "schema_version": 3, "solution": true, "task": false}
class ThreeLayerConvNet(nn.Module):
    """A net with two convolutions and a fully connected layer.

    ThreeLayerConvNet(in_channel, channel_1, channel_2, num_classes):
        1. a convolution with bias, channel_1 filters, 5 x 5 windows, padding 2, then ReLU;
        2. a convolution with bias, channel_2 filters, 3 x 3 windows, padding 1, then ReLU;
        3. a fully connected layer with bias to num_classes scores.
        All weights begin by a Kaiming rule, all biases at zero.
    forward takes x (N, in_channel, 32, 32), for any number N of images, and returns the raw scores,
        a tensor (N, num_classes): no softmax and no ReLU on them. Images of other sizes need not
        work. x is unchanged.

    Example: ThreeLayerConvNet(3, 12, 8, 10)(x) has shape (64, 10) for x (64, 3, 32, 32).
    """

    ### BEGIN SOLUTION
    def __init__(self, in_channel, channel_1, channel_2, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channel, channel_1, 5, padding=2)
        self.conv2 = nn.Conv2d(channel_1, channel_2, 3, padding=1)
        self.fc = nn.Linear(channel_2 * 32 * 32, num_classes)
        for layer in (self.conv1, self.conv2, self.fc):
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        return self.fc(flatten(x))

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_ThreeLayerConvNet", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
net = ThreeLayerConvNet(3, 12, 8, 10).to(device)
expect.instance("ThreeLayerConvNet(3, 12, 8, 10)", net, nn.Module)
for n in (1, 7):
    scores = net(torch.zeros(n, 3, 32, 32, device=device))
    expect.shape(f"the scores of {n} images", scores, (n, 10), look="One row per image.")
in_init = "Layers are made in __init__, and assigned to self. A plain tensor is no parameter."
expect.true(len(list(net.parameters())) > 0, "the net has parameters", look=in_init)
look = "All biases are zero at first, so an image of zeros has scores of zero."
expect.close("the scores of images of zeros", scores, torch.zeros(7, 10), look=look)

# Now each parameter is the same number, and so is each pixel.
net = ThreeLayerConvNet(1, 2, 3, 4).to(device)
ones = torch.ones(1, 1, 32, 32, device=device)
net(ones)
for number, pixel, score in (
    (0.1, 1.0, 1331.452),  # nothing is negative
    (0.1, -1.0, 30.82),  # negative after the first convolution, except in its bias
    (-0.1, -1.0, -0.1),  # negative after the second
):
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.fill_(number)
    expect.close(
        f"the scores, parameters {number}, pixels {pixel}",
        net(pixel * ones),
        [[score] * 4],
        rtol=2e-3,  # a GPU may round more coarsely
        look="Padding 2, then 1; a ReLU after each convolution, none at the end; three biases.",
    )
expect.true(net(ones).requires_grad, "the scores require grad", look="No no_grad, no detach.")

net = ThreeLayerConvNet(32, 16, 8, 10).to(device)
net(torch.zeros(1, 32, 32, 32, device=device))
for weight in net.parameters():
    shape = tuple(weight.shape)
    if shape in ((16, 32, 5, 5), (8, 16, 3, 3), (10, 8192), (8192, 10)):
        fan_in = weight[0].numel() if weight.ndim == 4 else 8192
        name = f"the standard deviation of the weight {shape}"
        look = f"Kaiming's is sqrt(2 / {fan_in}) = {math.sqrt(2 / fan_in):.4f}."
        deviation = weight.detach().std()
        expect.at_least(name, deviation, 0.85 * math.sqrt(1 / fan_in), look=look)

# %% [markdown]
# ## 4. Training with an optimizer
#
# An optimizer holds the parameters that it is given, and changes them in place. `optim.SGD(net.parameters(),
# lr=...)` does what you wrote by hand in lesson 02: `w -= lr * w.grad`, for each. A step of training now has four
# lines: clear the gradients, compute the loss, `backward`, `step`.


# %% nbgrader={"grade": false, "grade_id": "train", "locked": true, "schema_version": 3, "solution": false, "task": false}
def train(model, optimizer, epochs=1):
    """Train a net on loader_train; return its losses, in a History."""
    history = History(steps=epochs * len(loader_train))  # shows the run while it goes
    model.to(device)  # a module moves in place: its parameters stay the same objects
    model.train()  # section 5 says what this is for
    for _ in range(epochs):
        for x, y in loader_train:
            x, y = x.to(device=device, dtype=dtype), y.to(device)
            optimizer.zero_grad()  # 1. clear the gradients of the batch before
            loss = F.cross_entropy(model(x), y)  # 2. forward: scores, and their loss
            loss.backward()  # 3. backward: each parameter gets its gradient
            optimizer.step()  # 4. each parameter that the optimizer holds moves
            history.log(loss=loss)
    return history


train_for_the_test = train  # a second name, in case you define a `train` of your own below

# %% [markdown]
# "That it holds" is the point to remember. The optimizer has no idea of the net; it has a list of tensors. Build
# a new net after it, and it goes on moving those of the old one. Nothing raises, and nothing is learnt. The loss
# below is that of one batch, again and again, so it should fall quickly.

# %%
x, y = (part.to(device) for part in next(iter(loader_train)))


def losses_of_thirty_steps(net, optimizer):
    """The loss of a net on one batch over thirty steps of training."""
    losses = []
    for _ in range(30):
        optimizer.zero_grad()
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def small_net():
    """A net with one hidden layer, as it comes."""
    return nn.Sequential(nn.Flatten(), nn.Linear(3072, 50), nn.ReLU(), nn.Linear(50, 10)).to(device)


net = small_net()
optimizer = optim.SGD(net.parameters(), lr=0.05)
right = losses_of_thirty_steps(net, optimizer)
net = small_net()
optimizer = optim.SGD(net[3].parameters(), lr=0.05)
half = losses_of_thirty_steps(net, optimizer)
net = small_net()  # and the optimizer still has the net before this one
wrong = losses_of_thirty_steps(net, optimizer)
plots.lines(
    {"all parameters": right, "those of the last layer": half, "those of another net": wrong},
    xlabel="step",
    ylabel="loss",
)

# %% [markdown]
# (`nn.Sequential` calls modules one after the other. Lesson 05 has more on it.)
#
# ### Exercise 5: the model and its optimizer
#
# Difficulty ●○○, importance ●●●, 5 minutes, 3 points.
#
# Make `model`, a `ThreeLayerConvNet` for CIFAR-10 with 32 and 16 channels, and `optimizer`, plain SGD for its
# parameters: a learning rate, and nothing else, no momentum. Change the learning rate if you like.
#
# The test below trains the model with `train`, one epoch on all of CIFAR-10, three on the embedded subset, and
# measures its accuracy on the test images. The bar is 42% on the full data, and 30% on the embedded data. If the
# test has trained your model and you want to begin again, run your cell again first.
#
# <details><summary>Show me a hint</summary>
#
# Two lines. The sizes are those of the docstring of `ThreeLayerConvNet`: how many channels has a CIFAR-10 image,
# how many classes are there?
#
# <details><summary>Show me another hint</summary>
#
# The optimizer gets the parameters of the model that stands above it. `optim.SGD` without further options has no
# momentum.
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "module_train", "locked": false, "schema_version": 3, "solution": true, "task": false}
learning_rate = 3e-3
channel_1 = 32
channel_2 = 16

model = None
optimizer = None
### BEGIN SOLUTION
model = ThreeLayerConvNet(3, channel_1, channel_2, 10)
optimizer = optim.SGD(model.parameters(), lr=learning_rate)
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_module_train", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
expect.instance("model", model, ThreeLayerConvNet)
expect.instance("optimizer", optimizer, optim.SGD)
model.to(device)
expect.shape("the scores of one image", model(torch.zeros(1, 3, 32, 32, device=device)), (1, 10))
shapes = [tuple(parameter.shape) for parameter in model.parameters()]
for shape in ((32, 3, 5, 5), (16, 32, 3, 3)):
    look = "Which sizes does __init__ take, and in which order?"
    expect.true(shape in shapes, f"the model has filters of shape {shape}", look=look)
held = {id(parameter) for group in optimizer.param_groups for parameter in group["params"]}
named = dict(model.named_parameters())
left_out = [name for name, parameter in named.items() if id(parameter) not in held]
expect.equal(
    "the parameters of the model that the optimizer does not hold",
    left_out,
    [],
    look="Make the model first. Then give model.parameters() to the optimizer.",
)
frozen = [name for name, parameter in named.items() if not parameter.requires_grad]
expect.equal("the parameters that do not require grad", frozen, [])
for group in optimizer.param_groups:
    for name in ("momentum", "weight_decay"):
        look = "Plain SGD has a learning rate, and nothing else."
        expect.equal(f"{name} of the optimizer", group.get(name, 0), 0, look=look)
history = train_for_the_test(model, optimizer, epochs=1 if full else 3)
model_accuracy = evaluate(loader_test, model, device)
print(f"{model_accuracy:.1%} of the test images")
expect.at_least(
    "the accuracy of the model",
    model_accuracy,
    0.42 if full else 0.30,
    look="Is the learning rate far from 3e-3? Does test_ThreeLayerConvNet pass?",
)

# %% [markdown]
# The loss of each batch, and its running mean. A net that knows nothing has a loss of log(10) = 2.3.

# %%
if isinstance(globals().get("history"), History):  # the test above has trained the model
    plots.loss_and_accuracy(history).show()

# %% [markdown]
# ## 5. Training and evaluation
#
# Some layers do one thing while the net is trained and another when it is used. **Dropout** sets random numbers
# to zero, so that no unit can rely on another, and scales the rest up; when the net is used it does nothing.
# **BatchNorm** subtracts the mean of the batch and divides by its standard deviation, and notes mean and variance
# in running averages; when the net is used, it takes the averages, so that an image's scores do not depend on the other
# images.
#
# Which of the two it is, a module reads off `self.training`. `net.train()` sets that for itself and all modules
# inside, `net.eval()` clears it. A new module is in training mode.

# %%
dropout = nn.Dropout(0.5)
photo = loader_test.dataset[3][0]
shown = [dropout(photo) for _ in range(3)]
dropout.eval()
shown += [dropout(photo) for _ in range(3)]
print("three times in training mode, three times in evaluation mode:")
plots.images(torch.stack(shown))

# %% [markdown]
# So a net with dropout that was never put in evaluation mode gives other scores each time, and worse ones.
# Nothing raises. The functions have no mode: `F.dropout(x)` always drops, and `F.dropout(x,
# training=self.training)` is what a module wants.
#
# `torch.no_grad()` is something else. It says that no graph is recorded. It is not a mode, and layers do not ask
# for it: BatchNorm goes on adapting its averages under `no_grad`, and so learns from the very images that you
# only wanted to measure. Below, two BatchNorms are trained for 20 batches on data with mean 1. Then both are to
# be used, under `no_grad`, on data with mean 4. One of them is put in evaluation mode for that.

# %%
in_training_mode, in_evaluation_mode = nn.BatchNorm1d(1), nn.BatchNorm1d(1)
running = {"under no_grad alone": [], "in evaluation mode": []}
for batch in range(40):
    with torch.set_grad_enabled(batch < 20):
        in_evaluation_mode.train(batch < 20)  # train(False) is eval()
        data = torch.randn(64, 1) + (1 if batch < 20 else 4)
        for name, norm in zip(running, (in_training_mode, in_evaluation_mode), strict=True):
            norm(data)
            running[name].append(norm.running_mean.item())
plots.lines(running, xlabel="batch", ylabel="running mean")

# %% [markdown]
# And after an evaluation a net that goes on training must go back: forget `net.train()`, and dropout is off for
# the rest of the run. Forget nothing, and there is one more trap: a part of the net may have been in evaluation
# mode on purpose, a frozen BatchNorm for one. `net.train()` wakes it up.
#
# ### Exercise 6: `RunningCentre`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 2 points.
#
# Half a BatchNorm: it subtracts a mean from each feature. The class below is meant to do what its docstring says.
# It has **four slips**, each of which you have seen in this lesson or in lesson 02, and not all of them raise.
# Mend them in place, or write the class anew. Then delete the last two lines of the cell.
#
# <details><summary>Show me a hint</summary>
#
# Two slips are in `__init__`, and the first of them raises when the module is called. What must a module do before
# it gets its first attribute? And what kind of tensor is `running_mean` to be?
#
# <details><summary>Show me another hint</summary>
#
# The other two are in `forward`. Which attribute of a module tells training from evaluation? It is not the state of
# autograd.
#
# <details><summary>Show me another hint</summary>
#
# The mean of the batch belongs to the graph, the running mean must not. Where do you leave the graph, and is what
# remains under the name still the buffer?
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "RunningCentre", "locked": false, "schema_version": 3, "solution": true, "task": false}
class RunningCentre(nn.Module):
    """Subtracts from each feature its mean, and keeps a running mean of it.

    RunningCentre(features, momentum=0.1) has the buffer
        running_mean: (features,). It begins at zero, is saved in state_dict, moves with the
            module, and is no parameter. It never requires grad.
    forward takes x (N, features) and returns a tensor (N, features). x is unchanged.
        In training mode, with or without torch.no_grad(), it subtracts the mean of the batch, and
        running_mean becomes (1 - momentum) * running_mean + momentum * mean of the batch. The
        subtracted mean is part of the graph, as in BatchNorm: gradients flow through it.
        In evaluation mode it subtracts running_mean, and changes nothing.

    Example: with x = [[1.], [3.]], training mode gives [[-1.], [1.]], and running_mean becomes 0.2.
    Evaluation mode then gives [[0.8], [2.8]].
    """

    def __init__(self, features, momentum=0.1):
        self.momentum = momentum
        self.running_mean = torch.zeros(features)

    def forward(self, x):
        if torch.is_grad_enabled():  # while the net is trained
            mean = x.mean(dim=0)
            old = (1 - self.momentum) * self.running_mean
            self.running_mean = old + self.momentum * mean
        else:
            mean = self.running_mean
        return x - mean


### BEGIN SOLUTION
class RunningCentre(nn.Module):  # noqa: F811
    """Subtracts from each feature its mean, and keeps a running mean of it."""

    def __init__(self, features, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.register_buffer("running_mean", torch.zeros(features))

    def forward(self, x):
        if not self.training:
            return x - self.running_mean
        mean = x.mean(dim=0)
        with torch.no_grad():
            self.running_mean.lerp_(mean, self.momentum)
        return x - mean


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_RunningCentre", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
centre = RunningCentre(1).to(device)
rows = torch.tensor([[1.0], [3.0]], device=device, requires_grad=True)
expect.equal("the parameters", list(centre.parameters()), [], look="A running mean is not learnt.")
expect.equal("the keys of state_dict()", list(centre.state_dict()), ["running_mean"])
expect.close("training mode", centre(rows), [[-1.0], [1.0]])
expect.close("running_mean after one batch", centre.running_mean, [0.2])
look = "What is only noted belongs under torch.no_grad()."
needs_grad = centre.running_mean.requires_grad
expect.equal("running_mean.requires_grad", needs_grad, False, look=look)
centre.eval()
expect.close("evaluation mode", centre(rows), [[0.8], [2.8]], look="Which mode is it in?")
expect.close("running_mean after an evaluation", centre.running_mean, [0.2])
moved_centre = RunningCentre(1).double()
expect.dtype("running_mean after .double()", moved_centre.running_mean, torch.float64)

# %% [markdown]
# ## 6. A net with other parameters
#
# In lesson 02 a net was `model_fn(x, params)`, and the same function could be called with any parameters. A
# module carries its own. Sometimes the old form is what you want: to compare two sets of weights, to try a step
# before taking it, or to differentiate with respect to weights that were computed.
# `torch.func.functional_call(net, values, args)` calls a module as if its parameters were those in `values`, a
# dictionary from names to tensors. The module itself stays as it is.
#
# Here are the losses of one batch on the straight line from one set of weights to another. The net is trained in
# between, but none of the points on the line is ever assigned to it.

# %%
x, y = (part.to(device) for part in next(iter(loader_train)))
net = small_net()
start = {name: parameter.detach().clone() for name, parameter in net.named_parameters()}
losses_of_thirty_steps(net, optim.SGD(net.parameters(), lr=0.05))
end = {name: parameter.detach().clone() for name, parameter in net.named_parameters()}
shares = [i / 20 for i in range(-10, 41)]
on_the_line = []
for share in shares:
    between = {name: start[name].lerp(end[name], share) for name in start}
    with torch.no_grad():
        scores = torch.func.functional_call(net, between, x)
    on_the_line.append(F.cross_entropy(scores, y).item())
print("the net is where it was:", all(torch.equal(end[n], p) for n, p in net.named_parameters()))
plots.lines(
    {"loss": on_the_line}, x=shares, xlabel="0 is the start, 1 the end of training", ylabel="loss"
)

# %% [markdown]
# The values are put in the places of the parameters for the time of the call. Modes and buffers are not: the net
# is called in the mode that it is in, and a BatchNorm in training mode would still change its running averages.
# Some names may be left out of the dictionary; then the net's own are used.
#
# ### Exercise 7: `scores_with`
#
# Difficulty ●●●, importance ●●○, 12 minutes, 2 points.
#
# What would this net say if it had those weights? A tool that answers must not leave traces: not in the
# parameters, not in the buffers, and not in the modes.
#
# <details><summary>Show me a hint</summary>
#
# `evaluate` in `course_lib.training` notes `module.training` of every module in `net.modules()`, and puts each
# back at the end. A copy (`copy.deepcopy(net)`), on which you may do what you like, is another way.
#
# <details><summary>Show me another hint</summary>
#
# `torch.func.functional_call`, as above, puts other values in for one call. In which mode and under which context
# must that call run?
#
# <details><summary>Show me another hint</summary>
#
# `net.train()` at the end would not do: some modules may have been in evaluation mode. Note the mode of each module
# before, and put each one back.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "scores_with", "locked": false, "schema_version": 3, "solution": true, "task": false}
def scores_with(net, values, x):
    """The scores of a net in evaluation mode if its parameters had other values.

    net: an nn.Module, called as net(x). It may have dropout, BatchNorm and other buffers; each of
        its modules may be in training or in evaluation mode.
    values: a dictionary with a tensor for each name in net.named_parameters(), of the same shape.
        The buffers are those of the net.
    x: a batch, (N, ...).
    Returns the scores that the net would give with all its modules in evaluation mode. They carry
        no graph (requires_grad is False).

    Afterwards all is as it was: the parameters, the same objects with the same values; the buffers;
    the mode of every single module of the net; the tensors in values.

    Example: with values = dict(net.named_parameters()) these are the scores of the net itself.
    """
    ### BEGIN SOLUTION
    modes = {module: module.training for module in net.modules()}
    net.eval()
    with torch.no_grad():
        scores = torch.func.functional_call(net, values, x)
    for module, mode in modes.items():
        module.training = mode
    return scores
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_scores_with", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
net = nn.Sequential(nn.Linear(2, 1), nn.BatchNorm1d(1, affine=False, eps=0.0), nn.Dropout(0.5))
net[1].eval()  # a frozen BatchNorm in a net that is in training mode
values = {"0.weight": torch.tensor([[1.0, 10.0]]), "0.bias": torch.tensor([5.0])}
rows = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
weight_before, kept = net[0].weight, net[0].weight.detach().clone()

# BatchNorm starts with mean 0 and variance 1, so in evaluation mode it changes nothing here.
scores = scores_with(net, values, rows)
expect.close("the scores", scores, [[6.0], [15.0], [16.0]], look="All modules in eval mode?")
expect.equal("scores.requires_grad", scores.requires_grad, False, look="torch.no_grad().")
expect.same_object("net[0].weight afterwards", net[0].weight, weight_before)
expect.close("net[0].weight afterwards", net[0].weight, kept)
expect.close("the running mean afterwards", net[1].running_mean, [0.0])
expect.equal(
    "training of the net and its three modules afterwards",
    [module.training for module in net.modules()],
    [True, True, False, True],
    look="net.train() sets them all. Note the mode of each module before.",
)

# %% [markdown]
# ## Summary
#
# - A module has `__init__`, which begins with `super().__init__()` and makes what the net keeps, and `forward`.
#   You call the object.
# - An assignment to `self` registers parameters and modules, those inside them included, with dotted names.
# - A parameter is moved, saved and updated. A buffer is moved and saved (unless `persistent=False`), not updated.
#   A plain tensor is nothing of that.
# - `nn` has layers with state, `nn.functional` the computations alone. What begins by Kaiming's rule you fill in
#   place, `nn.init.kaiming_normal_`.
# - An optimizer holds tensors, not a net: make the model first.
# - `train()` and `eval()` switch dropout and BatchNorm; `no_grad` does not.
# - `torch.func.functional_call` calls a net with parameters from outside.
#
# ## What people get wrong
#
# - `_init_`, no `super().__init__()`, a `forward` without `self`, a layer under two names. These raise.
# - Layers made in `forward`, layers in a Python list, plain tensors for weights. These do not.
# - `nn.Parameter(...) * 0.1` and `nn.Parameter(...).cuda()`: no longer a parameter.
# - A running mean as a plain tensor, or as a parameter.
# - `net.forward(x)` for `net(x)`. The numbers agree, the hooks are passed by.
# - Weights initialised in one layer of three.
# - An optimizer made before the net was replaced.
# - `eval()` forgotten, or `train()` afterwards, or `no_grad` taken for `eval()`.
#
# ## Questions to take along
#
# - Why must the running mean of BatchNorm be saved, and the mean of the last batch not?
# - A parameter with `requires_grad=False` and a buffer: what is different?
# - What does `TwoLayerFC` do with a batch of shape (N, input_size), and why?
# - How many parameters has your `model`, and in which layer are most of them?
#
# ## Where to read on
#
# In the documentation on pytorch.org: `torch.nn.Module` (its methods are worth an hour),
# `torch.nn.parameter.Parameter`, "Modules" among the notes, `torch.func.functional_call`, `torch.nn.BatchNorm2d`.
# Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting". The next lesson
# builds nets from containers.
