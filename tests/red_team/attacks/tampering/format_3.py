"""Comes in format 3, of 2013, with answers."""
# gains: a grader that knows only format 4
# score: honest
# flag: 
import nbformat
def hand_in(folder, notebook):
    nbformat.write(nbformat.convert(notebook, 3), folder / "ps1.ipynb", version=nbformat.NO_CONVERT)
