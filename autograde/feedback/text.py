"""Text from a notebook: without terminal codes, and cut to what a person reads."""

import re
from typing import Any

MAX_LINES, MAX_CHARACTERS = 60, 4000
# ECMA-48 control sequences, operating system commands, and single escapes.
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
# Control characters but tab and newline, and lone surrogates, which no file can hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def in_plain_text(value: Any, separator: str = "") -> str:
    """A string of a notebook, or the list of its lines, without terminal codes; "" for neither."""
    if isinstance(value, list):
        value = separator.join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    text = value.replace("\r\n", "\n")
    return _UNPRINTABLE.sub("", _TERMINAL.sub("", text) if "\x1b" in text else text)


def shortened(text: str) -> str:
    """The beginning and the end of a text, with a note of what was cut between them."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        head, tail = lines[: MAX_LINES * 2 // 3], lines[-MAX_LINES // 3 :]
        cut = len(lines) - len(head) - len(tail)
        text = "\n".join([*head, f"[{cut:,} lines were cut]", *tail])
    if len(text) > MAX_CHARACTERS:
        head, tail = text[: MAX_CHARACTERS * 2 // 3], text[-MAX_CHARACTERS // 3 :]
        cut = len(text) - len(head) - len(tail)
        text = f"{head}\n[{cut:,} characters were cut]\n{tail}"
    return text
