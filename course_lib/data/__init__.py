"""CIFAR-10 for the lessons: where it comes from, and fast loaders for it.

`cifar10_loaders()` is all that a lesson needs. Nothing here downloads unless asked to:
`fetch_cifar10()`, or `course data fetch`, gets the full data; without it there is the
embedded subset.
"""

from course_lib.data.arrays import Cifar10, DataStatus, load_cifar10, status
from course_lib.data.errors import DataError
from course_lib.data.facts import CLASSES
from course_lib.data.fetch import fetch_cifar10
from course_lib.data.loaders import (
    ArrayDataset,
    ArrayLoader,
    Statistics,
    channel_statistics,
    cifar10_dataset,
    cifar10_loaders,
    denormalise,
)
from course_lib.data.split import split_indices

__all__ = [
    "CLASSES",
    "ArrayDataset",
    "ArrayLoader",
    "Cifar10",
    "DataError",
    "DataStatus",
    "Statistics",
    "channel_statistics",
    "cifar10_dataset",
    "cifar10_loaders",
    "denormalise",
    "fetch_cifar10",
    "load_cifar10",
    "split_indices",
    "status",
]
