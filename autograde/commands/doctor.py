"""`course doctor`: what works, what does not, what to do."""

import argparse
import json
import textwrap
from dataclasses import asdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.epilog = "example: course doctor"


def run(args: argparse.Namespace) -> int:
    from autograde.doctor import examine

    findings = examine()
    failed = [finding.name for finding in findings if finding.state == "fail"]
    if args.json:
        print(json.dumps({"ok": not failed, "findings": [asdict(f) for f in findings]}, indent=1))
        return 1 if failed else 0
    for finding in findings:
        print(_line(f"{finding.state:<5} {finding.name:<12} ", finding.detail))
        if finding.remedy:
            print(_line(" " * 19 + "-> ", finding.remedy))
    print(
        f"needs mending: {', '.join(failed)}"
        if failed
        else "everything that the course needs works"
    )
    return 1 if failed else 0


def _line(start: str, text: str) -> str:
    return textwrap.fill(
        text,
        width=100,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
