# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 10 Saving and resuming
#
# A run that cannot be saved is lost with the first power cut. Saving looks easy: one line writes a file, one line
# reads it, and nothing complains. In this lesson most of what goes wrong is silent.
#
# When you are done you can
#
# - say what is in the `state_dict` of a net and of an optimizer, and what is not;
# - write files that are safe to open, and say why a pickled net is not;
# - stop a run and resume it, so that it ends with the very numbers that it would have had;
# - keep the best net of a run, a copy and not a live reference;
# - load the files of compiled and wrapped nets;
# - load a part of a net, and notice when nothing was loaded;
# - write and read safetensors files.
#
# Seven exercises, 13 points, about 80 minutes. Run the cells from top to bottom. Where an experiment is meant to
# fail, it says so and prints the error. All files go to temporary folders. Everything computes on the CPU, where
# a run can be repeated to the last bit.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import copy
import io
import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest import mock

import numpy as np
import safetensors.torch
import torch
import torch.nn.functional as F
from safetensors import safe_open
from torch import nn

from course_lib import expect, plots
from course_lib.data import ArrayLoader, cifar10_loaders
from course_lib.device import seed_everything
from course_lib.training import evaluate

seed_everything(10)
loader_all, loader_val, _ = cifar10_loaders(validation=500)
# 1,000 training images are enough for this lesson.
x_train, y_train = loader_all.dataset.batch(torch.arange(1000))

# %% [markdown]
# ## 1. What is in a `state_dict`
#
# `net.state_dict()` is a dictionary from names to tensors. In it are the net's parameters and its **persistent
# buffers**: tensors that belong to the net but are not trained, such as the running statistics of a BatchNorm. The
# names are the dotted ones of lesson 05. Nothing else is in it: no classes, no code, no Python numbers, no tensor that
# is a mere attribute, and no buffer that was registered with `persistent=False`.

# %%
net = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
net.step_size = torch.tensor(0.5)  # an attribute, and no more
net.register_buffer("grid", torch.arange(3.0), persistent=False)
for name, tensor in net.state_dict().items():
    print(f"{name:<22} {tuple(tensor.shape)}")

# %% [markdown]
# An optimizer has a `state_dict` too. It has two parts. `"param_groups"` holds the settings, the learning rate among
# them, and for the parameters just numbers: 0, 1, 2, in the order in which the optimizer got them. `"state"` holds
# what the optimizer remembers of each parameter: for SGD with momentum a running sum of gradients, for Adam two such
# averages and a count of steps, a tensor as well. It is made at the first step, for parameters that have a gradient.

# %%
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
print("before a step:", optimizer.state_dict())
net(torch.randn(4, 2)).square().sum().backward()
optimizer.step()
print("state after a step:", optimizer.state_dict()["state"])

# %% [markdown]
# ### Exercise 1: `predict_state_dict`
#
# Difficulty ●○○, importance ●●●, 6 minutes, 1 point: half for the names, half for the counts.
#
# Read the class `Puzzle`. Which of the names below are keys of `Puzzle().state_dict()`?


# %% nbgrader={"grade": false, "grade_id": "puzzle", "locked": true, "schema_version": 3, "solution": false, "task": false}
class Puzzle(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 8)
        self.norm = nn.BatchNorm1d(8)
        self.act = nn.ReLU()
        self.scale = nn.Parameter(torch.ones(8))
        self.offset = torch.zeros(8)
        self.frozen = nn.Linear(8, 8, bias=False).requires_grad_(False)
        self.register_buffer("seen", torch.zeros(8))
        self.register_buffer("mask", torch.ones(8), persistent=False)
        self.blocks = nn.ModuleList([nn.Linear(8, 8)])
        self.spare = [nn.Linear(8, 8)]

    def forward(self, x):  # (N, 4) -> (N, 8)
        x = self.act(self.norm(self.first(x)))
        return self.blocks[0](self.frozen(x * self.scale * self.mask + self.offset))


# %% [markdown]
# Then an optimizer is built, `torch.optim.SGD(puzzle.parameters(), lr=0.1, momentum=0.9)`, and one training
# step is made: forward, loss, backward, `optimizer.step()`. Predict four whole numbers:
#
# | key | how many |
# |---|---|
# | `"parameters"` | numbers in the list `optimizer.state_dict()["param_groups"][0]["params"]` |
# | `"before"` | entries of `optimizer.state_dict()["state"]` before the step |
# | `"after"` | entries of `optimizer.state_dict()["state"]` after the step |
# | `"Adam"` | tensors that Adam, in the place of SGD, would keep for each of those entries |
#
# Replace each `None`, names by `True` or `False`, and delete the last two lines of the cell. The test below looks at
# the form, and must pass first: an incomplete answer earns nothing.
#
# <details><summary>Show me a hint</summary>
#
# A key stands for a parameter or for a buffer that is persistent. What is a plain tensor, a module in a plain list,
# or a layer without either has no key. Whether it can be trained does not matter.
#
# <details><summary>Show me another hint</summary>
#
# `puzzle.parameters()` gives frozen ones too, so they are in the list of the optimizer. Count through the class.
#
# <details><summary>Show me another hint</summary>
#
# SGD makes a momentum buffer for a parameter when it first sees a gradient of it. What Adam keeps for each, the text
# at the top of this section says.
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict_state_dict", "locked": false, "schema_version": 3, "solution": true, "task": false}
in_state_dict = {
    "first.weight": None,
    "norm.weight": None,
    "norm.running_mean": None,
    "norm.num_batches_tracked": None,
    "act.weight": None,
    "scale": None,
    "offset": None,
    "frozen.weight": None,
    "seen": None,
    "mask": None,
    "blocks.0.weight": None,
    "spare.0.weight": None,
}
optimizer_counts = {"parameters": None, "before": None, "after": None, "Adam": None}
### BEGIN SOLUTION
in_state_dict = {
    "first.weight": True,
    "norm.weight": True,
    "norm.running_mean": True,
    "norm.num_batches_tracked": True,
    "act.weight": False,
    "scale": True,
    "offset": False,
    "frozen.weight": True,
    "seen": True,
    "mask": False,
    "blocks.0.weight": True,
    "spare.0.weight": False,
}
optimizer_counts = {"parameters": 8, "before": 0, "after": 7, "Adam": 3}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict_state_dict", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
names = "first.weight, norm.weight, norm.running_mean, norm.num_batches_tracked, act.weight, "
names += "scale, offset, frozen.weight, seen, mask, blocks.0.weight, spare.0.weight"
for key in names.split(", "):
    expect.true(key in in_state_dict, f"in_state_dict has {key!r}")
    expect.true(
        in_state_dict[key] in (True, False),
        f"in_state_dict[{key!r}] is True or False",
        came=f"It is {in_state_dict[key]!r}.",
    )
for key in ("parameters", "before", "after", "Adam"):
    expect.true(key in optimizer_counts, f"optimizer_counts has {key!r}")
    expect.at_least(f"optimizer_counts[{key!r}]", optimizer_counts[key], 0, look="A whole number.")

# %% [markdown]
# ### Exercise 2: `Standardise` (find the bug)
#
# Difficulty ●○○, importance ●●○, 7 minutes, 1 point.
#
# A net should bring along how its input is to be normalised; then nobody can forget it. The layer below measures mean
# and standard deviation once, on training images, and applies them from then on. It computes the right numbers.
# Then the net is saved, and loaded into a new one. Look at what is printed.


# %%
class ForgetfulStandardise(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.mean = torch.zeros(channels)
        self.std = torch.ones(channels)

    def measure(self, x):
        self.mean = x.mean(dim=(0, 2, 3))
        self.std = x.std(dim=(0, 2, 3))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)


bright = 50 + 20 * torch.randn(64, 3, 8, 8)
net = nn.Sequential(ForgetfulStandardise(3), nn.Flatten(), nn.Linear(192, 2))
net[0].measure(bright)
loaded = nn.Sequential(ForgetfulStandardise(3), nn.Flatten(), nn.Linear(192, 2))
print(loaded.load_state_dict(net.state_dict()))
with torch.no_grad():
    print("scores of the net:        ", net(bright)[0])
    print("scores of the loaded one: ", loaded(bright)[0])
try:
    net.double()(bright.double())
    print("mean is still", net[0].mean.dtype)
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# "All keys matched", and the scores are others: mean and standard deviation are in no state dict, so they are not
# missed when they are not there. They do not follow the net to a GPU either, nor to `double()`. Write the class again
# below, mended; copy what is right.
#
# <details><summary>Show me a hint</summary>
#
# The numbers are right, only their place is wrong. What kind of attribute is saved and moved along, but is no
# parameter?
#
# <details><summary>Show me another hint</summary>
#
# `register_buffer(name, tensor)` in `__init__`, where the plain tensors are now. In `measure`, an assignment to the
# name of a buffer keeps it a buffer.
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "standardise", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Standardise(nn.Module):
    """Subtract from each channel its mean and divide by its standard deviation, both measured once.

    Standardise(channels): at first every mean is 0 and every standard deviation 1.
    measure(x): takes both from x, a batch (N, C, H, W): over images, rows and columns.
    forward(x): (N, C, H, W) -> (N, C, H, W), or any other number of images of any size.
    mean and std belong to the net: they are in its state_dict, with the same shapes before and
        after measure, and follow it in .double() and .to(device). No optimizer gets to see them.
    """

    ### BEGIN SOLUTION
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("std", torch.ones(channels))

    def measure(self, x):
        # A tensor that is assigned to the name of a buffer becomes the buffer.
        self.mean = x.mean(dim=(0, 2, 3))
        self.std = x.std(dim=(0, 2, 3))

    def forward(self, x):
        return (x - self.mean.view(-1, 1, 1)) / self.std.view(-1, 1, 1)

    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_standardise", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Two channels, one from 0 to 3, the other 10 times that.
counted = torch.arange(4.0).view(1, 1, 2, 2) * torch.tensor([1.0, 10.0]).view(1, 2, 1, 1)
layer = Standardise(2)
expect.close("before measure nothing changes", layer(counted), counted)
layer.measure(counted)
expect.close("the mean of each channel after measure", layer(counted).mean(dim=(0, 2, 3)), [0, 0])

fresh = Standardise(2)
expect.equal(
    "the number of tensors that an optimizer would get",
    len(list(fresh.parameters())),
    0,
    look="They are measured, not trained: a buffer, not a parameter.",
)
fresh.load_state_dict(layer.state_dict())
expect.close(
    "what a new layer gives that has loaded the state dict of the measured one",
    fresh(counted),
    layer(counted),
    look="print(layer.state_dict()): are mean and std in it? register_buffer puts a tensor there.",
)

# %% [markdown]
# ## 2. A file, and who may open it
#
# `torch.save(object, path)` writes dictionaries, lists, numbers, texts and tensors, nested as you like.
# `torch.load(path)` reads them back. A whole net can be saved too, `torch.save(net, path)`, and much older code does so.
# Here is what happens when such a file is opened. (The message is long. The part that matters is printed.)


# %%
def essence(error):
    """What is refused, out of the long message of `torch.load`."""
    return str(error).partition("WeightsUnpickler error: ")[2].partition(". Please")[0]


with TemporaryDirectory() as folder:
    path = Path(folder) / "net.pt"
    torch.save(nn.Sequential(nn.Linear(2, 3)), path)
    try:
        torch.load(path)
    except Exception as error:
        print(f"{type(error).__name__}: {essence(error)}")
    torch.save(nn.Sequential(nn.Linear(2, 3)).state_dict(), path)
    print("a state dict:", list(torch.load(path)))

# %% [markdown]
# Below `torch.save` is `pickle`, and a pickle is not data but a small program. To restore an object it may import any
# function and call it with any arguments. So whoever opens a pickle runs what its author wrote. The one below is
# harmless, all it does is print. It could as well have removed your files or sent them away.


# %%
class Hostile:
    def __reduce__(self):  # "to restore me, call this function with these arguments"
        return print, ("    ... this was run by opening a file",)


file = io.BytesIO()  # a file in memory
torch.save({"weight": torch.zeros(3), "extra": Hostile()}, file)
for weights_only in (True, False):
    print("torch.load with weights_only =", weights_only)
    file.seek(0)
    try:
        torch.load(file, weights_only=weights_only)
    except Exception as error:
        print(f"    {type(error).__name__}: {essence(error)}")

# %% [markdown]
# Since PyTorch 2.6 `weights_only=True` is the default: it restores tensors and plain data, and refuses everything
# else before it is called. The message offers a way round, `weights_only=False`. On a file that you did not
# write yourself, do not take it. Save the `state_dict` instead; then you need no way round. A pickled net is brittle
# besides: the file only has the *name* of the class, so it is of no use once the class is renamed or moved.
#
# NumPy arrays and NumPy numbers are refused as well. `float(...)` and `torch.from_numpy` help.

# %%
for accuracy in (np.float64(0.5), float(np.float64(0.5))):
    file = io.BytesIO()
    torch.save({"accuracy": accuracy}, file)
    file.seek(0)
    try:
        print("restored:", torch.load(file))
    except Exception as error:
        print(f"{type(error).__name__}: {essence(error)}")

# %% [markdown]
# With each tensor a file also notes the device that it was on, and `torch.load` wants to put it there again. The
# cell below makes a file as if on a machine with eight GPUs. Unless you have as many, it fails. `map_location="cpu"`
# puts everything into main memory. From there `load_state_dict` copies each value to where the net is.

# %%
file = io.BytesIO()
with mock.patch("torch.serialization.location_tag", lambda storage: "cuda:7"):
    torch.save(nn.Linear(2, 3).state_dict(), file)
for options in ({}, {"map_location": "cpu"}):
    file.seek(0)
    try:
        print({name: str(tensor.device) for name, tensor in torch.load(file, **options).items()})
    except RuntimeError as error:
        print("RuntimeError:", str(error).partition(". ")[0])

# %% [markdown]
# ## 3. A checkpoint that resumes exactly
#
# A run is more than its net. Here is one: a small ConvNet with dropout, SGD with momentum, a learning rate that
# falls after four epochs, a loader that shuffles. `new_run(seed)` makes all of it, `train(run, epochs)` trains.


# %% nbgrader={"grade": false, "grade_id": "small_net", "locked": true, "schema_version": 3, "solution": false, "task": false}
class SmallNet(nn.Module):
    """(N, 3, 32, 32) -> (N, num_classes), a backbone and a head."""

    def __init__(self, num_classes=10):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride=2, padding=1),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.Flatten(),
            nn.Dropout(0.2),
        )
        self.head = nn.Linear(32 * 8 * 8, num_classes)

    def forward(self, x):
        return self.head(self.backbone(x))


def new_run(seed, x=x_train, y=y_train, num_classes=10, lr=0.05, decay_after=4):
    """A run at its start: net, optimizer, scheduler, loader."""
    torch.manual_seed(seed)
    net = SmallNet(num_classes)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [decay_after], gamma=0.1)
    loader = ArrayLoader(x, y, batch_size=50, shuffle=True, seed=seed)
    return SimpleNamespace(net=net, optimizer=optimizer, scheduler=scheduler, loader=loader)


def train(run, epochs):
    """Train for each epoch of `epochs`, such as range(3, 6). Returns the mean loss of each."""
    losses = []
    for _ in epochs:
        total = 0.0
        for x, y in run.loader:
            run.optimizer.zero_grad()
            loss = F.cross_entropy(run.net(x), y)
            loss.backward()
            run.optimizer.step()
            total += loss.item() * len(y)
        run.scheduler.step()
        losses.append(total / len(run.loader.dataset))
    return losses


def same_weights(one, other):
    """Whether two nets agree in every entry of their state dicts, to the last bit."""
    pairs = zip(one.state_dict().values(), other.state_dict().values(), strict=True)
    return all(torch.equal(a, b) for a, b in pairs)


# %% [markdown]
# Below is a run of nine epochs. A second one begins in the same way and is interrupted after six: so far they agree to
# the last bit, because both began from the same state of every random generator. It goes on with the weights
# alone, as it does for someone who has only saved `net.state_dict()`.

# %%
uninterrupted, first_part = new_run(seed=1), new_run(seed=1)
torch.manual_seed(2)
losses = train(uninterrupted, range(9))
torch.manual_seed(2)
losses_weights_only = train(first_part, range(6))
print("six epochs twice, the same losses:", losses[:6] == losses_weights_only)

second_part = new_run(seed=1)
second_part.net.load_state_dict(first_part.net.state_dict())
losses_weights_only += train(second_part, range(6, 9))
print("resumed from the weights, the same net:", same_weights(uninterrupted.net, second_part.net))
for run in (uninterrupted, second_part):
    print("the learning rate at the end:", round(run.scheduler.get_last_lr()[0], 6))
plots.lines(
    {"resumed from the weights alone": losses_weights_only, "uninterrupted": losses},
    x=range(1, 10),
    xlabel="epoch",
    ylabel="training loss",
)

# %% [markdown]
# Nothing raised. In the seventh epoch the loss jumps up, and the run ends with another net. (That the loss then falls lower is
# the doing of a learning rate ten times as high. Lower or not: it is another run.) What was lost:
#
# | part | what happens without it |
# |---|---|
# | `net.state_dict()` | training begins anew |
# | `optimizer.state_dict()` | momentum, or the averages of Adam, begin from zero; the learning rate is the first one |
# | `scheduler.state_dict()` | it counts from zero: here the learning rate has not fallen at all |
# | the number of finished epochs | some are done twice, or left out |
# | torch's random state | dropout draws other masks |
# | the state of the loader's generator | the order of the images begins anew |
#
# A random generator is a row of numbers that each draw changes. `torch.get_rng_state()` and `generator.get_state()`
# give it as a tensor of bytes, `torch.set_rng_state(...)` and `generator.set_state(...)` put it back. The *seed* does
# not do: it says where the row began, not how far it has come.

# %%
generator = torch.Generator().manual_seed(0)
torch.rand(5, generator=generator)
state, seed = generator.get_state(), generator.initial_seed()
print("goes on with: ", torch.rand(3, generator=generator))
generator.set_state(state)
print("from the state:", torch.rand(3, generator=generator))
generator.manual_seed(seed)
print("from the seed: ", torch.rand(3, generator=generator))

# %% [markdown]
# Each GPU has a generator of its own, `torch.cuda.get_rng_state_all()` gives a list of their states. Such a state
# is a tensor of bytes on the CPU, even that of a GPU. Whoever loads a checkpoint with `map_location="cuda"` gets an
# error from `set_rng_state`; with `map_location="cpu"` all is well. If your transforms draw from Python's `random`, or
# from NumPy, their states belong in the file as well. Python's is plain data. In NumPy's there is an array.

# %%
kind, keys, position, *rest = np.random.get_state()
for name, state in {
    "Python": random.getstate(),
    "NumPy": np.random.get_state(),
    "NumPy as a tensor": [kind, torch.from_numpy(keys), position, *rest],
}.items():
    file = io.BytesIO()
    torch.save(state, file)
    file.seek(0)
    try:
        torch.load(file)
        print(f"{name}: restored")
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {essence(error)}")

# %% [markdown]
# A checkpoint is usually written over the last one. If the program dies while it writes, there is neither
# the old nor the new. Below, an object that cannot be saved makes the writing stop half-way. `write_whole` writes next
# to the old file and then puts the new one in its place with `Path.replace` (or `os.replace`), which happens in one go
# or not at all. (A power cut can also lose what the system has not yet put on the disk; `os.fsync` makes it do so.)


# %% nbgrader={"grade": false, "grade_id": "write_whole", "locked": true, "schema_version": 3, "solution": false, "task": false}
def write_whole(checkpoint, path):
    """torch.save to `path`, so that at any moment there is the old file or the new one, whole."""
    beside = Path(f"{path}.part")
    torch.save(checkpoint, beside)
    beside.replace(path)


# %%
with TemporaryDirectory() as folder:
    path = Path(folder) / "last.pt"
    for save in (write_whole, torch.save):
        torch.save({"epoch": 1}, path)
        try:
            save({"epoch": 2, "cannot be saved": lambda: None}, path)
        except Exception as error:
            print(f"{save.__name__}: {type(error).__name__}")
        try:
            print("    afterwards the file holds", torch.load(path))
        except RuntimeError as error:
            print("    afterwards: RuntimeError:", str(error).partition(". ")[0])

# %% [markdown]
# ### Exercise 3: `save_checkpoint` and `load_checkpoint`
#
# Difficulty ●●○, importance ●●●, 15 minutes, 4 points: 2 of them if only the random numbers go elsewhere, 3 if only
# files from other machines cannot be opened.
#
# The order of things: a run ends an epoch, steps its scheduler and saves. Later someone builds new objects in the
# same way, loads, and goes on with `range(epoch, epochs)`.
#
# <details><summary>Show me a hint</summary>
#
# One dictionary with a key for each row of the table above. net, optimizer, scheduler and generator are restored in
# place: `load_state_dict`, `set_state`. They are the caller's; an assignment to the name inside your function
# would reach nobody.
#
# <details><summary>Show me another hint</summary>
#
# Random numbers have two sources here: the generator of the loader and torch's own. `get_state` and `set_state` for
# the one, `torch.get_rng_state` and its counterpart for the other.
#
# <details><summary>Show me another hint</summary>
#
# Files from a machine with GPUs name devices that are not here: see `map_location`. The states of random generators
# must lie on the CPU in any case. The epoch is saved as it is handed in, not asked of the scheduler.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "checkpoint", "locked": false, "schema_version": 3, "solution": true, "task": false}
def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    """Write into one file all that a run needs to go on.

    path: a string or a Path; a file that is there already is replaced.
    net, optimizer, scheduler: those of the run. None of them is changed.
    generator: the torch.Generator from which the training loader draws its order.
    epoch: how many epochs are finished, an int. The scheduler may have counted otherwise.
    torch's own random generator, from which dropout draws, is part of the run as well.
    The file can be opened by torch.load with weights_only=True.
    """
    ### BEGIN SOLUTION
    checkpoint = {
        "net": net.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "epoch": epoch,
        "generator": generator.get_state(),
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all(),
    }
    write_whole(checkpoint, path)
    ### END SOLUTION


def load_checkpoint(path, net, optimizer, scheduler, generator):
    """Put a run back to where `save_checkpoint` has found it.

    path: a file that `save_checkpoint` has written, perhaps on a machine with GPUs that this one
        does not have. Somebody else may have sent it: it is opened with weights_only=True.
    net, optimizer, scheduler, generator: newly made, of the same kinds as those that were saved.
        They are changed in place, and torch's own random generator is put back as well.
    Returns the number of finished epochs, as it was saved.
    """
    ### BEGIN SOLUTION
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(checkpoint["net"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    generator.set_state(checkpoint["generator"])
    torch.set_rng_state(checkpoint["torch"])
    # A machine with another number of GPUs cannot go on with the same numbers.
    if len(checkpoint["cuda"]) == torch.cuda.device_count():
        torch.cuda.set_rng_state_all(checkpoint["cuda"])
    return checkpoint["epoch"]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_checkpoint", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# 100 images: four epochs are eight steps. Stopped after two epochs, and resumed in new objects.
few = (x_train[:100], y_train[:100])
whole, stopped = new_run(3, *few), new_run(3, *few)
torch.manual_seed(4)
train(whole, range(4))
torch.manual_seed(4)
train(stopped, range(2))

with TemporaryDirectory() as folder:
    path = Path(folder) / "run.pt"
    parts = (stopped.net, stopped.optimizer, stopped.scheduler, stopped.loader.generator)
    save_checkpoint(path, *parts, epoch=2)
    expect.true(path.exists(), "save_checkpoint writes the file", look="torch.save(object, path)")
    refusal = ""
    try:
        torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        refusal = essence(error) or type(error).__name__
    expect.true(
        not refusal,
        "the file can be opened with weights_only=True",
        came=refusal,
        look="Save state dicts, tensors and numbers; never a net or an optimizer itself.",
    )
    resumed = new_run(5, *few)
    parts = (resumed.net, resumed.optimizer, resumed.scheduler, resumed.loader.generator)
    start = load_checkpoint(path, *parts)

expect.equal("load_checkpoint(...)", start, 2, look="The number of finished epochs, as saved.")
came, saved = resumed.net.state_dict(), stopped.net.state_dict()
expect.close("head.bias as loaded", came["head.bias"], saved["head.bias"])
expect.close(
    "the learning rate as loaded",
    resumed.optimizer.param_groups[0]["lr"],
    stopped.optimizer.param_groups[0]["lr"],
)
train(resumed, range(start, 4))
expect.close(
    "the learning rate at the end",
    resumed.optimizer.param_groups[0]["lr"],
    whole.optimizer.param_groups[0]["lr"],
    look="The scheduler has a state_dict too.",
)
# A run without its random states goes on as well, elsewhere. That is looked at when it is graded;
# this says whether it happens here.
print("the resumed run ends as the uninterrupted one:", same_weights(resumed.net, whole.net))

# %% [markdown]
# Run this once the test passes: the run of above, stopped after six epochs, resumed from your checkpoint.

# %%
with TemporaryDirectory() as folder:
    path = Path(folder) / "run.pt"
    stopped = new_run(seed=1)
    torch.manual_seed(2)
    train(stopped, range(6))
    parts = (stopped.net, stopped.optimizer, stopped.scheduler, stopped.loader.generator)
    save_checkpoint(path, *parts, epoch=6)
    resumed = new_run(seed=6)
    parts = (resumed.net, resumed.optimizer, resumed.scheduler, resumed.loader.generator)
    start = load_checkpoint(path, *parts)
train(resumed, range(start, 9))
print("resumed from a checkpoint, the same net:", same_weights(uninterrupted.net, resumed.net))

# %% [markdown]
# The same bits come out because this computes on a CPU with the same number of threads. On a GPU some operations add
# in an order that changes from run to run. Then a resumed run differs in the last digits, and so
# do two uninterrupted ones. `torch.use_deterministic_algorithms(True)` asks for operations that do not, or an error.
#
# ## 4. Keeping the best
#
# The net of the last epoch is not always the best one. With few images it begins to learn them by heart, and images
# that it does not train on show it first. So the weights of the best epoch are kept. `net.state_dict()` looks like the
# way to do it:

# %%
net = nn.Linear(2, 1, bias=False)
kept = net.state_dict()
copied_dictionary = net.state_dict().copy()
copied_tensors = copy.deepcopy(net.state_dict())
with torch.no_grad():
    net.weight += 100  # training goes on
print("kept:                  ", kept["weight"])
print("dictionary copied:     ", copied_dictionary["weight"])
print("tensors copied:        ", copied_tensors["weight"])

# %% [markdown]
# A state dict is **live**: its tensors share their memory with the parameters, and each step changes them. `.copy()`
# on a dictionary copies the dictionary, not the tensors. So does `dict(...)`, and `.detach()` on a tensor copies nothing
# either. `copy.deepcopy` copies the tensors too, and so does `clone()` on each of them. A file is a copy of its own
# accord.
#
# ### Exercise 4: `train_keeping_best` (find the bugs)
#
# Difficulty ●●○, importance ●●●, 8 minutes, 2 points.
#
# The function below trains, and nothing raises. It is meant to leave the net with the weights of the best epoch.
# The cell tries it on a "net" of a single weight that counts the epochs, with measures that are written down.


# %%
def train_losing_best(net, epochs, train_one_epoch, validate):
    best, best_state = 0, None
    for _ in range(epochs):
        train_one_epoch(net)
        measure = validate(net)
        if measure > best:
            best, best_state = measure, net.state_dict()
    if best_state is not None:
        net.load_state_dict(best_state)
    return best


def one_more(net):
    with torch.no_grad():
        net.weight += 1


def try_to_keep_best(train_function, measures):
    """Train a counter on the given measures. Returns what is returned, and its final weight."""
    counter, to_come = nn.Linear(1, 1, bias=False), iter(measures)
    nn.init.zeros_(counter.weight)
    best = train_function(counter, len(measures), one_more, lambda net: next(to_come))
    return best, counter.weight.item()


for measures in ([0.3, 0.6, 0.5], [-0.7, -0.2, -0.4, -0.5]):
    best, epoch = try_to_keep_best(train_losing_best, measures)
    print(f"measures {measures}: returns {best}, the net is that of epoch {epoch:.0f}")

# %% [markdown]
# Both times the second epoch was the best. There are two slips in it. Write the function again, without them.
#
# <details><summary>Show me a hint</summary>
#
# One slip shows with the measures -0.7, -0.2, ...: against which number is the first of them compared?
#
# <details><summary>Show me another hint</summary>
#
# The other: what does `net.state_dict()` hold after one more epoch? The paragraph above the exercise says which
# kind of copy helps.
#
# <details><summary>Show me another hint</summary>
#
# "If more than once, the first time" decides between `>` and `>=`.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "keep_best", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_keeping_best(net, epochs, train_one_epoch, validate):
    """Train a net and leave it as it was after the best epoch.

    net: a module. It is changed in place.
    epochs: how many, 1 or more.
    train_one_epoch: called as train_one_epoch(net), once per epoch. It goes on from where the
        epoch before has left the net, be that the best one or not.
    validate: called as validate(net) after each epoch, once. Gives a number, the higher the
        better: an accuracy, or minus a loss.
    Afterwards every entry of the net's state_dict is as it was when validate gave its highest
        number; if it gave it more than once, the first time.
    Returns that number.

    Example: for the accuracies 0.3, 0.6, 0.5 the net is that of the second epoch; returns 0.6.
    """
    ### BEGIN SOLUTION
    best, best_state = -float("inf"), None
    for _ in range(epochs):
        train_one_epoch(net)
        accuracy = validate(net)
        if best_state is None or accuracy > best:
            best, best_state = accuracy, copy.deepcopy(net.state_dict())
    net.load_state_dict(best_state)
    return best
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_keep_best", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
for measures in ([0.3, 0.6, 0.5], [-0.7, -0.2, -0.4, -0.5]):
    best, epoch = try_to_keep_best(train_keeping_best, measures)
    expect.close(f"what it returns for the measures {measures}", best, max(measures))
    expect.close(
        f"the epoch that the net is left at, for the measures {measures}",
        epoch,
        2.0,
        look="Is the state that was kept a copy? And can any number beat the one `best` begins at?",
    )

# %% [markdown]
# Run this once the test passes: 200 images, twelve epochs, measured by minus the loss on validation images. One line shows
# the net after each epoch, the other one the net that you were left with.

# %%
few = new_run(8, x_train[:200], y_train[:200], decay_after=100)
x_val, y_val = (torch.cat(part) for part in zip(*loader_val, strict=True))
losses = []


def validation_loss(net):
    net.eval()
    with torch.no_grad():
        loss = F.cross_entropy(net(x_val), y_val).item()
    net.train()
    return loss


def validate(net):
    losses.append(validation_loss(net))
    return -losses[-1]


best = train_keeping_best(few.net, 12, lambda net: train(few, range(1)), validate)
left_with = validation_loss(few.net)
print(f"loss: best {-best:.3f}, last {losses[-1]:.3f}, left with {left_with:.3f}")
plots.lines(
    {"after each epoch": losses, "left with": [left_with] * 12},
    x=range(1, 13),
    xlabel="epoch",
    ylabel="validation loss",
)

# %% [markdown]
# The loss of the best epoch is a little too good: it is the lowest of twelve, so chance had twelve tries. Which is why
# there are test images besides, on which nothing is chosen.
#
# ## 5. Names from compiled and wrapped nets
#
# `torch.compile(net)` gives a new module with the old one inside it, under the name `_orig_mod`. `nn.DataParallel` and
# `DistributedDataParallel` do the same under the name `module`. Their state dicts are those of the wrapper, so every name
# has a prefix. A plain net does not know such names. Nothing is compiled below: that would only begin with
# the first call. (`backend="eager"` is there so that the cell is quick. The names are the same.)

# %%
net = SmallNet()
compiled = torch.compile(net, backend="eager")
print("compiled:", list(compiled.state_dict())[0])
print("parallel:", list(nn.DataParallel(net).state_dict())[0])
try:
    SmallNet().load_state_dict(compiled.state_dict())
except RuntimeError as error:
    print("RuntimeError:", *(line.strip()[:70] for line in str(error).splitlines()))
print("saved from the net inside:", list(net.state_dict())[0])
net.compile(backend="eager")  # compiles in place, and wraps nothing
print("compiled in place:        ", list(net.state_dict())[0])

# %% [markdown]
# The best cure is to save `net.state_dict()`, of the net that you wrapped: it has the same parameters. `net.compile()`
# in place leaves the names alone as well. For files that are there already, the names can be mended. With care: the
# obvious string methods do more than you want.

# %%
name = "module.submodule.weight"
print(name.replace("module.", ""), "  replace takes every place")
print("module.mode.weight".lstrip("module."), "  lstrip takes letters, not words")
print(name.removeprefix("module."), "  removeprefix")

# %% [markdown]
# ### Exercise 5: `plain_names`
#
# Difficulty ●●○, importance ●●○, 7 minutes, 1 point.
#
# Both wrappers can come together, in either order. And `torch.compile` can be applied to one part of a net, then
# `_orig_mod` stands in the middle of a name.
#
# <details><summary>Show me a hint</summary>
#
# Take a name apart at its dots, work on the list of parts, and join it again. Working on the text itself catches
# "submodule" too.
#
# <details><summary>Show me another hint</summary>
#
# First all parts that are "_orig_mod" go, wherever they stand. Only then the parts "module" at the front, as long
# as there are any: `while`, not `if`.
#
# <details><summary>Show me another hint</summary>
#
# Fill a new dictionary in the order of the old one, and leave the tensors as they are.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "plain_names", "locked": false, "schema_version": 3, "solution": true, "task": false}
def plain_names(weights):
    """A state dict with the names that the net itself has, without those of wrappers.

    weights: a dictionary from names to tensors. It is not changed.
    Returns a new dictionary: each tensor under its plain name, in the same order. Out of the names
        are taken
        - "_orig_mod", wherever it is a whole part of a dotted name;
        - "module", if it is the first part of what is left, any number of times.
        Everything else stays, even if it contains these letters.

    Examples: "module._orig_mod.fc.weight" and "_orig_mod.module.fc.weight" become "fc.weight",
    "backbone._orig_mod.0.bias" becomes "backbone.0.bias", and "submodule.weight" stays, as do
    "block.module.weight" and "modules.0.weight".
    """
    ### BEGIN SOLUTION
    plain = {}
    for name, tensor in weights.items():
        parts = [part for part in name.split(".") if part != "_orig_mod"]
        while len(parts) > 1 and parts[0] == "module":
            del parts[0]
        plain[".".join(parts)] = tensor
    return plain
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_plain_names", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
small = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
wrapped = nn.DataParallel(torch.compile(small, backend="eager")).state_dict()
names = list(wrapped)
plain = plain_names(wrapped)
expect.instance("plain_names(...)", plain, dict)
expect.equal("the names", list(plain), list(small.state_dict()))
expect.equal("the names in the dictionary that was passed in", list(wrapped), names)
expect.true(
    all(torch.equal(plain[name], wrapped[f"module._orig_mod.{name}"]) for name in plain),
    "each name has the tensor that it had",
)
for name, expected in {
    "_orig_mod.module.fc.weight": "fc.weight",
    "backbone._orig_mod.0.bias": "backbone.0.bias",
    "submodule.weight": "submodule.weight",
    "block.module.weight": "block.module.weight",
    "modules.0.weight": "modules.0.weight",
}.items():
    expect.equal(
        f"the name that {name!r} becomes", list(plain_names({name: torch.zeros(1)})), [expected]
    )

# %% [markdown]
# ## 6. `strict`, and loading a part
#
# `load_state_dict` is strict: each name of the net must be in the dictionary, each name of the dictionary in the net.
# Often that is too much. To go on with a trained net on another task you want all of it but the last layer,
# which has another number of classes. `strict=False` loads what fits by name and says what did not fit in what it
# *returns*. Whoever does not look at it learns nothing. And a shape that does not fit still raises.

# %%
ten_classes, two_classes = uninterrupted.net.state_dict(), SmallNet(num_classes=2)
try:
    two_classes.load_state_dict(ten_classes, strict=False)
except RuntimeError as error:
    print("RuntimeError:", str(error).splitlines()[1].strip())

renamed = {f"model.{name}": tensor for name, tensor in ten_classes.items()}
result = SmallNet().load_state_dict(renamed, strict=False)
print("missing:   ", result.missing_keys[:2], "and", len(result.missing_keys) - 2, "more")
print("unexpected:", result.unexpected_keys[:2], "and", len(result.unexpected_keys) - 2, "more")

# %% [markdown]
# The second call has loaded **nothing**: not one name fits. Nothing raised, and training would go on from
# random weights. The first line of defence is the result: `missing_keys` are names of the net that got no value,
# `unexpected_keys` names of the dictionary that nobody wanted. A part is loaded well if `missing_keys` holds
# only what you meant to leave out.
#
# ### Exercise 6: `load_backbone` (find the bug)
#
# Difficulty ●●●, importance ●●●, 10 minutes, 2 points.
#
# A function such as this one is in many programs: it picks what fits and loads that. Given weights whose names
# have a prefix, it picks nothing and does not say so.


# %%
def load_what_fits(net, weights):
    own = net.state_dict()
    fitting = {k: v for k, v in weights.items() if k in own and v.shape == own[k].shape}
    print(net.load_state_dict({**own, **fitting}))


net = SmallNet(num_classes=2)
load_what_fits(net, renamed)
print(torch.equal(net.backbone[0].weight, ten_classes["backbone.0.weight"]))

# %% [markdown]
# Not even `strict` notices, since the gaps were filled from the net itself. Write a function that loads the whole
# backbone or raises.
#
# <details><summary>Show me a hint</summary>
#
# Take the prefix off. Leave out what begins with "head.". Load that with `strict=False` and look at both lists: of the
# missing ones all must begin with "head.", of the unexpected ones there must be none.
#
# <details><summary>Show me another hint</summary>
#
# `str.removeprefix` takes off what is there and leaves the rest alone. `load_state_dict(..., strict=False)` returns
# a pair of lists, and raises by itself where a shape does not fit.
#
# <details><summary>Show me another hint</summary>
#
# The head is left out of what is loaded, even if it would fit; so it must turn up among the missing ones. What else
# is missing, or unexpected, is a reason to raise.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "load_backbone", "locked": false, "schema_version": 3, "solution": true, "task": false}
def load_backbone(net, weights, prefix=""):
    """Load trained weights into all of a net but its head.

    net: a module whose last layer is net.head; the names of its entries begin with "head.". It is
        changed in place.
    weights: the state dict of a net with the same backbone, and with the same head, another one
        or none. It is not changed, not by training net later either.
    prefix: what stands before each name in weights, such as "model."; "" for nothing.
    Afterwards every entry of net outside its head, buffers included, has its value in weights. The
        head is as it was, even if there is one in weights that would fit.
    Returns the names of net that were not loaded, those of its head, as a list.
    Raises RuntimeError if an entry outside the head is missing in weights (under prefix and its
        name), if weights has one that net does not know, or if a shape does not fit.

    Example: for SmallNet(num_classes=2) it returns ["head.weight", "head.bias"].
    """
    ### BEGIN SOLUTION
    plain = {name.removeprefix(prefix): tensor for name, tensor in weights.items()}
    backbone = {name: tensor for name, tensor in plain.items() if not name.startswith("head.")}
    result = net.load_state_dict(backbone, strict=False)
    lost = [name for name in result.missing_keys if not name.startswith("head.")]
    if lost or result.unexpected_keys:
        raise RuntimeError(f"missing: {lost}, unexpected: {result.unexpected_keys}")
    return result.missing_keys
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_load_backbone", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
trained = {f"model.{name}": tensor for name, tensor in ten_classes.items()}
incomplete = {name: tensor for name, tensor in trained.items() if "running_var" not in name}
expect.raises(
    RuntimeError,
    load_backbone,
    SmallNet(num_classes=2),
    incomplete,
    prefix="model.",
    look="Entries of the backbone are missing in these weights. Look at missing_keys.",
)
expect.raises(
    RuntimeError,
    load_backbone,
    SmallNet(num_classes=2),
    trained,
    prefix="network.",
    look="Of these weights none fits, because the prefix is another. Look at missing_keys.",
)

net = SmallNet(num_classes=2)
head_before = net.head.weight.detach().clone()
left_out = load_backbone(net, trained, prefix="model.")
expect.equal("what it returns", sorted(left_out), ["head.bias", "head.weight"])
for name in ("backbone.0.weight", "backbone.4.running_var"):
    expect.close(
        f"{name} of the net",
        net.state_dict()[name],
        ten_classes[name],
        look="Compare a name of the net with the name in weights: does the prefix go?",
    )
expect.close("the head", net.head.weight, head_before, look="The head stays as it was.")

# %% [markdown]
# Run this once the test passes. Animals or vehicles: a new task with 50 images, once from the backbone that was
# trained above, once from a net into which nothing was loaded.


# %%
def is_vehicle(y):
    return torch.isin(y, torch.tensor([0, 1, 8, 9])).long()


vehicles_val = ArrayLoader(x_val, is_vehicle(y_val), batch_size=100)
curves = {}
for title, load in {
    "backbone loaded": lambda net: load_backbone(net, ten_classes),
    "strict=False, nothing loaded": lambda net: net.load_state_dict(renamed, strict=False),
}.items():
    run = new_run(8, x_train[:50], is_vehicle(y_train[:50]), 2, lr=0.02, decay_after=100)
    load(run.net)
    curves[title] = []
    for _ in range(8):
        train(run, range(1))
        curves[title].append(evaluate(vehicles_val, run.net))
plots.lines(curves, x=range(1, 9), xlabel="epoch", ylabel="validation accuracy")

# %% [markdown]
# ## 7. safetensors
#
# To pass weights on to others there is a format that is not a pickle at all: safetensors. A file is a header in JSON, with
# name, type, shape and place of each tensor, and then the bare numbers. There is nothing in it to run, it opens fast,
# and one tensor can be read without the others. Most published weights come in it. What it takes: tensors by name, and as
# `metadata` texts by name. Three things are refused.

# %%
tied = nn.Sequential(nn.Linear(3, 3, bias=False), nn.Linear(3, 3, bias=False))
tied[1].weight = tied[0].weight  # one parameter under two names
photo_net = nn.Conv2d(3, 4, 3).to(memory_format=torch.channels_last)

with TemporaryDirectory() as folder:
    path = Path(folder) / "net.safetensors"
    safetensors.torch.save_file({"weight": torch.zeros(2)}, path, metadata={"epoch": "7"})
    print(path.read_bytes()[8:-8], "\n")
    for tensors, metadata in (
        ({"weight": torch.zeros(2)}, {"epoch": 7}),
        (tied.state_dict(), None),
        (photo_net.state_dict(), None),
    ):
        try:
            safetensors.torch.save_file(tensors, path, metadata=metadata)
        except (TypeError, ValueError, RuntimeError) as error:
            print(f"{type(error).__name__}: {' '.join(str(error).split())[:110]}...")

# %% [markdown]
# Metadata must be texts; `json.dumps` makes a text of numbers and lists, `json.loads` undoes it. Tensors that share memory
# are refused because a file of bare numbers cannot say that two names are one. Tensors whose numbers do not lie in
# the usual order, as those of a channels-last net, are refused too. `safetensors.torch.save_model(net, path)` and
# `load_model(net, path)` see to the last two: of two names for one tensor only one is written, and a note of it goes
# into the metadata. So a file can lack a name that the net has. `load_model` knows; `load_state_dict` does not.

# %%
with TemporaryDirectory() as folder:
    path = Path(folder) / "net.safetensors"
    safetensors.torch.save_model(tied, path)
    with safe_open(path, framework="pt") as file:
        print("names:", list(file.keys()), "  metadata:", file.metadata())
    try:
        tied.load_state_dict(safetensors.torch.load_file(path))
    except RuntimeError as error:
        print("RuntimeError:", str(error).splitlines()[1].strip())
    print("load_model: missing and unexpected:", *safetensors.torch.load_model(tied, path))

# %% [markdown]
# ### Exercise 7: `save_weights` and `load_weights`
#
# Difficulty ●●○, importance ●●○, 10 minutes, 2 points.
#
# A file for others: the weights, and notes on how they came about.
#
# <details><summary>Show me a hint</summary>
#
# `save_file` refuses tensors that share memory. `safetensors.torch` has a pair of functions for whole models that
# knows about tied weights: one saves, one loads.
#
# <details><summary>Show me another hint</summary>
#
# Metadata in a safetensors file is a dictionary from texts to texts. How do numbers, lists and `None` become one
# text, and come back as what they were?
#
# <details><summary>Show me another hint</summary>
#
# `safe_open(path, framework="pt")` reads the metadata without the tensors.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "safe_weights", "locked": false, "schema_version": 3, "solution": true, "task": false}
def save_weights(net, path, notes):
    """Write a net's state_dict and notes on it into one safetensors file.

    net: any module. Some of its parameters may be tied (one under several names), some in
        channels-last order. It is not changed: what is tied stays tied, each in its order.
    path: a string or a Path.
    notes: a dictionary from texts to what JSON can hold: texts, numbers, True, None, lists.

    Example: save_weights(net, "net.safetensors", {"epoch": 7, "classes": ["cat", "dog"]})
    """
    ### BEGIN SOLUTION
    safetensors.torch.save_model(net, path, metadata={"notes": json.dumps(notes)})
    ### END SOLUTION


def load_weights(net, path):
    """Load into a net what `save_weights` has written.

    net: a module of the same kind as the one that was saved; changed in place. What is tied in it
        stays tied.
    path: a string or a Path.
    Returns the notes: a dictionary equal to the one that was saved, numbers as numbers.
    Raises RuntimeError if the file is that of another net: a name is missing in it or unknown to
        net, or a shape does not fit.
    """
    ### BEGIN SOLUTION
    safetensors.torch.load_model(net, path)
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_safe_weights", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
notes = {"epoch": 7, "accuracy": 0.5, "classes": ["cat", "dog"], "amp": False}
net, loaded = SmallNet(2), SmallNet(2)
with TemporaryDirectory() as folder:
    path = Path(folder) / "small.safetensors"
    save_weights(net, path, notes)
    expect.true(path.exists(), "save_weights writes the file")
    with safe_open(path, framework="pt") as file:  # raises if it is no safetensors file
        expect.equal("the names in the file", sorted(file.keys()), sorted(net.state_dict()))
    came = load_weights(loaded, path)
    expect.equal("the notes", came, notes, look="json.dumps and json.loads keep numbers numbers.")
    expect.true(same_weights(net, loaded), "the loaded net has the weights of the saved one")
    other = nn.Linear(2, 2)
    expect.raises(
        RuntimeError,
        load_weights,
        other,
        path,
        look="The file is of another net. load_model raises by itself, unless told strict=False.",
    )

    path = Path(folder) / "tied.safetensors"
    save_weights(tied, path, {})
    loaded = nn.Sequential(nn.Linear(3, 3, bias=False), nn.Linear(3, 3, bias=False))
    loaded[1].weight = loaded[0].weight
    expect.equal("the notes of the tied net", load_weights(loaded, path), {})
    expect.true(same_weights(tied, loaded), "the loaded tied net has the weights of the saved one")

# %% [markdown]
# ## Summary
#
# - A `state_dict` holds parameters and persistent buffers. What a net must remember belongs into one of the two.
# - Opening a pickle runs it. Save state dicts, and open files with `weights_only=True`, the default.
# - `map_location="cpu"` opens files from any machine.
# - To resume exactly takes net, optimizer, scheduler, epoch and the state of every random generator in use.
# - `Path.replace` puts a finished file in the place of the old one.
# - A state dict is live. Keep the best as a deep copy.
# - `torch.compile` and wrappers add prefixes to the names; save the net inside them.
# - `strict=False` says what it has not loaded in what it returns: `missing_keys`, `unexpected_keys`.
# - safetensors holds numbers and texts and nothing that runs. Tied weights want `save_model` and `load_model`.
#
# ## What people get wrong
#
# - `torch.save(net, path)`. By default nobody can open it, and nobody should.
# - `weights_only=False`, because the error message mentions it.
# - A tensor as an attribute where a buffer is needed. It is not saved, and not missed.
# - Only the weights saved. Momentum, learning rate and the order of the images begin anew.
# - The seed saved for the state of the generator.
# - `best = net.state_dict()`, or a `.copy()` of it. At the end it is the last one.
# - Only the parameters kept. The running statistics of a BatchNorm are buffers.
# - `strict=False` as a cure for an error about names. It loads nothing, in silence.
# - `replace` and `lstrip` on names.
#
# ## Questions to take along
#
# - The momentum of SGD has the size of the net. How large is a checkpoint with Adam, compared with the weights alone?
# - Must the optimizer be built before or after the net has loaded its weights? Does it matter?
# - Our checkpoint is written at the end of an epoch. What else would it have to hold to be written in the middle of one?
# - How would you keep the three best nets, and no more?
#
# ## Where to read on
#
# In the documentation on pytorch.org: "Serialization semantics", `torch.load`, "Reproducibility",
# `torch.nn.Module.load_state_dict`. The format of safetensors is described, on one page, in its repository on GitHub.
# In the next lesson you train a net of your own, and you will want to keep its best.
