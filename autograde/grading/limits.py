"""How much a submission may take, and which data it runs on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one submission may use; everything in it can change a grade.

    Seconds: `cell_seconds` for each cell and each probe, `notebook_seconds` for all of a notebook,
    `startup_seconds` for its kernel to start. `output_bytes` is what is kept of the outputs of one
    cell, `output_lines` the lines of its printed text; a cell that sends more than
    `output_messages` messages is stopped. `memory_bytes` is what the kernel and the processes that
    it starts may occupy together. `threads` is what numerical libraries may use. `data` is
    "embedded" or "full": the CIFAR-10 that notebooks train on. With `sandbox` the kernel is shut
    off from everything else on the machine; `gpu` leaves it the GPUs.
    """

    cell_seconds: float = 120.0
    notebook_seconds: float = 1800.0
    startup_seconds: float = 60.0
    output_bytes: int = 5_000_000
    output_lines: int = 1000
    output_messages: int = 100_000
    memory_bytes: int = 8 * 2**30
    threads: int = 1
    data: str = "embedded"
    sandbox: bool = True
    gpu: bool = False
