"""Has cells that are no cells, with half a character in a source and counts that are none."""
# gains: a grader that stumbles over a source
# score: honest
# flag: is not a cell: left out
import json
def hand_in(folder, notebook):
    text = json.loads((folder / "ps1.ipynb").read_text())
    for source in ("# \ud800", ["x = ", "5"], [], ""):
        cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": 5, "execution_count": "x", "id": 7}
        text["cells"].insert(0, cell)
    text["cells"] += [{"cell_type": "heading", "source": "x", "metadata": {}}]
    (folder / "ps1.ipynb").write_text(json.dumps(text))
