# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
#   ruff: noqa:B023,F811
# ---

# %% [markdown]
# # 06 Looking inside
#
# A net is a tree of modules, and PyTorch lets you walk the tree, change it, and listen at every branch while
# data runs through. You will do all three: on small nets, and on VGG-16, which someone else has written.
#
# When you are done you can
#
# - tell `children` from `modules`, and read the dotted names of layers, parameters and buffers;
# - count parameters, each once;
# - walk a net that you have not written, and replace layers in it;
# - make `print(net)` say what matters about a layer of your own;
# - listen with hooks: before a layer runs, after it has run, and on the way back;
# - leave no trace: hooks removed, outputs unchanged, no graph kept.
#
# Seven exercises, 12 points, about 90 minutes. Run the cells from top to bottom. Where an experiment
# is meant to fail, it says so and prints the error.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import warnings

import torch
import torch.nn.functional as F
from torch import nn

from course_lib import expect, plots
from course_lib.data import cifar10_loaders
from course_lib.device import pick_device, seed_everything

seed_everything(6)
device = pick_device()
_, _, loader_test = cifar10_loaders(batch_size=64)
x, y = (part.to(device) for part in next(iter(loader_test)))
print("x", x.dtype, tuple(x.shape), "  y", y.dtype, tuple(y.shape))

# %% [markdown]
# ## 1. A net is a tree
#
# Each module keeps its parameters, its buffers and its submodules in three dictionaries. A submodule has three
# dictionaries of its own, and so on down. This net will serve for the first two sections.


# %% nbgrader={"grade": false, "grade_id": "small_net", "locked": true, "schema_version": 3, "solution": false, "task": false}
class Block(nn.Module):
    """A convolution and a normalisation, beside a way straight through."""

    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        return x + F.relu(self.norm(self.conv(x)))


class SmallNet(nn.Module):
    """Scores (N, 10) for images (N, 3, H, W)."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(3, 1, 1))
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.blocks = nn.Sequential(Block(8), Block(8))
        self.head = nn.Linear(8, 10)
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x):
        x = F.relu(self.stem(x - self.mean))
        return self.scale * self.head(self.blocks(x).mean(dim=(2, 3)))


net = SmallNet().to(device)
print(net)

# %% [markdown]
# `children()` gives the modules directly below, one level and no more. `modules()` gives the module itself, and
# everything below it at any depth. Whoever looks for all convolutions among the children finds the stem and
# misses the two that are nested. Nothing raises.

# %%
print("convolutions among children():", sum(isinstance(m, nn.Conv2d) for m in net.children()))
print("convolutions among modules(): ", sum(isinstance(m, nn.Conv2d) for m in net.modules()))
for name, module in net.named_modules():
    print(f"{name!r:16} {type(module).__name__}")

# %% [markdown]
# The name of a module is the way to it, with dots between the steps. The net itself has the empty name.
# `named_modules`, `named_children`, `named_parameters` and `named_buffers` all give pairs of a name and an object.
# You may have read that `named_modules()` is a dictionary. It is a *generator*: it hands out the pairs one
# by one, once, and has no keys.

# %%
try:
    net.named_modules()["stem"]
except TypeError as error:
    print("TypeError:", error)
try:
    net.named_modules().items()
except AttributeError as error:
    print("AttributeError:", error)

pairs = net.named_modules()
print("first time: ", len(list(pairs)), "pairs")
print("second time:", len(list(pairs)), "pairs")
print("a dictionary, if you make one:", dict(net.named_modules())["stem"])

# %% [markdown]
# To get at one object by its name, use `get_submodule`, `get_parameter` or `get_buffer`. `getattr` knows
# nothing about dots. The empty name is the net itself here as well.

# %%
print(net.get_submodule("blocks.0.conv"))
print("the net itself:", net.get_submodule("") is net)
for look_up in (
    lambda: getattr(net, "blocks.0.conv"),
    lambda: net.get_submodule("blocks.2"),
    lambda: net.get_submodule("stem.weight"),
):
    try:
        look_up()
    except AttributeError as error:
        print("AttributeError:", error)
print("stem.weight is a parameter:", tuple(net.get_parameter("stem.weight").shape))

# %% [markdown]
# What these functions give is no copy. A parameter that you got by its name *is* the parameter of the net, the
# same memory. So is each one from `parameters()`, which is how an optimizer can change a net that it has never
# seen. You can do the same, under `no_grad`: here the first filter of a stem becomes an edge detector.

# %%
stem = nn.Conv2d(3, 8, 3, padding=1)
edge = torch.tensor(
    [[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]
)  # Sobel: dark on the left, bright on the right
with torch.no_grad():
    stem.get_parameter("weight")[0] = edge
    maps = stem(x[:4].cpu())[:, :1]  # (4, 1, 32, 32), what the first filter makes of four images
plots.images(x[:4], columns=4).show()
plots.images((maps / maps.abs().max() + 1) / 2, columns=4)

# %% [markdown]
# ### Exercise 1: `predict_structure`
#
# Difficulty ●●○, importance ●●●, 8 minutes, 1 point: half with one or two predictions wrong.
#
# Take a fresh `net = SmallNet()`, as defined above. Predict what these expressions give. Read the class, write your
# prediction down, and only then try what you are unsure of in a cell of your own.
#
# | key | expression |
# |---|---|
# | `"children"` | `len(list(net.children()))` |
# | `"modules"` | `len(list(net.modules()))` |
# | `"parameters"` | `len(list(net.named_parameters()))` |
# | `"buffers"` | `len(list(net.named_buffers()))` |
# | `"names in blocks"` | `[name for name, _ in net.blocks.named_children()]` |
# | `"names in a block"` | `[name for name, _ in net.blocks[1].named_modules()]` |
# | `"own parameters"` | `[name for name, _ in net.named_parameters(recurse=False)]` |
# | `"a shape"` | `net.get_parameter("blocks.1.conv.weight").shape`, as a tuple |
# | `"a class"` | `type(net.get_submodule("blocks.1")).__name__`, a string |
# | `"scale"` | `net.scale.item()`, after a loop that does `p.zero_()` for each `p` of `net.parameters()`, under `no_grad` |
#
# Replace each `None`, and delete the last two lines of the cell. The test below looks at the form, and must pass
# first: an incomplete answer earns nothing.
#
# <details><summary>Show me a hint</summary>
#
# A BatchNorm layer has two parameters, its weight and its bias, and three buffers: the running mean, the running
# variance, and a count of batches. `recurse=False` means: what this module holds itself.
#
# <details><summary>Show me another hint</summary>
#
# Children are one level deep, modules are all levels and the net itself. Functions such as `F.relu` are not
# modules.
#
# <details><summary>Show me another hint</summary>
#
# For the parameters, go through the tree and add up: a convolution with or without bias, a BatchNorm, the scale,
# the head. For the last row: is `scale` among `net.parameters()`, and is `zero_()` in place?
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict_structure", "locked": false, "schema_version": 3, "solution": true, "task": false}
structure = {
    "children": None,
    "modules": None,
    "parameters": None,
    "buffers": None,
    "names in blocks": None,
    "names in a block": None,
    "own parameters": None,
    "a shape": None,
    "a class": None,
    "scale": None,
}
### BEGIN SOLUTION
structure = {
    "children": 3,  # stem, blocks, head: F.relu is no module
    "modules": 10,  # the net itself, stem, blocks, two blocks with two layers each, head
    "parameters": 11,
    "buffers": 7,
    "names in blocks": ["0", "1"],
    "names in a block": ["", "conv", "norm"],
    "own parameters": ["scale"],
    "a shape": (8, 8, 3, 3),
    "a class": "Block",
    "scale": 0.0,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict_structure", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
keys = "children, modules, parameters, buffers, names in blocks, names in a block, own parameters"
for key in [*keys.split(", "), "a shape", "a class", "scale"]:
    expect.true(key in structure, f"structure has the key {key!r}")
    expect.true(
        structure[key] is not None,
        f"structure[{key!r}] is your prediction",
        came="It is still None.",
        look="A number, a list of names, a tuple of sizes or a string: the table says which.",
    )

# %% [markdown]
# ## 2. Counting
#
# `parameters()` goes down the whole tree, and gives each parameter once, even if two layers share it.
# `p.numel()` is how many numbers it holds. A state dictionary is another thing: it has the buffers as well,
# and what is shared stands in it under each of its names.

# %%
shared = nn.Linear(6, 6, bias=False)
twice = nn.Sequential(shared, nn.BatchNorm1d(6), shared)
print("parameters: ", {name: p.numel() for name, p in twice.named_parameters()})
print("state_dict: ", {name: t.numel() for name, t in twice.state_dict().items()})

# %% [markdown]
# A second number that people want is how much of a net is *trainable*. A parameter with `requires_grad` set to
# `False` is frozen: it stays a parameter, it is saved and moved, and no gradient reaches it.
# `module.requires_grad_(False)` freezes everything below a module.

# %%
frozen = SmallNet()
frozen.blocks.requires_grad_(False)
print([name for name, p in frozen.named_parameters() if p.requires_grad])

# %% [markdown]
# ### Exercise 2: `count_parameters`
#
# Difficulty ●○○, importance ●●●, 5 minutes, 1 point.
#
# <details><summary>Show me a hint</summary>
#
# `net.parameters()` gives each tensor once, also where two layers share it. `numel()` is how many numbers there are
# in one.
#
# <details><summary>Show me another hint</summary>
#
# Sum over those that count: all of them, or those with `requires_grad`. Which of the two is wanted,
# `trainable_only` says.
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "count_parameters", "locked": false, "schema_version": 3, "solution": true, "task": false}
def count_parameters(net, trainable_only=False):
    """How many numbers a net can learn: those in its parameters, at any depth.

    net: nn.Module. It is not changed.
    trainable_only: if true, leave out the parameters that do not require grad.
    Returns an int. What two layers share counts once. Buffers do not count.

    Example: nn.Linear(6, 4) has a weight (4, 6) and a bias (4,), so 28.
    """
    ### BEGIN SOLUTION
    chosen = [p for p in net.parameters() if p.requires_grad or not trainable_only]
    return sum(p.numel() for p in chosen)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_count_parameters", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
expect.equal("count_parameters(nn.Linear(6, 4))", count_parameters(nn.Linear(6, 4)), 28)
expect.equal("the count for a net without parameters", count_parameters(nn.ReLU()), 0)
expect.equal(
    "count_parameters(SmallNet())",
    count_parameters(SmallNet()),
    (3 * 8 * 9 + 8) + 2 * (8 * 8 * 9 + 8 + 8) + (8 * 10 + 10) + 1,
    look="Every parameter at any depth, once; no buffers; the net's own scale as well.",
)
expect.equal(
    "the count for a layer that is used twice",
    count_parameters(nn.Sequential(shared, nn.ReLU(), shared)),
    36,
    look="The second use has no parameters of its own.",
)
frozen = SmallNet()
frozen.blocks.requires_grad_(False)
expect.equal(
    "count_parameters(frozen, trainable_only=True)",
    count_parameters(frozen, trainable_only=True),
    (3 * 8 * 9 + 8) + (8 * 10 + 10) + 1,
    look="p.requires_grad says whether a parameter is trained.",
)

# %% [markdown]
# ## 3. Walking VGG-16
#
# The VGG nets came second in the ImageNet classification of 2014. VGG-16 is still a good net to practise on: large,
# regular, easy to read. torchvision has it. `weights=None` asks for a net with random weights and downloads nothing.
#
# To look at its structure we do not even need its memory, which would be half a gigabyte. On the device `"meta"`
# a tensor has a shape and a dtype and no numbers. Building there takes no time, and so does running: a
# forward pass works out the shapes and computes nothing.

# %%
from torchvision.models import vgg16

with torch.device("meta"):
    vgg = vgg16(weights=None)
    scores = vgg(torch.empty(2, 3, 224, 224))
print("scores", tuple(scores.shape), "on", scores.device)
print(
    "children:", [name for name, _ in vgg.named_children()], "  modules:", len(list(vgg.modules()))
)
for name, module in vgg.named_modules():
    if isinstance(module, nn.Conv2d):
        print(f"{name:12} {module.in_channels:4} -> {module.out_channels:4}")

# %% [markdown]
# Thirteen convolutions and three linear layers make the 16 of its name. Where are its 138 million parameters?

# %%
weights = {name: p.numel() for name, p in vgg.named_parameters() if name.endswith("weight")}
for name, count in weights.items():
    print(f"{name:20}{count:12,}  {'#' * round(60 * count / max(weights.values()))}")

# %% [markdown]
# One layer, the first linear one, has three quarters of them: 512 x 7 x 7 numbers come in, 4,096 go out.
#
# Now change the net. A module is replaced by assigning another to the attribute of its *parent*, the module that
# holds it. To replace `classifier.6`, the last layer, you take `vgg.classifier` and assign its `6`. Four tries:
# the first changes a variable of yours, the second makes a new attribute that has a dot in its name and that
# `forward` never asks for. Neither raises.


# %%
def last_layer():
    """What the last layer of vgg says about its sizes, and the names of vgg's children."""
    return vgg.classifier[6].out_features, [name for name, _ in vgg.named_children()]


with torch.device("meta"):
    ten_classes, hundred_classes = nn.Linear(4096, 10), nn.Linear(4096, 100)

layer = vgg.get_submodule("classifier.6")
layer = ten_classes  # a name of ours now stands for something else
print("1.", *last_layer())

setattr(vgg, "classifier.6", ten_classes)  # not the way down: one name with a dot in it
print("2.", *last_layer())
delattr(vgg, "classifier.6")

setattr(vgg.get_submodule("classifier"), "6", ten_classes)
print("3.", *last_layer())

vgg.set_submodule("classifier.6", hundred_classes)  # the same in one call
print("4.", *last_layer())

# %% [markdown]
# ### Exercise 3: `replace_layers`
#
# Difficulty ●●●, importance ●●○, 12 minutes, 2 points.
#
# Other people's nets rarely fit as they are: a BatchNorm should be a GroupNorm, an activation another one. Write the
# function that swaps all layers of one kind, wherever in the tree they are. You will use it on VGG-16 below.
#
# <details><summary>Show me a hint</summary>
#
# First collect the names, in a list: walking a tree while you change it ends badly. Then go through the
# list. `"a.b.c".rpartition(".")` is `("a.b", ".", "c")`, and `"c".rpartition(".")` is `("", "", "c")`; the module
# named `""` is the net itself.
#
# <details><summary>Show me another hint</summary>
#
# For each name you need the module above it and the last part of the name. `net.get_submodule` finds the first,
# `setattr` puts something under the second.
#
# <details><summary>Show me another hint</summary>
#
# `isinstance` counts subclasses in, comparing types does not. `make` gets the old layer, and is called once for
# each name in the list, which is also what you return.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "replace_layers", "locked": false, "schema_version": 3, "solution": true, "task": false}
def replace_layers(net, kind, make):
    """Replace every layer of one kind, at any depth, in place.

    net: nn.Module, which is changed. It is not itself of the class `kind`. No layer of that class
        holds another, and none stands in two places.
    kind: a class of layers, such as nn.ReLU. An instance of a subclass is of that kind too.
    make: a function that is given the old layer and returns the one that shall stand in its place.
        It is called once for each layer that net had; what it returns is put there as it is, and
        not searched again, even if the old layer is a part of it.
    Returns a list of the dotted names of the layers that were replaced.

    Example: with net = nn.Sequential(nn.Linear(4, 3), nn.Sequential(nn.ReLU(), nn.Linear(3, 2))),
    replace_layers(net, nn.ReLU, lambda old: nn.Sigmoid()) returns ["1.0"], and net[1][0] is
    a Sigmoid.
    """
    ### BEGIN SOLUTION
    names = [name for name, layer in net.named_modules() if isinstance(layer, kind)]
    for name in names:
        parent_name, _, own_name = name.rpartition(".")
        parent = net.get_submodule(parent_name)
        setattr(parent, own_name, make(getattr(parent, own_name)))
    return names
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_replace_layers", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# A layer at the top, one below, one below that.
nested = nn.Sequential(
    nn.ReLU(), nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Sequential(nn.ReLU()))
)
names = replace_layers(nested, nn.ReLU, lambda old: nn.Sigmoid())
for name in ("0", "1.1", "1.2.0"):
    expect.instance(
        f"the layer {name!r} after replace_layers(net, nn.ReLU, lambda old: nn.Sigmoid())",
        nested.get_submodule(name),
        nn.Sigmoid,
        look="Layers at any depth: named_modules. Assign to the parent of the layer.",
    )
expect.equal(
    "the names of all modules afterwards",
    [name for name, _ in nested.named_modules()],
    ["", "0", "1", "1.0", "1.1", "1.2", "1.2.0"],
    look="setattr takes one step: a name with a dot becomes a new attribute with a dot.",
)
expect.equal(
    "what replace_layers returns, sorted",
    sorted(names or []),
    ["0", "1.1", "1.2.0"],
    look="The dotted names, from the net down, in a list.",
)

net = SmallNet()
convolution = net.blocks[1].conv
replace_layers(net, nn.Conv2d, lambda old: nn.Sequential(old, nn.Identity()))
expect.same_object(
    "blocks[1].conv[0] after replace_layers(net, nn.Conv2d, lambda old: nn.Sequential(old, nn.Identity()))",
    net.blocks[1].conv[0],
    convolution,
    look="make gets the old layer, once, and what it returns is not searched again.",
)

# %% [markdown]
# VGG-16 computes its ReLUs *in place*: they overwrite what the layer before returned. That saves memory, and
# section 6 shows why it spoils looking inside. With your function it is one line to make them ordinary ones.

# %%
names = replace_layers(vgg, nn.ReLU, lambda old: nn.ReLU())
print(len(names), "replaced:", *names)
print("in place now:", sum(layer.inplace for layer in vgg.modules() if isinstance(layer, nn.ReLU)))

# %% [markdown]
# ## 4. What a layer says, and what comes in
#
# `print(nn.Linear(4, 3))` shows the sizes. A layer of your own shows its name and empty parentheses. What stands between
# the parentheses is the string that the method `extra_repr` *returns*. `print` calls `repr`, and `repr` asks for the
# string to put it in its place. If `extra_repr` prints instead, the words come out at the wrong time, in the wrong
# place, and the parentheses stay empty.


# %%
class Prints(nn.Module):
    def extra_repr(self):
        print("size=3")


class Returns(nn.Module):
    def extra_repr(self):
        return "size=3"


print(nn.Sequential(Prints(), Returns()))

# %% [markdown]
# Hooks are functions that a module calls when it is called. A **forward pre-hook** comes first, before
# `forward`. `module.register_forward_pre_hook(hook)` registers one. It is called with the module and the
# *tuple* of positional arguments. If it returns `None`, nothing changes; what else it returns takes the place of
# the arguments. `register_...` returns a **handle**, and `handle.remove()` takes the hook away.

# %%
layer = nn.Linear(4, 3)
handle = layer.register_forward_pre_hook(
    lambda module, args: print(type(module).__name__, "gets", [tuple(a.shape) for a in args])
)
layer(torch.zeros(2, 4))
handle.remove()
layer(torch.zeros(2, 4))
print("The second call was not announced.")

try:
    layer.register_forward_pre_hook(lambda module, args: args - 1)
    layer(torch.zeros(2, 4))
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# ### Exercise 4: `Normalise`
#
# Difficulty ●●○, importance ●●○, 10 minutes, 2 points.
#
# A net that was trained on normalised images gives nonsense for images from 0 to 1. Nothing raises. A pre-hook on
# the net can make sure that nobody forgets: whoever calls the net gives it plain images, the hook normalises them.
# Write two methods of the layer below. `forward` is done.
#
# <details><summary>Show me a hint</summary>
#
# `extra_repr` returns a text. How many channels there are, the shape of a buffer tells.
#
# <details><summary>Show me another hint</summary>
#
# A forward pre-hook gets the module and a tuple of all positional arguments. What it returns is what the module
# will be called with.
#
# <details><summary>Show me another hint</summary>
#
# Only the first of the arguments is an image; the others must come along. `self` normalises it. Whoever calls wants
# the handle back.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "Normalise", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Normalise(nn.Module):
    """Normalises images, each channel with its own mean and standard deviation.

    mean, std: C numbers each. They are kept as buffers of shape (C, 1, 1).
    """

    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.as_tensor(mean, dtype=torch.float32).view(-1, 1, 1))
        self.register_buffer("std", torch.as_tensor(std, dtype=torch.float32).view(-1, 1, 1))

    def forward(self, x):
        """x: images (N, C, H, W). Returns new ones of the same shape."""
        return (x - self.mean) / self.std

    def extra_repr(self):
        """What repr and print show between the parentheses: how many channels there are.

        Example: print(Normalise([0.5, 0.5, 0.5], [0.2, 0.2, 0.2])) shows Normalise(channels=3).
        """
        ### BEGIN SOLUTION
        return f"channels={len(self.mean)}"
        ### END SOLUTION

    def attach(self, net):
        """From now on, normalise what net is called with.

        net: nn.Module that is called with images x (N, C, H, W), perhaps followed by more
            positional arguments.
        Registers a forward pre-hook on net, so that net(x, more) computes what net(self(x), more)
        did without the hook, at every call. The tensor x of whoever calls is not changed, and
        net gets no new attribute.
        Returns the handle, whose remove() ends it.
        """
        ### BEGIN SOLUTION
        return net.register_forward_pre_hook(lambda module, args: (self(args[0]), *args[1:]))
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_Normalise", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
normalise = Normalise([0.5, 0.25], [0.5, 0.125])
expect.instance(
    "what extra_repr gives",
    normalise.extra_repr(),
    str,
    look="extra_repr returns a string. Whoever calls it does the printing.",
)
expect.equal("repr(normalise)", repr(normalise), "Normalise(channels=2)")


class AddScaled(nn.Module):
    def forward(self, x, y, scale):
        return x + scale * y


add = AddScaled()
handle = normalise.attach(add)
plain = torch.ones(1, 2, 2, 3)
expect.true(
    hasattr(handle, "remove"),
    "attach returns the handle",
    look="register_forward_pre_hook returns it: return it as well.",
)
expect.close(
    "channels of add(x, y, 10), after attach, for x all ones and y all ones",
    add(plain, torch.ones(1, 2, 2, 3), 10)[0, :, 0, 0],
    [11, 16],
    look="Only the first argument is normalised: (1 - 0.5) / 0.5 and (1 - 0.25) / 0.125.",
)
expect.close(
    "the caller's x afterwards", plain, torch.ones(1, 2, 2, 3), look="Work on a new tensor."
)
handle.remove()
expect.close(
    "add(x, y, 10) after handle.remove()", add(plain, plain, 10), torch.full((1, 2, 2, 3), 11.0)
)

# %% [markdown]
# ## 5. Forward hooks
#
# A **forward hook** comes after `forward`, with three arguments: the module, the tuple of what came in, and what goes
# out. Again, `None` changes nothing, and what else it returns takes the place of the output.
#
# Hooks belong to the *call* of a module, `layer(x)`. Whoever calls `layer.forward(x)` goes past them, in silence. It is
# the reason why one calls the object, and never `forward`.

# %%
layer = nn.Linear(4, 3)
calls = []
handle = layer.register_forward_hook(lambda module, args, output: calls.append(tuple(output.shape)))
layer(torch.zeros(2, 4))
print("after layer(x):        ", calls)
layer.forward(torch.zeros(5, 4))
print("after layer.forward(x):", calls)
handle.remove()

# %% [markdown]
# (`list.append` returns `None`, so this lambda does as well.)
#
# A hook that is never removed stays. Register it in a function, call the function twice, and there are two of them.
# Each pass through the net then does the work of both. That is how a notebook gets slower with every cell, and how a
# list of measurements ends up with each value twice. Where the pass may raise, say at a batch of the wrong shape,
# the removal belongs in a `finally`.


# %%
def shape_of_output(layer, x):
    """A function that leaves its hook behind."""
    layer.register_forward_hook(lambda module, args, output: calls.append(tuple(output.shape)))
    layer(x)


for attempt in (1, 2, 3):
    calls.clear()
    shape_of_output(layer, torch.zeros(2, 4))
    print(f"call {attempt}: {calls}")

# %% [markdown]
# The last trap is Python's. A function that is made in a loop does not keep the value that the loop variable had: it
# looks the variable up when it is called, and by then the loop is over. Bind the value when the function is made: as a
# default argument, by `functools.partial`, or by making the hook in a function of its own.

# %%
layers = {"first": nn.ReLU(), "second": nn.Tanh()}
for name, layer in layers.items():
    layer.register_forward_hook(lambda module, args, output: print("  late: ", name))
    layer.register_forward_hook(lambda module, args, output, name=name: print("  bound:", name))
for name_of_call, layer in layers.items():
    print(f"calling {name_of_call}")
    layer(torch.zeros(1))

# %% [markdown]
# ### Exercise 5: `summary`
#
# Difficulty ●●○, importance ●●●, 12 minutes, 2 points.
#
# The table that you want to see first of any net: which layers run, in which order, what shape each one gives,
# and where the parameters are. The tree cannot tell: the order of the names is that of `__init__`, the order of
# the calls is that of `forward`. So listen to a pass.
#
# <details><summary>Show me a hint</summary>
#
# Which modules have no children? `list(module.children())` is empty. Register a hook on each, keep the handles in
# a list, call the net, remove them all. The rows come by themselves, in the right order, if each hook appends one.
#
# <details><summary>Show me another hint</summary>
#
# A hook gets module, arguments and output, but no name. Bind the name in a function that makes the hook, or all
# hooks share the last name of the loop.
#
# <details><summary>Show me another hint</summary>
#
# `named_modules()` gives the net itself too, under the name `""`: that is right if it has no children. To remove
# the handles even where the pass fails, use `try` and `finally`.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "summary", "locked": false, "schema_version": 3, "solution": true, "task": false}
def summary(net, x):
    """A table of the layers of a net, in the order in which they run.

    net: nn.Module. Each module in it that has no children is a layer, the net itself if it has
        none. A layer returns one tensor, and has one name.
    x: the input for one pass through the net.
    Returns a list with one tuple (name, shape, parameters) for each time that a layer ran:
        name: the dotted name of the layer in net ("" for net itself),
        shape: the shape of what it returned, as a tuple,
        parameters: how many numbers there are in the parameters of this layer, frozen or not.
    A layer that ran twice has two rows, one that did not run has none. Afterwards net is in the
    mode, training or evaluation, that it was in, and has the hooks that it had before, no more
    and no fewer.

    Example: for nn.Sequential(nn.Linear(4, 3), nn.ReLU()) and x of shape (2, 4) it is
    [("0", (2, 3), 15), ("1", (2, 3), 0)].
    """
    ### BEGIN SOLUTION
    rows = []

    def listen(name, layer):
        parameters = sum(p.numel() for p in layer.parameters())

        def hook(module, args, output):
            rows.append((name, tuple(output.shape), parameters))

        return layer.register_forward_hook(hook)

    layers = [(name, layer) for name, layer in net.named_modules() if not list(layer.children())]
    handles = [listen(name, layer) for name, layer in layers]
    try:
        net(x)
    finally:
        for handle in handles:
            handle.remove()
    return rows
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_summary", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
class OutOfOrder(nn.Module):
    """Runs its layers in another order than it makes them, one of them twice, one never."""

    def __init__(self):
        super().__init__()
        self.last = nn.Linear(4, 2)
        self.unused = nn.Linear(4, 4)
        self.body = nn.Sequential(nn.Linear(5, 4), nn.Sequential(nn.ReLU()))
        self.middle = nn.Linear(4, 4)

    def forward(self, x):
        return self.last(self.middle(self.middle(self.body(x))))


net = OutOfOrder()
rows = summary(net, torch.zeros(7, 5))
expect.instance("summary(net, x)", rows, (list, tuple))
expect.equal(
    "the names of the rows",
    [row[0] for row in rows],
    ["body.0", "body.1.0", "middle", "middle", "last"],
    look="One row for each call of a module without children, in the order of the calls.",
)
expect.equal(
    "the rows of summary(net, x)",
    [(name, tuple(shape), int(count)) for name, shape, count in rows],
    [
        ("body.0", (7, 4), 24),
        ("body.1.0", (7, 4), 0),
        ("middle", (7, 4), 20),
        ("middle", (7, 4), 20),
        ("last", (7, 2), 10),
    ],
)
net(torch.zeros(7, 5))
expect.equal("the number of rows after another pass", len(rows), 5, look="Is every handle removed?")
expect.equal(
    "the number of hooks that are left on the net",
    sum(len(module._forward_hooks) for module in net.modules()),  # where PyTorch keeps them
    0,
    look="Keep each handle, and call its remove() after the pass.",
)

# %% [markdown]
# On the meta device nothing is computed, so the table of VGG-16 is there in no time.

# %%
for name, shape, parameters in summary(vgg, torch.empty(1, 3, 224, 224, device="meta")):
    print(f"{name:14}{shape!s:22}{parameters:13,}")

# %% [markdown]
# ## 6. Looking without touching
#
# A hook is handed the very tensor that goes on to the next layer. There are five ways to go wrong, and as a rule
# nothing raises.
#
# **An in-place layer comes next.** `nn.ReLU(inplace=True)` overwrites the output of the layer before it. If your hook kept
# that tensor, you find in it what the ReLU left behind. `detach()` does not help: it shares the memory. Only a
# copy does, made inside the hook. On the in-place layer itself it is too late for a copy: when its forward hook
# runs, what came in is overwritten already.

# %%
two = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(inplace=True)).to(device)
kept = {}


def keep(module, args, output):
    kept["detached"] = output.detach()
    kept["detached and copied"] = output.detach().clone()


def keep_input(module, args, output):
    kept["what came into the ReLU"] = args[0].detach().clone()


with two[0].register_forward_hook(keep), two[1].register_forward_hook(keep_input):
    two(x)  # a handle is a context manager too: the hooks are gone when the block ends
for name, tensor in kept.items():
    print(f"{name:24} smallest value {tensor.min():.3f}")
plots.weight_histograms(kept)

# %% [markdown]
# The three pictures claim to show the same thing, what the convolution returned. Only the one in the middle does.
#
# **The graph stays.** An output that is kept without `detach()` keeps the graph of the whole pass alive, with all the
# activations in it. Keep one for each batch and the memory fills up.
#
# **The hook returns something.** Whatever is not `None` replaces the output. A lambda returns the value of its
# expression, and `dict.setdefault` returns the value that it stored. Here that is a detached copy. The scores are
# right to the last digit, and the first layer has no gradient any more.

# %%
layers = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3))
rows, labels = torch.randn(4, 6), torch.tensor([0, 1, 2, 0])
expected = layers(rows)

kept = {}
handle = layers[0].register_forward_hook(
    lambda module, args, output: kept.setdefault("0", output.detach().clone())
)
scores = layers(rows)
handle.remove()
F.cross_entropy(scores, labels).backward()
print("same scores:              ", torch.equal(scores, expected))
print("gradient of the last layer:", layers[2].weight.grad is not None)
print("gradient of the first layer:", layers[0].weight.grad is not None)

# %% [markdown]
# **The hook stays**, and **somebody calls `forward`**: you have met those two.
#
# ### Exercise 6: `record_outputs` (find the bugs)
#
# Difficulty ●●●, importance ●●●, 12 minutes, 2 points.
#
# The function below shall record what some layers return. It has six faults, all of them from this lesson. Mend it, and
# delete the last two lines of the cell. The docstring is right. Run on one layer, the function seems to work. With
# two, the output is that of the wrong layer, or a strange error comes up.
#
# <details><summary>Show me a hint</summary>
#
# Three faults lie in what the hook keeps, and for whom: whose `name` is it when the hook runs? Is the tensor still
# in the graph? Who else writes into its memory?
#
# <details><summary>Show me another hint</summary>
#
# The other three lie in how the hooks are used. Does what the hook returns change the output? Do the hooks end? And
# does `net.forward(x)` run those of the net itself?
#
# <details><summary>Show me another hint</summary>
#
# A function that takes the name and returns a hook mends the first; a copy outside of the graph mends the next two.
# Keep the handles for the end, whatever happens in between.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "record_outputs", "locked": false, "schema_version": 3, "solution": true, "task": false}
def record_outputs(net, x, names):
    """Run a net, and keep what the named layers return.

    net: nn.Module, with in-place layers in it or not. Its layers return one tensor each.
    x: the input for one pass.
    names: a list of dotted names of modules of net, each of which runs once; "" is net itself.
    Returns a pair (output, seen).
        output: what net(x) returns. Its values, and the gradients that backward gives, are those of
            net(x) without recording.
        seen: a dictionary from each of the names to a tensor: what that module returned, as it was
            when it returned. It is outside the graph, and nobody else writes to its memory.
    Afterwards net has the hooks that it had before, no more and no fewer.
    """
    seen = {}
    for name in names:
        layer = net.get_submodule(name)
        layer.register_forward_hook(lambda module, args, output: seen.setdefault(name, output))
    return net.forward(x), seen


### BEGIN SOLUTION
def record_outputs(net, x, names):
    """Run a net, and keep what the named layers return: (output, seen)."""
    seen = {}

    def keep_as(name):
        def hook(module, args, output):
            seen[name] = output.detach().clone()

        return hook

    handles = [net.get_submodule(name).register_forward_hook(keep_as(name)) for name in names]
    try:
        output = net(x)
    finally:
        for handle in handles:
            handle.remove()
    return output, seen


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_record_outputs", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
recorded = nn.Sequential(nn.Linear(6, 5), nn.ReLU(inplace=True), nn.Linear(5, 3))
first = recorded[0](rows).detach()
output, seen = record_outputs(recorded, rows, ["0", "2", ""])

expect.equal(
    "the names in seen, sorted",
    sorted(seen),
    ["", "0", "2"],
    look="Each output belongs under its own name. Does a hook look the name up too late? "
    "If only '' is missing: hooks run when a module is called, not when its forward is.",
)
expect.close("the output", output, recorded(rows), look="Does a hook return something?")
expect.close("seen['']", seen[""], output)
expect.close(
    "seen['0'], before an in-place ReLU",
    seen["0"],
    first,
    look="The ReLU wrote into the tensor that the hook kept: keep a copy.",
)
for name in ("0", "2", ""):
    expect.true(
        not seen[name].requires_grad,
        f"seen[{name!r}] is outside the graph",
        came="It requires grad.",
        look="detach() it in the hook.",
    )
F.cross_entropy(output, labels).backward()
expect.gradient(
    "recorded[0].weight",
    recorded[0].weight,
    look="The output is cut off from the first layer: a hook returned a detached tensor.",
)
expect.equal(
    "the number of hooks that are left on the net",
    sum(len(module._forward_hooks) for module in recorded.modules()),
    0,
    look="Keep each handle, and call its remove() after the pass.",
)

# %% [markdown]
# Now you can see what a net sees. Here are the outputs of the first convolution for one image: eight filters, one
# of them the edge detector from section 1, the others random. Then the histograms of what comes after each block.

# %%
net = SmallNet().to(device)
with torch.no_grad():
    net.get_parameter("stem.weight")[0] = edge / 8
names = ["stem", "blocks.0", "blocks.1", ""]
output, seen = record_outputs(net, x, names)
maps = seen["stem"][3][:, None]  # (8, 1, 32, 32)
plots.images(x[3:4]).show()
lowest, highest = maps.amin(dim=(2, 3), keepdim=True), maps.amax(dim=(2, 3), keepdim=True)
plots.images((maps - lowest) / (highest - lowest)).show()  # each on its own scale
plots.weight_histograms({name or "the net": tensor for name, tensor in seen.items()})

# %% [markdown]
# ## 7. The way back
#
# A **full backward hook** listens to the gradients: `module.register_full_backward_hook(hook)`. It is called with the
# module, a tuple `grad_input` (the gradients of the loss with respect to what came *in*) and a tuple `grad_output` (with
# respect to what went *out*). `backward` runs from the end to the start: `grad_output` arrives at the module, and
# `grad_input` is what it passes on. If the hook returns something, that replaces `grad_input`.
#
# The hook must be there before the forward pass. And it needs a module whose input requires grad, to have a
# `grad_input` at all: for the first layer it is `None`, and PyTorch warns. If that layer has no parameters, an `nn.Flatten`
# for example, its hook does not even run, and nothing tells you. Give the net a copy of the input that requires grad.

# %%
layers = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3))


def report(module, grad_input, grad_output):
    came_in, went_out = (
        tuple(g[0].shape) if g[0] is not None else None for g in (grad_input, grad_output)
    )
    print(f"  {type(module).__name__:8} grad_output {went_out}  grad_input {came_in}")


handles = [layer.register_full_backward_hook(report) for layer in layers]
for batch in (rows.clone().requires_grad_(), rows):
    print("the input requires grad:", batch.requires_grad)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        F.cross_entropy(layers(batch), labels).backward()
    for warning in caught:
        print(f"  {warning.category.__name__}: {warning.message}"[:120], "...")
for handle in handles:
    handle.remove()

# %% [markdown]
# In older notes you will find `register_backward_hook`, without the "full". It listens to the last *operation* of a
# module, not to the module. For a linear layer that is an addition of a product and a bias, and what it calls
# `grad_input` are three gradients: of the bias, the input and the weight. For a module of two layers it is the input
# of whatever came last. It warns, and will be removed. Compare:


# %%
class Product(nn.Module):
    """Two linear layers of the same input, multiplied: (N, 6) -> (N, 5)."""

    def __init__(self):
        super().__init__()
        self.one, self.two = nn.Linear(6, 5), nn.Linear(6, 5)

    def forward(self, x):
        return torch.tanh(self.one(x) * self.two(x))


for register in ("register_full_backward_hook", "register_backward_hook"):
    product, shapes = Product(), []
    getattr(product, register)(
        lambda module, come, go: shapes.append([tuple(g.shape) for g in come])
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        product(rows.clone().requires_grad_()).sum().backward()
    print(f"{register}: grad_input {shapes}; the input was {tuple(rows.shape)}")
    for warning in caught:
        print(f"  {warning.category.__name__}: {warning.message}"[:150], "...")

# %% [markdown]
# Full backward hooks and in-place layers do not go together. The hook wraps what the module returns, and a ReLU that
# writes into the wrapping would break it. This one raises, at least: it is the error for which you prepared VGG-16
# in section 3.

# %%
two = nn.Sequential(nn.Linear(6, 5), nn.ReLU(inplace=True))
two[0].register_full_backward_hook(report)
try:
    two(rows)
except RuntimeError as error:
    print("RuntimeError:", str(error)[:210], "...")
replace_layers(two, nn.ReLU, lambda old: nn.ReLU())
two(rows.clone().requires_grad_()).sum().backward()

# %% [markdown]
# ### Exercise 7: `layer_statistics`
#
# Difficulty ●●●, importance ●●○, 12 minutes, 2 points.
#
# Two numbers tell how well a layer is doing: the standard deviation of what it returns, and the norm of the
# gradient that comes back to it. Measure both for all layers in one pass there and back: a forward hook and a full
# backward hook on each.
#
# <details><summary>Show me a hint</summary>
#
# `grad_output` is a tuple with one entry: `grad_output[0].norm()`. Both hooks keep a Python number, `.item()`, and
# neither may return anything. Register all hooks, call the net, call `backward`, remove all hooks. What you call the net
# with is `x.clone().requires_grad_()`, or the hook of a first layer without parameters never runs.
#
# <details><summary>Show me another hint</summary>
#
# `register_forward_hook` and `register_full_backward_hook`, both in one function that gets the name. Two
# dictionaries, one for each number, are put together at the end.
#
# <details><summary>Show me another hint</summary>
#
# One call of the net and one of `backward`, on the cross-entropy. The layers are the modules without children.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "layer_statistics", "locked": false, "schema_version": 3, "solution": true, "task": false}
def layer_statistics(net, x, y):
    """How the signal gets through a net, there and back.

    net: nn.Module without in-place layers. Each module in it without children is a layer; each
        runs once and returns one tensor. net(x) gives scores (N, C).
    x: a batch of inputs (N, ...), floating point. It does not require grad, and stays so.
    y: labels (N,).
    Runs net on x, computes the mean cross-entropy with y, and calls backward on it, once.
    Returns a dictionary: the dotted name of each layer -> a pair (spread, gradient).
        spread: the standard deviation of all the numbers that the layer returned,
        gradient: the norm (root of the sum of squares) of the gradient of the loss with respect
            to what the layer returned.
    Both are Python numbers. Each layer has its pair, also a first one that has no parameters.
    Afterwards net has the hooks that it had before, no more and no fewer, and the same parameters
    require grad.
    """
    ### BEGIN SOLUTION
    spreads, gradients, handles = {}, {}, []

    def listen(name, layer):
        def forward_hook(module, args, output):
            spreads[name] = output.std().item()

        def backward_hook(module, grad_input, grad_output):
            gradients[name] = grad_output[0].norm().item()

        handles.append(layer.register_forward_hook(forward_hook))
        handles.append(layer.register_full_backward_hook(backward_hook))

    for name, layer in net.named_modules():
        if not list(layer.children()):
            listen(name, layer)
    try:
        # A copy that requires grad: without it nothing comes back to a first nn.Flatten.
        F.cross_entropy(net(x.detach().clone().requires_grad_()), y).backward()
    finally:
        for handle in handles:
            handle.remove()
    return {name: (spreads[name], gradients[name]) for name in spreads}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_layer_statistics", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
measured = nn.Sequential(nn.Flatten(), nn.Linear(6, 5), nn.Sequential(nn.Tanh()), nn.Linear(5, 3))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    statistics = layer_statistics(measured, rows.view(4, 2, 3), labels)
expect.instance("layer_statistics(net, x, y)", statistics, dict)
expect.equal(
    "the names, sorted",
    sorted(statistics),
    ["0", "1", "2.0", "3"],
    look="Layers have no children. Does the hook of the first one run?",
)

flat = rows.clone().requires_grad_()  # (4, 6), what nn.Flatten gives
hidden = torch.tanh(measured[1](flat))
scores = measured[3](hidden)
slopes = torch.autograd.grad(F.cross_entropy(scores, labels), (flat, hidden, scores))
for name, returned, slope in zip(("0", "2.0", "3"), (flat, hidden, scores), slopes, strict=True):
    expect.close(
        f"the spread of {name!r}",
        statistics[name][0],
        returned.std().item(),
        rtol=0.06,  # std with n or with n - 1
        look="The standard deviation of what the layer returns, over all its numbers.",
    )
    expect.close(
        f"the gradient norm of {name!r}",
        statistics[name][1],
        slope.norm().item(),
        look="The gradient with respect to what the layer returns: grad_output[0]. "
        "For the first layer, the input of the net must require grad.",
    )
expect.equal(
    "the number of hooks that are left on the net",
    sum(len(m._forward_hooks) + len(m._backward_hooks) for m in measured.modules()),
    0,
    look="Keep each handle, and call its remove() after backward.",
)

# %% [markdown]
# Twenty linear layers with ReLUs, as PyTorch initialises them, and the first batch of CIFAR-10. From left to right the
# layers from the first to the last, on a logarithmic scale.

# %%
deep = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 100))
for _ in range(19):
    deep.extend([nn.ReLU(), nn.Linear(100, 100)])
deep = deep.extend([nn.ReLU(), nn.Linear(100, 10)]).to(device)
linear = [name for name, layer in deep.named_modules() if isinstance(layer, nn.Linear)]
statistics = layer_statistics(deep, x, y)
plots.lines(
    {
        "spread of the output": [statistics[name][0] for name in linear],
        "norm of the gradient": [statistics[name][1] for name in linear],
    },
    xlabel="linear layer",
    log=True,
)

# %% [markdown]
# Read each curve in the direction in which it is computed. The gradient falls from right to left, by the same
# factor at each layer, and hardly anything of it reaches the first ones: they will hardly learn. The spread falls from
# left to right, and soon stays where it is. What stays is not the images. It is the biases, which are the same for every
# image, as the cell below shows: it measures how much each output differs from image to image.

# %%
_, seen = record_outputs(deep, x, linear)
plots.lines(
    {
        "spread over all": [seen[name].std().item() for name in linear],
        "spread from image to image": [seen[name].std(dim=0).mean().item() for name in linear],
    },
    xlabel="linear layer",
    log=True,
)

# %% [markdown]
# So the images get lost on the way there, and the gradient on the way back. The next lesson is about a start that
# avoids both.
#
# ## Summary
#
# - `children()` is one level, `modules()` is the net itself and everything below. The `named_` functions are generators
#   of pairs.
# - `get_submodule`, `get_parameter` and `get_buffer` follow a dotted name. What they give is the net's own object.
# - `parameters()` gives what is shared once, and no buffers.
# - A layer is replaced by an assignment to its parent.
# - `extra_repr` returns a string.
# - Pre-hook: module and arguments. Forward hook: module, arguments, output. Full backward hook: module, `grad_input`,
#   `grad_output`. What a hook returns replaces the arguments, the output, or `grad_input`.
# - A hook that looks keeps `output.detach().clone()` or a number, returns nothing, and is removed.
#
# ## What people get wrong
#
# - Looking for layers among `children()`. The nested ones are missed.
# - `named_modules()["stem"]`, as if it were a dictionary; or going through the same generator twice.
# - `setattr(net, "a.b", layer)`, or `layer = new_layer`. The net stays as it was.
# - `extra_repr` that prints.
# - A handle that is dropped. The hook can never be removed, and the next call adds another.
# - A hook that returns something by accident, most often a lambda.
# - A hook that keeps the output with its graph, or keeps a tensor that an in-place layer overwrites.
# - The name of the loop variable in a hook made in a loop. All hooks have the last name.
# - `net.forward(x)`. It runs, and no hook of the net does.
# - `register_backward_hook`, or a full backward hook beside an in-place layer.
#
# ## Questions to take along
#
# - Why does `parameters()` of VGG-16 not tell in which order the layers run?
# - How would you count the multiplications of a net, layer by layer, with forward hooks?
# - What does a forward hook on a layer inside `nn.Sequential` see that one on the `nn.Sequential` does not?
# - How could a forward hook be used to *change* a net, and when would that be better than replacing a layer?
#
# ## Where to read on
#
# In the documentation on pytorch.org: `torch.nn.Module` (all of its `named_` functions and `register_` functions), "Modules",
# the section on hooks, and "Autograd mechanics", the section on backward hooks. Simonyan and Zisserman 2014, "Very Deep
# Convolutional Networks for Large-Scale Image Recognition", table 1: configuration D is the net of this lesson.
