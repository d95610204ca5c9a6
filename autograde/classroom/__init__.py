"""Grading a class: which submissions, in parallel, kept as they come, and one writer.

`class_run.prepare_class` plans a run. `workers`, or a cluster, have `autograde.grading` grade each
submission. Every result goes into the `cache` the moment that it comes, and `writer` alone writes
the gradebook and the autograded directory of the `course_directory`.
"""

from autograde import grading as grading  # first: it keeps a slow import of nbformat's away
