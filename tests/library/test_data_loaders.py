"""The loaders: right values, right order, statistics from the training images alone."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch
from embedded_cifar import embedded_loaders, take
from hypothesis import given
from hypothesis import strategies as st
from torch.utils.data import DataLoader

from course_lib.data import (
    CLASSES,
    ArrayLoader,
    channel_statistics,
    cifar10_loaders,
    load_cifar10,
    loaders,
    split_indices,
)

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "loader.py"


def test_each_loader_gives_normalised_float32_images_and_int64_labels():
    for loader in embedded_loaders():
        x, y = next(iter(loader))
        assert x.shape == (64, 3, 32, 32)
        assert x.dtype == torch.float32
        assert y.shape == (64,)
        assert y.dtype == torch.int64
        assert abs(x.mean()) < 0.5
        assert 0.5 < x.std() < 1.5


def test_the_training_images_have_mean_0_and_standard_deviation_1_in_each_channel():
    x, _ = take(embedded_loaders()[0])
    deviation, mean = torch.std_mean(x.double(), dim=(0, 2, 3), correction=0)
    torch.testing.assert_close(mean, torch.zeros(3).double(), atol=1e-5, rtol=0)
    torch.testing.assert_close(deviation, torch.ones(3).double(), atol=1e-5, rtol=0)


def test_the_three_loaders_together_hold_every_image_once():
    data = load_cifar10("embedded", say=False)
    train, validation, test = embedded_loaders(normalise=False)
    assert [len(loader.dataset) for loader in (train, validation, test)] == [4_900, 100, 1_000]
    x = torch.cat([take(train)[0], take(validation)[0]]).mul(255).round().byte()
    seen = sorted(image.numpy().tobytes() for image in x)
    assert seen == sorted(image.tobytes() for image in data.train_images)
    x, y = take(test)
    assert np.array_equal(x.mul(255).round().byte().numpy(), data.test_images)
    assert np.array_equal(y.numpy(), data.test_labels)


def test_statistics_come_from_the_training_images_alone(monkeypatch):
    clean = embedded_loaders()[0].dataset.statistics
    poisoned = load_cifar10("embedded", say=False)
    train, validation = split_indices(poisoned.train_labels, 100)
    poisoned.train_images[validation] = 255
    poisoned.test_images[:] = 255
    monkeypatch.setattr(loaders, "load_cifar10", lambda *_, **__: poisoned)
    for loader in cifar10_loaders():
        assert torch.equal(loader.dataset.statistics.mean, clean.mean)
        assert torch.equal(loader.dataset.statistics.std, clean.std)
    poisoned.train_images[train[:1000]] = 255
    assert not torch.equal(cifar10_loaders()[0].dataset.statistics.mean, clean.mean)


@given(st.integers(1, 40), st.integers(1, 4), st.randoms(use_true_random=False))
def test_channel_statistics_are_those_that_numpy_computes(count, channels, random):
    generator = np.random.default_rng(random.getrandbits(32))
    pixels = generator.integers(0, 256, (count, channels, 3, 2), dtype=np.uint8)
    chosen = np.flatnonzero(generator.random(count) < 0.7)
    if len(chosen) == 0:
        chosen = np.arange(count)
    mean, std = channel_statistics(pixels, chosen)
    expected = pixels[chosen] / 255
    np.testing.assert_allclose(mean, expected.mean((0, 2, 3)), atol=1e-6)
    np.testing.assert_allclose(std, expected.std((0, 2, 3)), atol=1e-6)


def test_training_is_shuffled_anew_each_epoch_and_every_image_comes_once(images):
    loader = ArrayLoader(*images, batch_size=3, shuffle=True)
    first, second = take(loader)[1], take(loader)[1]
    assert not torch.equal(first, second)
    assert not torch.equal(first, torch.arange(10))
    assert torch.equal(first.sort().values, torch.arange(10))
    assert torch.equal(second.sort().values, torch.arange(10))


def test_the_same_seed_gives_the_same_epochs_and_another_seed_gives_others():
    def labels_of_two_epochs(seed: int) -> torch.Tensor:
        train, _, _ = embedded_loaders(seed=seed)
        return torch.cat([take(train)[1], take(train)[1]])

    first = labels_of_two_epochs(1)
    torch.manual_seed(0)  # the global generator plays no part
    assert torch.equal(first, labels_of_two_epochs(1))
    assert not torch.equal(first, labels_of_two_epochs(2))


def test_the_split_does_not_depend_on_the_seed():
    one, other = embedded_loaders(seed=1)[1], embedded_loaders(seed=2)[1]
    assert torch.equal(take(one)[0], take(other)[0])


def test_an_epoch_that_is_broken_off_counts_as_one():
    whole, broken = (ArrayLoader(torch.zeros(9, 1), torch.arange(9), 2, True) for _ in range(2))
    take(whole)
    next(iter(broken))
    assert torch.equal(take(whole)[1], take(broken)[1])


def test_two_passes_at_once_do_not_disturb_each_other(images):
    loader = ArrayLoader(*images, batch_size=5, shuffle=True)
    pairs = list(zip(loader, loader, strict=True))
    for side in (0, 1):
        labels = torch.cat([pair[side][1] for pair in pairs])
        assert torch.equal(labels.sort().values, torch.arange(10))


def test_validation_and_test_images_come_in_the_same_order_every_time():
    _, validation, test = embedded_loaders()
    for loader in (validation, test):
        assert torch.equal(take(loader)[0], take(loader)[0])
    data = load_cifar10("embedded", say=False)
    _, held_back = split_indices(data.train_labels, 100)
    assert take(validation)[1].tolist() == data.train_labels[held_back].tolist()


@pytest.mark.parametrize(("batch_size", "sizes"), [(4, [4, 4, 2]), (5, [5, 5]), (64, [10])])
@pytest.mark.parametrize("shuffle", [True, False])
def test_an_uneven_last_batch_is_kept(images, batch_size, sizes, shuffle):
    loader = ArrayLoader(*images, batch_size=batch_size, shuffle=shuffle)
    assert [len(y) for _, y in loader] == sizes
    assert len(loader) == len(sizes)


def test_images_and_labels_stay_together_in_any_order(images):
    loader = ArrayLoader(*images, batch_size=3, shuffle=True)
    x, y = take(loader)
    assert torch.equal(x[:, 0, 0, 0].mul(255).round().long(), y)


def test_indices_choose_images_in_their_order_without_copying_them(images):
    x, y = images
    loader = ArrayLoader(x, y, batch_size=2, indices=[7, 1, 3])
    assert take(loader)[1].tolist() == [7, 1, 3]
    assert loader.dataset.images.data_ptr() == x.data_ptr()
    assert len(loader.dataset) == 3
    assert loader.dataset[-1][1] == 3


def test_float_images_pass_through_as_they_are():
    x, y = torch.randn(9, 3, 2, 2, dtype=torch.float64), torch.arange(9)
    out, labels = take(ArrayLoader(x, y, batch_size=8, shuffle=False, train=True))
    assert torch.equal(out, x)
    assert out.dtype == torch.float64
    assert torch.equal(labels, y)


def test_changing_a_batch_does_not_change_the_images():
    x = torch.randn(4, 3, 2, 2)
    kept = x.clone()
    loader = ArrayLoader(x, torch.arange(4), batch_size=4)
    for images, labels in loader:
        images.zero_()
        labels.zero_()
    assert torch.equal(x, kept)
    assert take(loader)[1].tolist() == [0, 1, 2, 3]


def test_without_statistics_pixels_lie_between_0_and_1(images):
    x, y = images
    out, _ = take(ArrayLoader(x, y))
    torch.testing.assert_close(out, x / 255, rtol=0, atol=1e-6)


def test_uint8_labels_become_int64():
    loader = ArrayLoader(torch.zeros(2, 1), np.array([3, 4], dtype=np.uint8))
    assert take(loader)[1].dtype == torch.int64


@pytest.mark.parametrize("batch_size", [0, -1, 2.5, None])
def test_a_batch_size_that_is_no_positive_integer_is_refused(images, batch_size):
    with pytest.raises(ValueError, match="positive integer"):
        ArrayLoader(*images, batch_size=batch_size)


def test_a_label_too_few_is_refused(images):
    with pytest.raises(ValueError, match="10 images but 9 labels"):
        ArrayLoader(images[0], images[1][:9])


def test_the_training_split_can_be_told_from_the_test_images_as_with_torchvision():
    assert [loader.dataset.train for loader in embedded_loaders()] == [True, True, False]
    assert embedded_loaders()[0].dataset.classes == CLASSES


def test_a_loader_is_a_torch_dataloader(images):
    loader = ArrayLoader(*images, batch_size=4)
    assert isinstance(loader, DataLoader)
    assert (loader.batch_size, loader.drop_last, loader.num_workers) == (4, False, 0)
    assert isinstance(loader.dataset, torch.utils.data.Dataset)


def test_a_loader_of_no_images_gives_no_batches():
    loader = ArrayLoader(torch.zeros(0, 3, 2, 2), torch.zeros(0, dtype=torch.int64))
    assert list(loader) == []


def test_the_number_of_threads_is_the_same_after_a_batch():
    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        next(iter(embedded_loaders()[0]))
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(threads)


def test_the_size_of_the_validation_set_can_be_chosen():
    train, validation, _ = embedded_loaders(validation=500)
    assert (len(train.dataset), len(validation.dataset)) == (4_500, 500)
    with pytest.raises(ValueError, match="choose between 1 and 4,999"):
        embedded_loaders(validation=5_000)


def test_the_source_in_use_is_said_in_one_line_or_not_at_all(capsys):
    cifar10_loaders(source="embedded")
    said = capsys.readouterr().out
    assert said.startswith("CIFAR-10: the embedded subset")
    assert said.count("\n") == 1
    embedded_loaders()
    assert capsys.readouterr().out == ""


def test_the_values_are_those_of_torchvision_with_to_tensor_and_normalize():
    spec = importlib.util.spec_from_file_location("loader_benchmark", BENCHMARK)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    ours = embedded_loaders()[0]
    theirs = benchmark.standard_dataset(ours)
    assert len(theirs) == len(ours.dataset)
    for index in (0, 123, 4_899):
        x, y = ours.dataset[index]
        expected, label = theirs[index]
        torch.testing.assert_close(x, expected, rtol=0, atol=1e-5)
        assert y == label


def test_the_benchmark_compares_with_the_better_of_the_two(capsys):
    spec = importlib.util.spec_from_file_location("loader_benchmark", BENCHMARK)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    times = {"course_lib": [0.1, 0.2, 9.0], "0 workers": [8.0, 6.0, 1.0], "2 workers": [4.0] * 3}
    assert benchmark.report(times) == pytest.approx(20.0)
    assert "30.0x" in capsys.readouterr().out
