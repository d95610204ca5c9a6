# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 02 Training by hand
#
# You will write two networks and train them with tensors and autograd alone: no `nn.Module`, no optimizer.
# Later lessons replace each piece by one that PyTorch brings along. Then you will know what it does.
#
# When you are done you can
#
# - write a net as a function of its input and its parameters, and follow the shapes through it;
# - say why a net returns raw scores, and what a softmax in the wrong place does;
# - initialise weights so that activations neither die out nor explode, and keep them leaves;
# - measure an accuracy that counts every image once;
# - write the training loop: forward, loss, backward, update;
# - recognise the slips that raise, and those that do not.
#
# Eight exercises and two accuracies, 20 points, about 90 minutes. Run the cells from top to bottom. Where an
# experiment is meant to fail, it says so and prints the error.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import warnings

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from course_lib import expect, plots
from course_lib.data import ArrayLoader, cifar10_loaders
from course_lib.device import pick_device, seed_everything
from course_lib.training import History, evaluate

seed_everything(2)
device = pick_device()
dtype = torch.float32
loader_train, loader_val, loader_test = cifar10_loaders(batch_size=64)
print_every = 100  # a training loop may print something every so many batches
full = len(loader_train.dataset) > 40_000  # all of CIFAR-10, or the embedded subset?

# %% [markdown]
# ## 1. A net is a function
#
# A loader hands out the data in batches: `x`, the images, N x C x H x W, already normalised, and `y`, their
# labels, whole numbers from 0 to 9. The last batch of a pass is smaller if the number of images does
# not divide by the batch size.

# %%
x, y = next(iter(loader_train))
print("x", x.dtype, tuple(x.shape), "  y", y.dtype, tuple(y.shape))
print("batches:", len(loader_train), "  images in the last one:", len(loader_train.dataset) % 64)
plots.images(x[:8], labels=y[:8])

# %% [markdown]
# A network takes such a batch and gives, for each image, one number per class: its **scores**. The class with
# the highest score is the prediction. In this lesson a net is a plain function of two arguments: the batch
# `x` and the list `params` of all the tensors that are to be learnt. The function keeps nothing and changes
# nothing. Same `x` and same `params`, same scores.
#
# A fully connected layer is a matrix product, and that wants rows: one image, one row of numbers. A batch of
# images has four axes. Look at the error, you will see its like again.

# %%
w = torch.randn(3 * 32 * 32, 10)
try:
    x.mm(w)
except RuntimeError as error:
    print("RuntimeError:", error)
try:
    x @ w
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# ### Exercise 1: `flatten`
#
# Difficulty ●○○, importance ●●●, 3 minutes, 1 point.
#
# One row per image, whatever the number of images and whatever their size. The row keeps the order of the
# numbers in memory: all of channel 0, row by row, then channel 1, and so on.
#
# <details><summary>Show me a hint</summary>
#
# Of the four sizes only the first is kept. The other three become one: what is their product called, if you do not
# want to compute it? Section 3 of lesson 01 has a size that PyTorch works out.
#
# <details><summary>Show me another hint</summary>
#
# Read the number of images off `x`. And think of an `x` that comes out of a `permute`: which of `view` and
# `reshape` takes it?
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "flatten", "locked": false, "schema_version": 3, "solution": true, "task": false}
def flatten(x):
    """One row of numbers for each image of a batch.

    x: tensor (N, C, H, W). It is not changed.
    Returns a tensor (N, C * H * W) of the same numbers in the same order. Gradients pass through.

    Example: for 64 images of CIFAR-10, (64, 3, 32, 32) becomes (64, 3072).
    """
    ### BEGIN SOLUTION
    return x.reshape(x.shape[0], -1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_flatten", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Two images with one channel, 3 pixels high and 2 wide.
counted = torch.arange(12.0).view(2, 1, 3, 2)
flat = flatten(counted)

expect.shape("flatten(counted)", flat, (2, 6), look="The first axis stays: one row per image.")
expect.close("row 0", flat[0], [0, 1, 2, 3, 4, 5])
expect.close("row 1", flat[1], [6, 7, 8, 9, 10, 11])
expect.shape("flatten of one image", flatten(torch.zeros(1, 3, 4, 5)), (1, 60))

# %% [markdown]
# ## 2. Two layers, and raw scores
#
# The smallest net worth the name has two matrices, `w1` and `w2`, with a **ReLU** between them, which turns
# everything below zero into zero:
#
#     (N, C, H, W) -> flatten -> (N, D) -> times w1 (D, H) -> ReLU -> (N, H) -> times w2 (H, C) -> (N, C)
#
# Without the ReLU the two products would collapse into one: `(x @ w1) @ w2` is `x @ (w1 @ w2)`, and
# 1,000 hidden units would do no more than none.

# %%
rows, a, b = torch.randn(5, 8), torch.randn(8, 6), torch.randn(6, 3)
print("without ReLU, same as one layer:", torch.allclose(rows @ a @ b, rows @ (a @ b), atol=1e-4))
print("with ReLU:                      ", torch.allclose(F.relu(rows @ a) @ b, rows @ (a @ b)))

# %% [markdown]
# What comes out are scores: any real numbers, negative ones too, and they need not sum to anything. They are
# not probabilities. `softmax` makes probabilities of them, and you only need those to show them to someone:
# softmax keeps the order, so the prediction is the same.
#
# The loss, `F.cross_entropy(scores, y)`, wants the raw scores. It applies the softmax itself, in a form that
# stays exact for large numbers. If you apply one before it, nothing raises. Here is what happens:
# one layer, the same 64 images, fifty steps, once from raw scores and once with a softmax too many.


# %%
def losses_of_fifty_steps(last):
    """Train one layer on one batch; `last` is applied to the scores before the loss."""
    w = torch.zeros(3 * 32 * 32, 10, requires_grad=True)
    losses = []
    for _ in range(50):
        loss = F.cross_entropy(last(x.reshape(64, -1) @ w), y)
        losses.append(loss.item())
        (slope,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w -= 0.01 * slope
    return losses


raw = losses_of_fifty_steps(lambda scores: scores)
squeezed = losses_of_fifty_steps(lambda scores: F.softmax(scores, dim=1))
plots.loss_and_accuracy({"loss, raw scores": raw, "loss, softmax first": squeezed})

# %% [markdown]
# The second loss crawls. A softmax squeezes ten scores into [0, 1], and from such inputs the cross-entropy
# can never fall below a floor, even for a net that is always sure and always right. Its gradients are small as
# well, most of all where the net is wrong and sure of it.
#
# (The function is in `torch.nn.functional`. There is a module `torch.functional` too, and no cross-entropy in
# it, though you may find `torch.functional.cross_entropy` in older notes.)

# %%
certain = torch.tensor([[1.0, 0, 0, 0, 0, 0, 0, 0, 0, 0]])  # all probability on the right class
print("floor with softmax first:", F.cross_entropy(certain, torch.tensor([0])).item())
print("raw scores, 20 and 0:    ", F.cross_entropy(20 * certain, torch.tensor([0])).item())
try:
    torch.functional.cross_entropy(certain, torch.tensor([0]))
except AttributeError as error:
    print("AttributeError:", error)

# %% [markdown]
# ### Exercise 2: `two_layer_fc`
#
# Difficulty ●○○, importance ●●●, 6 minutes, 2 points.
#
# The net of the picture above. No biases, and nothing after the last product.
#
# <details><summary>Show me a hint</summary>
#
# Four lines: take the two tensors out of `params`, flatten, first product with its ReLU, second product.
# `a @ b` and `a.mm(b)` are the same for matrices. The weights come on the right, as they are.
#
# <details><summary>Show me another hint</summary>
#
# Write the shapes beside each line: (N, D) times (D, H) is (N, H). If a product raises, the two sizes that should
# meet in the middle do not.
#
# <details><summary>Show me another hint</summary>
#
# The ReLU stands on the hidden numbers alone. The last line is a product, and its result is returned as it is.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "two_layer_fc", "locked": false, "schema_version": 3, "solution": true, "task": false}
def two_layer_fc(x, params):
    """The scores of a net with two fully connected layers, ReLU in between, no biases.

    x: tensor (N, ...), a batch of images such as (N, C, H, W); D numbers for each image.
    params: the list [w1, w2] of tensors of shapes (D, H) and (H, C), for H hidden units and
        C classes. Neither x nor params is changed.
    Returns the raw scores, a tensor (N, C). Gradients reach w1 and w2.

    Example: x (64, 3, 32, 32), w1 (3072, 1000) and w2 (1000, 10) give scores (64, 10).
    """
    ### BEGIN SOLUTION
    w1, w2 = params
    hidden = F.relu(flatten(x) @ w1)
    return hidden @ w2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_two_layer_fc", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# One image of two pixels, 1 and -2; three hidden units; two classes. Follow it on paper.
image = torch.tensor([1.0, -2.0]).view(1, 1, 1, 2)
w1 = torch.tensor([[1.0, 0.0, 2.0], [1.0, -1.0, 0.0]])
w2 = torch.tensor([[5.0, 5.0], [1.0, -1.0], [0.5, -3.0]])
scores = two_layer_fc(image, [w1, w2])

expect.shape("scores", scores, (1, 2), look="One row per image, one column per class.")
expect.close("scores", scores, [[3.0, -8.0]], look="The hidden units are ReLU([-1, 2, 2]).")
for n in (1, 7):
    scores = two_layer_fc(torch.zeros(n, 3, 4, 5), [torch.zeros(60, 8), torch.zeros(8, 10)])
    expect.shape(f"scores of {n} images", scores, (n, 10))

# %% [markdown]
# ## 3. Shapes through a ConvNet
#
# A fully connected layer has forgotten where a pixel was. A convolution slides a small window over the image
# and applies the same weights everywhere. Its weight has the shape (filters, input channels, height, width of
# the window), and there is one bias per filter. `F.conv2d(x, w, b, padding=p)` puts p rows and columns of zeros
# around the image first. A window of size K makes the image smaller, the padding makes it larger:
#
#     new height = height + 2 * padding - (K - 1)
#
# So padding 2 for a 5 x 5 window and padding 1 for a 3 x 3 window keep height and width. Then the last layer,
# which is fully connected, has `channel_2 * height * width` numbers of each image to look at.

# %%
w5, w3 = torch.randn(32, 3, 5, 5), torch.randn(16, 32, 3, 3)
for first, second in ((2, 1), (1, 2), (0, 0)):
    after_1 = F.conv2d(x, w5, padding=first)
    after_2 = F.conv2d(after_1, w3, padding=second)
    print(f"paddings {first} and {second}:", *(tuple(t.shape) for t in (x, after_1, after_2)))
try:
    after_2.reshape(64, -1) @ torch.randn(16 * 32 * 32, 10)
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# Without padding the last product raises. With the paddings exchanged nothing does: the sizes come out right,
# and the numbers are wrong. (The first convolution cuts off the border that the second one adds as zeros.)
# A bias left out is just as silent, because biases start at zero. Checking the shape proves little.
#
# ### Exercise 3: `three_layer_convnet`
#
# Difficulty ●●○, importance ●●●, 8 minutes, 3 points.
#
# 1. a convolution with bias, 5 x 5 windows, padding 2, then ReLU;
# 2. a convolution with bias, 3 x 3 windows, padding 1, then ReLU;
# 3. a fully connected layer with bias. These are the scores: no ReLU, no softmax.
#
# <details><summary>Show me a hint</summary>
#
# Take the six tensors out of `params`, in their order. `F.conv2d(x, weight, bias, padding=...)` does a whole
# convolution.
#
# <details><summary>Show me another hint</summary>
#
# Each convolution has its own padding, and its own ReLU around it. 5 x 5 needs 2 at each side to keep the size.
#
# <details><summary>Show me another hint</summary>
#
# The last layer is a product of `two_layer_fc`'s kind, from flattened images, plus a bias, which broadcasts over
# the rows. Nothing comes after it.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "three_layer_convnet", "locked": false, "schema_version": 3, "solution": true, "task": false}
def three_layer_convnet(x, params):
    """The scores of a net with two convolutions and a fully connected layer.

    x: tensor (N, C, H, W), a batch of images.
    params: the list [conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b] of tensors of shapes
        (channel_1, C, 5, 5), (channel_1,), padding 2;
        (channel_2, channel_1, 3, 3), (channel_2,), padding 1;
        (channel_2 * H * W, classes), (classes,).
        Neither x nor params is changed.
    Returns the raw scores, a tensor (N, classes). Gradients reach all six parameters.

    Example: x (64, 3, 32, 32) with 32 and 16 channels and fc_w (16384, 10) gives scores (64, 10).
    """
    ### BEGIN SOLUTION
    conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b = params
    x = F.relu(F.conv2d(x, conv_w1, conv_b1, padding=2))
    x = F.relu(F.conv2d(x, conv_w2, conv_b2, padding=1))
    return flatten(x) @ fc_w + fc_b
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_three_layer_convnet", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Zero weights: only the last bias comes through.
zeros = [(4, 3, 5, 5), (4,), (2, 4, 3, 3), (2,), (2 * 6 * 8, 10)]
last_bias = torch.linspace(-3, 3, 10)
scores = three_layer_convnet(torch.ones(7, 3, 6, 8), [*map(torch.zeros, zeros), last_bias])
expect.shape("scores", scores, (7, 10), look="One row per image, one column per class.")
expect.close(
    "each row", scores, last_bias.expand(7, 10), look="fc_b comes last, and nothing after."
)

# One channel, weights of one: each convolution sums what its windows see, and adds its bias.
ones = [(1, 1, 5, 5), -1.0, (1, 1, 3, 3), 2.0, (9, 1), 0.5]
params = [torch.ones(each) if isinstance(each, tuple) else torch.tensor([each]) for each in ones]
scores = three_layer_convnet(torch.ones(1, 1, 3, 3), params)
# First 9 - 1 = 8 at each of the 9 places. A 3 x 3 window sees 4 of them in a corner, 6 at an edge
# and 9 in the centre: 34, 50 and 74. Their sum is 4 * 34 + 4 * 50 + 74 = 410, and fc_b is 0.5.
expect.close("the score of a 3 x 3 image", scores, [[410.5]], look="Biases? Paddings 2, then 1?")

# %% [markdown]
# ## 4. How to begin: random weights, zero biases
#
# Weights of zero never learn. The hidden units are all zero, so `w2` gets no gradient; `w2` is zero, so
# nothing comes back to `w1`. Weights that are merely all equal learn in step and stay equal. So weights begin at
# random. Biases can begin at zero: the random weights have already made the units different.

# %%
params = [torch.zeros(3072, 50, requires_grad=True), torch.zeros(50, 10, requires_grad=True)]
F.cross_entropy(F.relu(x.reshape(64, -1) @ params[0]) @ params[1], y).backward()
print("largest gradient of w1 and w2:", *(p.grad.abs().max().item() for p in params))

# %% [markdown]
# How large? Each unit adds up `fan_in` products, one for each number that it sees. If the weights have standard
# deviation s, the sum has a variance of `fan_in * s**2` times the mean square of the inputs. A ReLU then throws
# away one half. To come out of a layer as large as one went in takes `fan_in * s**2 / 2 = 1`:
#
#     s = sqrt(2 / fan_in)
#
# This is Kaiming initialisation, after Kaiming He (He et al. 2015, "Delving Deep into Rectifiers"). Below, a batch
# goes through eight layers of 300 units, with three choices of s. Look at the standard deviations.


# %%
def activations(spread):
    """The inputs of the ReLUs of layers 1, 4 and 8; `spread` gives s from the fan-in."""
    found, z = {}, x.reshape(64, -1)
    for layer in range(1, 9):
        fan_in = z.shape[1]
        z = z @ (torch.randn(fan_in, 300) * spread(fan_in))
        if layer in (1, 4, 8):
            found[f"layer {layer}"] = z
        z = F.relu(z)
    return found


for title, spread in (
    ("s = 0.01", lambda fan_in: 0.01),
    ("s = sqrt(2 / fan_in)", lambda fan_in: (2 / fan_in) ** 0.5),
    ("s = 0.2", lambda fan_in: 0.2),
):
    print(title)
    plots.weight_histograms(activations(spread)).show()

# %% [markdown]
# With 0.01 nothing is left after eight layers, and as little comes back as a gradient. With 0.2 each layer makes
# the numbers larger. In between they keep their size, at any depth. (Our nets are shallow and would get away with
# more. The habit is for those that are not.)
#
# **Fan-in** is the number of inputs that one unit sums over. Read it off the shape:
#
# | weight | shape | one unit sums over | fan-in |
# |---|---|---|---|
# | of a matrix product `x @ w` | (inputs, units) | one column | `shape[0]` |
# | of a convolution | (filters, channels, height, width) | a window, in all channels | `shape[1] * shape[2] * shape[3]` |
#
# Two traps. `shape[1]` of a convolution counts its channels and forgets its window: for 32 filters of 3 x 5 x 5
# that makes the weights five times too large. And `torch.nn.init.kaiming_normal_` reads a matrix as (units, inputs),
# the way `nn.Linear` keeps it. For our matrices, which are the other way round, its default is wrong.

# %%
matrix = nn.init.kaiming_normal_(torch.empty(3072, 10))
print(f"nn.init as it is:    {matrix.std().item():.4f} = sqrt(2 / 10)")
matrix = nn.init.kaiming_normal_(torch.empty(3072, 10), mode="fan_out")
print(f"told to read rows:   {matrix.std().item():.4f} = sqrt(2 / 3072)")

# %% [markdown]
# The third trap you know from lesson 01. `torch.randn(..., requires_grad=True) * s` is the result of a
# multiplication and no leaf. It gets no gradient, and the update fails far away from the cause.

# %%
w = torch.randn(3072, 10, requires_grad=True) * (2 / 3072) ** 0.5
print("w.is_leaf:", w.is_leaf, "  w.requires_grad:", w.requires_grad)
F.cross_entropy(x.reshape(64, -1) @ w, y).backward()
with torch.no_grad(), warnings.catch_warnings():
    warnings.simplefilter("ignore")  # lesson 01 showed the warning that comes first
    try:
        w -= 0.01 * w.grad
    except TypeError as error:
        print("TypeError:", error)

# %% [markdown]
# ### Exercise 4: `random_weight`
#
# Difficulty ●●○, importance ●●●, 7 minutes, 2 points.
#
# <details><summary>Show me a hint</summary>
#
# The number of entries of `shape` tells a matrix from a convolution. Draw, scale, and only then ask for
# gradients. `np.prod(shape[1:])` multiplies sizes.
#
# <details><summary>Show me another hint</summary>
#
# For a matrix the fan-in is one entry of `shape`, for a convolution a product of three. Which entry of a
# convolution's shape is left out, and why?
#
# <details><summary>Show me another hint</summary>
#
# `requires_grad=True` in the first call makes that tensor the leaf, and what you return is its product with a
# number. Which method asks for gradients afterwards, in place?
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "random_weight", "locked": false, "schema_version": 3, "solution": true, "task": false}
def random_weight(shape):
    """A weight to begin with: normal random numbers, mean 0, standard deviation sqrt(2 / fan_in).

    shape: a tuple, (inputs, units) of a matrix or (filters, channels, height, width) of a
        convolution. fan_in is shape[0] of a matrix and the product of shape[1:] of a convolution.
    Returns a new tensor of that shape, on `device` and of type `dtype`, which is a leaf and
        requires grad.

    Example: random_weight((3072, 100)) has a standard deviation of about sqrt(2 / 3072) = 0.0255.
    """
    ### BEGIN SOLUTION
    fan_in = shape[0] if len(shape) == 2 else np.prod(shape[1:])
    w = torch.randn(shape, device=device, dtype=dtype) * np.sqrt(2.0 / fan_in)
    return w.requires_grad_()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_random_weight", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
for shape, fan_in in (((2000, 50), 2000), ((40, 20, 5, 5), 500)):
    weight = random_weight(shape)
    name = f"random_weight({shape})"
    expect.shape(name, weight, shape)
    expect.dtype(name, weight, dtype)
    expect.leaf(name, weight)
    spread = (2 / fan_in) ** 0.5
    deviation = weight.detach().std().item()
    look = f"sqrt(2 / fan_in) is {spread:.4f}: fan_in is {fan_in} here."
    expect.between(
        f"its standard deviation, {name}", deviation, 0.9 * spread, 1.1 * spread, look=look
    )

# %% [markdown]
# ### Exercise 5: `zero_weight`
#
# Difficulty ●○○, importance ●●○, 2 minutes, 1 point.
#
# <details><summary>Show me a hint</summary>
#
# One call makes it. Which of its arguments say where it lies, of what type it is, and that it is to be learnt?
#
# <details><summary>Show me another hint</summary>
#
# Nothing is computed after that call, so here `requires_grad` may be one of its arguments.
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "zero_weight", "locked": false, "schema_version": 3, "solution": true, "task": false}
def zero_weight(shape):
    """A bias to begin with: zeros that are to be learnt.

    shape: a tuple such as (10,).
    Returns a new tensor of that shape, all zeros, on `device` and of type `dtype`, which is a leaf
        and requires grad.

    Example: zero_weight((2,)) gives tensor([0., 0.], requires_grad=True).
    """
    ### BEGIN SOLUTION
    return torch.zeros(shape, device=device, dtype=dtype, requires_grad=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_zero_weight", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
for shape in ((10,), (3, 4)):
    bias = zero_weight(shape)
    expect.shape(f"zero_weight({shape})", bias, shape)
    expect.dtype(f"zero_weight({shape})", bias, dtype)
    expect.close(f"zero_weight({shape})", bias, np.zeros(shape))
    expect.leaf(f"zero_weight({shape})", bias)

# %% [markdown]
# ### Exercise 6: the parameters of the ConvNet
#
# Difficulty ●●○, importance ●●○, 5 minutes, 2 points.
#
# Make the six tensors that `three_layer_convnet` needs for CIFAR-10: images of 3 x 32 x 32, ten classes,
# `channel_1` filters of 5 x 5, `channel_2` filters of 3 x 3. Weights begin as Kaiming's, biases at zero.
# No image has gone through the net yet, so all the shapes come from your head: what does the second
# convolution see, and how many numbers of an image arrive at the last layer?
#
# <details><summary>Show me a hint</summary>
#
# The weight of a convolution is (filters, channels of its input, height, width of the window). A bias has one
# number per filter.
#
# <details><summary>Show me another hint</summary>
#
# The channels that the second convolution sees are the filters of the first. Both convolutions keep height and
# width.
#
# <details><summary>Show me another hint</summary>
#
# For the last layer: how many channels leave the second convolution, and how many numbers has one of them? The
# product of the two is the fan-in.
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "convnet_init", "locked": false, "schema_version": 3, "solution": true, "task": false}
learning_rate = 3e-3  # the ConvNet will be trained with this one

channel_1 = 32
channel_2 = 16

# Set conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b.
### BEGIN SOLUTION
conv_w1 = random_weight((channel_1, 3, 5, 5))
conv_b1 = zero_weight((channel_1,))
conv_w2 = random_weight((channel_2, channel_1, 3, 3))
conv_b2 = zero_weight((channel_2,))
fc_w = random_weight((channel_2 * 32 * 32, 10))
fc_b = zero_weight((10,))
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_convnet_init", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
expect.equal("(channel_1, channel_2)", (channel_1, channel_2), (32, 16))
named = {
    "conv_w1": conv_w1,
    "conv_b1": conv_b1,
    "conv_w2": conv_w2,
    "conv_b2": conv_b2,
    "fc_w": fc_w,
    "fc_b": fc_b,
}
for name, tensor in named.items():
    expect.leaf(name, tensor)
expect.equal("conv_w1.ndim", conv_w1.ndim, 4, look="Filters, channels, height, width.")
expect.shape("conv_b1", conv_b1, (32,), look="One bias per filter.")
expect.shape("conv_b2", conv_b2, (16,), look="One bias per filter.")
expect.shape("fc_b", fc_b, (10,), look="One bias per class.")

batch = torch.randn(64, 3, 32, 32, device=device)
with torch.no_grad():
    after_1 = F.relu(F.conv2d(batch, conv_w1, conv_b1, padding=2))
    after_2 = F.relu(F.conv2d(after_1, conv_w2, conv_b2, padding=1))
    last = after_2.reshape(64, -1) @ fc_w + fc_b
for name, values in (("first", after_1), ("second", after_2)):
    size = values.square().mean().item()
    look = "A batch with mean square 1 should keep it. Is each weight scaled by its own fan-in?"
    expect.between(f"the mean square after the {name} convolution", size, 0.03, 15, look=look)
expect.shape("the scores", last, (64, 10))

# %% [markdown]
# ## 5. Counting right answers
#
# The loss is what training pushes down. What you want to know is another number: the share of images whose
# highest score is at their label. It has no useful gradient (move a weight by a little, and it does not change
# at all), so it is measured, not trained on, and on images that were not trained on.
#
# One trap is arithmetic. To average the accuracies of batches gives each *batch* the same weight. The last
# batch is smaller, so its images would count for more.

# %%
right_in_batch, size_of_batch = [32, 32, 1], [64, 64, 2]
shares = [right / size for right, size in zip(right_in_batch, size_of_batch, strict=True)]
print("mean of the batches:", sum(shares) / 3)
right_in_batch[-1] = 2  # one image more, out of 130
shares[-1] = 1.0
print("one image more:     ", sum(shares) / 3, " counted:", sum(right_in_batch) / 130)

# %% [markdown]
# The other is memory. What is computed from tensors that require grad keeps a graph, and a graph keeps every
# activation of the batch. To measure, you need neither.

# %%
w = torch.randn(3072, 10, requires_grad=True)
print("recorded:     ", (x.reshape(64, -1) @ w).grad_fn.name())
with torch.no_grad():
    print("under no_grad:", (x.reshape(64, -1) @ w).grad_fn)

# %% [markdown]
# ### Exercise 7: `check_accuracy`
#
# Difficulty ●●○, importance ●●●, 8 minutes, 3 points.
#
# It has to work with any loader, any net and any batch size. The loader's batches are on the CPU: move each to
# `device` before the net gets it. Print what you like, and return the fraction.
#
# <details><summary>Show me a hint</summary>
#
# Keep two counts, of right answers and of images. `scores.argmax(dim=1)` gives the predictions of a
# batch, `(predictions == y).sum().item()` the number of right ones.
#
# <details><summary>Show me another hint</summary>
#
# The last batch may be smaller, so add `len(y)` and not a batch size. Divide once, after the loop.
#
# <details><summary>Show me another hint</summary>
#
# The whole loop stands in `with torch.no_grad():`. Both parts of a batch go to `device`, or the comparison of
# predictions and labels is one of two devices.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "check_accuracy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def check_accuracy(loader, model_fn, params):
    """The share of the images of a loader whose highest score is that of their label.

    loader: gives batches (x, y) of images (N, C, H, W) and labels (N,). The last may be smaller.
    model_fn: a net, called as model_fn(x, params); gives scores (N, classes).
    params: a list of tensors. They are not changed, and no graph is recorded (torch.no_grad).
    Returns a fraction from 0 to 1: right answers divided by images, over the whole loader.

    Example: 3 right answers among the 5 images of a loader give 0.6.
    """
    ### BEGIN SOLUTION
    correct, total = 0, 0
    with torch.no_grad():
        for x, y in loader:
            x = x.to(device=device, dtype=dtype)
            y = y.to(device=device)
            predictions = model_fn(x, params).argmax(dim=1)
            correct += (predictions == y).sum().item()
            total += len(y)
    print(f"{correct} of {total} right ({correct / total:.1%})")
    return correct / total
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_check_accuracy", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Five images of 1 x 1 x 3, in batches of 2, 2 and 1. The "net" hands out their pixels as scores.
pixels = torch.tensor([[3, 1, 2], [0, 5, 1], [9, 1, 0], [1, 2, 3], [-1, -2, -3]])
five = ArrayLoader(pixels.float().view(5, 1, 1, 3), torch.tensor([0, 1, 2, 2, 1]), batch_size=2)
graphs_recorded, image_shapes = [], []


def pixels_as_scores(x, params):
    image_shapes.append(tuple(x.shape[1:]))
    scores = x.reshape(len(x), 3) * params[0]
    graphs_recorded.append(scores.requires_grad)
    return scores


answer = check_accuracy(five, pixels_as_scores, [torch.ones(3, device=device, requires_grad=True)])
expect.true(not any(graphs_recorded), "no graph is recorded", look="Put it under torch.no_grad().")
as_images = "the net gets the images as the loader gives them, (N, C, H, W)"
expect.true(all(shape == (1, 1, 3) for shape in image_shapes), as_images, look="Do not flatten x.")
# The first, second and fourth are right: 3 of 5.
came = f"it returns {answer!r}, expected 0.6"
if answer is None:
    print("check_accuracy returns None. Return the fraction, whatever you print.")
elif not isinstance(answer, (tuple, list, dict)):
    expect.true(not isinstance(answer, str), "check_accuracy gives a number", came=came)
    correct = min(abs(float(answer) - 0.6), abs(float(answer) - 60)) < 1e-4
    expect.true(correct, "check_accuracy finds 3 of 5", came=came)

# %% [markdown]
# ## 6. Four lines of training
#
# One step of training, for one batch:
#
# 1. the scores of the batch, and the loss;
# 2. `loss.backward()`: every parameter gets its gradient;
# 3. every parameter moves: `w -= learning_rate * w.grad`, under `torch.no_grad()`;
# 4. the gradients are cleared, for the next `backward` adds to what is there.
#
# This is stochastic gradient descent, SGD. Going through all batches once is an **epoch**. Leave out `no_grad`,
# and you get an error: the update would become part of the graph.

# %%
w = torch.zeros(3072, 10, requires_grad=True)
F.cross_entropy(x.reshape(64, -1) @ w, y).backward()
try:
    w -= 0.01 * w.grad
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# There are three tempting ways around that error, and all are silent. `w = w - ...` binds the name `w` to
# a new tensor and leaves the parameter as it was. To detach things until the error goes away cuts the gradient.
# And `for w in params: w = ...` changes nothing in the list: `w` is only a name for one of its entries.

# %%
params = [torch.ones(2, requires_grad=True)]
params[0].grad = torch.ones(2)
for w in params:
    with torch.no_grad():
        w = w - 0.1 * w.grad
print("after w = w - ...:", params[0])
for w in params:
    with torch.no_grad():
        w -= 0.1 * w.grad
print("after w -= ...:   ", params[0])

# %% [markdown]
# Leave out the clearing and nothing raises either. Each step then follows the *sum* of all gradients so far,
# the old ones included. For a few steps that looks like fast progress.


# %%
def losses_of_one_layer(clear):
    """The loss of one layer on each of 77 batches, with the gradients cleared or not."""
    w = torch.zeros(3 * 32 * 32, 10, requires_grad=True)
    losses = []
    for step, (x, y) in enumerate(loader_train):
        if step == 77:
            break
        loss = F.cross_entropy(x.reshape(len(x), -1) @ w, y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= 0.003 * w.grad
        if clear:
            w.grad = None
    return losses


cleared, not_cleared = losses_of_one_layer(clear=True), losses_of_one_layer(clear=False)
plots.loss_and_accuracy({"loss, cleared": cleared, "loss, not cleared": not_cleared})

# %% [markdown]
# ### Exercise 8: `train_part2`
#
# Difficulty ●●●, importance ●●●, 12 minutes, 4 points.
#
# One epoch of training on `loader_train`. Use what is in scope: `loader_train`, `device`, `dtype`, and if you like to
# see something, `print_every` and `check_accuracy(loader_val, model_fn, params)`. Print `loss.item()`, a plain
# number. If you collect losses, collect numbers too: `total += loss` keeps a graph
# that grows with every batch.
#
# <details><summary>Show me a hint</summary>
#
# ```python
# for t, (x, y) in enumerate(loader_train):
#     ...  # move x and y to the device; scores; loss; backward
#     with torch.no_grad():
#         for w in params:
#             ...  # two lines
# ```
#
# <details><summary>Show me another hint</summary>
#
# The two lines are those of `gradient_step` in lesson 01: the step, in place, and the clearing of the gradient.
#
# <details><summary>Show me another hint</summary>
#
# Everything up to `backward` is recorded, so it stands outside `no_grad`. The loss is the cross-entropy of raw
# scores and labels.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "train_part2", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_part2(model_fn, params, learning_rate):
    """Train a net for one epoch: once through loader_train, one step of SGD for each batch.

    model_fn: a net, called as model_fn(x, params); gives raw scores (N, classes).
    params: a list of leaves that require grad. Each is changed in place, once per batch: it becomes
        w - learning_rate * w.grad, where w.grad is the gradient of this batch's cross-entropy
        alone. Afterwards they are the same tensors, and still leaves that require grad.
    learning_rate: a float.
    loader_train is looked up by its name inside the function, at each call: the tests put another
        loader in its place.

    Example: train_part2(two_layer_fc, [w1, w2], 1e-2) trains w1 and w2.
    """
    ### BEGIN SOLUTION
    for t, (x, y) in enumerate(loader_train):
        x = x.to(device=device, dtype=dtype)
        y = y.to(device=device)
        loss = F.cross_entropy(model_fn(x, params), y)
        loss.backward()
        with torch.no_grad():
            for w in params:
                w -= learning_rate * w.grad
                w.grad = None
        if t % print_every == 0:
            print(f"batch {t}: loss {loss.item():.3f}")
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_train_part2", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# A "net" that gives every image the same scores: its only parameter, ten numbers. Two images, both
# of class 0, in two batches. At first each class has probability 0.1, so the gradient is
# -0.9 for class 0 and 0.1 for the others; after a step with learning rate 1 it is -0.768.
def same_scores(x, params):
    if torch.is_grad_enabled():  # not while an accuracy is measured
        image_shapes.append(tuple(x.shape[1:]))
    return params[0].expand(len(x), 10)


only_class_0 = ArrayLoader(torch.zeros(2, 3, 4, 4), torch.tensor([0, 0]), batch_size=1)
bias = torch.zeros(10, device=device, requires_grad=True)
params = [bias]
image_shapes = []
loader_kept, loader_train = loader_train, only_class_0
accuracy_kept = check_accuracy


def check_accuracy(loader, model_fn, params):  # on copies: it is not the question here
    with torch.no_grad():
        copies = [w.clone().requires_grad_() for w in params]
        return accuracy_kept(loader, model_fn, copies)


torch.set_grad_enabled(True)
try:
    train_part2(same_scores, params, 1.0)
finally:
    loader_train, check_accuracy = loader_kept, accuracy_kept

moved = (
    "Change the tensor itself, in place: `w -= ...` under no_grad. `w = w - ...` is a new tensor."
)
as_images = "the net gets the images as the loader gives them, (N, C, H, W)"
expect.true(all(len(shape) == 3 for shape in image_shapes), as_images, look="Do not flatten x.")
expect.same_object("params[0]", params[0], bias, look=moved)
expect.true(bias.any(), "the parameter has moved", came="it is still zero", look=moved)
both = "0.9 comes from the first batch, 0.768 from the second. Are gradients cleared in between?"
expect.close("the parameter for class 0", bias[0], 1.668, atol=1e-3, look=both)
expect.leaf("params[0]", bias)

# %% [markdown]
# ## 7. Training both nets
#
# Now everything is there. The cells below train, with the functions that you have written. On all of CIFAR-10 one
# epoch does. The embedded subset is a tenth of that, so there a pass is short, and four are made.
#
# The two-layer net gets 1,000 hidden units. You will see this exercise with 4,000 elsewhere. They take eight times
# as long and learn no better in one epoch: the more units, the larger a step of the same learning rate is for
# the scores, and at 4,000 it is so large that now and then a run ends badly.
#
# `watched` looks over the shoulder of `train_part2`: it wraps a net so that at every tenth batch the loss on
# validation images is noted. To your function the result is a net like any other.


# %% nbgrader={"grade": false, "grade_id": "watched", "locked": true, "schema_version": 3, "solution": false, "task": false}
epochs = 1 if full else 4
noted_per_epoch = len(range(0, len(loader_train), 10))
hidden_size = 1000
x_val, y_val = (torch.cat(part)[:250].to(device) for part in zip(*loader_val, strict=True))


def watched(model_fn, history):
    """The same net; every tenth call while training also logs a validation loss in `history`."""
    calls = 0

    def model(x, params):
        nonlocal calls
        if torch.is_grad_enabled():  # not while an accuracy is measured
            if calls % 10 == 0:
                with torch.no_grad():
                    history.log(validation_loss=F.cross_entropy(model_fn(x_val, params), y_val))
            calls += 1
        return model_fn(x, params)

    return model


# %% nbgrader={"grade": false, "grade_id": "train_two_layer_fc", "locked": true, "schema_version": 3, "solution": false, "task": false}
two_layer_params = [random_weight((3 * 32 * 32, hidden_size)), random_weight((hidden_size, 10))]
two_layer_history = History(steps=epochs * noted_per_epoch)
for _ in range(epochs):
    train_part2(watched(two_layer_fc, two_layer_history), two_layer_params, 1e-2)

# %%
plots.loss_and_accuracy(two_layer_history)

# %% [markdown]
# The loss of a net that knows nothing is log(10) = 2.3. It begins above that: random weights are sure of
# themselves, and wrong. The curve has a point for every ten batches. It shows the validation images, so it would
# rise again if the net began to learn the training images by heart.
#
# Guessing would be right for one image in ten. The bar is 40% on the full data, and 30% on the embedded data.
# One point for each of the two nets.

# %% nbgrader={"grade": true, "grade_id": "test_two_layer_accuracy", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
two_layer_accuracy = evaluate(loader_test, lambda x: two_layer_fc(x, two_layer_params), device)
print(f"two layers: {two_layer_accuracy:.1%} of the test images")
expect.at_least(
    "the accuracy of the two-layer net",
    two_layer_accuracy,
    0.40 if full else 0.30,
    look="Do the exercises above pass? Then look at the curve: does the loss fall?",
)

# %% [markdown]
# The ConvNet trains copies of the parameters that you made in exercise 6, so that you can run the cell
# again and begin again.

# %% nbgrader={"grade": false, "grade_id": "train_convnet", "locked": true, "schema_version": 3, "solution": false, "task": false}
convnet_start = [conv_w1, conv_b1, conv_w2, conv_b2, fc_w, fc_b]
convnet_params = [w.detach().clone().requires_grad_() for w in convnet_start]
convnet_history = History(steps=epochs * noted_per_epoch)
for _ in range(epochs):
    train_part2(watched(three_layer_convnet, convnet_history), convnet_params, learning_rate)

# %%
plots.loss_and_accuracy(convnet_history)

# %% nbgrader={"grade": true, "grade_id": "test_convnet_accuracy", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
convnet_accuracy = evaluate(loader_test, lambda x: three_layer_convnet(x, convnet_params), device)
print(f"ConvNet: {convnet_accuracy:.1%} of the test images")
expect.at_least(
    "the accuracy of the ConvNet",
    convnet_accuracy,
    0.42 if full else 0.30,
    look="Do the exercises above pass? A learning rate far from 3e-3 can also be the reason.",
)

# %% [markdown]
# With less than a tenth of the parameters the ConvNet does as well, because it need not learn anew at each place
# what an edge looks like. Its first filters look at colours, so they can be shown as images. So little training
# leaves them close to the random start. Below them is what training has added, the end minus the start: smooth
# patches, edges, a colour on one side and another on the other.

# %%
plots.first_layer_filters(convnet_params[0]).show()
plots.first_layer_filters(convnet_params[0].detach() - conv_w1.detach())

# %% [markdown]
# And these are the first test images with the predictions of the ConvNet. Which mistakes would you have made?

# %%
x_test, y_test = next(iter(loader_test))
with torch.no_grad():
    predictions = three_layer_convnet(x_test.to(device), convnet_params).argmax(dim=1)
plots.images(x_test[:16], labels=y_test[:16], predictions=predictions[:16])

# %% [markdown]
# ## Summary
#
# - A net is a function of a batch and of its parameters. What it returns are raw scores, one per class.
# - The cross-entropy contains the softmax. Apply one yourself only to show probabilities to someone.
# - Paddings 2 for 5 x 5 and 1 for 3 x 3 keep height and width. The right shape does not prove the right numbers.
# - Weights begin with standard deviation sqrt(2 / fan_in), biases with zero, all as leaves that require grad.
# - A step is: loss, `backward`, `w -= learning_rate * w.grad` under `no_grad`, gradients cleared.
# - An accuracy is right answers divided by images, over the whole loader.
#
# ## What people get wrong
#
# - A softmax or a ReLU on the scores. Training goes on, slowly, to a poor end.
# - Sizes written as numbers, 64 or 3072. They hold until the last, smaller batch, or the next data set.
# - The paddings exchanged, a bias left out. The shapes are right.
# - The fan-in of a convolution without its window, or `shape[1]` of a matrix.
# - `requires_grad=True` on something that is then scaled: the leaf is lost.
# - Gradients that are not cleared, or cleared before they are used.
# - `w = w - ...` for `w -= ...`. Nothing raises, and nothing is learnt.
# - The mean of batch accuracies. A smaller last batch counts for too much.
#
# ## Questions to take along
#
# - Our accuracy loop calls the net under `no_grad`. What would change in its result without?
# - Why does the fan-in of `fc_w` not depend on the number of classes?
# - How many parameters has each of the two nets? Where are most of those of the ConvNet?
# - Would the loop still train if the list `params` were a tuple?
#
# ## Where to read on
#
# In the documentation on pytorch.org: `torch.nn.functional.cross_entropy`, `torch.nn.functional.conv2d`,
# `torch.nn.init` (and what it takes for fan-in), "Autograd mechanics". He et al. 2015, "Delving Deep into
# Rectifiers", section 2.2. In the next lesson you write the backward pass yourself.
