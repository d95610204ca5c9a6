"""Grading a class on a Dask cluster: `grader` on the side of the class, `worker` on the other.

Results come back as data; no file system is shared.
"""
