"""RIS as programs write it, and as they should not."""

from __future__ import annotations

import time
from pathlib import Path

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
from desktop_app.formats import ris, ris_records

ARTICLE = """TY  - JOUR
ID  - lee2019slow
TI  - Slow gradients
AU  - Lee, Ann
AU  - van der Berg, Bo, Jr.
AU  - The Gradient Group
A2  - Day, Cy
A4  - Moss, Di
PY  - 2019
DA  - 2019/03/05/
T2  - Journal of Leeks
J2  - J. Leeks
VL  - 7
IS  - 2
SP  - 227
EP  - 32
SN  - 1234-5678
DO  - https://doi.org/10.1000/ABC
UR  - https://doi.org/10.1000/abc
UR  - https://github.com/a/b;https://a.org/x
L1  - internal-pdf://slow.pdf
KW  - soup
KW  - leeks
N1  - Read this twice.
AB  - They are slow.
Y2  - 2020/01/02/
LA  - en
M1  - 17
C5  - odd
C5  - odder
ER  -
"""


def _only(page: str) -> Draft:
    drafts, problems = ris.parse(page)
    assert not problems
    [draft] = drafts
    return draft


def _record(*lines: str, type_: str = "JOUR") -> Draft:
    return _only("\n".join([f"TY  - {type_}", "TI  - A", *lines, "ER  - "]))


def _field(draft: Draft, name: str) -> str:
    return fields.get(draft.fields, name)


def test_an_article() -> None:
    assert _only(ARTICLE) == Draft(
        title="Slow gradients",
        abstract="They are slow.",
        authors=(
            Author("Lee", "Ann"),
            Author("van der Berg", "Bo", "Jr."),
            Author("The Gradient Group"),
        ),
        year=2019,
        venue="Journal of Leeks",
        doi="10.1000/abc",
        links=(
            Link("https://github.com/a/b", LinkKind.CODE),
            Link("https://a.org/x", LinkKind.OTHER),
        ),
        tags=("soup", "leeks"),
        line=1,
        kind="article-journal",
        citekey="lee2019slow",
        contributors=(
            Contributor("editor", Author("Day", "Cy")),
            Contributor("translator", Author("Moss", "Di")),
        ),
        notes=("Read this twice.",),
        attachments=(Attachment("internal-pdf://slow.pdf"),),
        fields=(
            Field(fields.VOLUME, "7"),
            Field(fields.ISSUE, "2"),
            Field(fields.PAGE, "227–32"),
            Field(fields.MONTH, "3"),
            Field(fields.DAY, "5"),
            Field(fields.ISSN, "1234-5678"),
            Field(fields.LANGUAGE, "en"),
            Field(fields.SHORT_VENUE, "J. Leeks"),
            Field(fields.ACCESSED, "2020-01-02"),
            Field("ris:C5", "odd\nodder"),
            Field("ris:M1", "17"),
        ),
    )


@pytest.mark.parametrize(
    "page",
    [
        "TY -JOUR\nTI -A\nAU -Lee, Ann\nER -\n",
        "TY  -JOUR\nTI  -A\nAU  -Lee, Ann\nER  -",
        "TY- JOUR\r\nTI- A\r\nAU- Lee, Ann\r\nER-\r\n",
        "ty  - JOUR\nti  - A\nau  - Lee, Ann\ner  - ",
        "  TY  - jour\n  TI  - A\n  AU  - Lee, Ann\n  ER  - ",
        "TY\t- JOUR\rTI\t– A\rAU  - Lee, Ann\r",
        "\ufeffTY  - JOUR\nT1  - A\nA1  - Lee, Ann",
        "TI  - A\nAU  - Lee, Ann\nTY  - JOUR\nER  - ",
    ],
)
def test_tags_that_are_badly_written(page: str) -> None:
    draft = _only(page)
    assert (draft.title, draft.authors, draft.kind) == (
        "A",
        (Author("Lee", "Ann"),),
        "article-journal",
    )


def test_records_without_an_end_and_with_lines_between_them() -> None:
    drafts, problems = ris.parse(
        "Record #1 of 3\nProvider: X\n1.\nTY  - JOUR\nTI  - One\nTY  - BOOK\nTI  - Two\n"
        "\nRecord #2 of 3\n2.\nER  - \nsomething else\nand more\n"
        "TY  - JOUR\nAU  - Lee, Ann\nER  - \nTI  - Three\nER  - \nER  - \n"
    )
    assert [(d.title, d.line, d.kind) for d in drafts] == [
        ("One", 4, "article-journal"),
        ("Two", 6, "book"),
        ("Three", 17, ""),
    ]
    assert problems == (
        Problem(12, ris_records.STRAY),
        Problem(14, ris.NO_TITLE),
    )


def test_a_type_that_does_not_exist_is_named() -> None:
    drafts, problems = ris.parse("TY  - LEEK\nTI  - A\nER  - ")
    assert [d.kind for d in drafts] == [""]
    assert problems == (Problem(1, ris.UNKNOWN_TYPE.format(type="LEEK"), kept=True),)


def test_lines_that_go_on() -> None:
    draft = _record(
        "AB  - The networks that we have are slow, and so we look for networks",
        "      that are fast, whatever they may cost, and then we look for",
        "      some others.",
        "",
        "AI - at last - is here.",
        "is - in - it",
        "KW  - soup",
        "leeks",
    )
    assert draft.abstract == (
        "The networks that we have are slow, and so we look for networks that are fast, whatever "
        "they may cost, and then we look for some others.\n\nAI - at last - is here.\nis - in - it"
    )
    assert draft.tags == ("soup", "leeks")


def test_a_lone_keyword_may_be_a_list() -> None:
    assert _record("KW  - soup; leeks;soup").tags == ("soup", "leeks")
    assert _record("KW  - soup, hot").tags == ("soup, hot",)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["PY  - 2014//"], (2014, "", "", "")),
        (["PY  - 2014/05/03/Spring"], (2014, "5", "3", "2014/05/03/Spring")),
        (["PY  - 2019", "DA  - MAR 5"], (2019, "3", "5", "")),
        (["Y1  - 5 March 2019"], (2019, "3", "5", "")),
        (["DA  - 2019-03"], (2019, "3", "", "")),
        (["PY  - in press"], (None, "", "", "in press")),
        (["PY  - 2019/13/45/"], (2019, "", "", "2019/13/45/")),
    ],
)
def test_dates(lines: list[str], told: tuple[int | None, str, str, str]) -> None:
    draft = _record(*lines)
    kept = _field(draft, "ris:PY")
    assert (draft.year, _field(draft, "month"), _field(draft, "day"), kept) == told


def test_a_date_that_contradicts_is_kept() -> None:
    draft = _record("PY  - 2014", "DA  - 2015/01/02/")
    assert (draft.year, _field(draft, "ris:DA")) == (2014, "2015/01/02/")


def test_what_tags_mean_hangs_on_the_type() -> None:
    book = _record("T2  - Series", "SP  - xii, 350", "SN  - 978-0-262-03384-8", type_="BOOK")
    assert book.venue is None
    assert {f.name: f.value for f in book.fields} == {
        fields.SERIES: "Series",
        fields.PAGES: "xii, 350",
        fields.ISBN: "978-0-262-03384-8",
    }
    chapter = _record("BT  - Book", "T3  - Series", "SP  - 1-2", "SE  - 4", type_="CHAP")
    assert (chapter.venue, _field(chapter, fields.PAGE)) == ("Book", "1–2")
    assert (_field(chapter, fields.SERIES), _field(chapter, fields.CHAPTER)) == ("Series", "4")
    report = _record("SN  - TR-17", "M3  - Memo", type_="RPRT")
    assert (_field(report, fields.NUMBER), _field(report, fields.GENRE)) == ("TR-17", "Memo")
    edited = _record("AU  - Lee, Ann", type_="EDBOOK")
    assert edited.contributors == (Contributor("editor", Author("Lee", "Ann")),)


def test_a_paper_of_a_conference_that_has_a_name() -> None:
    draft = _record(
        "T2  - Days of Soup", "C3  - Proceedings", "C1  - Bern", "CY  - Rome", type_="CPAPER"
    )
    assert (draft.kind, draft.venue) == ("paper-conference", "Proceedings")
    assert _field(draft, fields.EVENT) == "Days of Soup"
    assert _field(draft, fields.EVENT_PLACE) == "Rome"
    assert _field(draft, fields.PLACE) == "Bern"


def test_identifiers_in_odd_places() -> None:
    draft = _record(
        "M3  - doi: 10.1000/x",
        "UR  - http://arxiv.org/abs/1706.03762v7",
        "UR  - https://pubmed.ncbi.nlm.nih.gov/123/",
        "UR  - <Go to ISI>://WOS:1",
        "C2  - PMC99",
    )
    assert (draft.doi, draft.arxiv, draft.links) == ("10.1000/x", "1706.03762", ())
    assert (_field(draft, fields.PMID), _field(draft, fields.PMCID)) == ("123", "PMC99")
    assert _field(draft, "ris:UR") == "<Go to ISI>://WOS:1"
    signs = _record("UR  - https://doi.org/10.1000/1:2%3C3::AID-X%3E3")
    assert signs.doi == "10.1000/1:2<3::aid-x>3"
    assert _record("DO  - 10.1000/x", "UR  - 10.1000/X").fields == ()
    more = _record("DO  - 10.1000/x; 10.1000/y")
    assert (more.doi, _field(more, "ris:DO")) == ("10.1000/x", "10.1000/x; 10.1000/y")
    assert _record("DO  - 10.48550/arXiv.1706.03762").arxiv == "1706.03762"
    assert _field(_record("AN  - 123", "DB  - PubMed"), fields.PMID) == "123"
    assert _field(_record("AN  - 123", "DB  - Elsewhere"), "ris:AN") == "123"


def test_several_values_of_what_has_one_are_kept() -> None:
    draft = _record("TI  - B", "T1  - A", "T1  - C", "JO  - J.", "JF  - Journal", "DO  - none")
    assert (draft.title, draft.venue, _field(draft, fields.SHORT_VENUE)) == ("A", "Journal", "J.")
    assert (_field(draft, "ris:TI"), _field(draft, "ris:T1")) == ("B", "C")
    assert _field(draft, "ris:DO") == "none"


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Lee, Ann", [Author("Lee", "Ann")]),
        ("Lee, Ann, III", [Author("Lee", "Ann", "III")]),
        ("King, Jr., Martin", [Author("King", "Martin", "Jr.")]),
        ("World Soup Group,", [Author("World Soup Group")]),
        ("World Soup Group", [Author("World Soup Group")]),
        ("K.-J. van Dam", [Author("van Dam", "K.-J.")]),
        ("Lee, Ann; Day, Bo", [Author("Lee", "Ann"), Author("Day", "Bo")]),
        ("Soup; Leeks", [Author("Soup; Leeks")]),
        ("Lee AB", [Author("Lee", "AB")]),
        ("van der García-Pérez M Jr", [Author("van der García-Pérez", "M", "Jr")]),
        ("Soup AI", [Author("Soup AI")]),
        ("WHO EU", [Author("WHO EU")]),
        (",", []),
    ],
)
def test_names(written: str, authors: list[Author]) -> None:
    assert list(_record(f"AU  - {written}").authors) == authors


def test_a_broken_encoding_is_mended() -> None:
    draft = _record("AU  - LÃ³pez, JosÃ©", "JF  - Revista de CÃ³rdoba")
    assert (draft.authors, draft.venue) == ((Author("López", "José"),), "Revista de Córdoba")


def test_markup_of_html_is_read() -> None:
    draft = _record(
        "AU  - O&#39;Hara, Ann",
        "T2  - Soup &amp; Leeks",
        "KW  - R&amp;D",
        "AB  - At 7&#x00B0; and H<sub>2</sub>O,<br/>where a < b.",
    )
    assert (draft.authors, draft.venue) == ((Author("O'Hara", "Ann"),), "Soup & Leeks")
    assert (draft.tags, draft.abstract) == (("R&D",), "At 7° and H2O,\n\nwhere a < b.")


def test_abstracts_in_two_languages() -> None:
    assert _record("AB  - One.", "AB  - Eins.", "N2  - One.").abstract == "One.\n\nEins."


def test_notes_that_are_none_of_a_reader() -> None:
    draft = _record(
        "N1  - doi: 10.1000/(SICI)1-2(19960229)15:4<361::AID-X>3.0.CO;2-4",
        "N1  - arXiv:1706.03762 [cs]",
        "N1  - Export Date: 1 May 2020; Cited By: 3",
        "N1  - <p>Read <b>this</b>.</p>",
        "N1  - Ask <lee@a.org>.",
    )
    assert draft.doi == "10.1000/(sici)1-2(19960229)15:4<361::aid-x>3.0.co;2-4"
    assert (draft.arxiv, draft.notes) == ("1706.03762", ("Read **this**.", "Ask <lee@a.org>."))
    assert _field(draft, "ris:N1").split("\n") == [
        "arXiv:1706.03762 [cs]",
        "Export Date: 1 May 2020; Cited By: 3",
    ]
    other = _record("DO  - 10.1000/x", "N1  - doi: 10.1000/y")
    assert (other.doi, _field(other, "ris:N1")) == ("10.1000/x", "doi: 10.1000/y")


def test_what_says_the_same_again_is_let_go() -> None:
    draft = _record(
        *("T2  - Journal", "JF  - Journal", "JO  - Journal", "JA  - J.", "SP  - 100-110"),
        *("EP  - 110", "SN  - 1234-5678 (Print)", "1234-5678", "Y2  - 2023/05/07/10:20:30"),
    )
    assert {f.name: f.value for f in draft.fields} == {
        fields.SHORT_VENUE: "J.",
        fields.PAGE: "100–110",
        fields.ISSN: "1234-5678",
        fields.ACCESSED: "2023-05-07",
    }


def test_the_advisor_of_a_thesis() -> None:
    draft = _record("A3  - Day, Bo", type_="THES")
    assert draft.contributors == (Contributor(ris.ADVISOR, Author("Day", "Bo")),)


@given(st.text() | st.text("TYERAU -\n\r1;,JO"))
def test_any_text_can_be_read(page: str) -> None:
    for written in (page, f"TY  - JOUR\nTI  - A\n{page}\nER  - "):
        drafts, problems = ris.parse(written)
        assert all(draft.title for draft in drafts)
        assert all(problem.reason for problem in problems)


@pytest.mark.parametrize(
    "page",
    [
        "TY  - JOUR\n" * 20_000,
        "TY  - JOUR\nAB  - " + "a b" * 300_000,
        "TY  - JOUR\nAB  - a" + "\nmore" * 100_000,
        "TY  - JOUR\nTI  - a<" + " " * 300_000 + "<p" * 100_000,
        "TY  - JOUR\nKW  - " + ";" * 500_000 + "\nUR  - " + "http://;" * 50_000,
        "TY  - JOUR\nSN  - "
        + "1-" * 300_000
        + "\nSP  - 1"
        + " " * 300_000
        + "\nDA  - "
        + "1 " * 200_000,
    ],
)
def test_no_text_takes_long(page: str) -> None:
    begun = time.perf_counter()
    drafts, problems = ris.parse(page)
    assert drafts or problems
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("name", ["full.ris", "extraneous.ris"])
def test_real_files(shared: Path, name: str) -> None:
    drafts, problems = ris.parse((shared / "bib" / name).read_text("utf-8"))
    assert problems == ()
    assert [(d.title, d.year) for d in drafts] == [
        ("Title of reference", 2014),
        ("The title of the reference", 2006),
    ]
    for draft in drafts:
        assert [a.given for a in draft.authors] in (["Karl", "Astrid"], ["Karlus", "Astrid"])
        assert (draft.venue, draft.kind, len(draft.tags)) == ("Lorem", "article-journal", 3)
        assert (draft.abstract or "").startswith("BACKGROUND: Lorem")
        assert _field(draft, "ris:ID") == "12345"
