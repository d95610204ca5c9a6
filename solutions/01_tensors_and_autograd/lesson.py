# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 01 Tensors and autograd
#
# Everything in PyTorch is made of two things: tensors, which hold numbers, and the graph that
# autograd keeps behind them, which knows how each number was computed. This lesson is about both.
#
# When you are done you can
#
# - turn arrays into tensors, and say when the two share memory;
# - keep the axes of a batch of images apart: N x C x H x W, `view`, `reshape`, `flatten`, `permute`;
# - choose a device, and read the error of two tensors on different ones;
# - get a gradient from `backward`, and say which tensors receive one;
# - leave the graph on purpose: `detach`, `no_grad`, `inference_mode`;
# - take a step downhill by hand.
#
# Seven exercises, 10 points, about 80 minutes. Run the cells from top to bottom. Where an experiment
# is meant to fail, it says so and prints the error.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import warnings

import numpy as np
import torch

from course_lib import expect, plots
from course_lib.data import load_cifar10
from course_lib.device import seed_everything

seed_everything(1)
data = load_cifar10()

# Eight images as an image file gives them: height, width, colours. NumPy, uint8.
pictures = np.ascontiguousarray(data.test_images[:8].transpose(0, 2, 3, 1))
print("pictures:", type(pictures).__name__, pictures.dtype, pictures.shape)

# %% [markdown]
# ## 1. Tensors beside arrays
#
# A tensor is a block of memory and a description of how to read it: a shape, a `dtype` (the type of
# each number) and a `device` (where the memory is). That much a NumPy array has as well, and the two
# can even describe the *same* memory. `torch.from_numpy(array)` and `tensor.numpy()` copy nothing.
# `torch.tensor(array)` always copies.
#
# Run this. Which of the two tensors notices that the array has changed?

# %%
array = np.zeros(3, dtype=np.float32)
shared = torch.from_numpy(array)
copied = torch.tensor(array)
array[0] = 7
print("shared:", shared)
print("copied:", copied)

shared += 1  # in place, so the array changes as well
print("array: ", array)

# %% [markdown]
# Sharing saves time and memory. It also means that an in-place change reaches further than you see.
# The rule to remember: *a new shape can share, converting to a new dtype cannot*. `x.float()` on a
# `uint8` tensor has to make new numbers; on a tensor that is `float32` already it gives back `x` itself.
#
# The second thing that differs is the default. NumPy computes in `float64`. PyTorch computes in
# `float32`, which is half the size and much faster on a GPU. The two do not mix in a matrix product.

# %%
from_numpy = torch.from_numpy(np.ones((2, 2)))  # NumPy's default: float64
from_torch = torch.ones(2, 2)  # PyTorch's default: float32
try:
    from_numpy @ from_torch
except RuntimeError as error:
    print("RuntimeError:", error)
print((from_numpy.float() @ from_torch).dtype)

# %% [markdown]
# Images come as `uint8`, whole numbers from 0 to 255. They are small to store and bad to compute with:
# there is nothing above 255, so 255 + 1 is 0, and nothing in between, so they cannot have gradients.

# %%
bright = torch.tensor([250], dtype=torch.uint8)
print("250 + 10 =", (bright + 10).item())
print("in place:  ", end="")
try:
    bright /= 255
except RuntimeError as error:
    print("RuntimeError:", error)
print("not in place:", bright / 255)

# %% [markdown]
# ## 2. Images are N x C x H x W
#
# PyTorch's convolutions want a batch of images as N x C x H x W: image, channel (colour), row, column.
# Image files, matplotlib and most image libraries put the channels last, H x W x C. The numbers are
# the same, their order in memory is not: channels last keeps the red, green and blue of one pixel side
# by side, channels first keeps all of red together, then all of green, then all of blue.
#
# So the axes have to change places, and that is what `permute` does: for each new axis you name the old
# one. `view(3, 32, 32)` gives the same *shape*, raises nothing, and is wrong. It reads the same row of
# numbers and cuts it in other places.

# %%
one = torch.from_numpy(pictures[3])  # (32, 32, 3)
permuted = one.permute(2, 0, 1)  # new axis 0 is old axis 2, and so on
viewed = one.view(3, 32, 32)
print("permuted", tuple(permuted.shape), " viewed", tuple(viewed.shape))
plots.images(torch.stack([permuted, viewed]), columns=2)

# %% [markdown]
# Both have shape (3, 32, 32). Only one is a picture. No test that looks at shapes alone can tell them
# apart, which is why the tests of this course compare values.
#
# A square image hides a second slip. `transpose` swaps two axes, and swapping the first and the last of
# H x W x C gives C x W x H. With 32 x 32 pixels nothing complains: the image lies on its side.

# %%
plots.images(torch.stack([permuted, one.transpose(0, 2)]), columns=2)

# %% [markdown]
# ### Exercise 1: `to_images`
#
# Difficulty ●●○, importance ●●●, 8 minutes, 2 points.
#
# The first thing that every program does with images: bytes from a file become a batch that a net
# can take. Make it work for any number of images of any size, and do not change the array.
#
# <details><summary>Show me a hint</summary>
#
# Three steps: a tensor, its axes in the new order, its numbers divided by 255. Which of the three
# would change the array, if it were done in place?
#
# <details><summary>Show me another hint</summary>
#
# For a single picture H x W x C, the order was `permute(2, 0, 1)`: new axis 0 is old axis 2. Here there
# is one axis more, in front, and it stays. Count the others anew.
#
# <details><summary>Show me another hint</summary>
#
# `permute` works on bytes too. The division does not stay in bytes: which dtype does `uint8 / 255`
# have, and which one is asked for? Nothing needs the numbers 64 or 32.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "to_images", "locked": false, "schema_version": 3, "solution": true, "task": false}
def to_images(array):
    """A batch for a net, from the bytes of image files.

    array: NumPy array of uint8, shape (N, H, W, C), values 0 to 255. It is not changed.
    Returns a tensor of float32, shape (N, C, H, W), values 0 to 1: each byte divided by 255.

    Example: for 8 pictures of 32 x 32 pixels, (8, 32, 32, 3) becomes (8, 3, 32, 32).
    """
    ### BEGIN SOLUTION
    return torch.from_numpy(array).permute(0, 3, 1, 2).float() / 255
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_to_images", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two pictures, 2 pixels high and 3 wide.
small = (np.arange(1, 37) ** 2 % 251).astype(np.uint8).reshape(2, 2, 3, 3)
before = small.copy()
batch = to_images(small)

expect.equal("the array after the call", small, before, look="from_numpy shares its memory.")
expect.instance("to_images(small)", batch, torch.Tensor)
expect.shape("to_images(small)", batch, (2, 3, 2, 3), look="The order is N, C, H, W.")
expect.dtype("to_images(small)", batch, torch.float32)
expect.close(
    "the sum of all values", batch.sum(), before.sum() / 255, look="Divide each byte by 255."
)
for channel, colour in enumerate(["red", "green", "blue"]):
    expect.close(
        f"the {colour} plane of picture 0",
        batch[0, channel],
        before[0, :, :, channel] / 255,
        look="Moving an axis is a permute; view only cuts the same numbers in other places.",
    )

# %% [markdown]
# Run this once the test passes.

# %%
plots.images(to_images(pictures), labels=data.test_labels[:8], normalised=False)

# %% [markdown]
# ## 3. Views and copies
#
# Below the shape there is a row of numbers, and the *strides* say how far to walk in it for one step
# along each axis. `permute`, `transpose`, slices and integer indices only change the description:
# they give a **view** of the same memory. That is why `permute` takes no time, whatever the size.

# %%
x = torch.arange(6).view(2, 3)
print("x         shape", tuple(x.shape), "strides", x.stride())
t = x.permute(1, 0)
print("permuted  shape", tuple(t.shape), "strides", t.stride(), "contiguous:", t.is_contiguous())
t[0, 0] = 100
print("x notices:", x)

# %% [markdown]
# `view(shape)` promises never to copy. After a `permute` the numbers do not lie in the order that the
# new shape needs, and then it refuses. The error is one that you will meet again.

# %%
try:
    x.permute(1, 0).view(6)
except RuntimeError as error:
    print("RuntimeError:", error)
print("reshape:", x.permute(1, 0).reshape(6))

# %% [markdown]
# `reshape` gives a view where one is possible and a copy where it is not. `flatten(start)` is a
# reshape that merges all axes from `start` on. One size may be -1: PyTorch works it out.
#
# | call | changes | copies |
# |---|---|---|
# | `x.view(a, b)` | the shape, never the order | never; raises instead |
# | `x.reshape(a, b)` | the shape, never the order | only where it must |
# | `x.flatten(1)` | merges axes, never the order | only where it must |
# | `x.permute(1, 0)` | the order of the axes | never |
# | `x[0]`, `x[:, 1:3]` | takes a part | never |
# | `x[[0, 2]]`, `x[x > 0]` | takes a part, by a list or a mask | always |
# | `x.clone()`, `x.double()` | nothing, the dtype | yes (a dtype that it has already: no) |
#
# To find out whether two tensors share memory, write to one and look at the other.

# %% [markdown]
# ### Exercise 2: `predict_views`
#
# Difficulty ●○○, importance ●●●, 8 minutes, 1 point: half for the shapes, half for the memory.
#
# Given a batch `images = torch.zeros(64, 3, 32, 32)`, predict for each expression its shape, and whether
# the result shares its memory with `images` (`True`) or has memory of its own (`False`). Write down your
# prediction first. Then try what you are unsure of in a cell of your own.
#
# | key | expression |
# |---|---|
# | `"one image"` | `images[0]` |
# | `"red"` | `images[:, 0]` |
# | `"rows"` | `images.view(64, -1)` |
# | `"planes"` | `images.flatten(2)` |
# | `"channels last"` | `images.permute(0, 2, 3, 1)` |
# | `"rows of pixels"` | `images.permute(0, 2, 3, 1).reshape(64, -1)` |
# | `"array"` | `images.numpy()` |
# | `"doubles"` | `images.double()` |
# | `"means"` | `images.mean(dim=(0, 2, 3))` |
#
# Replace each `None`, a shape as a tuple such as `(64, 3)`, and delete the last two lines of the cell.
# The test below looks at the form, and must pass first: an incomplete answer earns nothing.
#
# <details><summary>Show me a hint</summary>
#
# For a shape, ask of each call what it does to the axes: take one away, merge some, reorder them,
# or leave them alone. For the memory, look at the table above: does the call change only the description,
# or does it need other numbers?
#
# <details><summary>Show me another hint</summary>
#
# An integer in brackets takes its axis away; `:` keeps it. `flatten(2)` merges from axis 2 to the last.
# `-1` stands for whatever is left of 64 x 3 x 32 x 32 numbers. A mean over named axes leaves the others.
#
# <details><summary>Show me another hint</summary>
#
# Two expressions need care. After a `permute` the numbers lie in another order than the rows want: can a
# view describe that? And `numpy()` does for a tensor what `from_numpy` does for an array. To be sure, write a
# one into the result and look whether `images` still is all zeros.
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict_views", "locked": false, "schema_version": 3, "solution": true, "task": false}
view_shapes = {
    "one image": None,
    "red": None,
    "rows": None,
    "planes": None,
    "channels last": None,
    "rows of pixels": None,
    "array": None,
    "doubles": None,
    "means": None,
}
view_shares = {
    "one image": None,
    "red": None,
    "rows": None,
    "planes": None,
    "channels last": None,
    "rows of pixels": None,
    "array": None,
    "doubles": None,
    "means": None,
}
### BEGIN SOLUTION
view_shapes = {
    "one image": (3, 32, 32),
    "red": (64, 32, 32),
    "rows": (64, 3072),
    "planes": (64, 3, 1024),
    "channels last": (64, 32, 32, 3),
    "rows of pixels": (64, 3072),
    "array": (64, 3, 32, 32),
    "doubles": (64, 3, 32, 32),
    "means": (3,),
}
view_shares = {
    "one image": True,
    "red": True,
    "rows": True,
    "planes": True,
    "channels last": True,
    "rows of pixels": False,
    "array": True,
    "doubles": False,
    "means": False,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict_views", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
keys = "one image, red, rows, planes, channels last, rows of pixels, array, doubles, means"
for key in keys.split(", "):
    expect.true(key in view_shapes and key in view_shares, f"both dictionaries have {key!r}")
    expect.true(
        isinstance(view_shapes[key], (tuple, list, int)),
        f"view_shapes[{key!r}] is a shape",
        came=f"It is {view_shapes[key]!r}.",
        look="Write the sizes as a tuple, such as (64, 3); with one size, (64,).",
    )
    expect.true(
        view_shares[key] in (True, False),
        f"view_shares[{key!r}] is True or False",
        came=f"It is {view_shares[key]!r}.",
        look="True: the same memory as images. False: memory of its own.",
    )

# %% [markdown]
# ### Exercise 3: `rows_to_pictures` (find the bug)
#
# Difficulty ●●○, importance ●●○, 8 minutes, 1 point.
#
# The files of CIFAR-10 keep each image as one row of 3,072 numbers: all of red, row by row, then all of
# green, then all of blue. matplotlib wants H x W x C. The function below has the right shape. Look at
# what it makes of the images.

# %%
rows = torch.from_numpy(data.test_images[:8].reshape(8, 3072).copy())


def scrambled_pictures(rows, height, width):
    return rows.view(len(rows), height, width, 3)


broken = scrambled_pictures(rows, 32, 32)
print(tuple(broken.shape))
plots.images(broken.permute(0, 3, 1, 2))

# %% [markdown]
# Nine faint copies of each image, and hardly a colour: three neighbours of one colour plane have been
# taken for the red, green and blue of a pixel. Write the function so that the pictures come out.
# Any number of rows, any height and width, three colours.
#
# <details><summary>Show me a hint</summary>
#
# Two steps. First a `view` that says what the row really is: which three sizes, in which order? Then
# bring the axes into the order that is wanted.
#
# <details><summary>Show me another hint</summary>
#
# In a row, the colour changes slowest: all of red comes before all of green. Within a colour, the row of the
# picture changes before its column does. The axis that changes slowest comes first.
#
# <details><summary>Show me another hint</summary>
#
# After the view you have N, three planes, height, width. Wanted is N, height, width, three. For each
# new axis, write down the number of the old one: that is the argument of `permute`.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "rows_to_pictures", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rows_to_pictures(rows, height, width):
    """Pictures for matplotlib, from rows as the files of CIFAR-10 keep them.

    rows: tensor (N, 3 * height * width); in each row first all of red, row by row, then all of
        green, then all of blue. It is not changed.
    Returns a tensor (N, height, width, 3) of the same numbers, whatever they are: bytes or floats.

    Example: for height 1 and width 2, the row [1, 2, 3, 4, 5, 6] is one picture with
    two pixels, [1, 3, 5] and [2, 4, 6].
    """
    ### BEGIN SOLUTION
    return rows.view(len(rows), 3, height, width).permute(0, 2, 3, 1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_rows_to_pictures", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Two pictures, 2 pixels high and 4 wide; the numbers count from 0 to 47.
counted = rows_to_pictures(torch.arange(48).view(2, 24), 2, 4)

expect.instance("rows_to_pictures(...)", counted, torch.Tensor)
expect.shape("rows_to_pictures(...)", counted, (2, 2, 4, 3), look="The order is N, H, W, C.")
planes_first = "Each row is three planes, one after the other: 8 numbers of red come first."
expect.close("the top left pixel of picture 0", counted[0, 0, 0], [0, 8, 16], look=planes_first)
expect.close("the pixel to its right", counted[0, 0, 1], [1, 9, 17], look=planes_first)
expect.close("the pixel below the first", counted[0, 1, 0], [4, 12, 20], look=planes_first)
expect.close("the last pixel of picture 1", counted[1, 1, 3], [31, 39, 47], look=planes_first)

# %% [markdown]
# Run this once the test passes.

# %%
plots.images(rows_to_pictures(rows, 32, 32).permute(0, 3, 1, 2), labels=data.test_labels[:8])

# %% [markdown]
# ## 4. Devices
#
# A tensor lives on one device: `cpu`, `cuda` (an NVIDIA GPU, and AMD's under ROCm) or `mps` (the GPU of a
# Mac). `x.to(device)` gives a tensor on that device; a tensor that is there already is given back as it
# is. Like most methods it does not change `x`: without an assignment, `x.to(device)` does nothing.
#
# Tensors on different devices do not mix. You need no GPU to see that error. The device `meta` has shapes
# but no memory, and any machine has it.

# %%
here = torch.ones(3)
there = here.to("meta")
print(there.device, tuple(there.shape), "| here is still on", here.device)
try:
    here + there
except RuntimeError as error:
    print("RuntimeError:", error)
try:
    there.numpy()
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# With a GPU the first message reads "Expected all tensors to be on the same device, but found at least
# two devices, cuda:0 and cpu!". Two habits avoid it: choose the device once, at the top, and move the
# data where the parameters are.
#
# Ask whether there is a GPU instead of assuming one. `torch.device("cuda")` is only a name, and never
# fails. The first tensor on it does.

# %%
print(torch.device("cuda"))
print("torch.cuda.is_available():", torch.cuda.is_available())
print("torch.backends.mps.is_available():", torch.backends.mps.is_available())
if not torch.cuda.is_available():
    try:
        torch.ones(1, device="cuda")
    except (AssertionError, RuntimeError) as error:
        print(f"{type(error).__name__}:", str(error).splitlines()[0])

# %% [markdown]
# ### Exercise 4: `choose_device`
#
# Difficulty ●○○, importance ●●○, 4 minutes, 1 point.
#
# <details><summary>Show me a hint</summary>
#
# Ask two questions, in the order of the docstring. `torch.device(...)` is only a name: making one tells
# you nothing about the machine.
#
# <details><summary>Show me another hint</summary>
#
# Both questions are calls, with parentheses: a function without them counts as true. Return as soon as one
# is answered with yes; what is left at the end needs no question.
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "choose_device", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_device():
    """The best device of this machine, asked anew at each call.

    Returns torch.device("cuda") where torch.cuda.is_available(), else torch.device("mps") where
    torch.backends.mps.is_available(), else torch.device("cpu"). The name alone, "cuda", "mps" or
    "cpu", will do as well. Where there are both, CUDA comes first.

    Example: on a laptop without a GPU, choose_device() gives device(type='cpu').
    """
    ### BEGIN SOLUTION
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_choose_device", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
chosen = choose_device()
expect.instance("choose_device()", chosen, (torch.device, str))
on_it = torch.ones(2, device=chosen)  # a device that is not there raises here
expect.true(
    on_it.device.type in ("cuda", "mps", "cpu"),
    "choose_device() is cuda, mps or cpu",
    came=f"It is {chosen}.",
)

# %% [markdown]
# `torch.accelerator.current_accelerator(check_available=True)` is a newer way to ask: it gives the device
# of whatever accelerator there is, of any brand, or `None`. Without the argument it tells what this build of
# PyTorch was made for, whether the machine has one or not. The other lessons use the course's own function, which
# also says why, where there is no GPU.

# %%
from course_lib.device import pick_device

device = pick_device()
print(torch.ones(2, device=device).device)

# %% [markdown]
# ## 5. The graph behind a tensor
#
# Set `requires_grad=True` on a tensor, and from then on PyTorch notes down every operation that it takes
# part in. Each result keeps, in `grad_fn`, the operation that made it; that operation knows those
# before it. Together they are the *autograd graph*. It is built anew each time the code runs, so `if` and
# `for` need no special care.
#
# A tensor that you made yourself is a **leaf**, and has no `grad_fn`. A tensor that came out of a recorded
# operation is not a leaf.

# %%
x = torch.tensor([1.0, 2.0, 3.0])
w = torch.tensor([0.5, -1.0, 2.0], requires_grad=True)
b = torch.zeros((), requires_grad=True)
loss = ((w * x).sum() + b - 1) ** 2
print("w.is_leaf", w.is_leaf, "  w.grad_fn   ", w.grad_fn)
print("loss.is_leaf", loss.is_leaf, "  loss.grad_fn", loss.grad_fn.name())
plots.autograd_graph(loss, names={"w": w, "b": b, "loss": loss})

# %% [markdown]
# `x` is not in the picture: nobody asked for its gradient. `loss.backward()` walks the graph from `loss`
# back to the leaves, one chain rule per operation, and stores in `w.grad` how fast the loss changes
# with each entry of `w`. The gradient has the shape of `w`, always.

# %%
loss.backward()
print("w.grad  ", w.grad)
print("by hand ", 2 * ((w * x).sum() + b - 1).item() * x)
print("b.grad  ", b.grad)

# %% [markdown]
# Four errors and one silence that every beginner meets. First the errors: `backward` needs a scalar to
# start from, a graph to walk, a graph that has not been walked and thrown away, and numbers that
# can change by a little.

# %%
w = torch.ones(3, requires_grad=True)


def backward_from_a_vector():
    (w * 2).backward()


def backward_without_a_graph():
    torch.ones(3).sum().backward()


def backward_twice():
    loss = (w * w).sum()
    loss.backward()
    loss.backward()


def gradient_of_integers():
    torch.ones(3, dtype=torch.int64, requires_grad=True)


experiments = [backward_from_a_vector, backward_without_a_graph]
experiments += [backward_twice, gradient_of_integers]
for experiment in experiments:
    try:
        experiment()
    except RuntimeError as error:
        print(f"{experiment.__name__}: RuntimeError: {error}\n")

# %% [markdown]
# The silence: **gradients accumulate**. `backward` adds to what `.grad` holds. Nothing raises if you forget
# to clear it; the numbers are simply too large. Clear with `w.grad = None` or `w.grad.zero_()`.
#
# `retain_graph=True`, which the third message suggests, is no cure for anything here. It keeps the graph
# for a second walk, and the second walk adds the same gradient again.

# %%
w = torch.ones(3, requires_grad=True)
for attempt in (1, 2, 3):
    (w * x).sum().backward()
    print("after backward number", attempt, w.grad)
w.grad = None
(w * x).sum().backward()
print("cleared before          ", w.grad)

# %% [markdown]
# ### Leaves, and what is not one
#
# Only leaves keep a gradient. The usual way to lose one is a last touch in the same line:
# `torch.randn(3, requires_grad=True) * 0.1` is the *result* of a multiplication. The leaf is the tensor that
# `randn` made, and it has no name. Compute first, and call `requires_grad_()` last.

# %%
lost = torch.randn(3, requires_grad=True) * 0.1
kept = (torch.randn(3) * 0.1).requires_grad_()
(lost.sum() + kept.sum()).backward()
print("kept:", kept.is_leaf, kept.grad)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print("lost:", lost.is_leaf, lost.grad)
print("Warning:", str(caught[0].message).split(". ")[0])

# %% [markdown]
# Older tutorials wrap tensors in `Variable` and say that a plain tensor cannot have gradients. Both were
# true until 2018. Today `Variable(t)` gives back a tensor, and any floating tensor can be told to require grad.

# %%
from torch.autograd import Variable

print(type(Variable(torch.ones(2))))
plain = torch.ones(2)
plain.requires_grad_()
(plain**2).sum().backward()
print("gradient of a plain tensor:", plain.grad)

# %% [markdown]
# ## 6. Leaving the graph
#
# Recording costs memory, and sometimes you do not want it. There are three ways out.
#
# - `t.detach()` gives a tensor with the same memory and no graph. Gradients stop there.
# - `with torch.no_grad():` records nothing inside the block. Use it to measure, and to change weights.
# - `with torch.inference_mode():` is a stricter and slightly faster `no_grad`. What it makes cannot be kept for
#   a later `backward`. Use it where you only predict.

# %%
w = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    a = w * 3
with torch.inference_mode():
    c = w * 3
print(
    "detached ", w.detach().requires_grad, " shares memory:", w.detach().data_ptr() == w.data_ptr()
)
print("no_grad  ", a.requires_grad)
print("inference", c.requires_grad)
print("a can be used again:", (a * w).sum().grad_fn.name())
try:
    (c * w).sum()
except RuntimeError as error:
    print("c cannot: RuntimeError:", str(error).split(". ")[0])

# %% [markdown]
# A `detach` in the wrong place is silent. Below, the gradient of `w * w` should be `2 * w`. With one
# factor detached, autograd takes it for a constant. With both, there is no graph at all.

# %%
w = torch.tensor([1.0, 2.0], requires_grad=True)
(w * w).sum().backward()
print("right        ", w.grad)
w.grad = None
(w.detach() * w).sum().backward()
print("half detached", w.grad)

# %% [markdown]
# A number that you keep should leave the graph too. `total += loss` over a thousand batches keeps a thousand
# graphs alive; `total += loss.item()` keeps a float. NumPy knows no graphs at all, and says so.

# %%
total = torch.zeros(())
for _ in range(3):
    total += (w * x[:2]).sum()
print("total still has a graph:", total.grad_fn.name())
try:
    w.numpy()
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# ### Exercise 5: `predict_graph`
#
# Difficulty ●●○, importance ●●●, 8 minutes, 1 point: a quarter for each dictionary, half for `way_back`.
#
# ```python
# x = torch.ones(3)
# a = torch.ones(3)
# w = torch.ones(3, requires_grad=True)
# b = a * 2
# c = w * 2
# d = c.detach()
# e = torch.randn(3, requires_grad=True) * 0.1
# f = (torch.randn(3) * 0.1).requires_grad_()
# with torch.no_grad():
#     g = w * 2
# with torch.inference_mode():
#     h = w * 2
# loss = (torch.sin(w * x) + 3).sum()
# ```
#
# 1. `needs_grad`: is `requires_grad` `True` or `False`?
# 2. `is_leaf`: is `is_leaf` `True` or `False`? A tensor that does not require grad counts as a leaf.
# 3. `way_back`: the operations that `loss.backward()` meets on its way from `loss` to `w`, in that order: four
#    names, such as `"Exp"`, as in the picture above. `"ExpBackward0"`, as `grad_fn` calls it, will do as well,
#    and `AccumulateGrad` at the end need not be named.
#
# Replace each `None`, fill in the list, and delete the last two lines of the cell. The test below looks at
# the form, and must pass first: an incomplete answer earns nothing.
#
# <details><summary>Show me a hint</summary>
#
# Begin with the sources: only `w` and what is told to require grad do so by themselves. A result requires
# grad if something that went in does, unless the operation ran where nothing is recorded.
#
# <details><summary>Show me another hint</summary>
#
# A leaf is a tensor that no recorded operation has made. `e` and `f` are made of the same parts:
# in which of them was grad already required when the multiplication came?
#
# <details><summary>Show me another hint</summary>
#
# For `way_back`, write `loss` as steps, one operation a line, as a computer would. Then read your lines from
# the last to the first. The multiplication by `x` is one of them.
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict_graph", "locked": false, "schema_version": 3, "solution": true, "task": false}
needs_grad = {
    "a": None,
    "w": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
    "f": None,
    "g": None,
    "h": None,
}
is_leaf = {
    "a": None,
    "w": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
    "f": None,
    "g": None,
    "h": None,
}
way_back = []
### BEGIN SOLUTION
needs_grad = {
    "a": False,
    "w": True,
    "b": False,
    "c": True,
    "d": False,
    "e": True,
    "f": True,
    "g": False,
    "h": False,
}
is_leaf = {
    "a": True,
    "w": True,
    "b": True,
    "c": False,
    "d": True,
    "e": False,
    "f": True,
    "g": True,
    "h": True,
}
way_back = ["Sum", "Add", "Sin", "Mul"]
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict_graph", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
for key in "awbcdefgh":
    for title, predicted in (("needs_grad", needs_grad), ("is_leaf", is_leaf)):
        expect.true(
            key in predicted and predicted[key] in (True, False),
            f"{title}[{key!r}] is True or False",
            look="Fill in each of the nine.",
        )
expect.true(
    len(way_back) >= 4,
    "way_back has four names",
    came=f"It is {way_back!r}.",
    look="Start at the operation that was computed last.",
)

# %% [markdown]
# ### Exercise 6: `value_and_gradient`
#
# Difficulty ●●●, importance ●●●, 10 minutes, 2 points.
#
# A small tool that you can use on any function: its value and its gradient at `x`. The tool must not leave
# traces. `x` may be a plain tensor, a leaf that requires grad and has a `.grad` already, or the result of an
# operation in someone else's graph. In each case it comes out as it went in, and so do its `.grad` and the
# `.grad` of the tensors that it came from.
#
# <details><summary>Show me a hint</summary>
#
# Work on a leaf of your own, with the values of `x` and without its history. Then the way back from `f`
# ends at your leaf, and does not reach `x`.
#
# <details><summary>Show me another hint</summary>
#
# Three methods make such a leaf: one leaves the graph, one copies, so that what `f` writes does not reach
# `x`, and one asks for gradients. The last works in place, on whatever it is called on.
#
# <details><summary>Show me another hint</summary>
#
# `backward` starts at what `f` returned, and fills the `.grad` of your leaf. The value still hangs on its
# graph: it must not require grad when you return it.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "value_and_gradient", "locked": false, "schema_version": 3, "solution": true, "task": false}
def value_and_gradient(f, x):
    """The value of f at x, and its gradient there.

    f: a function that takes a tensor like x and returns a tensor with a single number, shape ().
        It uses no other tensor that requires grad.
    x: a tensor of floats of any shape. It may require grad, have a .grad, or be the result of an
        operation. x, its .grad, and the .grad of the tensors that x came from stay as they were.
    Returns the pair (value, gradient): f(x) as a tensor or a float, and a tensor of the shape and
        dtype of x. Neither requires grad.

    Example: value_and_gradient(lambda x: (x**2).sum(), torch.tensor([1.0, 2.0])) gives
    (tensor(5.), tensor([2., 4.])).
    """
    ### BEGIN SOLUTION
    leaf = x.detach().clone().requires_grad_()
    value = f(leaf)
    value.backward()
    return value.detach(), leaf.grad
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_value_and_gradient", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def sum_of_squares(x):
    return (x**2).sum()


start = torch.tensor([1.0, 2.0])
for attempt in ("the first call", "the second call"):
    pair = value_and_gradient(sum_of_squares, start)
    expect.instance(f"{attempt}: what comes back", pair, (tuple, list))
    expect.close(f"{attempt}: the value", pair[0], 5.0, look="The value is f(x), and comes first.")
    expect.close(
        f"{attempt}: the gradient",
        pair[1],
        [2.0, 4.0],
        look="backward once, on a leaf whose .grad is empty: it adds to what is there.",
    )
expect.equal(
    "start.requires_grad afterwards",
    start.requires_grad,
    False,
    look="requires_grad_() changes the tensor that it is called on. Whose is x?",
)

# %% [markdown]
# ## 7. Changing a leaf
#
# Training means changing weights, again and again, by a little: `w - learning_rate * w.grad`. The weight must
# remain the same tensor, and a leaf, or the next `backward` has nowhere to put the gradient. There are
# three ways to get this wrong.

# %%
w = torch.ones(3, requires_grad=True)
w.grad = torch.ones(3)

try:
    w -= 0.1 * w.grad  # 1: recorded like any other operation
except RuntimeError as error:
    print("RuntimeError:", error)

weights = [w]
with torch.no_grad():
    w = w - 0.1 * w.grad  # 2: a new tensor, to which the name w moves
print("the name w:", w, "| the weight:", weights[0])

w = weights[0]
w = w - 0.1 * w.grad  # 3: the same outside no_grad
print("w is a leaf:", w.is_leaf, "| the weight:", weights[0])

# %% [markdown]
# What works is a change in place, where nothing is recorded: `with torch.no_grad():` and then an operator that
# writes to the tensor itself, such as `-=` or `sub_`.
#
# You will also see edits through `.data`. They get past the first error, and past every other check. Autograd
# keeps values for `backward`, and counts the changes to each tensor so as to notice when a kept one has
# been overwritten. An edit through `.data` is not counted. Compare the two.


# %%
def edit_in_no_grad(w):
    with torch.no_grad():
        w *= 10


def edit_through_data(w):
    w.data *= 10


for edit in (edit_in_no_grad, edit_through_data):
    w = torch.ones(3, requires_grad=True)
    loss = (w**2).sum()  # the gradient at 1 is 2
    edit(w)
    try:
        loss.backward()
        print(f"{edit.__name__}: w.grad is {w.grad}, and nobody has noticed")
    except RuntimeError as error:
        print(f"{edit.__name__}: RuntimeError: {str(error).split(':')[0]}")

# %% [markdown]
# ### Exercise 7: `gradient_step`
#
# Difficulty ●●○, importance ●●●, 8 minutes, 2 points.
#
# One step downhill by hand. From lesson 04 on, an optimizer does this for you; it does nothing else.
#
# <details><summary>Show me a hint</summary>
#
# Two lines of work: move `w`, then clear its gradient. The section above shows three ways to get the first
# one wrong, and says what works.
#
# <details><summary>Show me another hint</summary>
#
# The operator must write to the tensor that was passed in, where nothing is recorded. `w = ...` only gives
# the name `w` to another tensor, and the caller never hears of it.
#
# <details><summary>Show me another hint</summary>
#
# To clear, give `w.grad` a new value: `None` will do. After the step, not before: it is still needed.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "gradient_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_step(w, learning_rate):
    """One step of gradient descent: w becomes w - learning_rate * w.grad, in place.

    w: a leaf that requires grad, of any shape, () included, with its gradient in w.grad.
    learning_rate: a float.

    Afterwards the tensor that was passed in has the new values, is still a leaf that requires grad,
    and its gradient is cleared (None or zeros). Autograd is to see the change: no .data.

    Example: with w = [1., 2.] and w.grad = [10., 20.], gradient_step(w, 0.1) makes w [0., 0.].
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        w -= learning_rate * w.grad
    w.grad = None
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_gradient_step", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
weight = torch.tensor([1.0, 2.0], requires_grad=True)
(weight * torch.tensor([10.0, 30.0])).sum().backward()
gradient_step(weight, 0.1)

expect.true(
    weight[0] != 1.0,
    "the step moves weight",
    came=f"It is still {weight.tolist()}.",
    look="Change the tensor itself: `w = w - ...` only gives its name to another one. "
    "And clear w.grad after its use, not before.",
)
expect.close("weight after the step", weight, [0.0, -1.0], look="It is w - learning_rate * w.grad.")
expect.leaf("weight", weight)
expect.true(
    weight.grad is None or not weight.grad.any(),
    "the gradient is cleared after the step",
    came=f"weight.grad is {weight.grad}.",
    look="Otherwise the next backward adds to it.",
)

# %% [markdown]
# Run this once the test passes: from noise to a photo in forty steps. The "weight" is an image, and the loss is
# its squared distance from a photo.

# %%
photo = torch.from_numpy(data.test_images[4].copy()).float() / 255
guess = torch.rand(3, 32, 32).requires_grad_()
stages = []
for step in range(40):
    loss = ((guess - photo) ** 2).sum()
    loss.backward()
    if step % 5 == 0:
        stages.append(guess.detach().clone())
        print(f"step {step:2d}  loss {loss.item():8.3f}")
    gradient_step(guess, 0.05)
plots.images(torch.stack(stages), normalised=False)

# %% [markdown]
# ## Summary
#
# - A tensor is memory and a description of it. `from_numpy`, `view`, `permute` and slices share the memory;
#   a new dtype, a list index and `clone` do not.
# - Images are N x C x H x W. Axes change places by `permute`. `view` and `reshape` keep the order of the numbers.
# - Choose the device once, ask whether it is there, and move tensors by assignment: `x = x.to(device)`.
# - Operations on tensors that require grad build a graph. `backward` walks it from a scalar to the leaves, and
#   *adds* to their `.grad`.
# - `detach`, `no_grad` and `inference_mode` leave the graph. Change a leaf in place, under `no_grad`.
#
# ## What people get wrong
#
# - `view` where a `permute` is needed. The shape is right, the picture is noise.
# - Sizes written as numbers, 64 or 32, in place of the arguments. They hold until the last, smaller batch.
# - `requires_grad=True` on something that is then scaled: the leaf is lost, and `.grad` stays `None`.
# - A gradient that is not cleared. Nothing raises.
# - `w = w - ...` for `w -= ...`. Nothing raises, and nothing is learnt.
# - `retain_graph=True` or `.data` to silence an error. The error was right.
#
# ## Questions to take along
#
# - `x.to(device)` of a tensor that requires grad: is the result a leaf?
# - Why does `w -= ...` give an error on a leaf, and none on the result of an operation?
# - What would `backward` have to return for a vector, and how large would that be?
#
# ## Where to read on
#
# In the documentation on pytorch.org: "Tensor Views", "Autograd mechanics" (the parts on locally disabling
# gradients and on in-place operations), `torch.Tensor.view`, `torch.inference_mode`, `torch.accelerator`. The next lesson
# trains two networks with nothing but these tools.
