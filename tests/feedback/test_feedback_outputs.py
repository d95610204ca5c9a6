"""The outputs of a student's code on a feedback page: shown, cut to size, and harmless."""

import base64
import io
import re

import pytest
from feedback_pages import (
    LESSON,
    Seen,
    answer,
    cell,
    display,
    error,
    grades,
    notebook,
    page_of,
    stream,
)
from PIL import Image

from autograde.feedback.page import render_page


def png(width: int = 2, height: int = 2) -> str:
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


# What HTML, markdown or SVG could run or load; each calls ran() where it can run anything.
HOSTILE = [
    "<script>ran()</script>",
    "<img src=x onerror=ran()>",
    "<svg onload=ran()><script>ran()</script><image href='http://example.org/a.png'/></svg>",
    "<svg><style><img src=x onerror=ran()></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=ran()>'>",
    "<noscript><p title='</noscript><img src=x onerror=ran()>'>",
    "<textarea><img title='</textarea><img src=x onerror=ran()>'></textarea>",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    "<iframe src='http://example.org/frame'></iframe>",
    "<object data='http://example.org/object'></object><embed src='http://example.org/embed'>",
    "<meta http-equiv=refresh content='0;url=http://example.org/refresh'>",
    "<base href='http://example.org/'><link rel=stylesheet href='http://example.org/a.css'>",
    "<style>@import 'http://example.org/import.css'; body { display: none }</style>",
    "<p style='background: url(http://example.org/b.png)'>styled</p>",
    "<form action='http://example.org/form'><input autofocus onfocus=ran()></form>",
    "<a href='javascript:ran()'>link</a><a href='&#106;avascript:ran()'>link</a>",
    "<a href='data:text/html,<script>ran()</script>'>link</a>",
    "<details open ontoggle=ran()>x</details><video src=x onerror=ran()></video>",
    "<body onload=ran()><p onmouseover=ran() onclick=ran()>over</p>",
    "<img src='http://example.org/a.png' srcset='http://example.org/b.png 2x'>",
    "</pre></div></section></main></body><script>ran()</script>",
    "--></style></title><script>ran()</script>",
]
DANGEROUS = {"script", "iframe", "object", "embed", "form", "input", "button", "base", "link"}
DANGEROUS |= {"svg", "math", "video", "template", "noscript", "textarea"}


def hostile_notebook() -> bytes:
    """A notebook that tries each of `HOSTILE` at every place where a student's text comes in."""
    outputs = [
        output
        for html in HOSTILE
        for output in (
            stream(html),
            display(html=html, plain=html),
            display(markdown=html, plain=html),
            display(svg=f'<svg xmlns="http://www.w3.org/2000/svg">{html}</svg>'),
            display(javascript="ran()", plain=html),
            {**display(png=png(), plain=html), "metadata": {"image/png": {"alt": f'">{html}'}}},
            error(html, html, html),
        )
    ]
    cells = [answer(f"# {html}", *outputs[i * 7 : i * 7 + 7]) for i, html in enumerate(HOSTILE)]
    prose = [cell(f"{html}\n\n[x]({html}) ![y]({html})", kind="markdown") for html in HOSTILE]
    return notebook(*cells, *prose, test=tuple(outputs[-7:]))


def hostile_page() -> str:
    words = "".join(HOSTILE)
    return render_page(hostile_notebook(), LESSON, grades(comments={"double": words}))


def test_no_element_and_no_address_of_a_students_output_can_do_anything():
    found = Seen(hostile_page())
    assert not {tag for tag, _ in found.tags} & DANGEROUS
    assert len(found.all("style")) == len(found.all("body")) == len(found.all("title")) == 1
    harmless = {"charset", "name", "content"}, {"http-equiv", "content"}
    assert all(any(set(meta) <= names for names in harmless) for meta in found.all("meta"))
    assert [meta["http-equiv"] for meta in found.all("meta") if "http-equiv" in meta] == [
        "Content-Security-Policy"
    ]
    for tag, attributes in found.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), tag
        assert (attributes.get("src") or "data:image/").startswith("data:image/")
        assert re.match(r"#|https?://", attributes.get("href") or "#")


def test_the_words_of_hostile_text_are_still_there_to_be_read():
    text = Seen(hostile_page()).text
    for html in HOSTILE:
        assert f"# {html}" in text  # the code


def test_tables_and_prose_keep_their_form():
    html = "<style>td {}</style><table><tr><td colspan=2 style='x'>7</td></tr></table>"
    page = page_of(display(html=html, plain="7"), display(markdown="**bold**"))
    assert '<td colspan="2">7</td>' in page
    assert "<strong>bold</strong>" in page
    assert "td {}" not in page


def test_a_picture_is_in_the_page_with_its_words():
    described = {**display(png=png()), "metadata": {"image/png": {"alt": "8 images: frog, horse."}}}
    pictures = Seen(page_of(described, display(png=png(), plain="<Figure size 640x480>"))).all(
        "img"
    )
    assert [picture["alt"] for picture in pictures] == [
        "8 images: frog, horse.",
        "A picture that your code made",
    ]
    assert all(picture["src"] == f"data:image/png;base64,{png()}" for picture in pictures)


@pytest.mark.parametrize(
    "data",
    ["", "!!!", base64.b64encode(b"<svg onload=ran()>").decode(), png()[:40], png(9000, 9000)],
)
def test_a_picture_that_is_none_or_is_too_large_is_left_out_with_a_note(data):
    found = Seen(page_of(display(png=data)))
    assert not found.all("img")
    assert "left out" in found.text


def test_an_output_that_only_a_live_notebook_shows_is_named():
    script = display(javascript="ran()", plain="<IPython.core.display.Javascript object>")
    text = Seen(page_of(script)).text
    assert "An output that this page cannot show (application/javascript)." in text


@pytest.mark.parametrize(
    ("output", "note"),
    [
        (stream("a line\n" * 100_000), "lines were cut]"),
        (stream("x" * 5_000_000), "characters were cut]"),
        (display(html="<b>x</b>" * 100_000, plain="short"), "left out"),
        (display(svg="<svg>" + "x" * 5_000_000), "left out"),
    ],
)
def test_a_huge_output_is_cut_with_a_note(output, note):
    page = page_of(output)
    assert len(page) < 20_000
    assert note in page


def test_many_outputs_are_cut_to_some():
    page = page_of(*[stream(f"output {i}\n") for i in range(1000)])
    assert "output 11" in page and "output 12" not in page
    assert "988 more outputs were cut." in page


def test_many_large_outputs_do_not_make_a_large_page():
    texts = [stream("word " * 800) for _ in range(12)]
    cells = [cell(f"mine = {i}", *texts) for i in range(50)]
    page = render_page(notebook(answer(), after=tuple(cells)), LESSON, grades())
    assert len(page) < 250_000
    assert "there is too much on this page" in page


@pytest.mark.parametrize(
    "html", ["<div>" * 1000, "<b>" * 1000, "<table><tr><td>" * 900, "<b>x</b>" * 5000]
)
def test_html_that_takes_long_to_read_is_shown_as_text(html):
    text = Seen(page_of(display(html=f"{html}not this", plain="see this"))).text
    assert "see this" in text and "not this" not in text
