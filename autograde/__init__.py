"""Build, verify and grade the course: the `course` command."""
