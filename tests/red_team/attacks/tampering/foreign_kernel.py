"""Asks for a kernel that is not installed, by a path."""
# gains: a kernel of its own choice
# score: honest
# flag: kernel: 
import nbformat
def hand_in(folder, notebook):
    notebook.metadata["kernelspec"] = {"name": "../../../tmp/kernel", "display_name": "x", "language": "sh"}
    nbformat.write(notebook, folder / "ps1.ipynb")
