"""Has cells whose names hold escape sequences and lines of a table."""
# gains: a table of grades that seems to give it all points
# score: untouched
# flag: unknown cell
import nbformat
from nbformat.v4 import new_code_cell
def hand_in(folder, notebook):
    name = "x\x1b[9A\rmallory   13.0   13.0\x1b[9B\x9b2J\u202e"
    meta = {"grade_id": name, "grade": True, "points": 1, "locked": False, "solution": False, "schema_version": 3}
    notebook.cells.append(new_code_cell("", metadata={"nbgrader": meta}))
    nbformat.write(notebook, folder / "ps1.ipynb")
