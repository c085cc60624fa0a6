"""EndNote's export as XML."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import fields
from desktop_app.core.papers import (
    Attachment,
    Author,
    Contributor,
    Draft,
    Field,
    Link,
    LinkKind,
    Problem,
)
from desktop_app.formats import endnote_xml, xml_records


def _styled(words: str) -> str:
    return f'<style face="normal" font="default" size="100%">{words}</style>'


ARTICLE = f"""<?xml version="1.0" encoding="UTF-8" ?><xml><records>
<record><database name="Mine.enl" path="/x">Mine.enl</database><rec-number>7</rec-number>
<foreign-keys><key app="EN" db-id="a">7</key></foreign-keys>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>{_styled("Lee, Ann")}</author>
<author>{_styled("The Soup Group,")}</author></authors>
<secondary-authors><author>{_styled("Day, Cy")}</author></secondary-authors>
<subsidiary-authors><author>Moss, Di</author></subsidiary-authors></contributors>
<titles><title>{_styled("Slow ")}<style face="italic">gradients</style>
{_styled("&amp; soup")}</title>
<secondary-title>{_styled("Journal of Leeks")}</secondary-title></titles>
<periodical><full-title>{_styled("Journal of Leeks")}</full-title>
<abbr-1>{_styled("J. Leeks")}</abbr-1></periodical>
<pages>{_styled("227-32")}</pages><volume>{_styled("7")}</volume><number>{_styled("2")}</number>
<keywords><keyword>{_styled("soup&#xD;leeks")}</keyword><keyword>hot</keyword></keywords>
<dates><year>{_styled("2019")}</year><pub-dates><date>{_styled("Mar 5")}</date></pub-dates></dates>
<isbn>{_styled("1234-5678")}</isbn><accession-num>{_styled("31234567")}</accession-num>
<abstract>{_styled("They are slow.&#xD;Very.")}</abstract><notes>Read this.</notes>
<label>lee2019</label><custom1>odd</custom1><custom2>PMC77</custom2>
<urls><related-urls><url>{_styled("https://a.org/x")}</url><url>https://doi.org/10.1000/abc</url>
</related-urls><pdf-urls><url>internal-pdf://1/slow.pdf</url></pdf-urls></urls>
<electronic-resource-num>{_styled("10.1000/ABC")}</electronic-resource-num>
<remote-database-name>Medline</remote-database-name><language>eng</language>
</record></records></xml>"""


def _only(page: str) -> Draft:
    drafts, problems = endnote_xml.parse(page)
    assert not problems
    [draft] = drafts
    return draft


def _record(inside: str, type_: str = "Journal Article") -> Draft:
    return _only(f'<xml><record><ref-type name="{type_}">0</ref-type>{inside}</record></xml>')


def _field(draft: Draft, name: str) -> str:
    return fields.get(draft.fields, name)


def test_an_article() -> None:
    assert _only(ARTICLE) == Draft(
        title="Slow gradients & soup",
        abstract="They are slow.\nVery.",
        authors=(Author("Lee", "Ann"), Author("The Soup Group")),
        year=2019,
        venue="Journal of Leeks",
        doi="10.1000/abc",
        links=(Link("https://a.org/x", LinkKind.OTHER),),
        tags=("soup", "leeks", "hot"),
        line=2,
        kind="article-journal",
        citekey="lee2019",
        contributors=(
            Contributor("editor", Author("Day", "Cy")),
            Contributor("translator", Author("Moss", "Di")),
        ),
        notes=("Read this.",),
        attachments=(Attachment("Mine.Data/PDF/1/slow.pdf"),),
        fields=(
            Field(fields.VOLUME, "7"),
            Field(fields.ISSUE, "2"),
            Field(fields.PAGE, "227–32"),
            Field(fields.MONTH, "3"),
            Field(fields.DAY, "5"),
            Field(fields.ISSN, "1234-5678"),
            Field(fields.PMID, "31234567"),
            Field(fields.PMCID, "PMC77"),
            Field(fields.LANGUAGE, "eng"),
            Field(fields.SHORT_VENUE, "J. Leeks"),
            Field(fields.ARCHIVE, "Medline"),
            Field("endnote:custom1", "odd"),
            Field("endnote:database", "Mine.enl"),
            Field("endnote:foreign-keys", "7"),
            Field("endnote:rec-number", "7"),
        ),
    )


def test_a_record_without_a_title_is_told_by_its_number() -> None:
    drafts, problems = endnote_xml.parse("<records><record><rec-number>7</rec-number></record>")
    assert drafts == ()
    assert problems == (Problem(1, endnote_xml.NUMBERED_NO_TITLE.format(number="7")),)


def test_what_zotero_writes() -> None:
    draft = _record(
        "<source-app>Zotero</source-app><titles><title>A</title></titles>"
        "<notes>&lt;p&gt;Read &lt;i&gt;this&lt;/i&gt;.&lt;/p&gt;</notes>"
        "<urls><pdf-urls><url>internal-pdf://files/1/a.pdf</url></pdf-urls></urls>"
        "<access-date>2023-05-07 10:20:30</access-date>"
    )
    assert draft.notes == ("Read *this*.",)
    assert draft.attachments == (Attachment("files/1/a.pdf"),)
    assert _field(draft, fields.ACCESSED) == "2023-05-07"


def test_books_and_what_stands_in_them() -> None:
    names = "<contributors><authors><author>Lee, A</author></authors></contributors>"
    titles = "<titles><title>A</title><secondary-title>B</secondary-title></titles>"
    chapter = _record(f"{titles}<section>4</section><pages>1-2</pages>", "Book Section")
    assert (chapter.kind, chapter.venue) == ("chapter", "B")
    assert (_field(chapter, fields.CHAPTER), _field(chapter, fields.PAGE)) == ("4", "1–2")
    book = _record(f"{titles}<pages>350</pages><isbn>0-306-40615-2</isbn>", "Book")
    assert (book.kind, book.venue, _field(book, fields.SERIES)) == ("book", None, "B")
    assert (_field(book, fields.PAGES), _field(book, fields.ISBN)) == ("350", "0-306-40615-2")
    edited = _record(names + titles, "Edited Book")
    assert (edited.authors, edited.contributors) == (
        (),
        (Contributor("editor", Author("Lee", "A")),),
    )


def test_a_type_that_is_not_known_is_kept() -> None:
    draft = _record("<titles><title>A</title></titles>", "Soup")
    assert (draft.kind, _field(draft, "endnote:ref-type")) == ("", "0")
    numbered = _only("<record><ref-type>27</ref-type><title>A</title><number>3</number></record>")
    assert (numbered.kind, _field(numbered, fields.NUMBER)) == ("report", "3")


def test_markup_and_broken_encodings() -> None:
    draft = _record("<titles><title><i>CÃ³rdoba</i> in H<sub>2</sub>O</title></titles>")
    assert draft.title == "Córdoba in H2O"


def test_what_is_not_understood_is_kept() -> None:
    draft = _record(
        "<titles><title>A</title></titles><dates><year>in press</year></dates><access-date>"
        "then</access-date><electronic-resource-num>none</electronic-resource-num><urls>"
        "<related-urls><url>&lt;Go to ISI&gt;://W</url></related-urls></urls><label>important</label>"
    )
    assert {f.name: f.value for f in draft.fields} == {
        "endnote:year": "in press",
        "endnote:access-date": "then",
        "endnote:electronic-resource-num": "none",
        "endnote:related-urls": "<Go to ISI>://W",
        "endnote:label": "important",
    }


def test_bad_records_spoil_no_others() -> None:
    title = "<titles><title>{}</title></titles>"
    drafts, problems = endnote_xml.parse(
        f"<xml><records>\n<record>{title.format('One')}</record>\n<record><a></record>\n"
        f"<record></record>\n<record><a>\n<record>{title.format('Two')}</record></records></xml>"
    )
    assert [(d.title, d.line) for d in drafts] == [("One", 2), ("Two", 6)]
    assert problems == (
        Problem(3, xml_records.BROKEN.format(detail="mismatched tag")),
        Problem(4, endnote_xml.NO_TITLE),
        Problem(5, xml_records.CUT),
    )


def test_no_entity_of_a_document_type_is_expanded() -> None:
    bomb = '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    draft = _only(f"{bomb}<xml><record><title>&a;&f;</title></record></xml>")
    assert draft.title == "&a;&f;"


@given(st.text() | st.text("<>/record&;[]!-CDAT \n"))
def test_any_text_can_be_read(page: str) -> None:
    for written in (page, f"<record><title>A</title>{page}</record>", f"<record>{page}"):
        drafts, problems = endnote_xml.parse(written)
        assert all(draft.title for draft in drafts)
        assert all(problem.reason for problem in problems)


@pytest.mark.parametrize(
    "page",
    [
        "<record>" * 20_000,
        "<record>" + "<a>" * 100_000,
        "<record>" + "<a>b" * 100_000 + "</a>" * 100_000 + "</record>",
        "<record>" + "<![CDATA[" * 100_000,
        "<!--" * 100_000 + "<record><title>A</title></record>",
        "<record><title>A</title><keywords>"
        + "<keyword>b</keyword>" * 50_000
        + "</keywords></record>",
        "<record><title>" + "&a" * 300_000 + "</title></record>",
    ],
)
def test_no_text_takes_long(page: str) -> None:
    begun = time.perf_counter()
    drafts, problems = endnote_xml.parse(page)
    assert drafts or problems
    assert time.perf_counter() - begun < 5
