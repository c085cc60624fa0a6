"""BibTeX and BibLaTeX, read: what is whole, what is broken, and what is odd."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import fields as names
from desktop_app.core.papers import Attachment, Author, Contributor, Draft, Link, LinkKind
from desktop_app.formats import bibtex
from desktop_app.formats.decoding import decode

GOOD = "@article{%s,\n  title = {Good %s},\n  year = {2001},\n}\n"


def _one(entry: str) -> Draft:
    (draft,), problems = bibtex.parse(entry)
    assert problems == ()
    return draft


def _fields(entry: str) -> dict[str, str]:
    return dict(_one(entry).fields)


def test_an_article() -> None:
    draft = _one(
        r"""@Article{lee:2020,
  Author = {Lee, Ann and M{\"u}ller, Jan and {The Lab}},
  title = "{Slow} Gradients --
     a Study of {DNA$_{\textrm{2}}$}",
  journal = {Journal of Things},
  year = 2020, month = feb, volume = 12, number = {3},
  pages = {227--32},
  doi = {https://doi.org/10.1000/AB_C},
  url = {https://doi.org/10.1000/ab_c},
  keywords = {learning, optimisation},
  abstract = {We study $x^2$ at 5\%.

     And more.},
  owner = {some{\"o}ne},
}"""
    )
    assert draft == Draft(
        title="Slow Gradients – a Study of DNA₂",
        abstract="We study $x^2$ at 5%.\n\nAnd more.",
        authors=(Author("Lee", "Ann"), Author("Müller", "Jan"), Author("The Lab")),
        year=2020,
        venue="Journal of Things",
        doi="10.1000/ab_c",
        tags=("learning", "optimisation"),
        line=1,
        kind="article-journal",
        citekey="lee:2020",
        fields=draft.fields,
    )
    assert [tuple(each) for each in draft.fields] == [
        (names.MONTH, "2"),
        (names.VOLUME, "12"),
        (names.ISSUE, "3"),
        (names.PAGE, "227–32"),
        ("bibtex:owner", r"some{\"o}ne"),
    ]


def test_an_entry_of_biblatex() -> None:
    draft = _one(
        r"""@incollection{a,
  title = {Part}, subtitle = {And More}, booktitle = {Whole}, editor = {Ann Lee},
  date = {2012-05-03}, location = {Oslo}, publisher = {Press}, langid = {english},
  eprint = {2101.00001v2}, eprinttype = {arXiv}, eprintclass = {cs.LG},
  file = {Full Text:/papers/a\:b.pdf:application/pdf;:two.pdf:PDF;C:\\x\\y.pdf},
  annotation = {Read \emph{this}.},
}"""
    )
    assert (draft.title, draft.venue, draft.year) == ("Part: And More", "Whole", 2012)
    assert draft.contributors == (Contributor("editor", Author("Lee", "Ann")),)
    assert (draft.arxiv, draft.kind, draft.notes) == ("2101.00001", "chapter", ("Read this.",))
    assert draft.attachments == (
        Attachment("/papers/a:b.pdf", "Full Text"),
        Attachment("two.pdf"),
        Attachment("C:\\x\\y.pdf"),
    )
    assert dict(draft.fields) == {
        names.MONTH: "5",
        names.DAY: "3",
        names.PLACE: "Oslo",
        names.PUBLISHER: "Press",
        names.LANGUAGE: "english",
        "bibtex:eprintclass": "cs.LG",
    }


@pytest.mark.parametrize(
    ("type_", "more", "kind"),
    [
        ("misc", "", ""),
        ("misc", "eprint = {2101.00001}, archiveprefix = {arXiv}", "article"),
        ("article", "journal = {arXiv preprint arXiv:2101.00001}", "article-journal"),
        ("PhdThesis", "school = {Uni}", "thesis"),
        ("inproceedings", "", "paper-conference"),
        ("online", "", "webpage"),
        ("talk", "", ""),
    ],
)
def test_kinds(type_: str, more: str, kind: str) -> None:
    draft = _one(f"@{type_}{{a, title = {{T}}, {more}}}")
    assert draft.kind == kind
    assert draft.arxiv == ("2101.00001" if "2101" in more else None)


def test_what_a_kind_does_not_tell_is_kept() -> None:
    assert _fields("@mastersthesis{a, title = {T}}") == {names.GENRE: "Master's thesis"}
    assert _fields("@talk{a, title = {T}}") == {"bibtex:type": "talk"}


def test_macros_and_their_joints() -> None:
    draft = _one(
        '@string{first = "Ann" # " Lee"}\n@STRING(jt = {Journal of {T}})\n'
        "@techreport(a, title = {A (small) one}, author = FIRST # { and } # {Bo Chen},"
        " institution = jt, month = 10 # {~} # oct)\n"
    )
    assert draft.authors == (Author("Lee", "Ann"), Author("Chen", "Bo"))
    assert dict(draft.fields) == {
        names.PUBLISHER: "Journal of T",
        names.MONTH: "10",
        names.DAY: "10",
    }


@pytest.mark.parametrize(
    ("written", "year", "kept"),
    [
        ("year = {2012}", 2012, {}),
        ("year = {{2012}}", 2012, {}),
        ("year = {2012a}", 2012, {"bibtex:year": "2012a"}),
        ("year = {in press}", None, {"bibtex:year": "in press"}),
        ("date = {2012/2014}", 2012, {"bibtex:date": "2012/2014"}),
        ("date = {2012-05}", 2012, {names.MONTH: "5"}),
        ("year = 2012, month = {OCT 1}", 2012, {names.MONTH: "10", names.DAY: "1"}),
        ("year = 2012, month = {May/June}", 2012, {"bibtex:month": "May/June"}),
        ("year = 2012, month = 7", 2012, {names.MONTH: "7"}),
        (r"year = 2012, month = {M{\"a}rz}", 2012, {names.MONTH: "3"}),
        ("year = 2012, month = {1 de julio}", 2012, {names.MONTH: "7", names.DAY: "1"}),
        ("date = {2012/05/30}", 2012, {names.MONTH: "5", names.DAY: "30"}),
        ("date = {5 mars 2012}", 2012, {names.MONTH: "3", names.DAY: "5"}),
        ("date = {Spring 2012}", 2012, {"bibtex:date": "Spring 2012"}),
        ("date = {-0043}", None, {"bibtex:date": "-0043"}),
    ],
)
def test_dates(written: str, year: int | None, kept: dict[str, str]) -> None:
    entry = f"@misc{{a, title = {{T}}, {written}}}"
    assert _one(entry).year == year
    assert _fields(entry) == kept


def test_links_that_say_more_than_identifiers() -> None:
    draft = _one(
        r"@misc{a, title={T}, url={https://github.com/a/b\_c}, howpublished={\url{https://a.org/~b}},"
        " bdsk-url-1={https://arxiv.org/abs/2101.00001}, bdsk-url-2={https://doi.org/10.1/x}}"
    )
    assert draft.links == (
        Link("https://github.com/a/b_c", LinkKind.CODE),
        Link("https://a.org/~b", LinkKind.PROJECT),
        Link("https://doi.org/10.1/x", LinkKind.OTHER),
    )
    assert draft.arxiv == "2101.00001"


def test_children_have_what_their_parents_say() -> None:
    child = "@inbook{%s, title={Part}, crossref={Whole}}\n"
    parent = (
        "@book{whole, title={Book}, subtitle={All}, editor={Ann Lee}, year=2004, doi={10.1000/b},"
        " xdata={press}}\n@xdata{press, publisher={Press}}\n"
    )
    drafts, problems = bibtex.parse(child % "a" + parent + child % "b")
    assert problems == ()
    assert [d.citekey for d in drafts] == ["a", "whole", "b"]
    for draft in (drafts[0], drafts[2]):
        assert (draft.title, draft.venue, draft.year, draft.doi) == (
            "Part",
            "Book: All",
            2004,
            None,
        )
        assert draft.contributors == (Contributor("editor", Author("Lee", "Ann")),)
        assert names.get(draft.fields, names.PUBLISHER) == "Press"


def test_a_parent_that_is_missing_is_told() -> None:
    (draft,), (problem,) = bibtex.parse("\n@inbook{a, title={Part}, crossref={b}}")
    assert (problem.line, problem.kept) == (2, True)
    assert "“b”" in problem.reason
    assert names.get(draft.fields, "bibtex:crossref") == "b"


def test_entries_that_refer_to_each_other_end() -> None:
    text = "@book{a, title={A}, crossref={b}, xdata={a,b}}\n@book{b, title={B}, crossref={a}}"
    assert [d.title for d in bibtex.parse(text)[0]] == ["A", "B"]


def test_groups_of_jabref() -> None:
    text = (
        "@a{x, title={T}, groups={Inner, Loose}}\n@a{y, title={U}}\n"
        "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Outer\\;0\\;1\\;;\n"
        "2 StaticGroup:Inner\\;0\\;1\\;;\n1 ExplicitGroup:Old\\;0\\;x\\;y\\;;\n}\n"
    )
    (first, second), _ = bibtex.parse(text)
    assert first.collections == (("Outer", "Inner"), ("Loose",), ("Old",))
    assert second.collections == (("Old",),)


def test_keys_and_fields_that_come_twice() -> None:
    text = (
        "@misc{a, title={A}, note={x}, note={y}, note={x}}\n@misc{a, title={B}}\n@misc{, title={C}}"
    )
    drafts, problems = bibtex.parse(text)
    assert [(d.title, d.citekey) for d in drafts] == [("A", "a"), ("B", None), ("C", None)]
    assert drafts[0].fields == ((names.NOTE, "x"), ("bibtex:note-2", "y"))
    assert [(p.line, p.kept) for p in problems] == [(1, True), (2, True)]


def test_notes_and_keywords_that_come_twice_are_all_used() -> None:
    draft = _one(
        "@misc{a, title={T}, annote={One.}, annote={Two.}, author_keywords={x; y}, keywords={y, z},"
        " keywords={w}}"
    )
    assert (draft.notes, draft.tags) == (("One.", "Two."), ("x", "y", "z", "w"))
    assert draft.fields == ()


def test_what_mendeley_writes() -> None:
    draft = _one(
        r"@article{a, title = {{The {\textless}i{\textgreater}E. coli{\textless}/i{\textgreater}}},"
        r" mendeley-groups = {PhD/Chapter 1,Soup}, arxivId = {2101.00001}, eprint = {2101.00001},"
        r" file = {:C$\backslash$:/Users/lee/a b.pdf:pdf;:home/lee/c.pdf:pdf}}"
    )
    assert draft.title == "The E. coli"
    assert draft.collections == (("PhD", "Chapter 1"), ("Soup",))
    assert draft.attachments == (Attachment("C:/Users/lee/a b.pdf"), Attachment("/home/lee/c.pdf"))
    assert (draft.arxiv, draft.fields) == ("2101.00001", ())


def test_markup_of_html() -> None:
    draft = _one(
        r"@misc{a, title={H<sub>2</sub>O at 7&#x00B0; \& x < y, R\&amp;D},"
        " abstract={<jats:p>It simmers.</jats:p>}}"
    )
    assert (draft.title, draft.abstract) == ("H2O at 7° & x < y, R&amp;D", "It simmers.")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("number = {{arXiv}:2101.00001}", {}),
        ("note = {arXiv: 2101.00001}", {}),
        ("note = {arXiv:2101.00001 [cs]}", {names.NOTE: "arXiv:2101.00001 [cs]"}),
        ("eprint = {2101.00001 [cs]}, eprinttype = {arxiv}", {}),
    ],
)
def test_places_of_an_arxiv_identifier(written: str, kept: dict[str, str]) -> None:
    draft = _one(f"@misc{{a, title={{T}}, {written}}}")
    assert (draft.arxiv, draft.kind, dict(draft.fields)) == ("2101.00001", "article", kept)


def test_a_doi_with_signs_as_an_address_has_them() -> None:
    draft = _one("@misc{a, title={T}, doi={10.1000/(SICI)1:2%3C3::AID-X%3E3.0.CO;2-4}}")
    assert draft.doi == "10.1000/(sici)1:2<3::aid-x>3.0.co;2-4"


def test_what_pubmed2bibtex_writes() -> None:
    draft = _one(
        r"@article{a, title={T}, note={[DOI:\href{https://dx.doi.org/10.1000/x}{10.1000/x}] }}"
    )
    assert (draft.doi, draft.fields) == ("10.1000/x", ((names.NOTE, "[DOI:10.1000/x]"),))


def test_who_held_a_conference_does_not_publish_it() -> None:
    both = _fields("@inproceedings{a, title={T}, organization={S}, publisher={P}}")
    assert both == {names.PUBLISHER: "P", "bibtex:organization": "S"}
    assert _fields("@inproceedings{a, title={T}, organization={S}}") == {names.PUBLISHER: "S"}


def test_others_are_kept() -> None:
    draft = _one("@misc{a, title={T}, author={Ann Lee and others}}")
    assert draft.authors == (Author("Lee", "Ann"),)
    assert draft.fields == (("bibtex:others", "author"),)


def test_an_entry_without_a_title_is_told() -> None:
    drafts, (problem,) = bibtex.parse("% no\n\n@misc{a, year = 2001}\n" + GOOD % ("b", "b"))
    assert [d.title for d in drafts] == ["Good b"]
    assert (problem.line, problem.reason, problem.kept) == (3, bibtex.NO_TITLE, False)


def test_mojibake_is_mended() -> None:
    draft = _one("@misc{a, title={CÃ³rdoba}, author={MÃ¼ller, Ann}, journal={RevistaÂ©}}")
    assert (draft.title, draft.authors, draft.venue) == (
        "Córdoba",
        (Author("Müller", "Ann"),),
        "Revista©",
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted(newline: str) -> None:
    text = "\nwords\n" + GOOD % ("a", "a") + "\n@comment{x}\n" + GOOD % ("b", "b")
    assert [d.line for d in bibtex.parse(text.replace("\n", newline))[0]] == [3, 9]


@pytest.mark.parametrize(
    "text",
    [
        "@article\n{a,\ntitle={T}}",
        "  @ARTICLE (a, title={T})",
        "words @article{a, title={T}} words",
        '@preamble{ "x" # {y} }\n@article{a, title={T},}',
        "@article{a, title={T}}@comment{b}",
        "@article{a\n,title={T}\n}",
        "@article{a, title={T\\\\}}",
        "@article{a, title={\\{T\\}}}",
        '@article{a, title="{"}T{"}"}',
        "@comment{\n@article{a, title={T}}\n}",
    ],
)
def test_ways_to_write_it(text: str) -> None:
    (draft,), problems = bibtex.parse(text)
    assert draft.title.strip('{}"') == "T"
    assert draft.citekey == "a"
    assert problems == ()


@pytest.mark.parametrize(
    "broken",
    [
        "@article{x,\n  title = {Bad {one},\n  year = {2002},\n}\n",
        "@article{x,\n  title = {Bad one}},\n  year = {2002},\n}\n",
        '@article{x,\n  title = "Bad one,\n  year = {2002},\n}\n',
        "@article{x,\n  title = {Bad one},\n  year = {2002}\n",
        "@article{x,\n  title = {Bad one}\n  year = {2002}\n}\n",
        "@article{x\n  title = {Bad one},\n  year = {2002}\n}\n",
        "@article{x,\n  title {Bad one},\n  year = {2002}\n}\n",
        "@article{x, title = {Bad {one}, year = {2002}}\n",
        "@article(x,\n  title = {Bad one},\n  year = {2002}\n",
        "@article{x,\n  year = {2002},\n  title = {Bad one\n",
        "@article{x,\n  title = Bad one,\n  year = {2002},\n}\n",
    ],
)
def test_a_broken_entry_spoils_no_other(broken: str) -> None:
    text = GOOD % ("a", "a") + broken + GOOD % ("b", "b")
    drafts, problems = bibtex.parse(text)
    assert [d.citekey for d in drafts if d.title.startswith("Good")] == ["a", "b"]
    assert all(problem.line == 5 for problem in problems)
    mended = [d for d in drafts if not d.title.startswith("Good")]
    assert [d.citekey for d in mended] in ([], ["x"])
    assert [(d.title, d.year) for d in mended] in ([], [("Bad one", 2002)])
    assert mended or problems


def test_a_mended_entry_is_told() -> None:
    drafts, (problem,) = bibtex.parse("@article{x,\n  title = {Bad {one},\n  year = {2002},\n}\n")
    assert (drafts[0].title, drafts[0].year) == ("Bad one", 2002)
    assert (problem.reason, problem.kept) == (bibtex.MENDED, True)


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * 50_000,
        "@" * 50_000,
        "@a{" * 20_000,
        "@a{b,c={" * 20_000,
        "@a(\n" * 20_000,
        "@a{b, title=" + "{" * 20_000 + "x" + "}" * 20_000 + "}",
        "@a{b, title={" + "x y " * 500_000 + "}}",
        "@a{b, title={x} " + "c={d} " * 50_000 + "}",
        "@a{b," + ", ," * 100_000 + "{",
        "@a{b,\n" + "t={\n" * 50_000,
        "@string{m={" + "x" * 50_000 + "}}\n@a{b, title=" + "m # " * 50_000 + "m}",
        "@a{b, title={x}, author={" + "{A} and " * 50_000 + "C}}",
    ],
)
def test_no_input_takes_long(hostile: str) -> None:
    begun = perf_counter()
    drafts, _ = bibtex.parse(GOOD % ("g", "g") + hostile + "\n" + GOOD % ("h", "h"))
    assert perf_counter() - begun < 5
    assert {d.citekey for d in drafts if d.title.startswith("Good")} == {"g", "h"}


PIECES = st.sampled_from(
    ["@article{a,", "@string{m = {x}}", "@comment{", "title", "=", "{", "}", '"', "\n", ",", "#",
     "author = {A and B},", "month = jan,", "crossref = {a},", "\\", "(", ")", " ", "20", "m", "é"]
)  # fmt: skip


@given(st.lists(PIECES).map("".join), st.lists(PIECES).map("".join))
def test_anything_is_read(before: str, after: str) -> None:
    drafts, _ = bibtex.parse(f"{before}\n{GOOD % ('zz', 'zz')}\n@{after}")
    assert "zz" in [d.citekey for d in drafts if d.title == "Good zz"]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(draft.title for draft in bibtex.parse(text)[0])


def _plain(title: str) -> str:
    """Drop what Zotero adds to titles, and the capitals that it lowers."""
    return re.sub(r"</?[a-z][^>]*>", "", title).casefold()


@pytest.mark.parametrize("number", range(8))
def test_it_agrees_with_zotero(number: int, shared: Path) -> None:
    path = shared / "bib" / f"pair-{number:02}.bib"
    drafts, problems = bibtex.parse(decode(path.read_bytes()) or "")
    items = json.loads(path.with_suffix(".zotero.json").read_text("utf-8"))["items"]
    assert {problem.kept for problem in problems} <= {True}
    assert len(drafts) == len(items)
    by_title = sorted(drafts, key=lambda d: (_plain(d.title), d.citekey or ""))
    items.sort(key=lambda item: (_plain(item["title"]), item["citationKey"]))
    for draft, item in zip(by_title, items, strict=True):
        assert _plain(draft.title) == _plain(item["title"])
        assert str(draft.year) in item["date"]
        assert (draft.abstract or "") == item.get("abstractNote", "")
        if "DOI" in item or "doi.org" not in path.read_text("utf-8"):  # it reads no DOI from a URL
            assert draft.doi == item.get("DOI")
        people = [("author", a) for a in draft.authors]
        people += [(c.role, c.name) for c in draft.contributors]
        # Who gives a talk is a contributor to it there.
        roles = {"contributor": "author"} if item["itemType"] == "presentation" else {}
        assert [(role, a.family, a.given) for role, a in people] == [
            (
                roles.get(c["creatorType"], c["creatorType"]),
                c.get("lastName", c.get("name")),
                c.get("firstName", ""),
            )
            for c in item["creators"]
        ]
        venue = _plain(item.get("publicationTitle", ""))
        assert _plain(draft.venue or "") == venue


def test_files_of_jabref(shared: Path) -> None:
    drafts, problems = bibtex.parse(decode((shared / "bib/utf16be.bib").read_bytes()) or "")
    assert [d.title for d in drafts] == ["Ü ist ein Umlaut"]
    assert problems == ()
    drafts, problems = bibtex.parse(decode((shared / "bib/windows1252.bib").read_bytes()) or "")
    assert drafts == ()
    assert [(p.line, p.reason) for p in problems] == [(3, bibtex.NO_TITLE)]
