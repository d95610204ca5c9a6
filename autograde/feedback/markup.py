"""From a student's code, markdown and HTML to markup that is safe to put into a page.

Markup passes through bleach with a list of what is allowed: no script, style, event handler, frame,
form or address of anything outside of the page is on it.
"""

import re
from functools import cache, lru_cache

from bs4 import BeautifulSoup
from markupsafe import Markup, escape
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

MAX_MARKUP = 20_000  # characters; bleach takes about a second for the worst of this length
_MAX_DEPTH = 100  # of elements in each other: the time that bleach takes grows with its square
_TAGS = re.findall(
    r"\w+",
    "a abbr b blockquote br caption code dd del div dl dt em h4 hr i kbd li ol p pre s small span"
    " strong sub sup table tbody td tfoot th thead tr u ul",
)
_ATTRIBUTES = {"td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"]}
_CONTENT_TOO = ["script", "style", "template", "noscript", "title", "textarea", "svg", "math"]
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_EDGES = re.compile(r"<(/?)(?!br\b|hr\b|img\b|!|\?)[a-z/]", re.IGNORECASE)

# The few kinds of tokens that the page's style sheet tells apart, by their class there.
_CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "c"),
    (String.Doc, "c"),
    (String, "s"),
    (Number, "n"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Function, "f"),
    (Name.Class, "f"),
    (Name.Decorator, "f"),
)


def clean_html(html: str) -> Markup | None:
    """The allowed part of a piece of HTML, None where it is too large or nothing is left."""
    from bleach.sanitizer import Cleaner  # takes a while to import, and few pages need it

    if len(html) > MAX_MARKUP or _depth(html) > _MAX_DEPTH:
        return None
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(_CONTENT_TOO):  # bleach would leave their text behind
        element.extract()
    for heading in soup.find_all(_HEADINGS):
        heading.name = "h4"  # below the page's own
    protocols = ["http", "https"]
    cleaner = Cleaner(tags=_TAGS, attributes=_is_allowed, protocols=protocols, strip=True)
    cleaned = cleaner.clean(str(soup))
    return Markup(cleaned) if BeautifulSoup(cleaned, "html.parser").get_text().strip() else None


def _is_allowed(tag: str, name: str, value: str) -> bool:
    """Whether an element may have this attribute. Links lead to the web, not beside the page."""
    if tag == "a":
        return name == "href" and value.startswith(("http://", "https://"))
    return name in _ATTRIBUTES.get(tag, ())


def render_markdown(text: str) -> Markup:
    """A student's prose; as it was typed where it is too long to be rendered."""
    import mistune

    if len(text) <= MAX_MARKUP // 2:
        render = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
        # Pictures are named, not shown: they would have to be loaded.
        html = re.sub(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>', r"[picture: \1]", str(render(text)))
        if (cleaned := clean_html(html)) is not None:
            return cleaned
    return Markup(f"<pre>{escape(text)}</pre>")


@lru_cache(maxsize=1000)
def highlight(source: str) -> Markup:
    """Python source with its keywords, strings and the like in spans."""
    parts: list[str] = []
    kind_before, run = "", ""
    for token, text in PythonLexer(stripnl=False, ensurenl=False).get_tokens(source):
        kind = kind_before if text.isspace() else _class_of(token)
        if kind != kind_before:
            parts.append(_span(kind_before, run))
            kind_before, run = kind, ""
        run += text
    parts.append(_span(kind_before, run))
    return Markup("".join(parts))


@cache
def _class_of(token: _TokenType) -> str:
    return next((name for kind, name in _CLASSES if token in kind), "")


def _span(kind: str, text: str) -> str:
    return f'<span class="{kind}">{escape(text)}</span>' if kind and text else str(escape(text))


def _depth(html: str) -> int:
    """How many elements are in each other at most, as far as one can tell without parsing."""
    deepest = depth = 0
    for match in _EDGES.finditer(html):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest
