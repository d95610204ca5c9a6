"""Code as the signs that it is made of: what is left of it when names and layout do not count."""

import io
import keyword
import tokenize
from collections.abc import Iterator

Signs = tuple[str, ...]

_LONGEST = 20_000  # characters: of a longer cell the beginning stands for all
_NAME, _TEXT = "name", "text"
_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def signs_by_line(source: str) -> dict[int, Signs]:
    """The signs of each line of a cell, by its number from 0; lines without any are left out.

    Names that a student chooses are all one sign, and so are texts; what is called, what follows
    a dot, keywords and numbers say what the code does, and stay. Comments, docstrings and layout
    leave nothing. Code that is no Python is read as far as it goes.
    """
    lines: dict[int, list[str]] = {}
    before, name = "", None  # a name waits for what follows it
    for token in _tokens(source[:_LONGEST]):
        if name is not None:
            row, text = name
            lines.setdefault(row, []).append(text if token.string == "(" else _NAME)
            name = None
        row = token.start[0] - 1
        if token.type in _LAYOUT:
            continue
        if token.type == tokenize.NAME and not keyword.iskeyword(token.string) and before != ".":
            name = row, token.string
        else:
            text = _TEXT if token.type == tokenize.STRING else token.string
            lines.setdefault(row, []).append(text)
        before = token.string
    return {row: tuple(signs) for row, signs in lines.items() if signs != [_TEXT]}


def _tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    try:
        yield from tokenize.generate_tokens(io.StringIO(source).readline)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return
