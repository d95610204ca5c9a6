"""The `course` command: finds the subcommand, runs it, turns an error into one line."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from autograde.environment import prepare_environment
from autograde.kernels.errors import KernelError
from course_lib.errors import CourseError

# Name -> what `course --help` says. The module autograde.commands.NAME is imported only when it
# is asked for, so that `course --help` does not wait for torch.
COMMANDS = {
    "doctor": "environment, GPU, data: what works, what does not, what to do",
    "data": "fetch CIFAR-10, or tell which source is in use",
    "lab": "open JupyterLab on the lessons",
    "check": "a student's own look at a notebook: visible tests only, with hints",
    "progress": "what is done in each lesson, and what is next",
    "reset": "bring a lesson, or one exercise, back to its blank state; the old answer is kept",
    "build": "make the source notebooks and the lessons from solutions/",
    "verify": "prove that solutions pass, stubs fail and wrong answers are caught",
    "init": "make a new nbgrader course directory with the lessons released in it",
    "grade": "grade a class",
    "worker": "let this machine grade for a `course grade --scheduler`",
    "feedback": "make the feedback pages for students",
    "report": "show a graded class at a glance",
    "demo": "grade a sample class from end to end on the embedded data",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run `course`; returns the exit code: 0 success, 1 failure, 2 wrong usage."""
    prepare_environment()
    arguments = list(sys.argv[1:] if argv is None else argv)
    args = _parser(arguments).parse_args(arguments)
    try:
        return args.run(args)
    except (CourseError, KernelError) as error:
        print(f"course {args.command}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # `course ... | head`
        sys.stderr.close()
        return 1
    except OSError as error:  # a full disk, a folder that may not be written
        print(f"course {args.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\ncourse {args.command}: stopped", file=sys.stderr)
        return 130


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, with the arguments of the chosen command alone filled in."""
    parser = argparse.ArgumentParser(
        prog="course",
        description="Build, verify, grade and take the Ground Up course.",
        epilog="example: course grade 01_tensors_and_autograd --course-dir my_class",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in arguments if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == chosen:
            module = importlib.import_module(f"autograde.commands.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
