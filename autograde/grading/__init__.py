"""Grading one submission.

`grade.grade_submission` turns (assignment key, submission, limits) into a graded submission. It
touches no database and no course directory: `autograde.classroom` does, for the whole class.
"""

import sys

# jsonschema builds a grammar of international addresses as it is imported, if it finds this
# package: nine tenths of the time that importing nbformat takes. No notebook's schema needs it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
