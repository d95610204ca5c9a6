"""What several tests of the data ask for."""

import pytest
import small_cifar
import torch
from cifar_sources import Sources


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """Both sources of a small CIFAR-10, and an empty cache."""
    arrays = small_cifar.use_instead(monkeypatch, tmp_path / "cache")
    return Sources(tmp_path, arrays, monkeypatch)


@pytest.fixture
def images():
    """Ten images of noise, uint8, each with its own number in the corner; and their numbers."""
    x = torch.randint(0, 256, (10, 3, 4, 5), dtype=torch.uint8)
    x[:, 0, 0, 0] = torch.arange(10)
    return x, torch.arange(10)
