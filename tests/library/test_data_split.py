"""The split and the subsets: disjoint, balanced, and the same everywhere."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.data import load_cifar10, split_indices
from course_lib.data.split import balanced_order
from course_lib.data.subsets import embedded_indices, held_out_indices

LABELS = np.arange(50_000) % 10


def test_the_split_of_the_full_data_holds_back_1000_of_50000_and_no_image_is_in_both_parts():
    train, validation = split_indices(LABELS, 1_000)
    assert len(train) == 49_000
    assert len(validation) == 1_000
    assert np.array_equal(np.sort(np.concatenate([train, validation])), np.arange(50_000))


def test_the_split_is_the_same_when_it_is_made_again():
    first, second = split_indices(LABELS, 1_000), split_indices(LABELS, 1_000)
    assert np.array_equal(first[0], second[0])
    assert np.array_equal(first[1], second[1])


def test_the_split_is_the_same_on_every_machine_and_with_every_numpy():
    _, validation = split_indices(LABELS, 1_000)
    digest = hashlib.sha256(validation.astype("<i8").tobytes()).hexdigest()
    assert validation[:5].tolist() == [58, 91, 129, 169, 206]
    assert digest == "1404e3e594bfc87c1367f2cdceed8933c47175a1585e7510fce9d8fbe0825443"


def test_another_seed_gives_another_split():
    assert not np.array_equal(split_indices(LABELS, 1_000, 1)[1], split_indices(LABELS, 1_000)[1])


def test_the_validation_images_come_from_all_over_the_data_and_from_every_class_alike():
    _, validation = split_indices(LABELS, 1_000)
    assert np.bincount(LABELS[validation]).tolist() == [100] * 10
    fifths = np.histogram(validation, bins=5, range=(0, 50_000))[0]
    assert fifths.min() > 100


@pytest.mark.parametrize("validation", [0, -1, 10, 11])
def test_a_split_that_leaves_a_side_empty_is_refused(validation):
    with pytest.raises(ValueError, match="choose between 1 and 9"):
        split_indices(np.arange(10), validation)


@given(st.lists(st.integers(0, 3), max_size=60), st.integers(0, 2**32), st.data())
def test_a_prefix_of_a_balanced_order_holds_as_many_of_each_class_as_there_are(labels, seed, data):
    labels = np.array(labels, dtype=np.int64)
    order = balanced_order(labels, seed)
    assert sorted(order.tolist()) == list(range(len(labels)))
    taken = np.bincount(labels[order[: data.draw(st.integers(0, len(labels)))]], minlength=4)
    there = np.bincount(labels, minlength=4)
    # A class falls behind another only when it has no images left.
    assert all(taken[c] == there[c] or taken[c] >= taken.max() - 1 for c in range(4))


def test_the_held_out_images_are_balanced_and_none_of_them_is_embedded():
    test_labels = np.arange(10_000) % 10
    _, embedded = embedded_indices(LABELS, test_labels)
    held_out = held_out_indices(test_labels)
    assert np.bincount(test_labels[held_out]).tolist() == [100] * 10
    assert not set(embedded.tolist()) & set(held_out.tolist())


def test_the_embedded_data_is_split_in_proportion():
    data = load_cifar10("embedded", say=False)
    train, validation = split_indices(data.train_labels, len(data.train_labels) // 50)
    assert len(train) == 4_900
    assert np.bincount(data.train_labels[validation]).tolist() == [10] * 10
