"""Markdown as HTML that is safe to show."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import notes, text
from desktop_app.formats import markdown

SIGNS = st.text(alphabet="ab1 .*_`~[]()|#>-+=\\!&;<:/\n\"'", max_size=40)
PIECES = ("[[k1|A b]]", "[[Word]]", "[[k1#h2|C]]", "`", "``", "\n", "\n\n", "> ", "- ", "\\", "*")
LINKED = st.lists(st.sampled_from((*PIECES, "a ", "[[", "]]", "|", "#")), max_size=14)


def shown(markdown_: str) -> str:
    """Give the words of the HTML, white space aside."""
    bare = re.sub(r"<[^>]*>", "", markdown.to_html(markdown_).replace("</p>", " "))
    return text.clean_line(html.unescape(bare))


def addresses(markdown_: str) -> list[str]:
    return [html.unescape(a) for a in re.findall(r'href="([^"]*)"', markdown.to_html(markdown_))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Head", "<h1>Head</h1>"),
        ("**b** *e* ~~s~~ `c`", "<p><strong>b</strong> <em>e</em> <s>s</s> <code>c</code></p>"),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>"),
        ("```py\nx < 1\n\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("    indented\n", "<pre><code>indented</code></pre>"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>'),
        ("- [ ] a", '<ul>\n<li class="unchecked">a</li>\n</ul>'),
        ("- [x] a *b*", '<ul>\n<li class="checked">a <em>b</em></li>\n</ul>'),
        ("- [y] a", "<ul>\n<li>[y] a</li>\n</ul>"),
        ("<b>x</b> &copy;", "<p>&lt;b&gt;x&lt;/b&gt; ©</p>"),
    ],
)
def test_markdown_is_turned_into_html(source: str, expected: str) -> None:
    assert markdown.to_html(source) == expected


def test_a_table_keeps_the_sides_of_its_columns() -> None:
    source = "| a | b | c |\n|---|--:|:-:|\n| 1 | [[k1\\|x]] | 3 |"
    made = markdown.to_html(source)
    assert re.findall(r'<t[hd] align="(\w+)"', made) == ["left", "right", "center"] * 2
    assert addresses(source) == ["carrel:k1%7Cx"]


def test_tables_stay_as_typed_once_they_are_too_large_to_lay_out() -> None:
    row = "| a | <b> |\n"
    small = f"{row}|---|---|\n{row}"
    large = f"{row}|---|---|\n{row * (markdown.MOST_CELLS // 2)}"
    made = markdown.to_html(f"{small}\nbetween\n\n{large}\n*after*")
    assert made.count("<table>") == 1
    assert "<p>between</p>\n<pre><code>| a | &lt;b&gt; |\n|---|---|\n| a |" in made
    assert made.endswith("| a | &lt;b&gt; |</code></pre>\n<p><em>after</em></p>")


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("[a](http://b.org)", "http://b.org"),
        ("[a](HTTPS://b.org/?c=d&e=f)", "HTTPS://b.org/?c=d&e=f"),
        ("<doi:10.1000/a>", "doi:10.1000/a"),
        ("see https://b.org/x_y_z.", "https://b.org/x_y_z"),
        ("(https://b.org/(c))", "https://b.org/(c)"),
        ("[[k1#h2|x]]", "carrel:k1%23h2%7Cx"),
        ("[a](javascript:alert(1))", "refused:javascript%3Aalert%281%29"),
        ("[a](file:///etc/passwd)", "refused:file%3A///etc/passwd"),
        ("[a](data:text/html,x)", "refused:data%3Atext/html%2Cx"),
        ("[a](qrc:/x)", "refused:qrc%3A/x"),
        ("[a](./b.md)", "refused:./b.md"),
        ("[a](//b.org)", "refused://b.org"),
        ("<a@b.org>", "refused:mailto%3Aa%40b.org"),
        ("[a](carrel:k1)", "refused:carrel%3Ak1"),
        ("[a](refused:x)", "refused:refused%3Ax"),
        ("[a][1]\n\n[1]: ftp://b.org", "refused:ftp%3A//b.org"),
    ],
)
def test_where_links_lead(source: str, address: str) -> None:
    assert addresses(source) == [address]


def test_an_address_in_code_or_in_a_link_is_not_marked() -> None:
    assert addresses("`https://a.org` [https://b.org](https://c.org)") == ["https://c.org"]


def test_the_same_address_twice() -> None:
    found = addresses("https://a.org/b and https://a.org and https://a.org/b")
    assert found == ["https://a.org/b", "https://a.org", "https://a.org/b"]


def test_what_an_address_means() -> None:
    link = markdown.inside("carrel:k1%23h2%7CLee%202024")
    assert link is not None
    assert (link.key, link.highlight, link.shown) == ("k1", "h2", "Lee 2024")
    assert markdown.inside("http://a.org") is None
    assert markdown.outside("doi:10.1000/a") == "https://doi.org/10.1000/a"
    assert markdown.outside("HTTP://a.org") == "HTTP://a.org"
    assert markdown.outside("carrel:k1") is None
    assert markdown.outside("refused:x") is None
    assert markdown.refused("refused:file%3A///x") == "file:///x"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("![A *figure*](http://a.org/b.png)", "A figure"),
        ("![](file:///secret.png)", "file:///secret.png"),
        ("[![in a link](b.png)](http://a.org)", "in a link"),
        ("![<x>](b.png)", "<x>"),
    ],
)
def test_an_image_is_the_words_for_it(source: str, words: str) -> None:
    assert "<img" not in markdown.to_html(source)
    assert shown(source) == words


@given(SIGNS)
def test_nothing_but_known_tags_comes_out(source: str) -> None:
    made = markdown.to_html(f"{source} <script>x</script> <img src=x onerror=y> {source}")
    tags = set(re.findall(r"<\s*/?\s*(\w+)", made))
    assert tags <= markdown._TAGS
    for address in re.findall(r'href="([^"]*)"', made):
        assert address.lower().startswith(("http:", "https:", "doi:", "carrel:", "refused:"))
    assert set(re.findall(r"<\w+[^>]*?\s(\w+)=", made)) <= {"href", "class", "align", "start"}


@given(SIGNS.map(text.clean).filter(str.strip))
def test_a_quotation_says_its_words_as_they_are(quote: str) -> None:
    assert shown(notes.quotation(quote, "END")) == f"{text.clean_line(quote)} — END"


@given(LINKED.map("".join))
def test_the_links_shown_are_the_links_stored(source: str) -> None:
    clicked = [link for a in addresses(source) if (link := markdown.inside(a))]
    stored = notes.links(source)
    assert [(x.shown, x.targets) for x in clicked] == [(x.shown, x.targets) for x in stored]
