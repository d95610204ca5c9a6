"""Grading submissions: a pure function of one submission, and the class around it.

`grade.grade_submission` turns (assignment key, submission, limits) into a graded submission and
touches no database. `classroom.grade_class` runs it in worker processes and is the one writer of
the gradebook and of the autograded directory.
"""
