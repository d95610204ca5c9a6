"""A process shuts itself in before it runs a student's code, as a `policy` says.

`entry.enter` does it; `layers` tells what this machine can do. `linux`, `landlock` and `seccomp`
are the system calls, `root` and `view` the files that a sandbox shows, `supervisor` and `written`
its end. Nothing here knows of kernels or grades.
"""
