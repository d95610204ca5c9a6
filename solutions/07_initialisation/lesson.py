# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 07 Initialisation
#
# In lesson 02 you drew the weights of a shallow net by hand. A deep net is less patient: with the wrong start
# it does not learn at all, and nothing says so. Here you set the start of any net, layer by layer, and see what
# it does.
#
# When you are done you can
#
# - tell fan-in from fan-out, for convolutions too, and choose a standard deviation from them and a gain;
# - use `torch.nn.init` in place, so that the net and its optimizer notice;
# - write one rule per type of layer, and say in which order `apply` visits a net;
# - measure how activations and gradients shrink or grow over depth, and find the gain that keeps the
#   activations;
# - find out why a deep net does not learn, and mend it;
# - initialise a net with Lazy layers, and one with a parametrization.
#
# Seven exercises and one accuracy, 17 points, about 85 minutes. Run the cells from top to bottom. Where an
# experiment is meant to fail, it says so and prints the error.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import math
import warnings
from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import parametrize

from course_lib import expect, plots
from course_lib.data import cifar10_loaders
from course_lib.device import pick_device, seed_everything
from course_lib.training import History, evaluate

seed_everything(7)
device = pick_device()
loader_train, loader_val, loader_test = cifar10_loaders(batch_size=64)
full = len(loader_train.dataset) > 40_000  # all of CIFAR-10, or the embedded subset?

# %% [markdown]
# ## 1. In place, and what the underscore means
#
# A layer has weights from the moment it is made. `nn.Linear` and `nn.Conv2d` draw theirs evenly between ±1 /
# sqrt(fan_in), weights and biases alike. Fan-in, as in lesson 02, is the number of inputs that one output sums
# over.

# %%
layer = nn.Linear(400, 300)
print("1 / sqrt(400) =", 400**-0.5, "  largest weight:", layer.weight.abs().max().item())
plots.weight_histograms(layer.named_parameters())

# %% [markdown]
# `torch.nn.init` has functions for other starts: `normal_`, `uniform_`, `constant_`, `zeros_`, `ones_`,
# `xavier_uniform_`, `xavier_normal_`, `kaiming_uniform_`, `kaiming_normal_`, `trunc_normal_`, `orthogonal_` and
# some more. The underscore at the end says what it says everywhere in PyTorch: **the tensor itself is changed,
# in place**. They do it under `no_grad`, and return the tensor that they were given. You need not assign
# anything. (Older notes have `kaiming_normal` without the underscore. It is deprecated.)

# %%
came_back = nn.init.normal_(layer.weight, mean=0.0, std=0.01)
print("the same object:", came_back is layer.weight, "  std:", layer.weight.std().item())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    nn.init.kaiming_normal(layer.weight)
print(f"{caught[0].category.__name__}: {caught[0].message}")

# %% [markdown]
# What does not work is to bind a name to a new tensor. There are three ways to try. The first is silent and
# does nothing: `weight` is a name of its own, and the layer keeps what it has. The second raises. The third
# works, and is the most dangerous: the layer has a new parameter, and an optimizer that was built before still
# holds the old one. It goes on stepping a tensor that no net uses.

# %%
layer = nn.Linear(400, 300)
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)

weight = layer.weight
weight = torch.randn(300, 400) * 0.01
print("1. std of layer.weight:", layer.weight.std().item(), "- still the default")

try:
    layer.weight = torch.randn(300, 400) * 0.01
except TypeError as error:
    print("2. TypeError:", error)

layer.weight = nn.Parameter(torch.randn(300, 400) * 0.01)
held = optimizer.param_groups[0]["params"][0]
print("3. std of layer.weight:", layer.weight.std().item())
print("   the optimizer holds it:", held is layer.weight)

# %% [markdown]
# ## 2. Fan-in, fan-out, gain
#
# Two numbers describe how a layer is wired.
#
# - **fan-in**: how many inputs one output sums over. It decides how large the outputs are.
# - **fan-out**: to how many outputs one input contributes. Going backward, the gradient of that input is a sum
#   over them, so it decides how large the gradients are.
#
# `nn.Linear(fan_in, fan_out)` keeps its weight as (outputs, inputs). `nn.Conv2d` keeps it as (output channels,
# input channels / groups, height, width of the window): one output sees a window in all the input channels of
# its group. You need not trust a formula. Let all weights be one and all inputs be one: then every output
# counts what it sums over, and every gradient of an input counts where it went.

# %%
conv = nn.Conv2d(8, 16, kernel_size=3, padding=1, bias=False)
nn.init.ones_(conv.weight)
ones = torch.ones(1, 8, 5, 5, requires_grad=True)
out = conv(ones)
out.sum().backward()
print("weight", tuple(conv.weight.shape))
print("an output in the middle, fan-in: ", out[0, 0, 2, 2].item())
print("an input in the middle, fan-out: ", ones.grad[0, 0, 2, 2].item())
print("an output in the corner:         ", out[0, 0, 0, 0].item(), "- it sees some of the padding")

# %% [markdown]
# `weight.shape[1]` would say 8. That is the number of channels, without the window, and weights drawn for a
# fan-in of 8 where it is 72 are three times too large. In a net of ten such layers that makes a factor of
# 59,000.
#
# ### Exercise 1: `fans`
#
# Difficulty ●●○, importance ●●○, 7 minutes, 2 points.
#
# With `groups=g` the channels are split into g groups that do not see each other: each output channel looks at
# 1/g of the input channels, and each input channel goes to 1/g of the output channels. The weight shows only
# the first of these two facts.
#
# <details><summary>Show me a hint</summary>
#
# For a convolution `layer.weight[0].numel()` is all that one output sums over. For fan-out you need
# `layer.out_channels`, `layer.groups` and the window, `layer.kernel_size`.
#
# <details><summary>Show me another hint</summary>
#
# For fan-out, turn the question round: to how many output channels does one input channel go, and to how many
# places of the window in each?
#
# <details><summary>Show me another hint</summary>
#
# `groups` divides both numbers. `math.prod` multiplies the two sides of a window, which need not be equal.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "fans", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fans(layer):
    """The fan-in and the fan-out of a layer.

    layer: an nn.Linear, or an nn.Conv2d with a window of any height and width and any `groups`. It may be
        without bias. It is not changed.
    Returns a tuple of two whole numbers: how many inputs one output sums over (without the bias), and to how
        many outputs one input contributes. Count away from the border, and as if the stride were 1.

    Examples: nn.Linear(400, 300) has (400, 300), nn.Conv2d(8, 16, 3) has (72, 144).
    """
    ### BEGIN SOLUTION
    if isinstance(layer, nn.Linear):
        return layer.in_features, layer.out_features
    window = math.prod(layer.kernel_size)
    return layer.in_channels // layer.groups * window, layer.out_channels // layer.groups * window
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_fans", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
for name, layer, fan_in, fan_out in (
    ("nn.Linear(400, 300)", nn.Linear(400, 300), 400, 300),
    ("nn.Conv2d(8, 16, 3)", nn.Conv2d(8, 16, 3), 72, 144),
    ("nn.Conv2d(3, 32, (3, 5))", nn.Conv2d(3, 32, (3, 5), bias=False), 45, 480),
    ("nn.Conv2d(8, 16, 3, groups=4)", nn.Conv2d(8, 16, 3, groups=4), 18, 36),
):
    look = "A Linear is made as (inputs, outputs), and keeps its weight the other way round."
    if isinstance(layer, nn.Conv2d):
        look = "Channels of the group times height times width of the window."
    expect.close(f"fans({name})", fans(layer), (fan_in, fan_out), look=look)

# %% [markdown]
# From the fans and a **gain** comes the standard deviation. The gain makes up for what the activation function
# after the layer takes away. ReLU throws away half of the mean square, so its gain is sqrt(2); without an
# activation it is 1.
#
# | name | standard deviation | keeps the size of |
# |---|---|---|
# | Kaiming, `mode="fan_in"` | gain / sqrt(fan_in) | activations |
# | Kaiming, `mode="fan_out"` | gain / sqrt(fan_out) | gradients |
# | Xavier | gain * sqrt(2 / (fan_in + fan_out)) | a bit of both |
#
# Each comes as `_normal_` and as `_uniform_`. The uniform one reaches sqrt(3) times as far as its standard
# deviation. `kaiming_normal_` takes its gain from `nonlinearity`, and `xavier_normal_` takes it as a number, 1
# if you give none. What is the `nonlinearity` if you say nothing? Not ReLU. It is a leaky ReLU with slope
# `a=0`, which is the same. And what do they make of `groups`? They see a tensor, not a layer. For grouped
# convolutions their fan-out is too large by the number of groups.

# %%
weight = torch.empty(500, 400)
for name, fill in (
    ("kaiming, fan_in ", lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu")),
    ("kaiming, fan_out", lambda w: nn.init.kaiming_normal_(w, mode="fan_out", nonlinearity="relu")),
    ("xavier          ", nn.init.xavier_normal_),
):
    print(name, f"{fill(weight).std().item():.4f}")
by_the_table = (2 / 400) ** 0.5, (2 / 500) ** 0.5, (2 / 900) ** 0.5
print("by the table:   ", *(f"{s:.4f}" for s in by_the_table))
for activation in ("linear", "relu", "tanh"):
    print(f"calculate_gain({activation!r}) = {nn.init.calculate_gain(activation):.4f}")

depthwise = nn.Conv2d(64, 64, 3, groups=64)  # true fan-out 9
nn.init.kaiming_normal_(depthwise.weight, mode="fan_out", nonlinearity="relu")
print(
    f"depthwise: std {depthwise.weight.std().item():.3f}, by the true fan-out {(2 / 9) ** 0.5:.3f}"
)

# %% [markdown]
# ## 3. One rule per type of layer
#
# A bias has one axis, so it has no fan-in, and Kaiming on it raises. Nor would you want it: biases begin at
# zero, because the random weights have made the units different already. Norm layers begin as they are: weight
# one, bias zero. So a rule asks what kind of layer it has before it. And some layers have no bias: a
# convolution before a batch norm is often made with `bias=False`, since the norm would subtract it again. Then
# `layer.bias` is `None`.

# %%
try:
    nn.init.kaiming_normal_(nn.Linear(4, 3).bias)
except ValueError as error:
    print("ValueError:", error)
no_bias = nn.Conv2d(3, 8, 3, bias=False)
try:
    nn.init.zeros_(no_bias.bias)
except AttributeError as error:
    print("AttributeError:", error)

# %% [markdown]
# How does the rule get to every layer? `net.children()` gives the direct children alone. A net with blocks
# hides most of its layers from it, and nothing raises. `net.modules()` gives everything, at any depth. And
# `net.apply(rule)` calls `rule(module)` for every module that `net` contains, `net` included.

# %%
nested = nn.Sequential(nn.Linear(50, 50), nn.Sequential(nn.Linear(50, 50), nn.Linear(50, 50)))


def fill_with_ones(module):
    if isinstance(module, nn.Linear):
        nn.init.ones_(module.weight)


layers = [nested[0], nested[1][0], nested[1][1]]
for child in nested.children():
    fill_with_ones(child)
print("children():", *(bool((layer.weight == 1).all()) for layer in layers))
nested.apply(fill_with_ones)
print("apply:     ", *(bool((layer.weight == 1).all()) for layer in layers))

# %% [markdown]
# ### Exercise 2: `init_weights`
#
# Difficulty ●●○, importance ●●●, 12 minutes, 3 points.
#
# The rules below are close to those of torchvision's ResNet. Write the function for one module; `apply` does
# the walking.
#
# <details><summary>Show me a hint</summary>
#
# `isinstance(module, (nn.BatchNorm2d, nn.LayerNorm))` asks for several types at once. Not every module has an
# attribute `weight`, and those that have one may have `None` there: `nn.BatchNorm2d(8, affine=False)`.
#
# <details><summary>Show me another hint</summary>
#
# `nn.init` has a function for each rule: Kaiming normal with its `mode` and `nonlinearity`, Xavier uniform, ones,
# zeros. All of them write in place.
#
# <details><summary>Show me another hint</summary>
#
# Leave early where the type is none of those listed. Then decide on the weight by type, and treat the bias once,
# for all that have one.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "init_weights", "locked": false, "schema_version": 3, "solution": true, "task": false}
def init_weights(module):
    """Give one module its start, in place. Made for net.apply(init_weights).

    module: any nn.Module. Its type decides (subclasses count as their base):
        nn.Conv2d: the weight is Kaiming normal for ReLU with mode fan_out, the bias 0;
        nn.Linear: the weight is Xavier uniform with gain 1, the bias 0;
        nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm: the weight is 1, the bias 0;
        anything else stays as it is.
    A weight or a bias that is None stays None. The parameters stay the same objects and require grad as before.
    Buffers, such as running statistics, stay as they are. Returns nothing.

    Example: after init_weights(nn.Linear(400, 300)) the weights lie between ± sqrt(6 / 700) = 0.0926.
    """
    ### BEGIN SOLUTION
    norms = (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm)
    if not isinstance(module, (nn.Conv2d, nn.Linear, *norms)):
        return
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    elif isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
    elif module.weight is not None:
        nn.init.ones_(module.weight)
    if module.bias is not None:
        nn.init.zeros_(module.bias)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_init_weights", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
block = nn.Sequential(nn.Conv2d(40, 80, 3, bias=False), nn.BatchNorm2d(80), nn.ReLU())
bare = nn.BatchNorm2d(80, affine=False)  # weight and bias are None
small_net = nn.Sequential(OrderedDict(block=block, bare=bare, fc=nn.Linear(400, 300)))
kept = dict(small_net.named_parameters())
with torch.no_grad():
    for parameter in kept.values():
        parameter.fill_(5.0)  # so that nothing is right by chance
small_net.apply(init_weights)

for name, parameter in small_net.named_parameters():
    expect.same_object(name, parameter, kept[name], look="Fill the parameter in place: nn.init.")
expect.between(
    "the std of block.0.weight",
    block[0].weight.std().item(),
    0.95 * (2 / 720) ** 0.5,
    1.05 * (2 / 720) ** 0.5,
    look="The fan-out is 80 * 3 * 3 = 720, and sqrt(2 / 720) is 0.0527.",
)
expect.close("block.1.weight", block[1].weight, torch.ones(80), look="Norm layers begin with ones.")
expect.close("block.1.bias", block[1].bias, torch.zeros(80))
bound = (6 / 700) ** 0.5
expect.between(
    "the largest weight of fc", small_net.fc.weight.abs().max().item(), 0.99 * bound, 1.001 * bound
)
expect.close("fc.bias", small_net.fc.bias, torch.zeros(300), look="Biases begin at zero.")
expect.true(bare.weight is None and bare.bias is None, "None stays None")
alone = nn.Linear(20, 10)
init_weights(alone)  # one module, without apply
expect.close("the bias of a layer on its own", alone.bias, torch.zeros(10), look="Use `module`.")

# %% [markdown]
# Before and after, in a picture: a convolution, which becomes normal, and a linear layer, which stays uniform
# and gets zero biases.

# %%
shown = nn.Sequential(nn.Conv2d(16, 64, 3, bias=False), nn.ReLU(), nn.Linear(64, 64))
plots.weight_histograms(shown.named_parameters()).show()
shown.apply(init_weights)
plots.weight_histograms(shown.named_parameters())

# %% [markdown]
# ## 4. Who comes first?
#
# `apply` and a loop over `modules()` reach the same modules, in a different order. `modules()` gives a module
# before what it contains. `apply` does the opposite: in its source, it first applies the function to each
# child, and only then calls it on the module itself. Among siblings, both follow the order in which they were
# registered in `__init__`, whatever `forward` does with them.
#
# That matters as soon as the rule for a block makes an exception for one of its layers. A favourite exception:
# let the last norm of a residual block begin with weight *zero*. Then the block is the identity at first, and a
# net of a hundred blocks begins as a shallow one.


# %%
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norm = nn.BatchNorm2d(channels)
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return x + self.norm(self.conv(x))


def visited():
    return nn.Sequential(
        OrderedDict(
            stem=nn.Conv2d(3, 8, 3, padding=1),
            block=ResidualBlock(8),
            head=nn.Sequential(nn.Flatten(), nn.Linear(8 * 32 * 32, 10)),
        )
    )


def rule(module):
    if isinstance(module, nn.BatchNorm2d):
        nn.init.ones_(module.weight)
    if isinstance(module, ResidualBlock):
        nn.init.zeros_(module.norm.weight)


# %% [markdown]
# ### Exercise 3: predict the order
#
# Difficulty ●●○, importance ●●○, 6 minutes, 2 points.
#
# Write the eight names as `named_modules` would: `""` for the net itself, `"stem"`, `"block"`, `"block.norm"`,
# `"block.conv"`, `"head"`, `"head.0"`, `"head.1"`. Predict first, and only then let the net tell you: a
# forecast that is wrong is worth more than one that was looked up.
#
# <details><summary>Show me a hint</summary>
#
# `modules()` begins at the top and goes down. `apply` calls the function on a module after it has been applied to
# all that is in it.
#
# <details><summary>Show me another hint</summary>
#
# Draw the tree with the names, children in the order of `__init__`. Walk round it once: write a name when you
# arrive, and in a second row when you leave.
#
# <details><summary>Show me another hint</summary>
#
# For the two numbers: what does `rule` do to a block, and what to a norm layer? Of the two, the one that comes last
# wins.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "visiting_order", "locked": false, "schema_version": 3, "solution": true, "task": false}
# The names of the modules of visited(), in the order in which visited().apply(...) calls its function ...
apply_order = None
# ... and in the order of `for module in visited().modules()`.
loop_order = None
# The weight of block.norm (a number: all 8 are the same) after net.apply(rule) ...
norm_after_apply = None
# ... and, in a new net, after `for module in net.modules(): rule(module)`.
norm_after_loop = None
### BEGIN SOLUTION
apply_order = ["stem", "block.norm", "block.conv", "block", "head.0", "head.1", "head", ""]
loop_order = ["", "stem", "block", "block.norm", "block.conv", "head", "head.0", "head.1"]
norm_after_apply = 0.0
norm_after_loop = 1.0
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_visiting_order", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
for name, order in (("apply_order", apply_order), ("loop_order", loop_order)):
    expect.true(
        isinstance(order, (list, tuple)) and len(order) == 8,
        f"{name} is a list of eight names",
        came=f"It is {order!r}.",
        look='The net itself counts: its name is "".',
    )
for name, number in (("norm_after_apply", norm_after_apply), ("norm_after_loop", norm_after_loop)):
    expect.true(number is not None, f"{name} is a number", look="Write the number that you expect.")

# %% [markdown]
# ## 5. What depth does
#
# A layer multiplies the standard deviation of what goes through it by some factor. Thirty layers multiply it by
# the 30th power of that factor. So a factor of 0.8 leaves a thousandth, and 1.25 makes eight hundred. Going
# backward, the gradients are multiplied in the same way.
#
# Below are 30 linear layers of 200 units with a ReLU after each, and five ways to start. `spreads` notes the
# standard deviation of what comes out of each layer, before its activation function, and of the gradient that
# arrives there. Everything is in double precision: in single precision the squares of the smallest of these
# numbers would be zero.


# %%
def stack(activation, depth=30, width=200):
    """`depth` linear layers without bias, an activation after each."""
    pairs = [(nn.Linear(width, width, bias=False), activation()) for _ in range(depth)]
    return nn.Sequential(*[layer for pair in pairs for layer in pair]).double()


def spreads(net, x):
    """Over depth: the standard deviations of what the linear layers give, and of its gradients."""
    outputs = []
    for layer in net:
        x = layer(x)
        if isinstance(layer, nn.Linear):
            x.retain_grad()
            outputs.append(x)
    x.backward(torch.randn_like(x))
    return [z.std().item() for z in outputs], [z.grad.std().item() for z in outputs]


starts = {
    "s = 0.01": lambda w: nn.init.normal_(w, std=0.01),
    "PyTorch's default": lambda w: w,
    "Xavier": nn.init.xavier_normal_,
    "Kaiming": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"),
    "s = 0.2": lambda w: nn.init.normal_(w, std=0.2),
}
noise = torch.randn(200, 200, dtype=torch.float64)
forward_spreads, backward_spreads = {}, {}
for name, fill in starts.items():
    net = stack(nn.ReLU)
    for weight in net.parameters():
        fill(weight)
    forward_spreads[name], backward_spreads[name] = spreads(net, noise)

layers = range(1, 31)
plots.lines(forward_spreads, x=layers, xlabel="layer", ylabel="std of activations", log=True).show()
plots.lines(backward_spreads, x=layers, xlabel="layer", ylabel="std of gradients", log=True)

# %% [markdown]
# The axis counts powers of ten. Read the second picture from right to left: the gradient comes in at the last
# layer. Kaiming alone keeps both. Xavier takes no account of the ReLU (its gain is 1), which costs half of the
# mean square at each layer. PyTorch's default has standard deviation 1 / sqrt(3 * fan_in), and fares worse. It
# serves for shallow nets, and for nets with norm layers, which set the size right again after each layer.
#
# An activation like tanh cannot explode, since it ends at ±1. It fails in another way: with weights that are
# too large most units sit at -1 or 1, where its slope is zero, and such a unit learns nothing. Here is what
# comes out of the tenth tanh for three gains, and the gradient on its way back to the first.

# %%
tanh_outputs, tanh_gradients = {}, {}
for g in (0.5, 5 / 3, 6.0):
    net = stack(nn.Tanh, depth=20)
    for weight in net.parameters():
        nn.init.normal_(weight, std=g / 200**0.5)
    tanh_outputs[f"gain {g:.2f}"] = net[:20](noise)
    tanh_gradients[f"gain {g:.2f}"] = spreads(net, noise)[1]
plots.weight_histograms(tanh_outputs).show()
plots.lines(tanh_gradients, x=range(1, 21), xlabel="layer", ylabel="std of gradients", log=True)

# %% [markdown]
# With 0.5 everything is close to zero after ten layers, with 5/3 the values fill the whole range, with 6 nearly
# all are at its ends. You might expect the gradients of the last case to vanish. They explode: the few units
# between the ends let them through, and the large weights multiply them.
#
# What is the right gain for an activation function f? Say that z, before the activation, is normal with mean 0
# and standard deviation 1. The next layer adds up fan_in products of a weight and an f(z). With weights of
# standard deviation g / sqrt(fan_in), the sum has a mean square of g² times the mean of f(z)². It is to be 1
# again:
#
#     g = 1 / sqrt(mean of f(z)²),   z standard normal
#
# It is the mean *square* that counts, not the variance: a mean that is not zero goes through the weights as
# well. `calculate_gain` knows a handful of functions and raises for the others, and its value for tanh, 5/3, is
# a round number of old, not this one.

# %%
try:
    nn.init.calculate_gain("gelu")
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# ### Exercise 4: `gain`
#
# Difficulty ●●○, importance ●●○, 6 minutes, 2 points.
#
# Any activation function: measure it. A million random numbers give the mean to about a thousandth.
#
# <details><summary>Show me a hint</summary>
#
# Draw `z`, apply `f`, and put it into the formula of the docstring, from the inside out: square, mean, root, one
# over.
#
# <details><summary>Show me another hint</summary>
#
# Square first and take the mean then; the other way round is a different number. `.item()` makes a Python number in
# the end.
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "gain", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gain(f):
    """The gain that keeps the spread of a deep net with the activation function f.

    f: takes a tensor of any shape and gives one of the same shape, entry by entry: F.relu, nn.Tanh(), ...
    Returns a number, 1 / sqrt(mean of f(z)**2) for standard normal z, to within 1%. Draw z at random,
        100,000 numbers or more.

    Examples: gain(F.relu) is about 1.414, gain(torch.tanh) about 1.593, gain(lambda z: z) about 1.
    """
    ### BEGIN SOLUTION
    z = torch.randn(1_000_000)
    return f(z).square().mean().rsqrt().item()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_gain", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# A right answer from 100,000 draws is off by 0.4% or less two times in three; 2% are allowed.
for name, f, wanted in (
    ("lambda z: z", lambda z: z, 1.0),
    ("F.relu", F.relu, 2**0.5),
    ("torch.tanh", torch.tanh, 1.5925),
    ("nn.Sigmoid()", nn.Sigmoid(), 1.8463),
):
    look = "The square root of the mean of the squares, and then one divided by it."
    expect.between(f"gain({name})", gain(f), 0.98 * wanted, 1.02 * wanted, look=look)

# %% [markdown]
# Does it work? Five activation functions, 30 layers, each with its own gain. The curves wander a little,
# because 200 units are not infinitely many. SELU was made so that its gain is 1. SiLU shows that a balance need
# not be a stable one: numbers that are a little too large come out of it larger by more than in proportion, and
# the next layer goes on from there. Tanh is the opposite case. It pulls any deviation back.
#
# So the activations keep their spread. The gradients are another matter: on their way back they need
# 1 / sqrt(mean of f'(z)²), with the slope of f. For ReLU that is the same number, for most others it is not. Softplus
# with its own gain keeps its activations over 30 layers and loses its gradients.

# %%
kept_spreads = {}
for activation in (nn.ReLU, nn.Tanh, nn.Softplus, nn.SELU, nn.SiLU):
    net, g = stack(activation), gain(activation())
    for weight in net.parameters():
        nn.init.normal_(weight, std=g / 200**0.5)
    x = activation()(noise)  # so that the first layer, too, gets what an activation gives
    kept_spreads[f"{activation.__name__}, gain {g:.2f}"] = spreads(net, x)[0]
plots.lines(kept_spreads, x=layers, xlabel="layer", ylabel="std of activations", log=True)

# %% [markdown]
# ## 6. A net that does not learn
#
# Ten layers, no norm layers, no shortcuts. Eight of the nine convolutions sit in blocks of two.


# %% nbgrader={"grade": false, "grade_id": "deep_net", "locked": true, "schema_version": 3, "solution": false, "task": false}
def conv_block(channels):
    """Two convolutions, a ReLU after each. (N, channels, H, W) stays as it is."""
    layers = [nn.Conv2d(channels, channels, 3, padding=1), nn.ReLU()]
    layers += [nn.Conv2d(channels, channels, 3, padding=1), nn.ReLU()]
    return nn.Sequential(*layers)


def deep_net(channels=16, blocks=4):
    """A deep ConvNet for CIFAR-10: (N, 3, 32, 32) to scores (N, 10)."""
    # The stem looks at patches of 4 x 4, so that a map of 8 x 8 is left.
    stem = [nn.Conv2d(3, channels, 4, stride=4), nn.ReLU()]
    head = [nn.AvgPool2d(2), nn.Flatten(), nn.Linear(channels * 16, 10)]
    return nn.Sequential(*stem, *[conv_block(channels) for _ in range(blocks)], *head).to(device)


def train_deep_net(net, epochs):
    """Train with SGD, gradients clipped (lesson 09), and return the history of the loss."""
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-2, momentum=0.9)
    history = History(steps=epochs * len(loader_train))
    for _ in range(epochs):
        for x, y in loader_train:
            loss = F.cross_entropy(net(x.to(device)), y.to(device))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)  # no first step that throws it off
            optimizer.step()
            history.log(loss=loss)
    return history


# %% [markdown]
# Someone has read lesson 02 and the sections above, not too closely, and has written an initialiser. Nothing
# raises. This is the training that follows.


# %%
def faulty_initialise(net):
    for layer in net.children():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight.shape[1]
            weight = layer.weight.detach()
            weight = torch.randn_like(weight) * math.sqrt(2 / fan_in)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)


net = deep_net()
faulty_initialise(net)
history = train_deep_net(net, 1 if full else 3)
print("log(10) =", math.log(10), "- the loss of a net that knows nothing")
plots.loss_and_accuracy(history)

# %% [markdown]
# The loss begins where a net that knows nothing stands, and stays there. Do not look for the cause in the
# learning rate. Look at the net before its first step: how much does what a layer gives differ from image to
# image? If that difference dies out, the scores are the same for every image, and there is nothing to learn
# from. (The standard deviation over everything would not show it. Random biases make the channels differ,
# whatever the image is.) A forward hook per layer tells, as in lesson 06.


# %%
def image_spreads(net):
    """For each convolution and linear layer, by name: the std of its output from image to image.

    It is taken for each number of the output, over the images of a batch, and averaged.
    """
    x, _ = next(iter(loader_val))
    found, handles = {}, []
    for name, module in net.named_modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):

            def note(module, inputs, output, name=name):
                found[name] = output.std(dim=0).mean().item()

            handles.append(module.register_forward_hook(note))
    with torch.no_grad():
        net(x.to(device))
    for handle in handles:
        handle.remove()
    return found


net = deep_net()
faulty_initialise(net)
for name, spread in image_spreads(net).items():
    print(f"{name:6} {spread:.6f}")

# %% [markdown]
# ### Exercise 5: `initialise` (find the bugs)
#
# Difficulty ●●●, importance ●●●, 12 minutes, 3 points and 1 for the accuracy.
#
# Write the function as it should be. `faulty_initialise` has three faults, and each hides another: mend one,
# and you see the next. Do not guess. After each change, look at `image_spreads`: the numbers of a good start
# stay within a small factor, from the first layer to the last; those of a bad one differ by hundreds.
#
# <details><summary>Show me a hint</summary>
#
# Fault one: the assignment of `weight`, section 1. Fault two: the loop, section 3. Once both are mended, the
# spreads explode: section 2.
#
# <details><summary>Show me another hint</summary>
#
# Fault one: `weight = ...` gives a name to a new tensor, and the layer keeps its own. Which functions write into
# the one that is there? Fault two: `children()` goes one level deep. What goes to any depth?
#
# <details><summary>Show me another hint</summary>
#
# Section 2: a unit of a convolution sums over channels and over the window. `shape[1]` is only the first of these,
# and one filter of the weight has exactly as many numbers as the fan-in.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "initialise", "locked": false, "schema_version": 3, "solution": true, "task": false}
def initialise(net):
    """Give every convolution and linear layer of a net Kaiming weights and zero biases, in place.

    net: an nn.Module with nn.Conv2d and nn.Linear layers nested to any depth. Their weights become normal with
        mean 0 and standard deviation sqrt(2 / fan_in), their biases zero; a layer may have no bias.
        The parameters stay the same objects. All other modules stay as they are.
    Returns nothing.

    Example: after initialise(deep_net()) the weight of each inner convolution, (16, 16, 3, 3), has a standard
    deviation of about sqrt(2 / 144) = 0.118.
    """
    ### BEGIN SOLUTION
    for layer in net.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            fan_in = layer.weight[0].numel()
            nn.init.normal_(layer.weight, std=math.sqrt(2 / fan_in))
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_initialise", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
tried = deep_net()
kept = dict(tried.named_parameters())
initialise(tried)
for name, parameter in tried.named_parameters():
    expect.same_object(name, parameter, kept[name], look="Fill the parameter in place.")
    if parameter.ndim == 1:
        look = "Is this layer reached? Biases begin at zero."
        expect.close(name, parameter, torch.zeros(parameter.shape), look=look)
        continue
    # The smallest weight has 768 entries: its std is right to 2.6%, two times in three.
    spread = (2 / parameter[0].numel()) ** 0.5
    look = f"sqrt(2 / fan_in) is {spread:.4f}. Is this layer reached, in place, with its window?"
    deviation = parameter.std().item()
    expect.between(f"the std of {name}", deviation, 0.8 * spread, 1.2 * spread, look=look)

# %% nbgrader={"grade": false, "grade_id": "train_deep_net", "locked": true, "schema_version": 3, "solution": false, "task": false}
trained_net = deep_net()
initialise(trained_net)
trained_history = train_deep_net(trained_net, 1 if full else 6)

# %%
plots.loss_and_accuracy(trained_history)

# %% [markdown]
# The same net, the same optimizer, the same images. A plain deep net takes some time to get going, but then the
# loss falls. Guessing would be right for one image in ten. The bar is 25%.

# %% nbgrader={"grade": true, "grade_id": "test_deep_accuracy", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
deep_accuracy = evaluate(loader_test, trained_net, device)
print(f"deep net: {deep_accuracy:.1%} of the test images")
expect.at_least(
    "the accuracy of the deep net",
    deep_accuracy,
    0.25,
    look="Initialise a new deep_net(). Do its image_spreads die out or explode?",
)

# %% [markdown]
# ## 7. Lazy layers first need to see something
#
# A Lazy layer (lesson 05) finds out the size of its input at the first call. Until then it has no weight that
# could be filled: its parameter is a placeholder without a shape. The type is not what you expect either: a
# LazyLinear is an `nn.Linear`, so your rule will try.

# %%
lazy = nn.Sequential(nn.LazyConv2d(8, 3), nn.LazyBatchNorm2d(), nn.Flatten(), nn.LazyLinear(10))
print(type(lazy[3].weight).__name__, "  an nn.Linear:", isinstance(lazy[3], nn.Linear))
for fill in (nn.init.zeros_, nn.init.kaiming_normal_):
    try:
        fill(lazy[3].weight)
    except (ValueError, RuntimeError) as error:
        print(f"{type(error).__name__}: {str(error)[:80]}...")

# %% [markdown]
# So a net with Lazy layers is run once on a batch before it is initialised: a **dry run**. Run it carelessly
# and it leaves traces.
#
# - In training mode every batch norm takes the batch into its running statistics, and `no_grad` does not
#   prevent it. In eval mode it does not.
# - In training mode a batch norm cannot work on a single example after `Flatten`: there is no spread to divide
#   by.
# - The weights of Lazy layers are made in this run. What is made under `inference_mode` can never be trained.
#   Use `no_grad`.

# %%
with torch.no_grad():
    lazy(torch.randn(4, 3, 8, 8) + 5)
print("running mean after a dry run in training mode:", lazy[1].running_mean)
try:
    nn.Sequential(nn.Flatten(), nn.LazyLinear(5), nn.LazyBatchNorm1d())(torch.randn(1, 2, 3, 3))
except ValueError as error:
    print("ValueError:", error)
born_in_inference_mode = nn.Sequential(nn.LazyLinear(5), nn.ReLU(), nn.LazyLinear(1))
with torch.inference_mode():
    born_in_inference_mode(torch.randn(2, 3))
try:
    born_in_inference_mode(torch.randn(2, 3)).sum().backward()
except RuntimeError as error:
    print("RuntimeError:", str(error)[:58], "...")

# %% [markdown]
# ### Exercise 6: `prepare`
#
# Difficulty ●●○, importance ●●○, 8 minutes, 2 points.
#
# Four steps: note the mode, dry run in eval mode, back to the mode, and then the rule for every module.
#
# <details><summary>Show me a hint</summary>
#
# The dry run is a call of the net on the batch, whose result nobody needs. In which mode, and under which context,
# leaves it no trace? Section 7 has the answer in three points.
#
# <details><summary>Show me another hint</summary>
#
# `net.training` is the mode, and `net.train(mode)` sets it for all. It must be put back before the net is returned.
#
# <details><summary>Show me another hint</summary>
#
# `apply` walks over every module, the net included, and returns the net.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "prepare", "locked": false, "schema_version": 3, "solution": true, "task": false}
def prepare(net, batch, rule):
    """Give the Lazy layers of a net their shapes, then initialise every module.

    net: an nn.Module, with or without Lazy layers, all of it in training mode or all in eval mode.
    batch: an input for the net, of one or more examples.
    rule: a function such as init_weights. It is called on every module that the net contains, at any
        depth, on the net too, and never on one that has no shape yet. It changes modules in place.
    Returns the net. Afterwards it can be trained, and it is in the mode in which it was. The run has
        changed no running statistics: a norm layer that had seen nothing still has seen nothing.

    Example: net = prepare(net, torch.zeros(1, 3, 32, 32), init_weights)
    """
    ### BEGIN SOLUTION
    training = net.training
    net.eval()
    with torch.no_grad():
        net(batch)
    net.train(training)
    return net.apply(rule)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_prepare", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
inner = nn.Sequential(nn.LazyConv2d(8, 3), nn.LazyBatchNorm2d(), nn.ReLU())
unshaped = nn.Sequential(OrderedDict(inner=inner, flat=nn.Flatten(), fc=nn.LazyLinear(10)))
seen = []


def noting(module):
    seen.append(module)
    for parameter in module.parameters(recurse=False):
        expect.true(
            not nn.parameter.is_lazy(parameter),
            "the rule meets only layers that have a shape",
            look="First the dry run, then the rule.",
        )
        nn.init.ones_(parameter)


prepared = prepare(unshaped, torch.randn(1, 3, 6, 8) + 3, noting)
expect.same_object("what prepare returns", prepared, unshaped, look="Return the net.")
expect.shape("fc.weight", unshaped.fc.weight, (10, 8 * 4 * 6))
everywhere = all(module in seen for module in unshaped.modules())
expect.true(everywhere, "the rule is called on every module", look="Use apply, not children().")
expect.true(unshaped.training, "the net is in training mode, as before", look="Put it back.")
look = "A dry run in training mode changes running statistics: use eval mode."
expect.close("inner.1.running_mean", inner[1].running_mean, torch.zeros(8), look=look)
expect.close("the weights of fc after the rule", unshaped.fc.weight, torch.ones(10, 192))
look = "Was the dry run under inference_mode? What is made there cannot be trained."
expect.true(not unshaped.fc.weight.is_inference(), "the net can be trained", look=look)

# %% [markdown]
# ## 8. Parametrizations: a property that stays
#
# Initialisation sets how weights begin. After the first step of the optimizer they go where they like.
# Sometimes a property should *stay*: a symmetric matrix, filters of length one, an orthogonal matrix. A
# **parametrization** does that. It is a module whose `forward` makes the weight out of an unrestricted tensor,
# the original:
#
#     parametrize.register_parametrization(layer, "weight", Symmetric())
#
# From then on `layer.weight` is computed, at each use, as `Symmetric()(original)`. What the optimizer moves is
# the original, and its gradient comes through the parametrization.


# %%
class Symmetric(nn.Module):
    def forward(self, original):
        return original.triu() + original.triu(1).T  # the upper triangle, and its mirror image


square = nn.Linear(4, 4, bias=False)
parametrize.register_parametrization(square, "weight", Symmetric())
print([name for name, _ in square.named_parameters()])
optimizer = torch.optim.SGD(square.parameters(), lr=0.5)
square(torch.randn(8, 4)).square().mean().backward()
optimizer.step()
print("symmetric after a step:", torch.equal(square.weight, square.weight.T))

# %% [markdown]
# And here initialisation has a last trap. `layer.weight` is no parameter any more, but the result of a
# computation, made for you when you ask for it. `nn.init` fills that copy, in place, and it is thrown away. No
# error. To set the weight you assign to it, and PyTorch asks the parametrization for an original that gives
# this weight: its method `right_inverse`.

# %%
nn.init.zeros_(square.weight)
print("after zeros_, the largest weight:", square.weight.abs().max().item())
try:
    square.weight = torch.zeros(4, 4)
except RuntimeError as error:
    print("RuntimeError:", error)
nn.init.zeros_(square.parametrizations.weight.original)
print("after zeros_ on the original:    ", square.weight.abs().max().item())

# %% [markdown]
# ### Exercise 7: `UnitRows`
#
# Difficulty ●●○, importance ●○○, 8 minutes, 2 points.
#
# Every unit gets weights of length one: only their direction is learnt. The weights of one unit are one row of
# a matrix, and one filter of a convolution, all of its channels and its window together. The length is the root
# of the sum of squares.
#
# <details><summary>Show me a hint</summary>
#
# `original.flatten(1)` makes one row per unit of any weight, `view_as(original)` brings it back. `norm(dim=1,
# keepdim=True)` keeps the axis, so that the division broadcasts. `F.normalize` does both at once.
#
# <details><summary>Show me another hint</summary>
#
# `forward` is a division: the original by its lengths, one for each unit. A length must broadcast along all other
# axes of its unit.
#
# <details><summary>Show me another hint</summary>
#
# `right_inverse` is asked when a weight is assigned. It has length one already, so what has to be computed?
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "UnitRows", "locked": false, "schema_version": 3, "solution": true, "task": false}
class UnitRows(nn.Module):
    """A parametrization: the weights of each unit have length one.

    forward(original): a tensor (units, ...) of two or more axes, none of its units all zero. Returns a
        new tensor of the same shape in which each original[i] is divided by its length, the root of the
        sum of its squares. The original is not changed, and gradients pass through.
    right_inverse(weight): an original that gives the wanted weight, whose units have length one already:
        the weight itself.

    Example: UnitRows()(torch.tensor([[3.0, 4.0], [0.0, -2.0]])) gives [[0.6, 0.8], [0.0, -1.0]].
    """

    ### BEGIN SOLUTION
    def forward(self, original):
        return F.normalize(original.flatten(1), dim=1).view_as(original)

    def right_inverse(self, weight):
        return weight

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_UnitRows", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
rows = UnitRows()(torch.tensor([[3.0, 4.0], [0.0, -2.0]]))
look = "Divide each row by the root of the sum of its squares."
expect.close("UnitRows()(...)", rows, [[0.6, 0.8], [0.0, -1.0]], look=look)
filters = UnitRows()(torch.randn(6, 3, 5, 4))
expect.shape("UnitRows() of a convolution's weight", filters, (6, 3, 5, 4))
lengths = filters.square().sum(dim=(1, 2, 3)).sqrt()
look = "A filter is all its channels and its window: flatten(1) makes one row of it."
expect.close("the lengths of the filters", lengths, torch.ones(6), look=look)

unit_layer = nn.Linear(5, 3)
parametrize.register_parametrization(unit_layer, "weight", UnitRows())
optimizer = torch.optim.SGD(unit_layer.parameters(), lr=0.5)
unit_layer(torch.randn(8, 5)).square().sum().backward()
expect.gradient("the original", unit_layer.parametrizations.weight.original)
optimizer.step()
expect.close("the lengths after a step", unit_layer.weight.norm(dim=1), torch.ones(3))
unit_layer.weight = torch.eye(3, 5)
expect.close("the weight after an assignment", unit_layer.weight, torch.eye(3, 5))

# %% [markdown]
# ## Summary
#
# - `nn.init` works in place, under `no_grad`. The parameter stays the same object, and the optimizer keeps it.
# - Fan-in: inputs that one output sums over. Fan-out: outputs to which one input goes. The window counts in
#   both.
# - Standard deviation = gain / sqrt(fan). Kaiming for ReLU, Xavier without much of an activation.
# - One rule per type of layer: weights random, biases zero, norms one and zero. `None` is left alone.
# - `apply` calls children before their parent, `modules()` gives parents before their children.
# - Over depth factors multiply: activations and gradients vanish or explode. The gain 1 / sqrt(mean of
#   f(z)²) keeps the activations; for ReLU it keeps the gradients too.
# - Lazy layers: a dry run in eval mode, then the rule.
# - A parametrization computes the weight from an original. Initialise by assignment, or the original itself.
#
# ## What people get wrong
#
# - `children()` in a net with blocks: most layers keep their default, and nothing raises.
# - `weight = torch.randn(...)`: a new tensor with an old name. Or a new `nn.Parameter`, which the optimizer has
#   never seen.
# - `shape[1]` as the fan-in of a convolution. It forgets the window.
# - `layer.bias` that is `None`.
# - The rule before the dry run, or a dry run that shifts the running statistics.
# - An exception for a block that a loop over `modules()` undoes again, one step later.
# - `nn.init` on a weight that is parametrized: it fills a copy.
# - To look for the fault in the learning rate when the loss stands still at log(10), epoch after epoch.
#
# ## Questions to take along
#
# - A module that is registered in two places: how often does `apply` call its rule? How often does `modules()`
#   give it?
# - Why does a net with a batch norm after each convolution forgive nearly any start?
# - Would `init_weights` be right for a net that was trained already and gets a new last layer?
# - What does `right_inverse` of `Symmetric` have to return?
#
# ## Where to read on
#
# In the documentation on pytorch.org: `torch.nn.init`, `torch.nn.Module.apply`, `torch.nn.utils.parametrize`
# and the "Parametrizations Tutorial". Glorot and Bengio 2010, "Understanding the difficulty of training deep
# feedforward neural networks" (Xavier). He et al. 2015, "Delving Deep into Rectifiers" (Kaiming). Zhang,
# Dauphin and Ma 2019, "Fixup Initialization", trains very deep residual nets by their start alone. In the next
# lesson you build the data pipelines that feed such nets.
