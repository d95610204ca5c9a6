"""Gives tests points that are no numbers, not finite, negative, and of 400 digits."""
# gains: a grader that gives up on numbers
# score: honest
# flag:
import json
def hand_in(folder, notebook):
    points = iter([10**400, "2", float("nan"), [2], None, True])
    text = json.loads((folder / "ps1.ipynb").read_text())
    for cell in text["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"]["points"] = next(points)
    (folder / "ps1.ipynb").write_text(json.dumps(text))
