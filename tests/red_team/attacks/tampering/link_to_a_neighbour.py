"""Is a symbolic link to a neighbour's notebook."""
# gains: a neighbour's points
# score: 1 of ps2 alone
# flag: is a symbolic link
def hand_in(folder, notebook):
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").symlink_to("../../abel/ps1/ps1.ipynb")
