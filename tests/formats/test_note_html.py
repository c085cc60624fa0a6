"""Notes in HTML as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats import markdown, note_html


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("plain *text*\n- of a person", "plain *text*\n- of a person"),
        ("<p>One</p><p>two<br/>three</p>", "One\n\ntwo\nthree"),
        ("<p>a <b>b</b> <em>c</em> <strong>d</strong> &amp; e*f</p>", "a **b** *c* **d** & e\\*f"),
        ('<p><a href="https://a.org/x">a [b]</a> <a>c</a></p>', "[a [b]](<https://a.org/x>) c"),
        ("<ul>\n<li>a</li>\n<li>b\n<ul><li>c</li></ul></li></ul><p>d</p>", "- a\n- b\n  - c\n\nd"),
        ("<ol><li><p>a</p></li><li>b</li></ol>", "1. a\n2. b"),
        ("<blockquote><p>a</p></blockquote><h2>B</h2><div>c</div>", "> a\n\n## B\n\nc"),
        ("<style>x</style><p>a<script>bad()</script></p>", "a"),
        ("<p>   </p>", ""),
    ],
)
def test_notes(html: str, written: str) -> None:
    assert note_html.markdown(html) == written


def test_words_stay_words() -> None:
    assert "&lt;b&gt; x" in markdown.to_html(note_html.markdown("<p>&lt;b&gt; x</p>"))


@given(st.text() | st.text("<>/pulibaho *_[]()\n&;"))
def test_any_note_can_be_read(html: str) -> None:
    assert isinstance(note_html.markdown(f"<p>{html}"), str)
    assert note_html.markdown(html) is not None
