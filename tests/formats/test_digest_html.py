from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.digest import Digest
from desktop_app.formats import digest_html
from tests import digests

VOID = {"meta"}
FETCHING = {
    "img",
    "script",
    "link",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "source",
    "form",
}


class Page(HTMLParser):
    """Reads a page: its tags, their attributes, the text of each, and whether tags are paired."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.text = ""
        self.css = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.css += data
        else:
            self.text += data


def test_all_parts_are_there() -> None:
    text = Page(digest_html.write(digests.full())).text
    for part in (
        "Monday 23 November 2026",
        "1 paper to read, about 12 min · 12 cards to review · 7 new papers since Saturday",
        "Since Saturday you read for 34 min, finished 2 papers, made 5 highlights and reviewed 8"
        " cards. 7 reading days in a row.",
        "Due Thursday: journal <club>",
        f"Because you highlighted “{digests.EVIL}” on Saturday · shares: weight decay, <b>",
        "From 180 of 221 papers; the others are not indexed yet.",
        "and 4 more in Carrel",
        "New in “robot <learning>”",
        "New in “waits”",
        "52 votes",
    ):
        assert part in text
    assert "quiet" not in text


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = Page(digest_html.write(digests.full()))
    assert not FETCHING & set(page.tags)
    assert {name for _, name, _ in page.attributes} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "href", "rel", "dir", "role",
        "aria-label", "aria-hidden",
    }  # fmt: skip
    assert "url(" not in page.css
    assert "@import" not in page.css
    assert ("meta", "content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


def test_titles_are_no_markup() -> None:
    page = digest_html.write(digests.full())
    assert digests.EVIL not in page
    assert Page(page).text.count(digests.EVIL) == 6


def test_only_web_addresses_are_links() -> None:
    page = Page(digest_html.write(digests.full()))
    assert [value for _, name, value in page.attributes if name == "href"] == [
        'https://a.org/?a=1&b="2"'
    ]


def test_both_schemes_are_there() -> None:
    css = Page(digest_html.write(digests.empty())).css
    assert "prefers-color-scheme: dark" in css
    assert digest_html.LIGHT["text"] in css
    assert digest_html.DARK["text"] in css
    assert css.count("{") == css.count("}")
    assert "$" not in css


def test_strength_is_said_in_words_too() -> None:
    page = Page(digest_html.write(digests.full()))
    assert ("span", "aria-label", "Match 4 of 5") in page.attributes


def test_the_order_of_what_is_new_is_said() -> None:
    assert "7 papers, best match first" in Page(digest_html.write(digests.full())).text
    unranked = replace(digests.empty(), new=(digests.line(1),), new_count=2)
    assert "2 papers, the last first" in Page(digest_html.write(unranked)).text
    alone = Page(digest_html.write(replace(unranked, new_count=1))).text
    assert "first" not in alone.partition("New since")[2]


def test_a_day_without_anything() -> None:
    text = Page(digest_html.write(digests.empty())).text
    assert "Nothing planned · no new papers since yesterday" in text
    assert "Suggestions begin with the first paper" in text
    assert "Nothing came in." in text
    assert "Trending" not in text


@given(st.text())
def test_any_title_is_shown_as_it_is(title: str) -> None:
    made = Digest(digests.DAY, digests.SATURDAY, new=(digests.line(1, f"|{title}"),), new_count=1)
    assert f"|{title}" in Page(digest_html.write(made)).text
