"""A small training run, here and in the student's process, that can be stopped and resumed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from autograde.sealed import Student
from course_lib.data import ArrayLoader

from .common import random_integer, random_normal

# The same run as `Case.make` and `train` below, with the inputs of `Case.inputs`.
RUN = """
import contextlib as _contextlib, os as _os, pathlib as _pathlib, tempfile as _tempfile
import torch
from torch import nn as _nn
from unittest import mock as _mock
from course_lib.data import ArrayLoader as _Loader

def _make(weights, seed):
    net = _nn.Sequential(_nn.Linear(5, 6), _nn.BatchNorm1d(6), _nn.ReLU(), _nn.Dropout(0.4),
                         _nn.Linear(6, 3))
    net.load_state_dict(weights)
    if kind == "Adam":
        optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
        scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.7)
    else:
        optimizer = torch.optim.SGD(net.parameters(), lr=0.2, momentum=0.9)
        scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [1, 3], gamma=0.3)
    loader = _Loader(x, y, batch_size=4, shuffle=True, seed=seed)
    return net, optimizer, scheduler, loader

def _train(run, epochs):
    net, optimizer, scheduler, loader = run
    for _ in epochs:
        for _x, _y in loader:
            optimizer.zero_grad()
            _nn.functional.cross_entropy(net(_x), _y).backward()
            optimizer.step()
        scheduler.step()

def _state(net):
    return {_name: _value.detach().clone() for _name, _value in net.state_dict().items()}

def _parts(run):
    return (*run[:3], run[3].generator)
"""


@dataclass(frozen=True)
class Case:
    """Inputs of one run: `done` epochs, then an interruption, then the rest of `epochs`."""

    kind: str
    done: int
    epochs: int
    told: int  # the number of finished epochs that save_checkpoint is told
    x: Tensor
    y: Tensor
    start: dict[str, Tensor]
    other_start: dict[str, Tensor]
    order_seed: int
    noise_seed: int

    @property
    def inputs(self) -> dict[str, Any]:
        return dict(vars(self))

    def make(self) -> tuple[nn.Module, Any, Any, ArrayLoader]:
        net = nn.Sequential(
            nn.Linear(5, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Dropout(0.4), nn.Linear(6, 3)
        )
        net.load_state_dict(self.start)
        if self.kind == "Adam":
            optimizer: Any = torch.optim.Adam(net.parameters(), lr=0.05)
            scheduler: Any = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.7)
        else:
            optimizer = torch.optim.SGD(net.parameters(), lr=0.2, momentum=0.9)
            scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [1, 3], gamma=0.3)
        loader = ArrayLoader(self.x, self.y, batch_size=4, shuffle=True, seed=self.order_seed)
        return net, optimizer, scheduler, loader


@dataclass(frozen=True)
class Moment:
    """A run at a moment: its net, what its optimizer remembers, and what it would draw next."""

    net: dict[str, Tensor]
    optimizer: list[Tensor]
    rate: float
    counted: int
    noise: Tensor
    order: Tensor


def new_case(student: Student, kind: str, done: int, epochs: int) -> Case:
    return Case(
        kind=kind,
        done=done,
        epochs=epochs,
        # Not what the scheduler has counted: that one began later than the run.
        told=done + random_integer(student, 5, 50),
        x=random_normal(student, 11, 5),
        y=torch.randint(0, 3, (11,), generator=student.rng),
        start=_weights(student),
        other_start=_weights(student),
        order_seed=random_integer(student, 0, 10**6),
        noise_seed=random_integer(student, 0, 10**6),
    )


def _weights(student: Student) -> dict[str, Tensor]:
    shapes = {"0.weight": (6, 5), "0.bias": (6,), "1.weight": (6,), "1.bias": (6,),
              "1.running_mean": (6,), "4.weight": (3, 6), "4.bias": (3,)}  # fmt: skip
    state = {name: random_normal(student, *shape) / 2 for name, shape in shapes.items()}
    state["1.running_var"] = 1 + torch.rand(6, generator=student.rng)
    return state | {"1.num_batches_tracked": torch.tensor(random_integer(student, 1, 99))}


def reference(case: Case) -> tuple[Moment, dict[str, Tensor]]:
    """The run where it is interrupted, and the net at the end of the run without interruption."""
    with torch.random.fork_rng(devices=[]):
        run = case.make()
        torch.manual_seed(case.noise_seed)
        _train(run, range(case.done))
        interrupted = _moment(run)
        _train(run, range(case.done, case.epochs))
    return interrupted, _state(run[0])


def _train(run: tuple, epochs: Iterable[int]) -> None:
    net, optimizer, scheduler, loader = run
    for _ in epochs:
        for x, y in loader:
            optimizer.zero_grad()
            F.cross_entropy(net(x), y).backward()
            optimizer.step()
        scheduler.step()


def _state(net: nn.Module) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in net.state_dict().items()}


def _moment(run: tuple) -> Moment:
    net, optimizer, scheduler, loader = run
    with torch.random.fork_rng(devices=[]):
        noise = torch.rand(5)
    order = torch.Generator()
    order.set_state(loader.generator.get_state())
    states = optimizer.state_dict()["state"]
    return Moment(
        net=_state(net),
        optimizer=[states[k][name].clone() for k in sorted(states) for name in sorted(states[k])],
        rate=float(optimizer.param_groups[0]["lr"]),
        counted=scheduler.last_epoch,
        noise=noise,
        order=torch.rand(5, generator=order),
    )
