"""What several tests of the data ask for."""

import pytest
import small_cifar
from cifar_sources import Sources


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """Both sources of a small CIFAR-10, and an empty cache."""
    arrays = small_cifar.use_instead(monkeypatch, tmp_path / "cache")
    return Sources(tmp_path, arrays, monkeypatch)
