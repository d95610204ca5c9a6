"""Does the exercises in another order, with its own cells between them, and the title last."""
# gains: all that is owed
# score: honest
# flag:
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell
def hand_in(folder, notebook):
    title, setup, *rest = notebook.cells
    pairs = [rest[start : start + 2] for start in range(0, len(rest), 2)]
    cells = [setup]
    for pair in reversed(pairs):
        cells += [new_markdown_cell("## Mine"), *pair, new_code_cell("x = 5")]
    notebook.cells = [*cells, title]
    nbformat.write(notebook, folder / "ps1.ipynb")
