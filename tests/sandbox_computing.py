"""Right things that a sandbox must allow; prints what each gave, as JSON.

A program of its own: it imports what a template does, and runs no operation before the fork.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import matplotlib
import numpy as np
import torch
from sandboxed import run
from torch.utils.data import DataLoader, TensorDataset

import course_lib.data
from autograde.sandbox.environment import environment
from autograde.sandbox.policy import Policy


def train() -> bool:
    torch.set_num_threads(2)
    net = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.Flatten(), torch.nn.LazyLinear(2))
    images, labels = torch.randn(64, 3, 32, 32), torch.arange(64) % 2
    net(images)
    optimizer = torch.optim.Adam(net.parameters())
    losses = []
    for _ in range(20):
        loss = torch.nn.functional.cross_entropy(net(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses[-1] < losses[0]


def load_with_workers() -> float:
    numbers = TensorDataset(torch.arange(100.0))
    return sum(batch.sum().item() for (batch,) in DataLoader(numbers, 10, num_workers=2))


def multiply_with_numpy() -> float:
    return float((np.ones((300, 300)) @ np.ones((300, 300))).sum())


def count_images() -> int:
    return len(course_lib.data.load_cifar10(say=False).train_images)


def draw() -> bool:
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    plt.plot([1, 2, 3])
    plt.title("a title needs a font")
    plt.savefig("figure.png")
    return Path("figure.png").read_bytes().startswith(b"\x89PNG")


def use_temporary_files() -> str:
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write("kept")
        file.seek(0)
        return file.read()


def use_processes() -> list[int]:
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return pool.map(abs, [-1, -2, -3])


def run_programs() -> list[str]:
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout
    code = "import course_lib, torch; print(int(torch.ones(3).sum()))"
    python = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return [user.strip(), python.stdout.strip() or python.stderr]


def save_and_load() -> bool:
    torch.save({"weights": torch.ones(1000)}, "model.pt")
    return bool(torch.load("model.pt")["weights"].eq(1).all())


PROBES = (
    train,
    load_with_workers,
    multiply_with_numpy,
    count_images,
    draw,
    use_temporary_files,
    use_processes,
    run_programs,
    save_and_load,
)


def outcome(probe: Callable[[], object]) -> object:
    """What a probe gives in a sandbox, in the environment that kernels have there."""

    def prepared() -> object:
        os.environ.clear()
        os.environ.update(environment(Policy("", ""), {"GROUND_UP_DATA": "embedded"}))
        tempfile.tempdir = None
        return probe()

    try:
        return run(prepared).value
    except AssertionError:
        return traceback.format_exc()


if __name__ == "__main__":
    print(json.dumps({probe.__name__: outcome(probe) for probe in PROBES}))
