"""The dataset for a standard DataLoader, and images with their normalisation undone."""

import pytest
import torch
from embedded_cifar import embedded_loaders, take
from torch.utils.data import DataLoader

from course_lib.data import (
    ArrayDataset,
    Statistics,
    cifar10_dataset,
    denormalise,
    load_cifar10,
    loaders,
)


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_the_dataset_holds_what_the_loader_gives(split):
    dataset = cifar10_dataset(split, source="embedded", say=False)
    loader = dict(zip(("train", "validation", "test"), embedded_loaders(), strict=True))[split]
    assert len(dataset) == len(loader.dataset)
    assert dataset.train == (split != "test")
    for index in (0, 5, len(dataset) - 1, -1):
        (x, y), (expected_x, expected_y) = dataset[index], loader.dataset[index]
        assert x.shape == (3, 32, 32)
        assert torch.equal(x, expected_x)
        assert y == expected_y


@pytest.mark.parametrize("workers", [0, 1])
def test_a_standard_dataloader_on_the_dataset_gives_the_same_batches(workers):
    dataset = cifar10_dataset("validation", source="embedded", say=False)
    standard = take(DataLoader(dataset, batch_size=30, num_workers=workers))
    ours = take(embedded_loaders(batch_size=30)[1])
    assert torch.equal(standard[0], ours[0])
    assert torch.equal(standard[1], ours[1])
    assert standard[1].dtype == torch.int64


def test_a_dataset_ends_where_its_length_says(images):
    dataset = ArrayDataset(*images, indices=[2, 4, 6])
    assert [int(y) for _, y in dataset] == [2, 4, 6]
    for index in (3, -4):
        with pytest.raises(IndexError, match="out of range for 3 images"):
            dataset[index]


def test_an_unknown_split_is_refused_with_the_choices():
    with pytest.raises(ValueError, match='"train", "validation" or "test"'):
        cifar10_dataset("dev", source="embedded", say=False)


def test_denormalise_undoes_the_normalisation_of_a_batch_and_of_an_image():
    data = load_cifar10("embedded", say=False)
    loader = embedded_loaders()[2]
    x, _ = next(iter(loader))
    back = denormalise(x, loader.dataset.statistics)
    torch.testing.assert_close(back, torch.from_numpy(data.test_images[:64] / 255).float())
    torch.testing.assert_close(denormalise(x[0], loader.dataset.statistics), back[0])


def test_denormalise_takes_the_statistics_of_the_data_in_use_and_stays_within_0_and_1(monkeypatch):
    monkeypatch.setenv("GROUND_UP_DATA", "embedded")
    loaders._auto_statistics.cache_clear()
    loader = embedded_loaders()[0]
    x, _ = next(iter(loader))
    torch.testing.assert_close(denormalise(x), denormalise(x, loader.dataset.statistics))
    loaders._auto_statistics.cache_clear()
    wild = denormalise(torch.tensor([-99.0, 99.0]).expand(3, 1, 2), Statistics(*torch.ones(2, 3)))
    assert wild.tolist() == [[[0.0, 1.0]]] * 3
