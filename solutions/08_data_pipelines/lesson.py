# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 08 Data pipelines
#
# So far a loader came from the course library and was simply there. In this lesson you build the way from an
# array of bytes to a batch: the data set, the transforms, the split, the loader. Most mistakes on
# this way raise nothing. They show up weeks later, as an accuracy that nobody can repeat.
#
# When you are done you can
#
# - write a `Dataset` that hands out what a net can take;
# - build a pipeline from `torchvision.transforms.v2`, and say what is random in it;
# - say what each parameter of a `DataLoader` does, and predict its batches;
# - split data by a seed, without overlap, and normalise with the training images alone;
# - find the faults in a pair of loaders that run without an error;
# - batch sequences of different lengths, and choose which ones meet in a batch;
# - use workers, and say where their random numbers come from.
#
# Seven exercises, 15 points, about 90 minutes. Run the cells from top to bottom. Where an experiment is meant
# to fail, it says so and prints the error.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import inspect
import itertools
import re
import sys
import time
import warnings

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import (
    BatchSampler,
    DataLoader,
    Dataset,
    RandomSampler,
    Sampler,
    Subset,
    TensorDataset,
    WeightedRandomSampler,
    default_collate,
    get_worker_info,
    random_split,
)

from course_lib import expect, plots
from course_lib.data import ArrayLoader, cifar10_dataset, cifar10_loaders, load_cifar10
from course_lib.device import pick_device, seed_everything

# After course_lib, which makes torchvision importable beside a CPU build of torch.
# isort: split
from torchvision.transforms import v2

seed_everything(8)
device = pick_device()
data = load_cifar10()

# 5,000 pictures as image files give them: height, width, colours. NumPy, uint8.
pictures = np.ascontiguousarray(data.train_images[:5000].transpose(0, 2, 3, 1))
labels = np.array(data.train_labels[:5000])
print("pictures:", pictures.dtype, pictures.shape, "  labels:", labels.dtype, labels.shape)

# %% [markdown]
# ## 1. A data set is two methods
#
# A data set answers two questions: how many items are there (`__len__`), and what is item number i
# (`__getitem__`). That is all that a `DataLoader` asks of it. Even a list will do. You derive from `Dataset`
# to say what the class is meant for, and because it lets you write `first + second`.
#
# A third answer is easy to forget. Python walks through an object without `__iter__` by asking for item 0,
# 1, 2, ... until there is an `IndexError`. It does not look at `__len__`. A data set that never
# raises never ends.


# %%
class Squares(Dataset):
    """The squares of 0 to n - 1."""

    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        if not 0 <= index < self.n:
            raise IndexError(f"there is no item {index} of {self.n}")
        return index**2


class Endless(Squares):
    def __getitem__(self, index):
        return (index % self.n) ** 2


print("length", len(Squares(5)), "| item 3 is", Squares(5)[3], "| all of it", list(Squares(5)))
print("without IndexError:", list(itertools.islice(Endless(5), 12)), "and so on")

# %% [markdown]
# What does item i look like? It is what a net can take, without the batch axis. A picture from a file is H x W x C
# and `uint8`. A net wants C x H x W and `float32`. Both of these fail, the second one because NumPy divides
# in `float64`:

# %%
layer = nn.Conv2d(3, 4, kernel_size=3)
as_bytes = torch.from_numpy(pictures[0]).permute(2, 0, 1)
divided_by_numpy = torch.from_numpy(pictures[0] / 255).permute(2, 0, 1)
for image in (as_bytes, divided_by_numpy):
    try:
        layer(image[None])
    except RuntimeError as error:
        print(f"{image.dtype}: RuntimeError: {error}")

# %% [markdown]
# A label is a whole number, and in a batch it should be `int64`. Our labels are `uint8`, to save space. A `uint8`
# tensor that is used as an index is taken for a mask of yes and no, as in the days before PyTorch had `bool`. A
# Python `int` is safe: in a batch it becomes `int64`. A Python `float` becomes `float64`.

# %%
weight_of_class = torch.linspace(0, 0.9, 10)
for y in (torch.tensor([3, 3, 5]), torch.tensor([3, 3, 5], dtype=torch.uint8)):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(y.dtype, weight_of_class[y])
        except IndexError as error:
            print(y.dtype, "IndexError:", error)
    for warning in caught:
        print("Warning:", str(warning.message).split(" (")[0])
print(default_collate([3, 3, 5]).dtype, default_collate([0.5, 1.0]).dtype)

# %% [markdown]
# ### Exercise 1: `PictureDataset`
#
# Difficulty ●●○, importance ●●●, 10 minutes, 2 points.
#
# A data set over pictures as image files give them. It must work for pictures of any size, and leave the array as
# it is. `transform` is what you will use for random changes: each time that an item is asked for, it is called
# again.
#
# <details><summary>Show me a hint</summary>
#
# `to_images` of lesson 01, for a single picture: a tensor, a `permute`, a division. NumPy raises the
# `IndexError` for you if you ask the array for an item that it does not have.
#
# <details><summary>Show me another hint</summary>
#
# `__init__` only keeps what it is given. `__len__` is the number of pictures. All the work is in `__getitem__`, for
# a single picture, whose axes are H x W x C.
#
# <details><summary>Show me another hint</summary>
#
# The division makes a new tensor, so the array stays as it is. Then the transform, if there is one, and the label
# as an `int`: a NumPy integer is none.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "PictureDataset", "locked": false, "schema_version": 3, "solution": true, "task": false}
class PictureDataset(Dataset):
    """Pictures with their labels, as a data set of pairs (image, label).

    pictures: NumPy array of uint8, shape (N, H, W, C), values 0 to 255. It is not changed.
    labels: NumPy array of N whole numbers, of any integer type.
    transform: None, or a function that takes an image and returns one.

    len(dataset) is N. dataset[i] is the pair (image, label):
        image: tensor of float32, shape (C, H, W), each byte divided by 255. If there is a
            transform, then what transform(image) gives, called anew at each access.
        label: an int (a tensor of shape () and type int64 will do as well).
    i may be an int or a NumPy integer, and negative: dataset[-1] is the last pair. Where there is
    no item i, dataset[i] raises IndexError.

    Example: for 8 pictures of 32 x 32 pixels, dataset[0] is (tensor (3, 32, 32), 6).
    """

    def __init__(self, pictures, labels, transform=None):
        ### BEGIN SOLUTION
        self.pictures = pictures
        self.labels = labels
        self.transform = transform
        ### END SOLUTION

    def __len__(self):
        ### BEGIN SOLUTION
        return len(self.pictures)
        ### END SOLUTION

    def __getitem__(self, index):
        ### BEGIN SOLUTION
        image = torch.from_numpy(self.pictures[index]).permute(2, 0, 1).float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[index])
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_PictureDataset", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Three pictures, 2 pixels high and 4 wide.
small = (np.arange(1, 73) ** 2 % 251).astype(np.uint8).reshape(3, 2, 4, 3)
before = small.copy()
dataset = PictureDataset(small, np.array([7, 0, 9], dtype=np.uint8))

expect.equal("len(dataset)", len(dataset), 3)
expect.instance("dataset[1]", dataset[1], (tuple, list), look="An item is the pair (image, label).")
expect.equal("len(dataset[1])", len(dataset[1]), 2, look="An item is the pair (image, label).")
image, label = dataset[1]
expect.instance("the image", image, torch.Tensor)
expect.shape("the image", image, (3, 2, 4), look="The order is C, H, W.")
expect.dtype("the image", image, torch.float32)
for channel, colour in enumerate(["red", "green", "blue"]):
    expect.close(
        f"the {colour} plane of item 1",
        image[channel],
        before[1, :, :, channel] / 255,
        look="Moving an axis is a permute, and each byte is divided by 255.",
    )
expect.equal("the array afterwards", small, before, look="from_numpy shares its memory.")
expect.equal("the label of item 0", int(dataset[0][1]), 7)
expect.equal("the label of item -1", int(dataset[-1][1]), 9, look="-1 is the last item.")
x, y = default_collate([dataset[0], dataset[np.int64(2)]])
expect.dtype("the labels of a batch", y, torch.int64, look="int(...) of the label, for example.")


def item_3_of_3():
    return dataset[3]


look = "Without it a for loop over the data set never ends."
expect.raises(IndexError, item_3_of_3, look=look)
doubled = PictureDataset(small, np.array([7, 0, 9]), transform=lambda image: 2 * image)
expect.close("an image with a transform", doubled[1][0], 2 * image, look="Call self.transform.")

# %% [markdown]
# ## 2. Transforms
#
# `torchvision.transforms.v2` has the usual steps between a picture and a net. `v2.Compose` chains them. The first
# two below are what you have just written by hand: `ToImage` turns an H x W x C array into a C x H x W tensor (of a
# subclass, `Image`), and `ToDtype(torch.float32, scale=True)` converts and divides by 255.

# %%
to_float = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])
image = to_float(pictures[0])
by_hand = torch.from_numpy(pictures[0]).permute(2, 0, 1).float() / 255
print(type(image).__name__, image.dtype, tuple(image.shape))
print("same as by hand:", torch.allclose(image, by_hand))

# %% [markdown]
# Three traps. Without `scale=True` the type changes and the values do not, in silence. `Normalize` wants floats, so
# it comes after `ToDtype`. And `v2.ToTensor`, which most tutorials use, is deprecated: it says so,
# and names the pair that replaces it.

# %%
not_scaled = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32)])
print("without scale: largest value", not_scaled(pictures[0]).max().item())
try:
    v2.Normalize([0.5] * 3, [0.25] * 3)(v2.ToImage()(pictures[0]))
except TypeError as error:
    print("TypeError:", error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    v2.ToTensor()
print("Warning:", caught[0].message)

# %% [markdown]
# **Augmentation** changes the training images at random, so that the net never sees quite the same one twice: a
# mirror image of a frog is a frog. It is for training alone. The same image, sixteen times (run
# this once the test of exercise 1 passes):

# %%
augment = v2.Compose([v2.RandomHorizontalFlip(), v2.RandomCrop(32, padding=4)])
augmented = PictureDataset(pictures, labels, transform=augment)
plots.images(torch.stack([augmented[3][0] for _ in range(16)]), normalised=False)

# %% [markdown]
# Each call of a transform rolls its dice once. Given a whole batch, it flips all the images or none. That is
# why the transform belongs into `__getitem__`, and it is also a common way to make augmentation cheap and weak.

# %%
batch = torch.from_numpy(pictures[:6]).permute(0, 3, 1, 2)
flip = v2.RandomHorizontalFlip()
for _ in range(3):
    whole = [torch.equal(a, b) for a, b in zip(batch, flip(batch), strict=True)]
    single = [torch.equal(image, flip(image)) for image in batch]
    flipped = {"the batch": whole, "one by one": single}
    print({name: "".join(".F"[not same] for same in row) for name, row in flipped.items()})

# %% [markdown]
# ## 3. What a DataLoader does
#
# A loader puts three things together. A **sampler** says which items come, in which order. A **batch
# sampler** cuts that into lists of indices. A **collate function** makes a batch of the items
# of each list. You seldom name them: `shuffle`, `batch_size` and `drop_last` choose the first two for you,
# and `default_collate` stacks tensors, turns numbers into tensors, and works through tuples and dictionaries.

# %%
numbers = list(range(10))  # a list has both methods
for options in (
    {},
    {"batch_size": 4},
    {"batch_size": 4, "drop_last": True},
    {"batch_size": 4, "shuffle": True},
    {"batch_size": 4, "sampler": [9, 8, 7, 1, 1]},
    {"batch_sampler": [[0, 1], [5], [2, 3, 4]]},
):
    loader = DataLoader(numbers, **options)
    print(f"{options}: {len(loader)} batches", *(x.tolist() for x in loader))
loader = DataLoader(numbers, batch_size=None)
print("batch_size=None:", len(loader), "items as they are, the first is", next(iter(loader)))

# %% [markdown]
# What contradicts itself raises, and what has no length cannot be shuffled:


# %%
class WithoutLength(Dataset):
    def __getitem__(self, index):
        return index


for dataset, options in (
    (numbers, {"shuffle": True, "sampler": [0, 1]}),
    (numbers, {"batch_size": 2, "batch_sampler": [[0, 1]]}),
    (numbers, {"persistent_workers": True}),
    (WithoutLength(), {"shuffle": True}),
):
    try:
        DataLoader(dataset, **options)
    except (ValueError, TypeError) as error:
        print(f"{options}: {type(error).__name__}: {error}")

# %% [markdown]
# | parameter | default | what it does |
# |---|---|---|
# | `batch_size` | 1 | items in a batch; `None`: no batches, items as they are |
# | `shuffle` | `False` | a new random order in each pass |
# | `sampler`, `batch_sampler` | | your own choice of indices, or of lists of indices |
# | `drop_last` | `False` | leaves out a last batch that is too small |
# | `collate_fn` | `default_collate` | makes a batch of a list of items |
# | `generator` | the global one | where the order and the seeds of workers come from |
# | `num_workers` | 0 | processes that fetch items; 0: this process does it |
# | `worker_init_fn` | | called in each worker when it starts |
# | `prefetch_factor` | `None`; with workers 2 | batches that each worker prepares ahead |
# | `persistent_workers` | `False` | keeps the workers from pass to pass |
# | `multiprocessing_context` | the system's | how workers are started: `"fork"`, `"spawn"`, `"forkserver"` |
# | `timeout` | 0: never | seconds to wait for a worker before it is an error |
# | `pin_memory` | `False` | puts batches where a GPU can fetch them quickly |
#
# For training, `shuffle=True` is the one that you must not forget. Here is a linear classifier on the same 4,000
# images, once in random order and once sorted by class, as files in folders tend to be. The curve is its accuracy on
# 1,000 other images.


# %%
def accuracy_curve(indices, shuffle):
    """Validation accuracy after every tenth batch of two passes over the images `indices`."""
    torch.manual_seed(0)
    images = torch.from_numpy(pictures).permute(0, 3, 1, 2).float().div(255).sub(0.5).div(0.25)
    classes = torch.from_numpy(labels).long()
    loader = DataLoader(TensorDataset(images[indices], classes[indices]), 50, shuffle=shuffle)
    net = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 10))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.005)
    curve = []
    for step, (x, y) in enumerate(itertools.chain(loader, loader)):
        optimizer.zero_grad()
        F.cross_entropy(net(x), y).backward()
        optimizer.step()
        if step % 10 == 9:
            with torch.no_grad():
                predictions = net(images[4000:]).argmax(dim=1)
            curve.append((predictions == classes[4000:]).float().mean().item())
    trucks = (predictions == 9).sum().item()
    print(f"shuffle={shuffle}: {trucks} of 1,000 images are taken for trucks at the end")
    return curve


by_class = np.argsort(labels[:4000], kind="stable")
plots.lines(
    {
        "shuffled": accuracy_curve(by_class, shuffle=True),
        "sorted by class": accuracy_curve(by_class, shuffle=False),
    },
    x=list(range(10, 161, 10)),
    xlabel="batch",
    ylabel="accuracy",
)

# %% [markdown]
# Sorted by class, the net learns "airplane", and half forgets it over "automobile". The last thing that it has
# seen are trucks, and it sees them everywhere.
#
# The random order comes from PyTorch's global generator, unless you pass one. A global generator is shared with
# everything else that draws: a dropout layer more, and the order is another one. With a **generator of its
# own**, the loader begins at the same order in each run, and still has a new one in each pass.


# %%
def orders(generator):
    loader = DataLoader(numbers, batch_size=None, shuffle=True, generator=generator)
    return list(loader), list(loader)


torch.manual_seed(0)
print("global:             ", *orders(None))
torch.manual_seed(0)
torch.rand(1)  # somebody else draws a number
print("global, after a draw:", *orders(None))
print("its own:            ", *orders(torch.Generator().manual_seed(0)))
print("its own, again:     ", *orders(torch.Generator().manual_seed(0)))

# %% [markdown]
# ## 4. A split
#
# You need images that training never sees: validation images for your own decisions, test images for the
# final figure. A split has to be random (files come in some order), seeded (or two runs are not comparable, and
# a run that is resumed trains on what it was measured on) and without overlap. Each of the three can fail
# without a sound. Two random draws, for instance:

# %%
train = torch.randperm(5000)[:4000]
held_back = torch.randperm(5000)[4000:]
print("in both:", len(set(train.tolist()) & set(held_back.tolist())), "of", len(held_back))

# %% [markdown]
# `random_split(dataset, [4000, 1000], generator=...)` does it in one line. It gives two `Subset` objects, which is the
# data set and a list of indices. Both halves share that data set, and its transform with it: if
# it augments, validation is augmented too. So it is good to be able to split the *indices*.

# %%
one, other = random_split(numbers, [7, 3], generator=torch.Generator().manual_seed(0))
print(
    type(one).__name__,
    list(one.indices),
    list(other.indices),
    "| same data:",
    one.dataset is other.dataset,
)
print("a Subset of your own:", list(Subset(numbers, [9, 1])))

# %% [markdown]
# ### Exercise 2: `split_indices`
#
# Difficulty ●●○, importance ●●●, 6 minutes, 2 points.
#
# <details><summary>Show me a hint</summary>
#
# Draw one random order of all the indices, from a generator of your own, and cut it once.
#
# <details><summary>Show me another hint</summary>
#
# `torch.randperm(n, generator=...)` is such an order. The generator is made in the function and gets the seed
# there.
#
# <details><summary>Show me another hint</summary>
#
# Where to cut: one part has `validation` entries, and the other has the rest. Return them in the order of the
# docstring.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "split_indices", "locked": false, "schema_version": 3, "solution": true, "task": false}
def split_indices(n, validation, seed):
    """A random split of the indices 0 to n - 1 into training and validation.

    n: how many items there are. validation: how many of them are held back, 0 < validation < n.
    seed: an int. The same seed gives the same split at each call, another seed another one.
    Returns the pair (train, held_back) of sequences of indices (tensors, arrays or lists), with
    n - validation and validation entries. Each index is in one of them, once.

    The random numbers come from a generator of its own: the global one (torch.rand and the like)
    has no influence on the split, and goes on afterwards as if nothing had been drawn.

    Example: split_indices(5, 2, seed=0) may give ([4, 0, 2], [1, 3]).
    """
    ### BEGIN SOLUTION
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed))
    return order[validation:], order[:validation]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_split_indices", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
train, held_back = split_indices(50, 20, seed=1)
expect.equal("(len(train), len(held_back))", (len(train), len(held_back)), (30, 20))
together = sorted(int(index) for part in (train, held_back) for index in part)
look = "One random order of all indices, cut once."
expect.equal("all indices together, sorted", together, list(range(50)), look=look)
torch.rand(1)
again, held_again = split_indices(50, 20, seed=1)
look = "The generator starts at the seed in each call."
same = [int(i) for i in held_back], [int(i) for i in held_again]
expect.equal("held_back of a second call with seed 1", same[1], same[0], look=look)
other = [int(i) for i in split_indices(50, 20, seed=2)[1]]
expect.true(set(other) != set(same[0]), "seed 2 gives another split", look="Is the seed used?")

# %% [markdown]
# ## 5. Statistics of the training images
#
# A net learns best from inputs with mean 0 and standard deviation 1 in each channel. The mean and the standard
# deviation that you subtract and divide by are part of what you have learnt from data, like a weight. So they
# come from the **training images alone**. With statistics that saw the test images, the test is no longer of
# something unseen. On CIFAR-10 that changes little, as you will see below. With a few hundred X-ray images from two
# hospitals it can decide the result.
#
# Data may not fit into memory, so one adds up batch by batch. The trap is the one of lesson 02: the mean of the means of
# batches is wrong if the last batch is smaller. The mean of their standard deviations is wrong in any case: it
# leaves out how the batches differ from each other.

# %%
grey = torch.cat([torch.zeros(4, 1, 2, 2), torch.ones(1, 1, 2, 2)])  # four black images, one white
parts = grey.split(4)
means, deviations = [p.mean().item() for p in parts], [p.std(unbiased=False).item() for p in parts]
print("mean of batch means:", sum(means) / 2, "  all pixels:", grey.mean().item())
print("mean of batch deviations:", sum(deviations) / 2, "  all:", grey.std(unbiased=False).item())

# %% [markdown]
# ### Exercise 3: `channel_statistics`
#
# Difficulty ●●○, importance ●●○, 8 minutes, 2 points.
#
# <details><summary>Show me a hint</summary>
#
# Three running totals: the number of pixels, the sum for each channel, the sum of the squares for each channel. The
# variance is the mean of the squares minus the square of the mean.
#
# <details><summary>Show me another hint</summary>
#
# A sum over images, rows and columns leaves one number per channel: `x.sum(dim=(...))`. The pixels of a batch are
# its images times height times width.
#
# <details><summary>Show me another hint</summary>
#
# A mean of the means of batches counts the last batch for too much; divide once, after the loop. Large sums that
# almost cancel want float64.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "channel_statistics", "locked": false, "schema_version": 3, "solution": true, "task": false}
def channel_statistics(loader):
    """Mean and standard deviation of each channel, over all pixels of all images of a loader.

    loader: a DataLoader, or anything else that gives batches (x, y), x a float tensor (B, C, H, W).
        The last batch may be smaller. It can be walked through more than once. Its batches
        are left as they are.
    Returns the pair (mean, std), a tensor of shape (C,) each. Every pixel counts once. std is the
    root of the mean squared distance from the mean (dividing by the number of pixels, or by one
    less, as you like).

    Example: for 4 black images and a white one, of one channel, it gives 0.2 and 0.4.
    """
    ### BEGIN SOLUTION
    count, total, squares = 0, 0.0, 0.0
    for x, _ in loader:
        x = x.double()  # a difference of two large sums: spend the precision
        count += x.numel() // x.shape[1]
        total = total + x.sum(dim=(0, 2, 3))
        squares = squares + x.square().sum(dim=(0, 2, 3))
    mean = total / count
    return mean.float(), (squares / count - mean**2).sqrt().float()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_channel_statistics", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Five images of 2 channels, 2 x 3 pixels, in batches of 2, 2 and 1. Only the last one is bright.
five = torch.zeros(5, 2, 2, 3)
five[:, 1] = 0.5
five[4] = 1.0
of_five = DataLoader(TensorDataset(five, torch.zeros(5)), batch_size=2)
found = channel_statistics(of_five)
expect.instance("what comes back", found, (tuple, list), look="The pair (mean, std).")
look = "One number per channel, over images, rows and columns."
expect.shape("mean", torch.as_tensor(found[0]), (2,), look=look)
expect.shape("std", torch.as_tensor(found[1]), (2,), look=look)
look = "Count pixels: the last batch has fewer images than the others."
expect.close("mean", torch.as_tensor(found[0]), [0.2, 0.6], look=look)
# 0.4 and 0.2; a little more if the sum is divided by one less than the 30 pixels.
look = "From the totals over all images. The mean of the batches' own deviations is another number."
for channel, spread in enumerate((0.4, 0.2)):
    value = float(found[1][channel])
    expect.between(f"std of channel {channel}", value, 0.99 * spread, 1.03 * spread, look=look)

# %% [markdown]
# Run this once the test passes. It compares your figures with those that the course library keeps with its loaders,
# and with what you would have had if the test images had been looked at.

# %%
plain_train, _, plain_test = cifar10_loaders(batch_size=100, normalise=False, say=False)
kept = cifar10_loaders(say=False)[0].dataset.statistics
print("yours, training images  ", *channel_statistics(plain_train))
print("kept with the loaders   ", *kept)
print("test images (not for you)", *channel_statistics(plain_test))

# %% [markdown]
# ## 6. Two loaders that run without an error
#
# A loader for training and one for validation differ in almost everything:
#
# | | training | validation |
# |---|---|---|
# | order | new in each pass, from a seed | fixed |
# | random changes of the images | yes | none |
# | the last, smaller batch | either way | kept |
# | normalised with | statistics of the training images | the same ones |
#
# What is wrong with shuffling validation? No accuracy changes. But whoever collects predictions and compares them with
# labels from elsewhere gets chance, even from a net that is never wrong:

# %%
truth = torch.from_numpy(labels[:200]).long()
for shuffle in (False, True):
    loader = DataLoader(TensorDataset(truth), batch_size=64, shuffle=shuffle)
    predictions = torch.cat([y for (y,) in loader])  # a net that is always right
    right = (predictions == truth).float().mean().item()
    print(f"shuffle={shuffle}: {right:.0%} of the predictions agree with the list of labels")

# %% [markdown]
# And with `drop_last` some images are never looked at, with augmentation the figure is another one each time. This
# is the data set for the exercise:


# %% nbgrader={"grade": false, "grade_id": "images_class", "locked": true, "schema_version": 3, "solution": false, "task": false}
class Images(Dataset):
    """Images, uint8 (N, C, H, W), with labels (N,); each image goes through `transform`."""

    def __init__(self, images, labels, transform):
        self.images, self.labels, self.transform = images, labels, transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.transform(self.images[index]), self.labels[index]


# %% [markdown]
# ### Exercise 4: `make_loaders` (find the bugs)
#
# Difficulty ●●○, importance ●●●, 12 minutes, 4 points: one for each bug.
#
# The function below runs, its batches have the right shapes, and nets train well on them. Compare it with
# its docstring: four things are wrong. Repair it in place, keep what is right, and then delete the last two
# lines of the cell.
#
# The test cell looks only at the form. Finding out is your part: make a loader of ten images whose labels are 0 to 9,
# and look at what comes, twice.
#
# <details><summary>Show me a hint</summary>
#
# Two faults lie in the options that both loaders share. Which of them may a validation loader have?
#
# <details><summary>Show me another hint</summary>
#
# One lies in the transform: what in it is random, and for whom is it meant?
#
# <details><summary>Show me another hint</summary>
#
# The last lies in the numbers for normalising. From which images do they come, and from which may they?
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "make_loaders", "locked": false, "schema_version": 3, "solution": true, "task": false}
def make_loaders(images, labels, validation, batch_size, seed):
    """A loader for training and one for validation, from one set of images.

    images: tensor of uint8, shape (N, C, H, W). labels: tensor of int64, (N,).
    validation: how many of the N images are held back for validation, drawn at random from seed.
    Returns the pair (loader_train, loader_val) of DataLoaders. Their batches are (x, y) of batch_size
        images, x float32.

    Training: all the other images, in a new random order in each pass, the same orders for the
        same seed, whatever the global random state is. Each image is flipped left to right at
        random, half of the time, anew in each pass, whatever happens to the others of its batch.
        A last, smaller batch may be dropped or kept.
    Validation: every one of the images that were held back, in the same order in each pass, the
        last, smaller batch included. Nothing about them is random.
    Both are scaled to [0, 1] and then normalised: minus the mean, divided by the standard deviation
    of each channel of the training images, as they are in [0, 1] and not flipped. What is held back
    has no influence on these numbers.

    Example: make_loaders(images, labels, validation=1000, batch_size=64, seed=0).
    """
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]

    pixels = images / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))
    transform = v2.Compose(
        [
            v2.RandomHorizontalFlip(),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize(mean.tolist(), std.tolist()),
        ]
    )
    options = {"batch_size": batch_size, "shuffle": True, "drop_last": True}
    loader_train = DataLoader(
        Images(images[train], labels[train], transform),
        generator=torch.Generator().manual_seed(seed),
        **options,
    )
    loader_val = DataLoader(Images(images[held_back], labels[held_back], transform), **options)
    return loader_train, loader_val


### BEGIN SOLUTION
def make_loaders(images, labels, validation, batch_size, seed):  # noqa: F811
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed))
    held_back, train = order[:validation], order[validation:]

    pixels = images[train] / 255
    mean, std = pixels.mean(dim=(0, 2, 3)), pixels.std(dim=(0, 2, 3))
    prepare = [
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(mean.tolist(), std.tolist()),
    ]
    augmenting = v2.Compose([v2.RandomHorizontalFlip(), *prepare])
    loader_train = DataLoader(
        Images(images[train], labels[train], augmenting),
        batch_size=batch_size,
        shuffle=True,
        generator=torch.Generator().manual_seed(seed),
    )
    loader_val = DataLoader(
        Images(images[held_back], labels[held_back], v2.Compose(prepare)), batch_size=batch_size
    )
    return loader_train, loader_val


### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_make_loaders", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether the bugs are gone is decided when the lesson is graded.
twenty = torch.from_numpy(pictures[:20]).permute(0, 3, 1, 2)
pair = make_loaders(twenty, torch.arange(20), validation=8, batch_size=4, seed=0)
expect.instance("what comes back", pair, (tuple, list), look="The pair (loader_train, loader_val).")
expect.equal("its length", len(pair), 2)
for name, loader in zip(("loader_train", "loader_val"), pair, strict=True):
    expect.instance(name, loader, DataLoader)
    x, y = next(iter(loader))
    expect.shape(f"x of {name}", x, (4, 3, 32, 32))
    expect.dtype(f"x of {name}", x, torch.float32)
    expect.dtype(f"y of {name}", y, torch.int64)

# %% [markdown]
# Run this to see what your validation loader does: ten numbered images out of fifteen, two passes. Then look at `x`.

# %%
fifteen = torch.from_numpy(pictures[:15]).permute(0, 3, 1, 2)
_, loader = make_loaders(fifteen, torch.arange(15), validation=10, batch_size=4, seed=0)
for number in (1, 2):
    print("pass", number, *(y.tolist() for _, y in loader))

# %% [markdown]
# ## 7. Items of different lengths
#
# Not everything has a size that is the same for all: words, sentences, sound. Here are the words of the DataLoader's own
# documentation, each as a tensor of letters (1 is a, 26 is z), with a label that says whether it is written with
# a capital. `default_collate` stacks, and what differs in length cannot be stacked:

# %%
words = re.findall("[A-Za-z]+", inspect.getdoc(DataLoader))
items = [(torch.tensor([ord(c) - 96 for c in w.lower()]), int(w[0].isupper())) for w in words]
word_lengths = [len(letters) for letters, _ in items]
print(len(words), "words, the first:", words[0], items[0])
try:
    next(iter(DataLoader(items, batch_size=3)))
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# The remedy is a `collate_fn` of your own. It gets the list of items of one batch and returns the batch. Usually it
# **pads**: it fills up the shorter ones with zeros, to the length of the longest *in this batch*, and says how
# long each one really is. Without the lengths nobody could tell a zero that was filled in from one that is
# part of the data, and a mean over a row would depend on who else is in the batch.
#
# ### Exercise 5: `pad_batch`
#
# Difficulty ●●○, importance ●●○, 8 minutes, 2 points.
#
# <details><summary>Show me a hint</summary>
#
# `torch.nn.utils.rnn.pad_sequence` does the filling up; look at its argument `batch_first`. Without it: make a
# tensor of zeros of the right shape *and dtype*, and write each sequence into its row.
#
# <details><summary>Show me another hint</summary>
#
# First take the pairs apart: all sequences, all labels. The lengths are those of the sequences before anything is
# filled up.
#
# <details><summary>Show me another hint</summary>
#
# A tensor made of a list of ints has dtype int64 by itself. Only the filling must keep the dtype of the sequences.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "pad_batch", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pad_batch(items):
    """A collate function for sequences of different lengths.

    items: a list of B pairs (sequence, label). A sequence is a tensor (L,), of any length L > 0 and
        of any dtype, which is the same for all. A label is an int. They are not changed.
    Returns (padded, lengths, labels), in the order of the items:
        padded: tensor (B, longest L of this batch) of the dtype of the sequences. Each row is a
            sequence and then zeros.
        lengths: tensor of int64, (B,). labels: tensor of int64, (B,).

    Example: [(tensor([3, 1, 20]), 0), (tensor([9]), 1)] becomes
    (tensor([[3, 1, 20], [9, 0, 0]]), tensor([3, 1]), tensor([0, 1])).
    """
    ### BEGIN SOLUTION
    sequences, labels = zip(*items, strict=True)
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    padded = nn.utils.rnn.pad_sequence(sequences, batch_first=True)
    return padded, lengths, torch.tensor(labels)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_pad_batch", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
cat, i_like = torch.tensor([3, 1, 20]), torch.tensor([9, 12, 9, 11, 5])
batch = pad_batch([(cat, 0), (i_like, 1), (torch.tensor([9]), 1)])
expect.instance("pad_batch(...)", batch, (tuple, list), look="(padded, lengths, labels)")
expect.equal("its length", len(batch), 3, look="(padded, lengths, labels)")
padded, lengths, classes = batch
rows = [[3, 1, 20, 0, 0], [9, 12, 9, 11, 5], [9, 0, 0, 0, 0]]
expect.shape("padded", padded, (3, 5), look="One row per item, as long as the longest one.")
expect.close("padded", padded, rows, look="Each row is a sequence, then zeros.")
expect.dtype("padded", padded, torch.int64, look="The dtype of the sequences.")
for name, found, expected in (("lengths", lengths, [3, 5, 1]), ("labels", classes, [0, 1, 1])):
    expect.instance(name, found, torch.Tensor)
    expect.close(name, found, torch.tensor(expected))
    expect.dtype(name, found, torch.int64)

# %% [markdown]
# Run this once the test passes: the first batches of words.

# %%
for padded, lengths, _ in itertools.islice(DataLoader(items, 6, collate_fn=pad_batch), 2):
    print(padded, lengths)

# %% [markdown]
# ## 8. Samplers
#
# A **sampler** is anything that gives indices when it is walked through: one pass, one order. `shuffle=True` is short for
# `sampler=RandomSampler(dataset)`. A `WeightedRandomSampler` draws *with replacement* (its default), in proportion to one weight
# for each **item** (not each class). With weights of 1 / (items of that class), all classes turn up equally
# often, whatever the data looks like. Only in training, of course.

# %%
rare = np.concatenate([np.flatnonzero(labels == 0)[:20], np.flatnonzero(labels == 1)[:380]])
classes = torch.from_numpy(labels[rare]).long()  # 20 airplanes, 380 automobiles
weights = 1 / torch.bincount(classes)[classes].double()
sampler = WeightedRandomSampler(weights, 400, generator=torch.Generator().manual_seed(0))
print("in the data:", torch.bincount(classes).tolist())
print("in a pass:  ", torch.bincount(classes[list(sampler)]).tolist())
print("different airplanes in it:", len({i for i in sampler if classes[i] == 0}), "of 20")
too_few = WeightedRandomSampler(1 / torch.bincount(classes).double(), 400)  # one weight a class
print("with one weight a class only these items are drawn:", sorted(set(too_few)))

# %% [markdown]
# A **batch sampler** gives whole lists of indices. `BatchSampler(sampler, batch_size, drop_last)` cuts the indices of a
# sampler into such lists, and that is what a loader does when you give it a batch size. Write your own where it matters who
# meets whom in a batch. For words it does: one long word makes all the others as long, and a net computes on the
# padding too.


# %%
def share_of_padding(batches, lengths):
    """The share of a pass that is padding, if each batch is as long as its longest item."""
    cells = sum(len(batch) * max(lengths[i] for i in batch) for batch in batches)
    return 1 - sum(lengths[i] for batch in batches for i in batch) / cells


cut = BatchSampler(RandomSampler(word_lengths), batch_size=16, drop_last=False)
print("first batch:", next(iter(cut)))
print(f"{share_of_padding(list(cut), word_lengths):.0%} of what the net computes on is padding")

# %% [markdown]
# ### Exercise 6: `SimilarLengths`
#
# Difficulty ●●●, importance ●●○, 12 minutes, 2 points.
#
# Batches whose items have about the same length: sort all items by length, cut that row into batches. In
# that order a pass would begin with all the short words, and every pass would be the same. So the *batches* come in
# a random order, a new one in each pass.
#
# <details><summary>Show me a hint</summary>
#
# Make the generator in `__init__`. In `__iter__`, draw the order of the batches from it: a generator that is
# made in `__iter__` starts again at each pass. `yield` is the simplest way to write `__iter__`.
#
# <details><summary>Show me another hint</summary>
#
# `sorted(range(len(lengths)), key=...)` is the row of all items by length. Cut it with slices of `batch_size`; the
# last slice is smaller by itself.
#
# <details><summary>Show me another hint</summary>
#
# The batches are made once, in `__init__`; only their order is drawn anew. `torch.randperm(..., generator=...)`
# gives it, and `__len__` is how many there are.
#
# </details>
#
# </details>
#
# </details>


# %% nbgrader={"grade": false, "grade_id": "SimilarLengths", "locked": false, "schema_version": 3, "solution": true, "task": false}
class SimilarLengths(Sampler):
    """Batches of items of similar length: DataLoader(..., batch_sampler=SimilarLengths(...)).

    lengths: a list of N ints, the length of each item. It is not changed.
    batch_size: how many items a batch has; if that does not divide N, one batch is smaller.
    seed: an int. Two samplers with the same seed give the same passes, whatever the global random
        state is.

    Walking through it gives lists of indices, the batches. Each index from 0 to N - 1 comes once in
    a pass. The batches are stretches of the row of all items sorted by length (items of the same
    length may stand in that row in any order).
    The batches, the smaller one too, come in a random order, a new one in each pass.
    len(sampler) is the number of batches.

    Example: one pass of SimilarLengths([5, 1, 4, 2, 5], batch_size=2) may give [2, 0], [4], [1, 3].
    """

    def __init__(self, lengths, batch_size, seed=0):
        ### BEGIN SOLUTION
        order = sorted(range(len(lengths)), key=lambda index: lengths[index])
        cuts = range(0, len(order), batch_size)
        self.batches = [order[start : start + batch_size] for start in cuts]
        self.generator = torch.Generator().manual_seed(seed)
        ### END SOLUTION

    def __len__(self):
        ### BEGIN SOLUTION
        return len(self.batches)
        ### END SOLUTION

    def __iter__(self):
        ### BEGIN SOLUTION
        for number in torch.randperm(len(self.batches), generator=self.generator).tolist():
            yield list(self.batches[number])
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_SimilarLengths", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
lengths_of_23 = [3, 9, 1, 14, 7, 7, 2, 30, 4, 11, 6, 5, 8, 22, 10, 13, 3, 12, 18, 1, 16, 20, 25]
sampler = SimilarLengths(lengths_of_23, batch_size=4, seed=0)
expect.equal("len(sampler)", len(sampler), 6, look="23 items: five batches of 4, and one of 3.")
passes = [[[int(i) for i in batch] for batch in sampler] for _ in range(3)]
for number, batches in enumerate(passes, start=1):
    found = sorted(index for batch in batches for index in batch)
    look = "Every item once in each pass, the last ones too."
    expect.equal(f"the indices of pass {number}, sorted", found, list(range(23)), look=look)
    sizes = sorted(len(batch) for batch in batches)
    expect.equal(f"the batch sizes of pass {number}, sorted", sizes, [3, 4, 4, 4, 4, 4])
look = "Sort by length first, then cut, then bring the batches into a random order."
waste = share_of_padding(passes[0], lengths_of_23)
expect.at_most("the share of padding", waste, 0.2, look=look)
look = "A generator that is made in __iter__ starts anew in each pass."
expect.true(passes[0] != passes[1] or passes[1] != passes[2], "the order changes", look=look)

# %% [markdown]
# Run this once the test passes: how much of each batch is padding, in one pass of a `BatchSampler` over the words and in
# one of yours.

# %%
shares = {}
for name, batches in (
    ("random batches", cut),
    ("similar lengths", SimilarLengths(word_lengths, 16)),
):
    batches = list(batches)
    shares[name] = [share_of_padding([batch], word_lengths) for batch in batches]
    print(f"{name}: {share_of_padding(batches, word_lengths):.0%} padding")
plots.lines(shares, xlabel="batch", ylabel="share of padding")

# %% [markdown]
# ## 9. Workers
#
# With `num_workers=0` the loop that trains also fetches every item. With `num_workers=2` two more processes fetch items
# while the loop computes. That pays if an item takes long: a file to read, a JPEG to decode, a costly
# transform. Starting processes and sending tensors between them costs time too, so for small images in
# memory workers make things slower. You have to measure.
#
# A worker is a copy of your process, made by `fork` on Linux. On macOS and Windows (and on Linux from Python
# 3.14) it starts from nothing and has to import the data set. A class that you wrote in a notebook cannot be
# imported: "Can't get attribute ... on module '__main__'". There, put the class into a file of its own. This cell asks for
# `fork` on Linux, and elsewhere says that it does nothing.


# %%
class SlowToFetch(Dataset):
    """240 numbers; each takes a while, as decoding a file would."""

    def __init__(self, seconds):
        self.seconds = seconds

    def __len__(self):
        return 240

    def __getitem__(self, index):
        time.sleep(self.seconds)
        return index


def pass_with_workers(dataset, **options):
    """All batches of one pass with two workers; [] where that cannot be."""
    if not sys.platform.startswith("linux"):
        print("no fork here: put the data set into a file, and import it")
        return []
    with warnings.catch_warnings():
        # More workers than cores, or a fork beside threads: worth a warning, harmless here.
        warnings.simplefilter("ignore")
        try:
            context = {"num_workers": 2, "multiprocessing_context": "fork", "timeout": 20}
            return list(DataLoader(dataset, **context, **options))
        except (RuntimeError, OSError) as error:
            print("no workers here:", str(error).splitlines()[0])
            return []


for seconds in (0.004, 0):
    slow = SlowToFetch(seconds)
    start = time.perf_counter()
    alone = list(DataLoader(slow, batch_size=20))
    middle = time.perf_counter()
    helped = pass_with_workers(slow, batch_size=20)
    end = time.perf_counter()
    same = [x.tolist() for x in alone] == [x.tolist() for x in helped]
    print(f"{1000 * seconds:.0f} ms an item: alone {middle - start:.2f} s, ", end="")
    print(f"with two workers {end - middle:.2f} s, same batches in the same order: {same}")

# %% [markdown]
# Each worker prepares some batches ahead: `prefetch_factor` of them. You may read that it is 2 by default. Without
# workers it is `None`, and to set it is an error. `persistent_workers=True` keeps the workers for the next pass.

# %%
print("no workers: ", DataLoader(numbers).prefetch_factor)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns if there are fewer cores than workers
    print("two workers:", DataLoader(numbers, num_workers=2).prefetch_factor)
try:
    DataLoader(numbers, prefetch_factor=2)
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# ### Random numbers in workers
#
# Two copies of a process would draw the same random numbers, and every second image would be augmented like its
# neighbour. PyTorch sees to it that they do not: it gives each worker seeds of its own, for `torch`, for Python's
# `random` and for NumPy's global generator. The seeds are drawn anew in each pass, from the loader's `generator`.
# (NumPy is covered since 2021. Older advice to seed it yourself is out of date.)
#
# What PyTorch cannot know of is a generator that your data set *keeps*. It is copied with the data set, once for
# each worker, and in each pass again. The first two columns below are fine. Look at the third.


# %%
class Noisy(Dataset):
    """Which worker fetches the item, and random numbers from three sources."""

    def __init__(self):
        self.rng = np.random.default_rng(0)  # a generator that the data set keeps

    def __len__(self):
        return 4

    def __getitem__(self, index):
        info = get_worker_info()  # None outside a worker
        return info.id, torch.rand(()), np.random.rand(), self.rng.random()


def two_passes(**options):
    for number in (1, 2):
        for worker, *drawn in pass_with_workers(Noisy(), batch_size=None, **options):
            from_torch, from_numpy, kept = (f"{float(each):.3f}" for each in drawn)
            print(f"pass {number}, worker {worker}:", from_torch, from_numpy, "kept:", kept)


two_passes()

# %% [markdown]
# The two workers draw the same, and the second pass repeats the first. `worker_init_fn` is called in each worker when it
# starts. There, `get_worker_info()` knows the worker's own copy of the data set, and its seed, which differs from worker to
# worker and from pass to pass:


# %%
def own_generator(worker_id):
    info = get_worker_info()
    info.dataset.rng = np.random.default_rng(info.seed)


two_passes(worker_init_fn=own_generator, generator=torch.Generator().manual_seed(0))

# %% [markdown]
# ### Pinned memory
#
# A GPU fetches a batch faster, and while the program goes on, if the batch lies in *pinned* memory, which the system may not
# move. `pin_memory=True` puts it there, and `x.to(device, non_blocking=True)` makes use of it. Without a GPU it does
# nothing but warn.

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    pinned = next(iter(DataLoader(torch.ones(8, 3), batch_size=4, pin_memory=True)))
for warning in caught:
    print("Warning:", warning.message)
print("pinned:", pinned.is_pinned() if torch.cuda.is_available() else "no GPU to pin for")
print("on", pinned.to(device, non_blocking=True).device)

# %% [markdown]
# ### Exercise 7: `predict_loader`
#
# Difficulty ●○○, importance ●●○, 6 minutes, 1 point: half for each dictionary.
#
# `dataset` has 1,000 items, pairs of an image (3, 32, 32), float32, and a label, a Python int. Predict, first without
# trying.
#
# | key of `counts` | what |
# |---|---|
# | `"batches"` | `len(DataLoader(dataset, batch_size=64))` |
# | `"last"` | how many images the last batch of it has |
# | `"batches, drop_last"` | `len(DataLoader(dataset, batch_size=64, drop_last=True))` |
# | `"images, drop_last"` | how many images come in one pass of that |
# | `"by default"` | `len(DataLoader(dataset))` |
# | `"balanced"` | how many items one pass gives with `sampler=WeightedRandomSampler(weights, 300)` |
# | `"first shape"` | the shape of `x` in the first batch, with `batch_size=64` |
# | `"shape, None"` | the shape of the first `x`, with `batch_size=None` |
#
# | key of `facts` | what |
# |---|---|
# | `"prefetch"` | `DataLoader(dataset).prefetch_factor` |
# | `"prefetch, 3 workers"` | `DataLoader(dataset, num_workers=3).prefetch_factor` |
# | `"ahead, 3 workers"` | how many batches these three workers prepare ahead, together |
# | `"pinned"` | `DataLoader(dataset).pin_memory` |
# | `"labels"` | the dtype of the labels of a batch, such as `torch.float32` |
# | `"torch"` | do two workers draw the same numbers from `torch.rand`? |
# | `"numpy"` | do two workers draw the same numbers from `np.random.rand`? |
# | `"kept"` | do two workers draw the same from a generator that the data set made in `__init__`? |
#
# Replace each `...` (`None` is an answer here), a shape by a tuple such as `(64, 3)`, a question by `True` or `False`, and
# delete the last two lines of the cell. The test below looks at the form, and must pass first: an incomplete answer earns nothing.
#
# <details><summary>Show me a hint</summary>
#
# How often does 64 go into 1,000, and what is left? Which of the rows count the batch with the rest, and which do
# not?
#
# <details><summary>Show me another hint</summary>
#
# `batch_size=None` switches batching off altogether, which is not the same as batches of one. A sampler says how
# many items a pass has.
#
# <details><summary>Show me another hint</summary>
#
# Each worker is a process with a copy of the data set. Which random generators does PyTorch seed anew in each of
# them? And who would seed one that is copied along?
#
# </details>
#
# </details>
#
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict_loader", "locked": false, "schema_version": 3, "solution": true, "task": false}
counts = {
    "batches": ...,
    "last": ...,
    "batches, drop_last": ...,
    "images, drop_last": ...,
    "by default": ...,
    "balanced": ...,
    "first shape": ...,
    "shape, None": ...,
}
facts = {
    "prefetch": ...,
    "prefetch, 3 workers": ...,
    "ahead, 3 workers": ...,
    "pinned": ...,
    "labels": ...,
    "torch": ...,
    "numpy": ...,
    "kept": ...,
}
### BEGIN SOLUTION
counts = {
    "batches": 16,
    "last": 40,
    "batches, drop_last": 15,
    "images, drop_last": 960,
    "by default": 1000,
    "balanced": 300,
    "first shape": (64, 3, 32, 32),
    "shape, None": (3, 32, 32),
}
facts = {
    "prefetch": None,
    "prefetch, 3 workers": 2,
    "ahead, 3 workers": 6,
    "pinned": False,
    "labels": torch.int64,
    "torch": False,
    "numpy": False,
    "kept": True,
}
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict_loader", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# This only looks at the form. Whether you are right is decided when the lesson is graded.
keys = {
    "counts": "batches | last | batches, drop_last | images, drop_last | by default | balanced | "
    "first shape | shape, None",
    "facts": "prefetch | prefetch, 3 workers | ahead, 3 workers | pinned | labels | torch | numpy | "
    "kept",
}
for title, predicted in (("counts", counts), ("facts", facts)):
    expect.instance(title, predicted, dict)
    for key in keys[title].split(" | "):
        expect.true(
            predicted.get(key, ...) is not ...,
            f"{title}[{key!r}] has a prediction",
            look="Replace the three dots.",
        )
for key in ("first shape", "shape, None"):
    expect.instance(f"counts[{key!r}]", counts[key], (tuple, list), look="Such as (64, 3).")

# %% [markdown]
# ## 10. The loaders of this course
#
# `cifar10_loaders` splits by a fixed seed, normalises with the training images and shuffles only those, as yours do. But it does
# not fetch items one by one. The 50,000 training images are 154 MB of bytes, so they lie in one tensor, and a batch is one
# indexing operation on it. These two methods are the heart of it:

# %%
loader = cifar10_loaders(batch_size=64, say=False)[0]
print(inspect.getsource(ArrayLoader.__iter__))
print(inspect.getsource(type(loader.dataset).batch))

# %% [markdown]
# `self.sampler` is what `shuffle=True` has made: a `RandomSampler` with the loader's generator. The order is drawn first and
# cut into lists of positions, and each list becomes a batch. There is no collate function, as nothing is ever in pieces.
# Converting and normalising is one multiplication and one addition for the whole batch.
#
# Measure it beside the standard way, on the same images with the same values. The third one shows that the standard
# `DataLoader` is not to blame: with `batch_size=None` and a batch sampler in the place of the *sampler*, the data set
# is asked for a list of positions at once.


# %%
class WholeBatches(Dataset):
    """A data set whose items are batches: index it with a list of positions."""

    def __init__(self, dataset):
        self.dataset = dataset

    def __getitem__(self, positions):
        return self.dataset.batch(torch.tensor(positions))


def seconds_per_pass(loader):
    """The shortest of three passes in which nothing is done with the batches."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        for _ in loader:
            pass
        times.append(time.perf_counter() - start)
    return min(times)


images = cifar10_dataset("train", say=False)
cuts = BatchSampler(RandomSampler(images), batch_size=64, drop_last=False)
ways = {
    "ArrayLoader": loader,
    "DataLoader, items": DataLoader(images, batch_size=64, shuffle=True),
    "DataLoader, lists": DataLoader(WholeBatches(images), batch_size=None, sampler=cuts),
}
taken = {name: seconds_per_pass(each) for name, each in ways.items()}
for name, seconds in taken.items():
    print(f"{name:<18} {1000 * seconds:7.1f} ms a pass, {seconds / taken['ArrayLoader']:5.1f} x")

# %% [markdown]
# What is lost? Transforms for single images, and everything that does not fit into memory. For that there is the
# standard way, with workers. It is the right one for most data in the world.
#
# ## Summary
#
# - A data set has `__len__` and `__getitem__`, and raises `IndexError` at its end. An item is what the net takes: C x H x W,
#   `float32`, an `int` as the label.
# - `v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize(mean, std)])`; random transforms once for
#   each item, and only in training.
# - A loader is a sampler, a batch sampler and a collate function. Give it a generator of its own.
# - Split the indices: one seeded random order, cut once. Statistics come from the training part alone.
# - Validation: no shuffling, no augmentation, no image left out.
# - Different lengths: pad to the longest of the batch, keep the lengths, let items of similar length meet.
# - Workers pay where an item takes long. A generator that the data set keeps is copied into each of them.
#
# ## What people get wrong
#
# - `view` for a `permute`, once more: the shape of an image is right, the image is noise.
# - `float64` from NumPy, `uint8` labels, `ToDtype` without `scale=True`.
# - Transforms applied once, in `__init__`, or to the whole batch.
# - Two random draws for one split, or one without a seed.
# - Statistics of all the images, test included. Means of batch means.
# - One set of options, or one transform, for both loaders.
# - Padding to the longest of all items, or without the lengths.
# - A generator made in `__iter__`: the same "random" order in each pass.
# - `ToTensor`, and `prefetch_factor=2` without workers.
#
# ## Questions to take along
#
# - Why does `len(loader)` round up with `drop_last=False`? What does that mean for a learning rate that is set per batch?
# - `random_split` of a data set that augments: how would you get a validation set that does not?
# - Why may training drop its last batch, and what would BatchNorm say to a last batch of one image?
# - How would you pad images of different sizes, and what takes the place of the lengths?
#
# ## Where to read on
#
# In the documentation on pytorch.org: `torch.utils.data` (from "Dataset Types" to "Randomness in multi-process data loading"),
# `torch.nn.utils.rnn.pad_sequence`, "Reproducibility"; of torchvision, "Getting started with transforms v2". The source of
# `course_lib/data/loaders.py` is short. The next lesson is about what is done with a batch: optimizers
# and their schedules.
