"""Has 100,000 brackets in its metadata."""
# gains: a grader that recurses without end
# score: 1 of ps2 alone
# flag: ps1.ipynb is not JSON
def hand_in(folder, notebook):
    deep = '{"cells": [], "metadata": {"x": ' + "[" * 100_000 + "]" * 100_000 + '}, "nbformat": 4}'
    (folder / "ps1.ipynb").write_text(deep)
