"""What plain `nbgrader autograde` makes of the attacks on points.

`PYTHONPATH=tests python tests/red_team/nbgrader_outcomes.py` grades each attack alone, in a
throwaway course, within a time limit, and writes the outcomes into nbgrader_outcomes.json. Only
families that harm nobody are run: nbgrader has no sandbox. Its kernels are forked from a template,
which is quicker and changes no score.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from attack import Attack, all_attacks
from grading_course import make_course
from nbgrader.api import Gradebook
from red_class import CHECKS

from autograde.kernels.launch import ADDRESS_VARIABLE, Template

OUTCOMES = Path(__file__).with_name("nbgrader_outcomes.json")
FAMILIES = ("forging", "tampering", "odd")
_SECONDS = 120
_CELL_SECONDS = 10


def outcome(attack: Attack) -> str:
    """The points that nbgrader gives, or in words why it gives none."""
    with tempfile.TemporaryDirectory(prefix="red-", ignore_cleanup_errors=True) as folder:
        course = make_course(Path(folder) / "tiny", checks=CHECKS)
        attack.hand_in(course)
        options = [f"--ExecutePreprocessor.timeout={_CELL_SECONDS}", "--student", attack.student]
        command = [sys.executable, "-m", "nbgrader", "autograde", "ps1", *options]
        environment = {**os.environ, "HOME": folder, "TMPDIR": folder}
        environment["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "ground-up-warm"
        try:
            subprocess.run(
                command,
                cwd=course,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return f"does not end within {_SECONDS} s"
        if not (course / "autograded" / attack.student / "ps1").is_dir():
            return "gives up"
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
            return f"{gradebook.find_submission('ps1', attack.student).score:g}"


def main() -> None:
    """Run those that are named, or all that have no outcome yet."""
    if shutil.which("nbgrader") is None:
        raise SystemExit("nbgrader is not on PATH: activate the environment")
    outcomes = json.loads(OUTCOMES.read_text()) if OUTCOMES.exists() else {}
    chosen = all_attacks(*FAMILIES)
    names = {f"{attack.family}/{attack.name}" for attack in chosen}
    outcomes = {name: text for name, text in outcomes.items() if name in names}
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
