"""The one kind of error that is meant for the user's eyes."""


class CourseError(Exception):
    """Something a user can mend: the text is one line that says what is wrong and the way out.

    The `course` command prints the text without a traceback and exits with 1.
    """
