"""Papers as references in the formats of other programs: to a file, or to be pasted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from itertools import count
from pathlib import Path

from desktop_app.core import citekeys
from desktop_app.core.papers import Draft, Paper, PaperId, PaperKey, State
from desktop_app.services import outgoing
from desktop_app.services.exporting import Result
from desktop_app.store import papers
from desktop_app.store.library import Library, now


class Style(StrEnum):
    """A format that references are written in."""

    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSL_JSON = "csl-json"
    CSV = "csv"
    MARKDOWN = "markdown"


ENDINGS = {
    Style.BIBTEX: ".bib",
    Style.BIBLATEX: ".bib",
    Style.RIS: ".ris",
    Style.CSL_JSON: ".json",
    Style.CSV: ".csv",
    Style.MARKDOWN: ".md",
}


def of_name(file: Path) -> Style | None:
    """Tell by the end of a file's name what is to be written to it."""
    ending = file.suffix.lower()
    return next((style for style, its in ENDINGS.items() if its == ending), None)


def text(found: Iterable[Paper], style: Style) -> str:
    """Write papers in a format."""
    return "".join(parts(found, style))


def parts(found: Iterable[Paper], style: Style) -> Iterator[str]:
    """Write papers in a format one by one; its libraries are loaded no sooner than needed."""
    return _writer(style)(found)


def write(
    library: Library, wanted: Sequence[PaperId], file: Path, style: Style, *, force: bool = False
) -> Result:
    """Write papers to a file; the result tells of any trouble.

    A file that is there already is left as it is, unless `force` says otherwise.
    """
    return outgoing.whole(writing(library, wanted, file, style, force=force))


def writing(
    library: Library, wanted: Sequence[PaperId], file: Path, style: Style, *, force: bool = False
) -> Generator[outgoing.Progress, None, Result]:
    """Write papers as `write` does, a part at a time; closed before its end, none of them."""
    result = Result(file)
    done = count(1)
    try:
        outgoing.check_free(file, force=force)
        found = (papers.get(library, paper) for paper in wanted)
        outgoing.make_folder(file.parent)
        for _ in outgoing.writing(file, (part.encode() for part in parts(found, style))):
            yield outgoing.Progress(min(next(done), len(wanted)), len(wanted))
    except outgoing.ExportFailed as e:
        result.problems.append(e)
        return result
    result.files.append(file)
    result.papers = len(wanted)
    return result


def as_papers(drafts: Iterable[Draft]) -> list[Paper]:
    """Give drafts as papers of no library, each with a citation key of its own.

    Those without a title are left out.
    """
    given: set[str] = set()
    return [_as_paper(papers.clean(d), given) for d in drafts if d.title.strip()]


def _as_paper(draft: Draft, given: set[str]) -> Paper:
    wanted = citekeys.safe(draft.citekey or "") or citekeys.make(
        draft.title, draft.authors, draft.year, draft.contributors
    )
    citekey = citekeys.free(wanted, lambda key: key.lower() in given)
    given.add(citekey.lower())
    return Paper(
        id=PaperId(0),
        key=PaperKey(citekey),
        title=draft.title,
        abstract=draft.abstract or "",
        authors=draft.authors,
        year=draft.year,
        venue=draft.venue,
        doi=draft.doi,
        arxiv=draft.arxiv,
        links=draft.links,
        tags=draft.tags,
        state=State.UNREAD,
        starred=False,
        added_at=now(),
        source=None,
        binned=False,
        votes=draft.votes,
        kind=draft.kind,
        citekey=citekey,
        contributors=draft.contributors,
        fields=draft.fields,
    )


def _writer(style: Style) -> Callable[[Iterable[Paper]], Iterator[str]]:
    """Give what writes papers one by one."""
    if style in (Style.BIBTEX, Style.BIBLATEX):
        from desktop_app.formats import bibtex_writing

        return partial(bibtex_writing.write, biblatex=style is Style.BIBLATEX)
    if style is Style.RIS:
        from desktop_app.formats import ris_writing

        return ris_writing.write
    if style is Style.CSL_JSON:
        from desktop_app.formats import csl_json

        return csl_json.write
    if style is Style.CSV:
        from desktop_app.formats import references_csv

        return references_csv.write
    from desktop_app.formats import references_markdown

    return references_markdown.write
