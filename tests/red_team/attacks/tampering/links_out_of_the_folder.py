"""Brings symbolic links to the gradebook, the checks, the neighbours and the machine."""
# gains: a copy of what they lead to
# score: honest
# flag: is a symbolic link
def hand_in(folder, notebook):
    for name, target in {
        "grades.db": "../../../gradebook.db", "checks.py": "../../../keys/ps1/checks.py", "abel": "../../abel",
        "passwords": "/etc/passwd", "root": "/", "loop": "loop", "zero": "/dev/zero", "data.txt": "/etc/hostname",
    }.items():
        (folder / name).symlink_to(target)
