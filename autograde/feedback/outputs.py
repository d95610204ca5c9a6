"""The outputs of a student's cells as markup: nothing runs, nothing is loaded, all is bounded."""

import base64
import io
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from PIL import Image

from autograde.feedback.lesson import LessonText
from autograde.feedback.markup import clean_html, render_markdown
from autograde.feedback.text import in_plain_text, shortened

_MAX_OUTPUTS = 12  # of a cell
_MAX_PIXELS = 25_000_000  # of a picture: a browser keeps four bytes for each
_BITMAPS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
_SVG = "image/svg+xml"
_PLACEHOLDERS = ("<IPython.core.display.", "<Figure size", "<IPython.lib.display.")

_TEXT = Markup('<pre class="out" tabindex="0">{}</pre>')
_RICH = Markup('<div class="rich" tabindex="0">{}</div>')
_NOTE = Markup('<p class="note">{}</p>')
_PICTURE = Markup('<img alt="{}" src="data:{};base64,{}">')


@dataclass
class Budget:
    """What is left of the space on a page, in bytes of pictures and characters of the rest."""

    pictures: int = 4_000_000
    text: int = 100_000

    def takes(self, kind: str, size: int) -> bool:
        """Whether there is room for so much; where there is, it is used."""
        left = getattr(self, kind) - size
        if left < 0:
            return False
        setattr(self, kind, left)
        return True


def render_outputs(
    outputs: Iterable[Mapping[str, Any]], lesson: LessonText, budget: Budget
) -> Markup:
    """The outputs of one cell, but for its errors, which are told in words elsewhere."""
    shown = [each for each in outputs if each.get("output_type") != "error"]
    parts = [_output(each, lesson, budget) for each in shown[:_MAX_OUTPUTS]]
    if len(shown) > _MAX_OUTPUTS:
        parts.append(_NOTE.format(f"{len(shown) - _MAX_OUTPUTS:,} more outputs were cut."))
    return Markup("\n").join(part for part in parts if part)


def _output(output: Mapping[str, Any], lesson: LessonText, budget: Budget) -> Markup:
    if output.get("output_type") == "stream":
        return _text(output.get("text"), lesson, budget)
    data, metadata = output.get("data"), output.get("metadata")
    data = data if isinstance(data, dict) else {}
    if kind := next((kind for kind in _BITMAPS if kind in data), ""):
        details = metadata.get(kind) if isinstance(metadata, dict) else None
        description = details.get("alt") if isinstance(details, dict) else None
        words = in_plain_text(description or data.get("text/plain")).strip()
        return _bitmap(data[kind], kind, words, budget)
    if _SVG in data:
        return _vector(in_plain_text(data[_SVG]), lesson, budget)
    return _rich(data, lesson, budget) or _plain(data, lesson, budget)


def _bitmap(value: Any, kind: str, words: str, budget: Budget) -> Markup:
    """A picture, if it is what it says it is."""
    try:
        raw = base64.b64decode("".join(in_plain_text(value).split()), validate=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = Image.open(io.BytesIO(raw), formats=[_BITMAPS[kind]]).size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return _NOTE.format("A picture that cannot be read was left out.")
    if width * height > _MAX_PIXELS or not budget.takes("pictures", len(raw)):
        return _NOTE.format("A picture was left out: it is too large for this page.")
    return _PICTURE.format(_described(words), kind, base64.b64encode(raw).decode("ascii"))


def _vector(source: str, lesson: LessonText, budget: Budget) -> Markup:
    """An SVG as a picture: browsers run and load nothing of one that is shown by <img>.

    (SVG 2, 2.2.1 "secure static mode".)
    """
    raw = source.encode("utf-8")
    if lesson.shows_hidden(source) or not budget.takes("pictures", len(raw)):
        return _NOTE.format("A picture was left out.")
    return _PICTURE.format(_described(""), _SVG, base64.b64encode(raw).decode("ascii"))


def _described(words: str) -> str:
    """The words that stand for a picture."""
    if not words or words.startswith(_PLACEHOLDERS):
        return "A picture that your code made"
    return words[:300]


def _rich(data: Mapping[str, Any], lesson: LessonText, budget: Budget) -> Markup | None:
    """The HTML or markdown of an output, if there is any that can be shown."""
    html, markdown = (in_plain_text(data.get(kind)) for kind in ("text/html", "text/markdown"))
    if not budget.takes("text", len(html or markdown)):
        return _NOTE.format("An output was left out: there is too much on this page.")
    cleaned = clean_html(html) if html else render_markdown(markdown) if markdown else None
    if cleaned is None or lesson.shows_hidden(cleaned.striptags()):
        return None
    return _RICH.format(cleaned)


def _plain(data: Mapping[str, Any], lesson: LessonText, budget: Budget) -> Markup:
    if in_plain_text(data.get("text/plain")).startswith(_PLACEHOLDERS) or "text/plain" not in data:
        kinds = ", ".join(kind for kind in data if kind != "text/plain") or "nothing"
        return _NOTE.format(f"An output that this page cannot show ({kinds[:100]}).")
    return _text(data["text/plain"], lesson, budget)


def _text(value: Any, lesson: LessonText, budget: Budget) -> Markup:
    text = shortened(lesson.censored(in_plain_text(value).rstrip("\n")))
    if not text.strip():
        return Markup()
    if not budget.takes("text", len(text)):
        return _NOTE.format("An output was left out: there is too much on this page.")
    return _TEXT.format(text)
