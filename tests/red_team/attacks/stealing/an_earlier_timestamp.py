"""Write an earlier time of submission, and another grade, into the files that graders read."""
# gains: a submission in time
# score: untouched
# flag: tampering
# %%
from pathlib import Path

Path("timestamp.txt").write_text("1999-12-31 23:59:59 UTC")
Path("result.json").write_text('{"schema": 1, "score": 13}')
Path("nbgrader_config.py").write_text("c = get_config()\nc.ClearSolutions.enforce_metadata = False\n")
Path("gradebook.db").write_bytes(b"SQLite format 3\0")
