"""Writes files, reads them again, and changes the folder's data."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: mean
import json, pathlib
folder = pathlib.Path("results")
folder.mkdir(exist_ok=True)
def mean(values):
    (folder / "values.json").write_text(json.dumps(list(values)))
    kept = json.loads((folder / "values.json").read_text())
    return sum(kept) / len(kept)
