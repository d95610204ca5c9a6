"""Grading submissions: a pure function of one submission, and the class around it.

`grade.grade_submission` turns (assignment key, submission, limits) into a graded submission and
touches no database. `classroom.grade_class` runs it in worker processes and is the one writer of
the gradebook and of the autograded directory.
"""

import sys

# jsonschema builds a grammar of international addresses as it is imported, if it finds this
# package: nine tenths of the time that importing nbformat takes. No notebook's schema needs it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
