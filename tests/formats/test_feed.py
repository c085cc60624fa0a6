"""Feeds of papers: RSS as Hugging Face and arXiv write it, Atom as arXiv's search does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Author, Draft, Field, Link, LinkKind
from desktop_app.formats import feed, xml_records

HUGGING_FACE = """<?xml version='1.0'?>
<rss version="2.0"><channel><title>Daily Papers</title><link>https://huggingface.co/papers</link>
<item>
  <title>Slow Gradients &amp; Fast Ones</title>
  <link>https://arxiv.org/abs/2607.28609v2</link>
  <description>&lt;p&gt;&lt;img src="https://x.org/1.png" /&gt;&lt;/p&gt;
   &lt;p&gt;&lt;b&gt;Authors:&lt;/b&gt; Ann Lee, Bo Chen&lt;/p&gt;
   &lt;p&gt;&lt;b&gt;Upvotes:&lt;/b&gt; 52&lt;/p&gt;&lt;p&gt;&lt;b&gt;Summary:&lt;/b&gt;
   Networks are &amp;lt;slow&amp;gt;. See https://github.com/a/b.&lt;/p&gt;</description>
  <pubDate>Thu, 30 Jul 2026 00:00:00 +0000</pubDate>
</item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
<title>Query</title>
<entry>
  <id>http://arxiv.org/abs/1706.03762v7</id>
  <title type="html">Attention Is
    All You Need</title>
  <summary>  The dominant models
are recurrent.
</summary>
  <author><name>Ashish Vaswani</name></author><author><name>Noam Shazeer</name></author>
  <published>2017-06-12T17:57:34Z</published><updated>2023-08-02T00:41:18Z</updated>
  <link href="http://arxiv.org/abs/1706.03762v7" rel="alternate"/>
  <arxiv:doi>10.1000/XYZ</arxiv:doi>
</entry></feed>"""

API = """<feed xmlns="http://www.w3.org/2005/Atom">
<entry>
  <id>http://arxiv.org/abs/cs.CL/0101001v2</id>
  <updated>2023-08-02T00:41:18Z</updated>
  <published>2021-01-05T17:57:34Z</published>
  <title>Leeks of the
  &#945;-kind</title>
  <summary>They simmer
at $t&lt;100$.</summary>
  <author><name>Ann Lee</name>
    <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Kitchen</arxiv:affiliation>
  </author>
  <author><name>Bo Chen</name><arxiv:affiliation>Garden</arxiv:affiliation></author>
  <arxiv:doi>10.1000/abc</arxiv:doi>
  <link title="doi" href="http://dx.doi.org/10.1000/abc" rel="related"/>
  <arxiv:comment>9 pages,
  code at https://github.com/a/b</arxiv:comment>
  <arxiv:journal_ref>J. Soups 12 (2022) 3-9</arxiv:journal_ref>
  <link href="http://arxiv.org/abs/cs.CL/0101001v2" rel="alternate" type="text/html"/>
  <category term="68T50"/><category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
  <arxiv:primary_category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
  <category term="soup"/>
</entry>
<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>
  <summary>incorrect id format for x</summary></entry>
</feed>"""

ARXIV = """<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>
<title>Leeks</title><link>https://arxiv.org/abs/2501.00001</link>
<description>arXiv:2501.00001v1 Announce Type: new
Abstract: They simmer.</description>
<dc:creator>Ann Lee, Bo Chen, Cy Day</dc:creator><guid>oai:arXiv.org:2501.00001v1</guid>
</item></channel></rss>"""


def _only(page: str) -> Draft:
    drafts, problems = feed.parse(page)
    assert not problems
    [draft] = drafts
    return draft


def _rss(*items: str) -> str:
    return f"<rss><channel>{''.join(items)}</channel></rss>"


def test_a_day_of_hugging_face() -> None:
    assert _only(HUGGING_FACE) == Draft(
        title="Slow Gradients & Fast Ones",
        abstract="Networks are <slow>. See https://github.com/a/b.",
        authors=(Author("Lee", "Ann"), Author("Chen", "Bo")),
        year=2026,
        arxiv="2607.28609",
        links=(Link("https://github.com/a/b", LinkKind.CODE),),
        votes=52,
        line=3,
        kind="article",
    )


def test_atom() -> None:
    assert _only(ATOM) == Draft(
        title="Attention Is All You Need",
        abstract="The dominant models are recurrent.",
        authors=(Author("Vaswani", "Ashish"), Author("Shazeer", "Noam")),
        year=2017,
        doi="10.1000/xyz",
        arxiv="1706.03762",
        line=3,
        kind="article",
        fields=(Field("month", "6"), Field("day", "12")),
    )


def test_names_that_are_more_than_two_words() -> None:
    names = "".join(
        f"<author><name>{name}</name></author>"
        for name in ("Bo van der Berg", "Soup Collaboration")
    )
    draft = _only(f"<feed><entry><title>A</title>{names}</entry></feed>")
    assert draft.authors == (Author("van der Berg", "Bo"), Author("Soup Collaboration"))


def test_what_the_api_of_arxiv_says_of_a_paper() -> None:
    [draft], problems = feed.parse(API)
    assert draft == Draft(
        title="Leeks of the α-kind",
        abstract="They simmer at $t<100$.",
        authors=(Author("Lee", "Ann"), Author("Chen", "Bo")),
        year=2021,
        venue="J. Soups 12 (2022) 3-9",
        doi="10.1000/abc",
        arxiv="cs.CL/0101001",
        links=(Link("https://github.com/a/b", LinkKind.CODE),),
        tags=("cs.CL", "68T50", "soup"),
        line=2,
        kind="article",
        fields=(
            Field("month", "1"),
            Field("day", "5"),
            Field("note", "9 pages, code at https://github.com/a/b"),
            Field("arxiv:affiliation", "Kitchen; Garden"),
        ),
    )
    [problem] = problems
    assert (problem.line, "incorrect id format" in problem.reason) == (24, True)


def test_a_replaced_paper_in_rss_has_the_year_of_its_first_version() -> None:
    page = _rss(
        "<item><title>A</title><link>https://arxiv.org/abs/1912.00001</link><description>"
        "arXiv:1912.00001v3 Announce Type: replace Abstract: Soup.</description>"
        "<pubDate>Mon, 03 Aug 2026 00:00:00 -0400</pubDate><category>cs.CL</category>"
        "<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights></item>"
    )
    draft = _only(page)
    assert (draft.year, draft.abstract, draft.tags) == (2019, "Soup.", ("cs.CL",))
    assert draft.fields == (
        Field("month", "12"),
        Field("license", "http://creativecommons.org/licenses/by/4.0/"),
    )


def test_older_rss_of_arxiv() -> None:
    draft = _only(
        _rss(
            "<item><title>Leeks. (arXiv:2301.00001v1 [cs.CL])</title>"
            "<link>http://arxiv.org/abs/2301.00001</link><description>&lt;p&gt;Soup.&lt;/p&gt;"
            '</description><dc:creator>&lt;a href="http://a.org/?q=x"&gt;Ann Lee&lt;/a&gt;, '
            "&lt;a href='http://a.org'&gt;Bo Chen&lt;/a&gt;</dc:creator></item>"
        )
    )
    assert (draft.title, draft.abstract) == ("Leeks.", "Soup.")
    assert draft.authors == (Author("Lee", "Ann"), Author("Chen", "Bo"))


def test_rss_of_arxiv() -> None:
    draft = _only(ARXIV)
    assert (draft.abstract, draft.arxiv, draft.votes) == ("They simmer.", "2501.00001", None)
    assert [a.family for a in draft.authors] == ["Lee", "Chen", "Day"]


def test_the_address_of_an_entry_is_kept_where_it_names_no_identifier() -> None:
    draft = _only(_rss("<item><title>A</title><link>https://a.org/x?a=1&amp;b=2</link></item>"))
    assert draft.links == (Link("https://a.org/x?a=1&b=2", LinkKind.OTHER),)
    assert (draft.abstract, draft.authors, draft.year) == (None, (), None)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "x"])
def test_only_web_addresses_are_kept(address: str) -> None:
    assert _only(_rss(f"<item><title>A</title><link>{address}</link></item>")).links == ()


def test_the_papers_page_of_hugging_face_names_the_identifier() -> None:
    page = _rss("<item><title>A</title><link>https://huggingface.co/papers/2607.1234</link></item>")
    assert _only(page).arxiv == "2607.1234"


def test_votes_that_are_no_number_are_none() -> None:
    assert _only(_rss("<item><title>A</title><upvotes>many</upvotes></item>")).votes is None
    assert _only(_rss("<item><title>A</title><x:upvotes> 7 </x:upvotes></item>")).votes == 7


def test_character_data_and_markup_in_it() -> None:
    draft = _only(
        _rss(
            "<item><title><![CDATA[A < B </item>]]></title><description><![CDATA[<p>One.</p>"
            "<script>bad()</script><p>Two &amp; three.</p>]]></description></item>"
        )
    )
    assert (draft.title, draft.abstract) == ("A < B </item>", "One.\n\nTwo & three.")


def test_names_of_characters_that_only_html_knows() -> None:
    assert _only(_rss("<item><title>&Eacute;tude&nbsp;1 R&D &unknown;</title></item>")).title == (
        "Étude 1 R&D &unknown;"
    )


def test_bad_entries_spoil_no_others() -> None:
    drafts, problems = feed.parse(
        _rss(
            "\n<item><title>One</title></item>",
            "\n<item><title>Broken</item>",
            "\n<item><title> </title></item>",
            "\n<item><title>Cut",
            "\n<item><title>Two</title></item>",
            "\n<item>",
        )
    )
    assert [(d.title, d.line) for d in drafts] == [("One", 2), ("Two", 6)]
    assert [(p.line, p.reason) for p in problems] == [
        (3, xml_records.BROKEN.format(detail="mismatched tag")),
        (4, feed.NO_TITLE),
        (5, xml_records.CUT),
        (7, xml_records.CUT),
    ]


def test_no_entity_of_a_document_type_is_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    inside = f"<item>{bomb}<title>&a;</title></item>"
    outside = "<item><title>&a;&f;</title></item>"
    drafts, problems = feed.parse(bomb + _rss(inside, outside))
    assert [d.title for d in drafts] == ["&a;&f;"]
    assert len(problems) == 1


@given(st.text() | st.text("<>/itemnry&;[]!-CDAT \n"))
def test_any_text_can_be_read(page: str) -> None:
    for text in (page, _rss(f"<item>{page}</item>")):
        drafts, problems = feed.parse(text)
        assert all(draft.title for draft in drafts)
        assert all(problem.reason for problem in problems)


def test_the_real_feed(shared: Path) -> None:
    drafts, problems = feed.parse((shared / "hf" / "feed.xml").read_text("utf-8"))
    assert (len(drafts), problems) == (30, ())
    assert all(d.arxiv and d.authors and d.abstract and d.year == 2026 for d in drafts)
    assert [d.votes for d in drafts[:4]] == [52, 0, 0, 46]
