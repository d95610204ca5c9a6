"""How much a submission may take, and which data it runs on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`cell_seconds` bounds each cell and each probe, `output_bytes` what is kept of the outputs
    of one cell, `output_lines` the lines of its printed text. `threads` is what numerical
    libraries may use. `data` is "embedded" or "full": the CIFAR-10 that notebooks train on."""

    cell_seconds: float = 120.0
    startup_seconds: float = 60.0
    output_bytes: int = 5_000_000
    output_lines: int = 1000
    threads: int = 1
    data: str = "embedded"
