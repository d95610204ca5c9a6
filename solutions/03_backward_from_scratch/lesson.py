# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 03 Backward from scratch
#
# So far `backward` has done the hard part for you. In this lesson you write it yourself: first for a whole
# classifier, then for one operation that you add to autograd. After that you take the training step apart.
#
# When you are done you can
#
# - write a loss that stays finite and exact where the sigmoid is saturated;
# - measure a gradient with two values of a function, and so tell a right gradient from a wrong one;
# - write logistic regression with its own `forward`, `loss`, `backward` and `optimize`;
# - give autograd an operation of your own, with `torch.autograd.Function`;
# - name the four steps of a training step, and say what happens when one is left out or comes at the wrong place;
# - write SGD with momentum, and show that it equals `torch.optim.SGD`.
#
# Seven exercises, 17 points, about 90 minutes. Run the cells from top to bottom. Where an experiment is meant
# to fail, it says so and prints the error. All of it is small and stays on the CPU.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import warnings

import torch
import torch.nn.functional as F

from course_lib import expect, plots
from course_lib.data import CLASSES, load_cifar10
from course_lib.device import seed_everything

seed_everything(3)
SHIP, FROG = CLASSES.index("ship"), CLASSES.index("frog")


def ships_and_frogs(images, labels):
    """The ships and frogs as rows of numbers, (N, 3072), and y, (N,): 0 for a ship, 1 for a frog."""
    images, labels = torch.from_numpy(images), torch.from_numpy(labels)
    chosen = (labels == SHIP) | (labels == FROG)
    return images[chosen].flatten(1) / 255 - 0.5, (labels[chosen] == FROG).float()


data = load_cifar10()
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # on the full data the arrays are read-only, and are only read
    x_train, y_train = ships_and_frogs(data.train_images, data.train_labels)
    x_test, y_test = ships_and_frogs(data.test_images, data.test_labels)

# %% [markdown]
# ## 1. One score, two classes
#
# The task of this lesson is small: is it a ship or a frog? For two classes one score is enough. A positive score
# says frog, a negative one says ship, and the size says how sure the net is. Such a score is called a **logit**.

# %%
print("x_train", tuple(x_train.shape), "  y_train", tuple(y_train.shape), y_train[:8].tolist())
plots.images(x_train[:8].view(8, 3, 32, 32) + 0.5, normalised=False)

# %% [markdown]
# The **sigmoid** makes a probability of a logit z, the probability of class 1: `p = 1 / (1 + exp(-z))`. The
# loss is the negative logarithm of the probability that the right class got. This is the *binary cross-entropy*:
#
#     loss = -log(p)      where y is 1
#     loss = -log(1 - p)  where y is 0
#
# Written down like that, it breaks where the net is sure. All labels below are 0, so the net is right about
# the first logit and wrong about the others, more and more so. There the loss, `log(1 + exp(z))`, should be close to z.

# %%
z, y = torch.tensor([-200.0, 2.0, 20.0, 200.0]), torch.zeros(4)


def naive_loss(z, y):
    p = torch.sigmoid(z)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p))


def clamped_loss(z, y):
    p = torch.sigmoid(z).clamp(1e-7, 1 - 1e-7)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p))


print("logits                ", z.tolist())
print("naive                 ", naive_loss(z, y).tolist())
print("clamped probabilities ", clamped_loss(z, y).tolist())
print("F.binary_cross_entropy", F.binary_cross_entropy(z.sigmoid(), y, reduction="none").tolist())
print("what it should be     ", torch.logaddexp(torch.zeros(4), z).tolist())

# %% [markdown]
# In float32 a probability can be no closer to 1 than about 6e-8, and then it is 1. What is lost there no logarithm
# brings back. The naive loss is infinite or not a number. To clamp the probability gives a finite number, and a
# wrong one. Worse, its gradient is zero: the net learns nothing from the images about which it is most wrong.
# `F.binary_cross_entropy`, which takes probabilities, cuts the loss off at 100.

# %%
axis = torch.linspace(-30, 30, 121)
flat, exact = axis.clone().requires_grad_(), axis.clone().requires_grad_()
clamped_loss(flat, torch.zeros(121)).sum().backward()
F.binary_cross_entropy_with_logits(exact, torch.zeros(121), reduction="sum").backward()
plots.lines(
    {"clamped probabilities": flat.grad, "exact": exact.grad},
    x=axis.tolist(),
    xlabel="logit of an image of class 0",
    ylabel="gradient of its loss",
)

# %% [markdown]
# The way out is to never form the probability. Put the sigmoid into the two lines above, and they become
#
#     log(1 + exp(-z))  where y is 1,      log(1 + exp(z))  where y is 0
#
# Only the exponential of a large positive number is a danger. Take it out of the logarithm first, by
# `log(1 + exp(z)) = z + log(1 + exp(-z))`, and the only exponential left is that of `-abs(z)`, which is never
# above 1. `torch.log1p(t)` is log(1 + t), also where t is tiny.
#
# One more trap lies in the shapes. Logits often come out of a net as (N, 1), and labels are (N,). Subtract them,
# and broadcasting makes all N x N differences. The mean of those is one number, like the right loss. PyTorch's own
# losses refuse or warn. Yours should refuse as well.

# %%
column, labels = torch.zeros(4, 1), torch.tensor([1.0, 0, 0, 1])
print("(4, 1) - (4,) has shape", tuple((column - labels).shape))
try:
    F.binary_cross_entropy_with_logits(column, labels)
except ValueError as error:
    print("ValueError:", error)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        F.mse_loss(column, labels)
    except UserWarning as warning:
        print("UserWarning:", str(warning)[:90], "...")

# %% [markdown]
# ### Exercise 1: `logistic_loss`
#
# Difficulty ●●○, importance ●●●, 9 minutes, 2 points.
#
# The mean over the batch, in a form that holds for every logit. Write it out yourself, from elementary
# functions; `F.binary_cross_entropy_with_logits` is what you can compare with.
#
# <details><summary>Show me a hint</summary>
#
# `log(1 + exp(z))` is `max(z, 0) + log1p(exp(-abs(z)))`, for positive and negative z. And `log(1 + exp(-z))` is
# the same thing minus z. So one formula serves both classes: the first, minus `y * z`.
#
# <details><summary>Show me another hint</summary>
#
# `torch.maximum` takes two tensors, so zero has to be one: `torch.zeros_like`. (`clamp` works too; mind what its
# gradient is at zero.)
#
# <details><summary>Show me another hint</summary>
#
# Check the shapes first, and raise what the docstring names. Otherwise (N, 1) and (N,) broadcast to a table of N x
# N losses, and the mean of that is a number as well.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "logistic_loss", "locked": false, "schema_version": 3, "solution": true, "task": false}
def logistic_loss(z, y):
    """The binary cross-entropy of logits, the mean over the batch.

    z: tensor of floats (N,), the logits, of any size: 1000 and -1000 too.
    y: tensor of floats (N,), the labels, each 0. or 1.
    Returns a tensor with a single number, shape (): finite and exact. Gradients pass through to z.
    Raises ValueError if z and y differ in shape, as (N, 1) and (N,) do.

    Example: logistic_loss(torch.tensor([0.0, 1000.0]), torch.tensor([1.0, 0.0])) is the mean of
    log(2) and 1000, 500.3466.
    """
    ### BEGIN SOLUTION
    if z.shape != y.shape:
        raise ValueError(f"logits {tuple(z.shape)} and labels {tuple(y.shape)} differ in shape")
    positive = torch.maximum(z, torch.zeros_like(z))
    return (positive - y * z + torch.log1p(torch.exp(-z.abs()))).mean()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_logistic_loss", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
logits = torch.tensor([0.0, 2.0, -2.0])
answer = logistic_loss(logits, torch.tensor([1.0, 1.0, 0.0]))
# log(2) = 0.6931 for the first; -log(sigmoid(2)) = 0.1269 for the two others, which are right.
expect.close("the loss of three logits", answer, 0.315655, look="The mean of three losses.")
expect.raises(
    ValueError,
    logistic_loss,
    torch.zeros(4, 1),
    torch.zeros(4),
    look="Compare the two shapes first: `raise ValueError(...)` where they differ.",
)
for logit, label, expected in ((1000.0, 0.0, 1000.0), (-1000.0, 1.0, 1000.0), (1000.0, 1.0, 0.0)):
    answer = logistic_loss(torch.tensor([logit]), torch.tensor([label]))
    checked = f"the loss of the logit {logit:g} where y is {label:g}"
    expect.close(checked, answer, expected, look="Which exponential, which logarithm breaks here?")

# %% [markdown]
# ## 2. A gradient from two values
#
# You are about to write gradients by hand. How will you know that they are right? Go back to what a derivative
# is: move one input by a little, and see by how much the result moves. The **central difference** looks to both
# sides:
#
#     slope = (f(x + eps) - f(x - eps)) / (2 * eps)
#
# The one-sided difference, `(f(x + eps) - f(x)) / eps`, is off by a multiple of `eps`. The central one is
# off by a multiple of `eps**2`, because the two errors of first order cancel. A smaller `eps` is not always
# better, though: the two values agree in ever more digits, and their difference consists of the rest. Below is the
# error for the derivative of exp at 1, over `eps`, with both axes in powers of ten.


# %%
def error_of(slope, dtype):
    """The error of an approximate derivative of exp at 1, for eps from 1e-1 down to 1e-14."""
    at, truth = torch.tensor(1.0, dtype=dtype), torch.tensor(1.0, dtype=torch.float64).exp()
    return [max(abs(float(slope(at, 10.0**power) - truth)), 1e-16) for power in range(-1, -15, -1)]


def one_sided(at, eps):
    return ((at + eps).exp() - at.exp()) / eps


def central(at, eps):
    return ((at + eps).exp() - (at - eps).exp()) / (2 * eps)


plots.lines(
    {
        "one-sided, float64": error_of(one_sided, torch.float64),
        "central, float64": error_of(central, torch.float64),
        "central, float32": error_of(central, torch.float32),
    },
    x=list(range(-1, -15, -1)),
    xlabel="power of ten of eps",
    ylabel="error of the slope",
    log=True,
)

# %% [markdown]
# From right to left each curve falls, as long as `eps` itself is the error, and then rises, when rounding takes
# over. In float32 even the best `eps` leaves an error near 1e-4, and at 1e-6 hardly one digit is right. So
# gradients are checked in float64, with an `eps` around 1e-6, where the central difference is good to nine digits.
#
# ### Exercise 2: `numerical_gradient`
#
# Difficulty ●●○, importance ●●○, 9 minutes, 2 points.
#
# One central difference for each entry of `x`. It takes two calls of `f` for each of them, so it is a tool for checking
# and not for training.
#
# <details><summary>Show me a hint</summary>
#
# Make a float64 copy of `x` with one entry moved up, and another with the same entry moved down. To count
# through the entries of a tensor of any shape, flatten it, move, and give it its shape back
# before you call `f`.
#
# <details><summary>Show me another hint</summary>
#
# What each call of `f` gives may be a tensor or a float: `float(...)` makes a float of both. The difference of two
# such numbers is what you divide by `2 * eps`.
#
# <details><summary>Show me another hint</summary>
#
# Write the result into a float64 tensor of zeros, entry by entry, and give it the shape of `x` in the end. A fresh
# copy for each entry keeps the last move from staying.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "numerical_gradient", "locked": false, "schema_version": 3, "solution": true, "task": false}
def numerical_gradient(f, x, eps=1e-6):
    """The gradient of f at x by central differences, in float64.

    f: a function that takes a float64 tensor of the shape of x and returns one number, as a
        tensor of shape () or a float. It does not change its argument.
    x: a tensor of floats of any shape, () too; float32 or float64; contiguous or not. Not changed.
    eps: how far each entry is moved, up and down.
    Returns a float64 tensor of the shape of x: (f(x with one entry + eps) - f(x with it - eps))
        / (2 * eps) for each entry.

    Example: numerical_gradient(lambda x: (x**2).sum(), torch.tensor([1.0, 3.0])) is
    tensor([2., 6.], dtype=torch.float64), up to rounding.
    """
    ### BEGIN SOLUTION
    start = x.detach().double().flatten()
    gradient = torch.zeros_like(start)
    for i in range(len(start)):
        up, down = start.clone(), start.clone()
        up[i] += eps
        down[i] -= eps
        difference = float(f(up.view(x.shape))) - float(f(down.view(x.shape)))
        gradient[i] = difference / (2 * eps)
    return gradient.view(x.shape)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_numerical_gradient", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
def weighted_cubes(x):
    return (torch.tensor([1.0, 2.0], dtype=torch.float64) * x**3).sum()


point = torch.tensor([1.0, -2.0])
slopes = numerical_gradient(weighted_cubes, point)
expect.dtype("the gradient", slopes, torch.float64)
# The derivatives of x**3 and 2 x**3 are 3 x**2 and 6 x**2.
in_double = "In float32 the difference is rounding alone: x.double()."
expect.close("the gradient", slopes, [3.0, 24.0], look=in_double)
# With a coarse eps the central difference of x**3 is 3 x**2 + eps**2, exactly.
slopes = numerical_gradient(weighted_cubes, point, eps=0.5)
both_sides = "Is it (f(x + eps) - f(x - eps)) / (2 * eps), and is x moved in one entry only?"
expect.close("the gradient with eps=0.5", slopes, [3.25, 24.5], look=both_sides)
turned = torch.arange(6.0).view(2, 3).T  # not contiguous
slopes = numerical_gradient(lambda x: (x**2).sum(), turned)
expect.close("the gradient at a transposed x", slopes, 2 * turned, look="Does f see the change?")
expect.equal("point afterwards", point.tolist(), [1.0, -2.0], look="Work on a copy of x.")

# %% [markdown]
# Three people have written the gradient of the same loss, `F.softplus(x @ w).mean()`, with respect to `w`. Each
# result has the right shape and looks plausible. Your tool tells them apart.

# %%
rows, at = torch.randn(5, 3, dtype=torch.float64), torch.randn(3, dtype=torch.float64)
handwritten = {
    "rows.T @ sigmoid / 5": rows.T @ torch.sigmoid(rows @ at) / 5,
    "rows.T @ sigmoid    ": rows.T @ torch.sigmoid(rows @ at),
    "sigmoid * rows mean ": (torch.sigmoid(rows).mean(0) * rows.mean(0)),
}
measured = numerical_gradient(lambda w: F.softplus(rows @ w).mean(), at)
for name, gradient in handwritten.items():
    print(name, " largest difference:", f"{(gradient - measured).abs().max().item():.1e}")

# %% [markdown]
# Allow a relative difference of about 1e-6. A wrong formula is off by far more. There is one exception: at a kink,
# such as ReLU at 0, the two sides have two slopes and the central difference gives their mean. Check gradients
# at random points, where no entry sits on a kink.
#
# A smooth function can have such a kink inside. `log(1 + exp(z))` has slope 0.5 at 0. In the formula for it,
# `max(z, 0)` and `abs(z)` both have a kink there, and the two cancel. Autograd takes them one by one, and for
# each it chooses a slope: 0 for `abs`, 0.5 for `torch.maximum` of two equal values, 1 for `clamp`, 0 for `relu`. Only with
# `torch.maximum` do they add up to the right gradient. A net whose weights begin at zero begins with all logits at 0. Exercise 1 takes any
# of the three; for a training of your own, take `torch.maximum`.

# %%
zero = torch.zeros(1, requires_grad=True)
F.relu(zero).sum().backward()
print("ReLU at 0: autograd says", zero.grad.item(), end=", ")
print("the central difference", numerical_gradient(lambda x: F.relu(x).sum(), zero).item())
print("The slope of log(1 + exp(z)) at 0, expected 0.5:")
for name, positive in (
    ("torch.maximum", torch.maximum(zero, torch.zeros(1))),
    ("clamp        ", zero.clamp(min=0)),
    ("relu         ", zero.relu()),
):
    formula = positive + torch.log1p(torch.exp(-zero.abs()))
    (slope,) = torch.autograd.grad(formula.sum(), zero)
    print("  with", name, slope.item())

# %% [markdown]
# ## 3. Logistic regression by hand
#
# The simplest classifier there is: each pixel has a weight, and the logit is their weighted sum and a bias,
# `z = x @ w + b`. Now follow the loss back to `w` and `b`, one link of the chain at a time. For one image the
# derivative of the loss by its logit is
#
#     log(1 + exp(z)) - y * z     has the derivative     sigmoid(z) - y
#
# which is the probability minus the label: how far the net is from the truth. It is never above 1, and nothing in it can
# overflow. The loss is a mean over N images, so each logit counts with 1 / N. The logit of image n depends on weight d
# through `x[n, d]`, and on the bias with factor 1. A weight has a say in all logits, so the gradients of all images
# add up:
#
#     dz = (sigmoid(z) - y) / N       (N,)
#     gradient of w = x.T @ dz        (D, N) times (N,) is (D,)
#     gradient of b = dz.sum()        ()
#
# The backward pass needs `x` and `z` again. So the forward pass must remember them, and that is why training
# takes so much more memory than using a net.
#
# ### Exercise 3: `LogisticRegression`
#
# Difficulty ●●○, importance ●●●, 15 minutes, 4 points.
#
# A plain Python class with four methods. No autograd: no `requires_grad`, no `loss.backward()`. The tests run under
# `torch.no_grad()`. Training will call the methods in this order, once for each batch:
#
# ```python
# z = model.forward(x)
# loss = model.loss(z, y)
# model.backward(y)
# model.optimize(learning_rate)
# ```
#
# <details><summary>Show me a hint</summary>
#
# The formulas stand above, one line each. Which of their letters does `backward` not get as an argument? These are
# what `forward` has to keep on `self`.
#
# <details><summary>Show me another hint</summary>
#
# `dz` is divided by the number of images once. The matrix product then adds up over the images, and for the bias a
# sum does.
#
# <details><summary>Show me another hint</summary>
#
# `backward` sets, it does not add: two batches in a row must give the gradient of the second alone. `optimize`
# moves `w` and `b`, and nothing else does.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "logistic_regression", "locked": false, "schema_version": 3, "solution": true, "task": false}
class LogisticRegression:
    """A classifier for two classes whose gradients are written by hand.

    w: tensor (D,), the weights; b: tensor of shape (), the bias. Both begin with zeros.
    grad_w, grad_b: the gradients of the last backward, of the same shapes; None before it.
    """

    def __init__(self, num_features):
        self.w = torch.zeros(num_features)
        self.b = torch.zeros(())
        self.grad_w = None
        self.grad_b = None

    def forward(self, x):
        """The logits x @ w + b, a tensor (N,), of a batch x (N, D).

        Remembers what backward will need. x is not changed.
        """
        ### BEGIN SOLUTION
        self.x = x
        self.z = x @ self.w + self.b
        return self.z
        ### END SOLUTION

    def loss(self, z, y):
        """The mean binary cross-entropy of logits z (N,) and labels y (N,), each 0. or 1.

        Finite and exact for logits of any size: `logistic_loss` is there.
        """
        ### BEGIN SOLUTION
        return logistic_loss(z, y)
        ### END SOLUTION

    def backward(self, y):
        """Set grad_w (D,) and grad_b () to the gradients of the loss, for the batch that
        forward has seen last and its labels y (N,).

        They replace the gradients of the batch before. w and b are not changed.
        """
        ### BEGIN SOLUTION
        dz = (torch.sigmoid(self.z) - y) / len(y)
        self.grad_w = self.x.T @ dz
        self.grad_b = dz.sum()
        ### END SOLUTION

    def optimize(self, learning_rate):
        """One step downhill: w becomes w - learning_rate * grad_w, and b likewise."""
        ### BEGIN SOLUTION
        self.w = self.w - learning_rate * self.grad_w
        self.b = self.b - learning_rate * self.grad_b
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_logistic_regression", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# Two images with two pixels each. All weights are zero, so both logits are 0, both probabilities 0.5.
two_images, two_labels = torch.tensor([[1.0, 2.0], [3.0, -1.0]]), torch.tensor([1.0, 1.0])
small = LogisticRegression(2)
with torch.no_grad():
    z = small.forward(two_images)
    expect.shape("the logits", z, (2,), look="One logit per image.")
    expect.close("the logits of zero weights", z, [0.0, 0.0], look="Logits: without the sigmoid.")
    expect.close("the loss", small.loss(z, two_labels), 0.693147, look="log(2) for each image.")
    small.backward(two_labels)
    # dz is (0.5 - 1) / 2 = -0.25 for both.
    expect.close("grad_w", small.grad_w, [-1.0, -0.25], look="x.T @ dz, with dz divided by N.")
    expect.close("grad_b", small.grad_b, -0.5, look="The sum of dz, a single number.")
    small.optimize(2.0)
    downhill = "The old value minus learning_rate times its gradient, kept on self."
    expect.close("w after a step with learning rate 2", small.w, [2.0, 0.5], look=downhill)
    expect.close("b after a step with learning rate 2", small.b, 1.0, look=downhill)
    expect.close("the logits after the step", small.forward(two_images), [4.0, 6.5])

# %% [markdown]
# Run this once the test passes. Three gradients of the same loss at the same random weights: yours, the one that
# you measure, and the one of autograd. They agree, to as many digits as each of them is good for.

# %%
rows, labels = x_train[:20, ::150].double(), y_train[:20].double()  # 21 of the pixels
model = LogisticRegression(rows.shape[1])
model.w = torch.randn(rows.shape[1], dtype=torch.float64)
model.forward(rows)
model.backward(labels)

measured = numerical_gradient(lambda w: logistic_loss(rows @ w + model.b, labels), model.w)
leaf = model.w.clone().requires_grad_()
F.binary_cross_entropy_with_logits(rows @ leaf + model.b, labels).backward()
for name, gradient in (("measured", measured), ("autograd", leaf.grad)):
    print(f"largest difference to {name}: {(model.grad_w - gradient).abs().max().item():.1e}")

# %% [markdown]
# Now train it: five times through the images, in batches of 50. There is no autograd anywhere in this cell.

# %% nbgrader={"grade": false, "grade_id": "train_logistic_regression", "locked": true, "schema_version": 3, "solution": false, "task": false}
model, losses = LogisticRegression(x_train.shape[1]), []
for _ in range(5):
    for chosen in torch.randperm(len(x_train)).split(50):
        z = model.forward(x_train[chosen])
        losses.append(float(model.loss(z, y_train[chosen])))
        model.backward(y_train[chosen])
        model.optimize(0.01)
correct = (model.forward(x_test) > 0) == (y_test == 1)
print(f"right for {correct.float().mean().item():.1%} of the test images")
plots.loss_and_accuracy({"loss": losses})

# %% [markdown]
# The weights have the shape of an image, so they can be looked at as one. Below are the mean of all ships, the mean of
# all frogs, and the weights, with zero as mid-grey. A pixel in the colour of the third image speaks for the frog, one in
# the opposite colour for the ship. What has the net learnt about ships?

# %%
template = 0.5 + 0.5 * model.w / model.w.abs().max()
three = torch.stack(
    [x_train[y_train == 0].mean(0) + 0.5, x_train[y_train == 1].mean(0) + 0.5, template]
)
plots.images(three.view(3, 3, 32, 32), normalised=False)

# %% [markdown]
# ## 4. An operation of your own
#
# Autograd knows a forward and a backward for every operation that it has. You can add one: a subclass of
# `torch.autograd.Function` with two static methods. It is used by its `apply`, never by calling `forward`.
#
# - `forward(ctx, ...)` computes the result from the arguments. Inside it nothing is recorded. Tensors that
#   the backward pass needs go into `ctx.save_for_backward(...)`; plain numbers can be kept as `ctx.name`.
# - `backward(ctx, grad_output)` gets the gradient of the loss by the *result*, of the shape of the result. It returns the
#   gradient of the loss by each *argument* of `forward`, one for each, and `None` for those that have none.
#
# So `backward` does one link of the chain: `grad_output` times the derivative of this operation. Here is a cube.


# %%
class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * 3 * x**2


x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
(10 * Cube.apply(x)).sum().backward()
print("gradient:", x.grad.tolist())
print("gradcheck:", torch.autograd.gradcheck(Cube.apply, (x,)))

# %% [markdown]
# `torch.autograd.gradcheck` is PyTorch's own version of exercise 2: it compares `backward` with central
# differences, for random directions of `grad_output`, and raises an error if they disagree. Give it float64.
#
# You need it, because the usual slips are silent. Here are three, each a small change of `Cube`. The first forgets
# `grad_output`. The second keeps `x` in a place of its own, and does not notice that someone has changed it since. The
# third edits its input through `.data`, so that nothing is counted as a change.


# %%
class NoGradOutput(Cube):
    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return 3 * x**2


class KeptByHand(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.x = x
        return x**3

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * 3 * ctx.x**2


class EditsData(Cube):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        x.data *= x.data**2
        return x.clone()


def gradient_at_two(cube, factor=1, change=False):
    """The gradient of factor * cube(x) at x = 2, with x changed before backward if asked."""
    leaf = torch.tensor([2.0], dtype=torch.float64, requires_grad=True)
    x = leaf * 1
    loss = (factor * cube.apply(x)).sum()
    if change:
        with torch.no_grad():
            x += 100
    loss.backward()
    return leaf.grad.item()


print("NoGradOutput, expected 12: ", gradient_at_two(NoGradOutput))
print("NoGradOutput, expected 120:", gradient_at_two(NoGradOutput, factor=10))
print("KeptByHand, expected 12:   ", gradient_at_two(KeptByHand, change=True))
print("EditsData, expected 12:    ", gradient_at_two(EditsData))
try:
    gradient_at_two(Cube, change=True)
except RuntimeError as error:
    print("Cube, x changed: RuntimeError:", str(error).split(":")[0])
for wrong in (NoGradOutput, EditsData):
    try:
        torch.autograd.gradcheck(wrong.apply, (x,))
    except RuntimeError as error:
        print(f"gradcheck of {wrong.__name__}: RuntimeError:", str(error).split(":")[0])

# %% [markdown]
# A loss that is a plain sum hides the first slip: its `grad_output` is one everywhere. With `save_for_backward` autograd
# notices that the saved tensor is no longer what it was, and refuses.
#
# ### Exercise 4: `Swish`
#
# Difficulty ●●●, importance ●●○, 12 minutes, 3 points.
#
# Swish is a smooth relative of ReLU: `swish(x) = x * sigmoid(beta * x)`. The larger beta, the closer to ReLU. With
# s for `sigmoid(beta * x)`, whose derivative by x is `beta * s * (1 - s)`, the product rule gives
#
#     swish'(x) = s + beta * x * s * (1 - s)
#
# `beta` is a plain number, an argument of `forward` that has no gradient.
#
# <details><summary>Show me a hint</summary>
#
# `forward` keeps what `backward` needs: the tensor by `ctx.save_for_backward`, the number as an attribute of `ctx`.
#
# <details><summary>Show me another hint</summary>
#
# In `backward`, compute `s` anew from what was saved, and put it into the formula above. That is the derivative of
# swish, not yet the gradient of the loss.
#
# <details><summary>Show me another hint</summary>
#
# The chain rule multiplies by what comes in. `backward` returns one thing for each argument of `forward`, and for a
# number without a gradient that is `None`.
#
# </details>
#
# </details>
#
# </details>

# %%
axis = torch.linspace(-4, 4, 81)
plots.lines(
    {f"beta = {beta}": axis * torch.sigmoid(beta * axis) for beta in (0.5, 1, 10)},
    x=axis.tolist(),
    xlabel="x",
    ylabel="swish(x)",
)


# %% nbgrader={"grade": false, "grade_id": "swish", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Swish(torch.autograd.Function):
    """swish(x) = x * sigmoid(beta * x), with a backward of its own. Used as Swish.apply(x, beta).

    If x is changed in place between forward and backward, backward does not give a wrong gradient:
    it raises, as save_for_backward makes sure, or its gradient is still right.
    """

    @staticmethod
    def forward(ctx, x, beta):
        """swish(x), a new tensor of the shape and dtype of x.

        x: tensor of floats of any shape; it is not changed. beta: a float.
        The result is finite for x of any size.
        """
        ### BEGIN SOLUTION
        ctx.save_for_backward(x)
        ctx.beta = beta
        return x * torch.sigmoid(beta * x)
        ### END SOLUTION

    @staticmethod
    def backward(ctx, grad_output):
        """The gradients of the loss by x and by beta: a tensor of the shape of x, and None.

        grad_output: the gradient of the loss by the result of forward, of the same shape. It is
        not changed: other operations may be given the same tensor.
        """
        ### BEGIN SOLUTION
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(ctx.beta * x)
        return grad_output * (s + ctx.beta * x * s * (1 - s)), None
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_swish", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
leaf = torch.tensor([0.0, 1.0, -2.0], dtype=torch.float64, requires_grad=True)
swished = Swish.apply(leaf, 1.5)
value = "x * sigmoid(beta * x), with beta = 1.5."
expect.close("Swish.apply(x, 1.5)", swished, [0.0, 0.817574, -0.094852], look=value)
expect.true(
    swished.requires_grad, "the result is part of the graph", look="Do not detach anything."
)
(torch.tensor([1.0, 10.0, 100.0]) * swished).sum().backward()
expect.close(
    "the gradient where the loss weighs the results by 1, 10 and 100",
    leaf.grad,
    [0.5, 10.412949, -8.810445],
    look="backward returns grad_output times the derivative, entry by entry.",
)
at = torch.randn(2, 3, dtype=torch.float64, requires_grad=True)
came = ""
try:
    torch.autograd.gradcheck(lambda x: Swish.apply(x, 0.7), (at,))
except RuntimeError as error:
    came = str(error).strip().splitlines()[0].rstrip(",")
both = "Compare backward with swish'(x), term by term, and see that forward does not change x."
expect.true(not came, "gradcheck finds nothing wrong", came=came, look=both)

# %% [markdown]
# ## 5. Four steps
#
# With autograd and an optimizer, one training step is four lines. `torch.optim.SGD` is given the leaves once. Its
# `step` does what your `optimize` does, for each of them; its `zero_grad` sets each `.grad` to `None`.
#
# ```python
# optimizer.zero_grad()                    # 1. forget the old gradients
# loss = loss_function(net(x), y)          # 2. forward and loss
# loss.backward()                          # 3. every leaf gets its gradient
# optimizer.step()                         # 4. every leaf moves
# ```
#
# No line raises when another one is missing, with one exception. Here is what each omission does to the loss. (Where
# the second line is left out, the loss is computed once, before the loop.)


# %%
def losses_without(left_out, steps=100, **backward_options):
    """The loss over 1,000 images after each step of a training that lacks one line."""
    w = torch.zeros(3072, requires_grad=True)
    b = torch.zeros((), requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=0.01)

    def forward_and_loss():
        return F.binary_cross_entropy_with_logits(x_train[:1000] @ w + b, y_train[:1000])

    loss, seen = forward_and_loss(), []
    for _ in range(steps):
        if left_out != "zero_grad":
            optimizer.zero_grad()
        if left_out != "forward and loss":
            loss = forward_and_loss()
        if left_out != "backward":
            loss.backward(**backward_options)
        if left_out != "step":
            optimizer.step()
        with torch.no_grad():
            seen.append(forward_and_loss().item())
    return seen


try:
    losses_without("forward and loss")
except RuntimeError as error:
    print("forward and loss left out: RuntimeError:", error)

# %%
curves = {"nothing left out": losses_without("nothing")}
curves |= {f"no {line}": losses_without(line) for line in ("zero_grad", "backward", "step")}
curves["no forward, retain_graph"] = losses_without("forward and loss", retain_graph=True)
plots.lines(curves, xlabel="step", ylabel="loss over 1,000 images")

# %% [markdown]
# - **No `zero_grad`**: `backward` adds to what is there, so each step follows the sum of all gradients so far. It looks
#   fast at first. Then the net rushes past the minimum, and the loss rises again.
# - **No `backward`**: every `.grad` is `None`, `step` skips such leaves without a word, and nothing moves.
# - **No `step`**: there are gradients, and nobody uses them. Its curve lies on top of the one before. A call that only looks
#   like it, such as `scheduler.step()` (lesson 09), leaves the weights where they are too.
# - **No forward**: the only one that raises. The graph of a loss is for one use. The error message names
#   `retain_graph=True`, and with it the error goes away. But the old graph holds the old values: each
#   step repeats the first gradient, which has long ceased to be the right one. Compute the loss anew.
#
# Two orders matter: `backward` after the forward pass of the same batch, and `step` after `backward`. `zero_grad` may stand
# anywhere except between these last two.
#
# Another error that is easy to silence is this one. It says that there is no graph. Someone has switched off
# autograd or cut the graph. To call `requires_grad_()` on the loss makes the message go away and does not bring the
# graph back: the loss becomes a leaf, alone.

# %%
w = torch.zeros(3072, requires_grad=True)
with torch.no_grad():
    loss = F.binary_cross_entropy_with_logits(x_train @ w, y_train)
try:
    loss.backward()
except RuntimeError as error:
    print("RuntimeError:", error)
loss.requires_grad_()
loss.backward()
print("after loss.requires_grad_(): no error, and w.grad is", w.grad)

# %% [markdown]
# ### Exercise 5: predict the order
#
# Difficulty ●●○, importance ●●●, 6 minutes, 1 point.
#
# Each line below is the body of a loop over many batches. At the start every `.grad` is `None`. Abbreviations:
#
#     Z  optimizer.zero_grad()        L  loss = ..., the forward pass and the loss of this batch
#     B  loss.backward()              S  optimizer.step()
#
#     a   L Z B S
#     b   L B Z S
#     c   L B S Z
#     d   L B S          and Z once, before the loop
#     e   Z L S B
#     f   S Z L B
#     g   Z B S          and L once, before the loop
#     h   Z L B B S
#
# Say for each what happens, before you try it:
#
# - `"learns"`: every step that moves the weights follows the gradient of one batch, also if it comes a little late;
# - `"stands still"`: nothing raises, and the weights never move;
# - `"adds up"`: the steps follow sums of gradients of several batches;
# - `"raises"`: there is an error.
#
# Replace each `None`, and delete the last two lines of the cell. The test below looks at the form alone.
#
# <details><summary>Show me a hint</summary>
#
# Write each loop out for two or three batches in a row, without the letters in between: what holds each `.grad`
# when S is reached?
#
# <details><summary>Show me another hint</summary>
#
# A step with `.grad` `None` or zero moves nothing. A `.grad` that B has filled twice since the last Z is a sum.
#
# <details><summary>Show me another hint</summary>
#
# B frees the graph that it has walked. So ask of each B: has this very graph been walked before?
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict_order", "locked": false, "schema_version": 3, "solution": true, "task": false}
what_happens = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
    "f": None,
    "g": None,
    "h": None,
}
### BEGIN SOLUTION
what_happens = {
    "a": "learns",
    "b": "stands still",
    "c": "learns",
    "d": "adds up",
    "e": "stands still",
    "f": "learns",
    "g": "raises",
    "h": "raises",
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict_order", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
choices = ("learns", "stands still", "adds up", "raises")
for key in "abcdefgh":
    predicted = what_happens.get(key)
    expect.true(
        isinstance(predicted, str) and predicted.strip().strip(".!").lower() in choices,
        f"what_happens[{key!r}] is one of the four",
        came=f"it is {predicted!r}",
        look=f"Choose from {', '.join(map(repr, choices))}.",
    )

# %% [markdown]
# ### Exercise 6: repair `fit`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 2 points.
#
# The function below should fit a straight line, or a plane, to points. It runs without an error or a warning, and it
# does not learn. There are **three** faults. Two of them keep it from learning, one hiding behind the other; the third
# makes it return something other than its docstring says. Change as little as you can, and delete the last two lines
# of the cell. The cell after it shows you the loss and where your fit ends up.
#
# <details><summary>Show me a hint</summary>
#
# Print the shapes of `predicted`, of `y_batch`, and of their difference. Which of the three surprises you?
#
# <details><summary>Show me another hint</summary>
#
# Then follow one gradient through the loop: when is it made, when is it cleared, when is it used?
#
# <details><summary>Show me another hint</summary>
#
# The third fault does not hinder learning. Compare the type of what is collected with what the docstring says comes
# back.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "fit", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fit(x, y, w, b, learning_rate, epochs, batch_size):
    """Fit y by x @ w + b: stochastic gradient descent on the mean squared error.

    x: tensor (N, D). y: tensor (N,). Neither is changed.
    w: tensor (D, 1), b: tensor (1,): leaves that require grad. Each step changes them in place,
        to w - learning_rate * gradient, with the gradient of this batch's loss alone. They
        remain leaves that require grad.
    epochs: how many times to go through x. Each time the batches are x.split(batch_size), in this
        order; the last one may be smaller. One step for each.
    The loss of a batch: the mean over its rows of the squared difference between x @ w + b and y.
    Returns the losses, a list of floats, one for each step, in order.

    Example: fit(x, y, w, b, 0.1, epochs=3, batch_size=4) with x (10, 2) makes 9 steps.
    """
    optimizer = torch.optim.SGD([w, b], lr=learning_rate)
    losses = []
    for _ in range(epochs):
        for x_batch, y_batch in zip(x.split(batch_size), y.split(batch_size), strict=True):
            predicted = x_batch @ w + b
            loss = ((predicted - y_batch) ** 2).mean()
            loss.backward()
            optimizer.zero_grad()
            optimizer.step()
            losses.append(loss)
    return losses


### BEGIN SOLUTION
def fit(x, y, w, b, learning_rate, epochs, batch_size):  # noqa: F811
    optimizer = torch.optim.SGD([w, b], lr=learning_rate)
    losses = []
    for _ in range(epochs):
        for x_batch, y_batch in zip(x.split(batch_size), y.split(batch_size), strict=True):
            predicted = (x_batch @ w + b).squeeze(1)
            loss = ((predicted - y_batch) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses


### END SOLUTION

# %%
points = 2 * torch.rand(40, 1) - 1
heights = 3 * points.flatten() - 1 + 0.1 * torch.randn(40)
w, b = torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
losses = [torch.as_tensor(loss).item() for loss in fit(points, heights, w, b, 0.1, 20, 8)]
print(f"slope {w.item():.2f}, expected about 3; height at 0 {b.item():.2f}, expected about -1")
plots.loss_and_accuracy({"loss": losses})

# %% nbgrader={"grade": true, "grade_id": "test_fit", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two points on a line, one batch. At w = 0 and b = 0 the errors are -1 and -3, the loss is 5; the
# gradient of w is the mean of 2 * error * x, that is -5, the gradient of b is -4.
two_points, two_heights = torch.tensor([[0.5], [1.5]]), torch.tensor([1.0, 3.0])
w, b = torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
losses = fit(two_points, two_heights, w, b, 0.1, epochs=1, batch_size=2)
moved = "Which line uses the gradients, and are they there when it is reached?"
expect.true(w.any(), "w has moved", came="it is still zero", look=moved)
shapes = "Print the shapes of predicted and y_batch. What is the shape of their difference?"
expect.close("w after one step", w, [[0.5]], look=shapes)
expect.close("b after one step", b, [0.4], look=shapes)
expect.equal("the number of losses", len(losses), 1)
expect.true(
    not any(isinstance(loss, torch.Tensor) and loss.requires_grad for loss in losses),
    "the losses are plain numbers",
    came=f"the first is {losses[0]!r}",
    look="A tensor with a grad_fn keeps the whole graph of its batch in memory.",
)
expect.close("the loss of the first step", losses[0], 5.0)

# %% [markdown]
# ## 6. Momentum
#
# Plain SGD has a hard time in a narrow valley: steep across, almost flat along. A learning rate that is safe across
# is far too small along. **Momentum** keeps a running sum v of the gradients, in which the past fades:
#
#     v = momentum * v + gradient
#     w = w - learning_rate * v
#
# Across the valley the gradients change sign and cancel. Along it they add up, to as much as `1 / (1 - momentum)`
# times a single one: ten times with the usual 0.9. That v begins with the first gradient, whole.
#
# In other places you will find a running *mean*, `v = momentum * v + (1 - momentum) * gradient`, an exponential moving
# average. Adam uses one. It is not what `torch.optim.SGD` calls momentum: with 0.9 its steps are ten times smaller.


# %%
def valley_losses(momentum, own_share=1.0):
    """The loss in a valley, 50 times as steep across as along, over 100 steps."""
    w, v, seen = torch.ones(2), torch.zeros(2), []
    steepness = torch.tensor([50.0, 1.0])
    for _ in range(100):
        seen.append((steepness * w**2).sum() / 2)
        v = momentum * v + own_share * steepness * w
        w = w - 0.01 * v
    return seen


plots.lines(
    {
        "plain SGD": valley_losses(0.0),
        "momentum 0.9": valley_losses(0.9),
        "moving average, 0.9": valley_losses(0.9, own_share=0.1),
    },
    xlabel="step",
    ylabel="loss",
    log=True,
)

# %% [markdown]
# ### Exercise 7: `Momentum`
#
# Difficulty ●●●, importance ●●○, 13 minutes, 3 points.
#
# An optimizer that you can put in the place of `torch.optim.SGD(params, lr=lr, momentum=momentum)`. The leaves are
# changed in place, as in lesson 02.
#
# <details><summary>Show me a hint</summary>
#
# Each leaf needs a velocity of its own, and it must outlive the call of `step`. If you begin with
# the first gradient itself, take a copy. Otherwise velocity and `.grad` are one memory, and clearing the one
# clears the other.
#
# <details><summary>Show me another hint</summary>
#
# Make the velocities in `__init__`, one for each entry of `self.params`, of its shape. If they are zeros, `momentum
# * v + grad` gives the right thing in the first step too.
#
# <details><summary>Show me another hint</summary>
#
# In `step`, walk through both lists at once, leave out leaves without a gradient, and change velocity and leaf in
# place, under `no_grad`. Only `zero_grad` touches `.grad`.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "momentum", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Momentum:
    """SGD with momentum; the same steps as torch.optim.SGD(params, lr=lr, momentum=momentum).

    params: the leaves to train, of any shapes. lr and momentum: floats. self.lr may be changed
    between two steps, and holds from the next step on.

    Example: with momentum 0.9, lr 0.1 and a gradient of 1. in each of two steps, a leaf that
    begins at 0. is at -0.1 and then at -0.29.
    """

    def __init__(self, params, lr, momentum=0.0):
        self.params = list(params)  # a list, because a generator can be gone through only once
        self.lr = lr
        self.momentum = momentum
        ### BEGIN SOLUTION
        self.velocities = [torch.zeros_like(p) for p in self.params]
        ### END SOLUTION

    def step(self):
        """Change each leaf in place: v = momentum * v + grad, then w = w - lr * v.

        Each leaf has its own v, which begins with the first gradient that this optimizer sees. A
        leaf whose .grad is None is left alone, and so is its v. A .grad of zeros counts as a
        gradient. No .grad is changed.
        """
        ### BEGIN SOLUTION
        with torch.no_grad():
            for p, v in zip(self.params, self.velocities, strict=True):
                if p.grad is not None:
                    v.mul_(self.momentum).add_(p.grad)
                    p -= self.lr * v
        ### END SOLUTION

    def zero_grad(self):
        """Clear the gradient of each leaf, to None or to zeros. Velocities are kept."""
        ### BEGIN SOLUTION
        for p in self.params:
            p.grad = None
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_momentum", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# One leaf and a loss with the slope 1 everywhere, momentum 0.9, learning rate 0.1.
leaf = torch.zeros(2, requires_grad=True)
optimizer = Momentum([leaf], lr=0.1, momentum=0.9)
for step, place in enumerate((-0.1, -0.29, -0.561), start=1):  # v is 1, then 1.9, then 2.71
    optimizer.zero_grad()
    leaf.sum().backward()
    optimizer.step()
    expect.close(
        f"the leaf after step {step}",
        leaf,
        [place, place],
        look="v = 0.9 * v + grad, then w -= 0.1 * v. Does v survive until the next step?",
    )
optimizer.zero_grad()
expect.true(leaf.grad is None or not leaf.grad.any(), "zero_grad clears the gradient")
optimizer.step()  # a leaf without a gradient, or with one of zeros: no error
expect.leaf("the leaf", leaf)

# %% [markdown]
# Run this once the test passes: your optimizer beside PyTorch's, on ships and frogs. The curves lie on top of each other,
# and the weights differ by rounding at most.


# %%
def train_with(optimizer_class):
    w, b = torch.zeros(3072, requires_grad=True), torch.zeros((), requires_grad=True)
    optimizer = optimizer_class([w, b], lr=0.001, momentum=0.9)
    seen = []
    for step in range(60):
        rows = slice(50 * (step % 20), 50 * (step % 20) + 50)
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(x_train[rows] @ w + b, y_train[rows])
        loss.backward()
        optimizer.step()
        seen.append(loss.item())
    return w.detach(), seen


yours, your_losses = train_with(Momentum)
theirs, their_losses = train_with(torch.optim.SGD)
print("largest difference of the weights:", (yours - theirs).abs().max().item())
plots.loss_and_accuracy({"your loss": your_losses, "PyTorch's loss": their_losses})

# %% [markdown]
# ## Summary
#
# - Compute a loss from logits, never from probabilities: `max(z, 0) - y * z + log1p(exp(-abs(z)))`.
# - Gradients are checked with central differences in float64, `eps` around 1e-6, at points without kinks.
# - The gradient by a logit is (probability - label) / N. From there it goes to the weights by `x.T @ dz`.
# - A `Function` multiplies `grad_output` by its own derivative and returns one gradient per argument. What `backward`
#   needs is kept with `save_for_backward`.
# - A training step: `zero_grad`, forward and loss, `backward`, `step`.
# - Momentum as PyTorch means it: `v = momentum * v + grad`, `w -= lr * v`. It is a sum, not a mean.
#
# ## What people get wrong
#
# - The logarithm of a sigmoid. It holds until the net is sure of itself. To clamp the probability hides it.
# - (N, 1) beside (N,). The mean of N x N numbers is a number too, and the net learns the average label.
# - A probability where a logit is expected, or the other way round.
# - The 1 / N of the mean forgotten in the gradient: the learning rate then depends on the batch size.
# - `backward` of a `Function` without `grad_output`. A sum as the test loss does not show it.
# - `zero_grad` forgotten, or between `backward` and `step`.
# - `retain_graph=True` or `loss.requires_grad_()` to silence an error. The error was right.
# - Momentum with a factor `1 - momentum` on the gradient; a velocity that shares its memory with `.grad`.
#
# ## Questions to take along
#
# - You measure the accuracy with `model.forward(x_test)` between `forward` and `backward` of a batch. What goes wrong in
#   exercise 3, and why not with autograd?
# - What would exercise 3 return for `grad_w` if the loss were the sum and not the mean?
# - `Swish` could save s in place of x. Which is cheaper in memory, and which in time?
# - In the valley above, which learning rate makes plain SGD diverge? Does momentum help there?
#
# ## Where to read on
#
# In the documentation on pytorch.org: "Extending PyTorch" (the part on `torch.autograd.Function`), "Gradcheck mechanics",
# `torch.nn.functional.binary_cross_entropy_with_logits`, `torch.optim.SGD` (its formula, with dampening and
# Nesterov). Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning". In the next
# lesson the net becomes an object that knows its own parameters.
