"""Where a lesson keeps its sealed checks; free of torch, which the checks themselves need."""

from pathlib import Path


def checks_path(folder: Path) -> Path | None:
    """Where a lesson's folder keeps its checks: `checks.py`, or `checks/` once that grows."""
    for path in (folder / "checks.py", folder / "checks"):
        if path.exists():
            return path
    return None


def check_files(path: Path) -> list[Path]:
    """The files that `load_checks(path)` reads."""
    return sorted(path.glob("*.py")) if path.is_dir() else [path]
