"""Puts values of the wrong type wherever metadata have a place."""
# gains: a grader that gives up on types
# score: untouched
# flag: has broken nbgrader metadata
import json
def hand_in(folder, notebook):
    odd = iter([[], "x", 5, None, {"grade_id": ["x"]}, {"grade_id": 7}, {"grade_id": {}}, True, [[]]] * 2)
    text = json.loads((folder / "ps1.ipynb").read_text())
    for number, cell in enumerate(text["cells"]):
        cell["metadata"] = {"nbgrader": next(odd), "tags": 5, "jupyter": [], "collapsed": {}}
    text["metadata"] = {"kernelspec": [1], "language_info": 5, "widgets": "x"}
    (folder / "ps1.ipynb").write_text(json.dumps(text))
