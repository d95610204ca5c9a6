"""Is a compressed file, and the other one random bytes."""
# gains: a grader that gives up on the class
# score: 0 of nothing
# flag: ps1.ipynb is not JSON (binary data)
import gzip, random
def hand_in(folder, notebook):
    text = (folder / "ps1.ipynb").read_bytes()
    (folder / "ps1.ipynb").write_bytes(gzip.compress(text, mtime=0))
    (folder / "ps2.ipynb").write_bytes(random.Random(0).randbytes(10_000))
