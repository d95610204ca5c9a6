"""What plain `nbgrader autograde` makes of the attacks on points.

`PYTHONPATH=tests python tests/red_team/nbgrader_outcomes.py` grades each attack alone, in a
throwaway course, within a time limit, and writes the outcomes into nbgrader_outcomes.json. Only
families that harm nobody are run: nbgrader has no sandbox. It is forked from this process, and its
kernels from a template, which is quicker and changes no score.
"""

import json
import multiprocessing
import os
import resource
import sys
import tempfile
from pathlib import Path

from attack import Attack, all_attacks
from grading_course import hand_in, make_course
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderApp
from red_class import CHECKS, NEIGHBOURS

from autograde.kernels.launch import ADDRESS_VARIABLE, Template

OUTCOMES = Path(__file__).with_name("nbgrader_outcomes.json")
FAMILIES = ("forging", "tampering", "odd")
_SECONDS = 120
_CELL_SECONDS = 10
_FILE_BYTES = 10**9  # it copies what a link leads to, /dev/zero for one


def outcome(attack: Attack) -> str:
    """The points that nbgrader gives, or in words why it gives none."""
    with tempfile.TemporaryDirectory(prefix="red-", ignore_cleanup_errors=True) as folder:
        course = make_course(Path(folder) / "tiny", checks=CHECKS)
        hand_in(course, NEIGHBOURS[0])  # some look for one
        attack.hand_in(course)
        run = multiprocessing.get_context("fork").Process(
            target=_autograde, args=(course, attack.student, folder)
        )
        run.start()
        run.join(_SECONDS)
        if run.is_alive():
            run.kill()
            run.join()
            return f"does not end within {_SECONDS} s"
        if not (course / "autograded" / attack.student / "ps1").is_dir():
            return "gives up"
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
            return f"{gradebook.find_submission('ps1', attack.student).score:g}"


def _autograde(course: Path, student: str, home: str) -> None:
    """`nbgrader autograde ps1`, which prints nothing."""
    os.chdir(course)
    os.environ.update(HOME=home, TMPDIR=home, JUPYTER_DEFAULT_PROVISIONER_NAME="ground-up-warm")
    tempfile.tempdir = home
    with Path(os.devnull).open("r+") as nowhere:
        for number in range(3):
            os.dup2(nowhere.fileno(), number)
    options = [f"--ExecutePreprocessor.timeout={_CELL_SECONDS}", "--student", student]
    NbGraderApp.launch_instance(["autograde", "ps1", *options])


def main() -> None:
    """Run those that are named, or all that have no outcome yet."""
    outcomes = json.loads(OUTCOMES.read_text()) if OUTCOMES.exists() else {}
    chosen = all_attacks(*FAMILIES)
    names = {f"{attack.family}/{attack.name}" for attack in chosen}
    outcomes = {name: text for name, text in outcomes.items() if name in names}
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    with Template.start() as template:
        os.environ[ADDRESS_VARIABLE] = template.address
        for attack in chosen:
            name = f"{attack.family}/{attack.name}"
            if attack.name in sys.argv[1:] or not (sys.argv[1:] or name in outcomes):
                outcomes[name] = outcome(attack)
                print(name, outcomes[name], flush=True)
                OUTCOMES.write_text(json.dumps(dict(sorted(outcomes.items())), indent=1) + "\n")


if __name__ == "__main__":
    main()
