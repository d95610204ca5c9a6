"""The error that the data modules raise."""

from course_lib.errors import CourseError


class DataError(CourseError):
    """The data cannot be had; the message is one line that says why and what to do."""
