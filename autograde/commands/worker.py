"""`course worker`: let this machine grade for `course grade --scheduler ADDRESS`."""

import argparse
import os
import sys

from course_lib.errors import CourseError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "address", metavar="ADDRESS", help="of the Dask scheduler, such as tcp://10.0.0.1:8786"
    )
    parser.add_argument(
        "--jobs", type=int, metavar="N", help="how many submissions at a time (one per core)"
    )
    parser.add_argument(
        "--host", help="the address of this machine to be found at (chosen by default)"
    )
    parser.epilog = "example: course worker tcp://10.0.0.1:8786 --jobs 16"


def run(args: argparse.Namespace) -> int:
    """Become `dask worker`, which runs until somebody stops it."""
    arguments = command(args.address, args.jobs, args.host)
    print("starting:", *arguments[1:], flush=True)
    return os.execv(arguments[0], arguments)  # so that signals reach dask itself


def command(address: str, jobs: int | None = None, host: str | None = None) -> list[str]:
    """The `dask worker` that grading wants: one process with one thread for each submission.

    Raises CourseError for an address that is none, and where dask is not installed.
    """
    try:
        from distributed.comm import get_address_host, resolve_address
    except ImportError as error:
        raise CourseError("this needs dask: pip install -e '.[cluster]'") from error
    try:
        local = get_address_host(resolve_address(address)).startswith("127.")
    except (ValueError, OSError) as error:
        raise CourseError(
            f"{address} is no address of a scheduler ({error}): give one like tcp://10.0.0.1:8786"
        ) from error
    if jobs is not None and jobs < 1:
        raise CourseError(f"--jobs {jobs}: give at least 1")
    host = host or ("127.0.0.1" if local else None)  # else dask listens on every interface
    return [
        *(sys.executable, "-P", "-m", "dask", "worker", address),  # -P: no modules of this folder
        *("--nthreads", "1", "--nworkers", str(jobs or -1)),  # -1: one per core
        *("--no-dashboard", "--dashboard-address", "127.0.0.1:0"),
        *(("--host", host) if host else ()),
    ]
