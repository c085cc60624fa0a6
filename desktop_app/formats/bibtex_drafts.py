"""One entry of BibTeX or BibLaTeX as a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.core import fields as names
from desktop_app.core.papers import Attachment, Author, Contributor, Draft, Field
from desktop_app.formats import bibtex_dates as dates
from desktop_app.formats import bibtex_fields as meanings
from desktop_app.formats import bibtex_identifiers as identifiers
from desktop_app.formats import bibtex_names, rich_text, tex
from desktop_app.formats.mending import mend

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_RANGE = re.compile(r"(?<=\w)\s*(?:-+|–)\s*(?=\w)")
_COMMA, _SEMICOLON = re.compile(r"\s*,\s*"), re.compile(r"\s*;\s*")
_NOTES = ("annotation", "annote", "comment", "review")
_KEYWORDS = ("author_keywords", "keywords", "keyword", "tags", "mendeley-tags")
# Of these an entry may have several, and all are used.
SEVERAL = frozenset((*_NOTES, *_KEYWORDS, "file"))
_NUMBER = re.compile(r"-\d+")
_OF_MENDELEY = ("home/", "Users/")  # how paths begin that it has cut a slash from
_HTML_AS_TEX = re.compile(r"\{\\textless\}(/?[a-z:]{1,20})\{\\textgreater\}")
_FILES = re.compile(r"(?<!\\);")
_FILE_PARTS = re.compile(r"(?<!\\):")
_FILE_ESCAPES = re.compile(r"\\([\\:;_{}&%$#])|[{}]")
_MEDIA = re.compile(r"[\w.+-]+/[\w.+-]+")


def make(type_: str, key: str, line: int, fields: dict[str, str]) -> Draft:
    """Make a draft of the fields of an entry, which are used up; `key` is empty where it has none.

    Its title is empty where the entry has none.
    """
    said: dict[str, str] = {}
    year, dated = dates.take(fields)
    doi, arxiv, links = identifiers.take(fields)
    authors = _people(fields, "author", said)
    contributors = tuple(_contributors(fields, said))
    title = _title(fields, "title", "subtitle")
    venue = _venue(type_, fields, title)
    preprint = arxiv is not None and not (venue and type_ == "article")
    tags = tuple(_tags(fields))
    abstract = paragraphs(fields.pop("abstract", "")) or None
    notes = tuple(filter(None, map(paragraphs, _all(fields, *_NOTES))))
    attachments = tuple(a for files in _all(fields, "file") for a in _attachments(files))
    kind = _kind(type_, fields, said, preprint)
    _others(type_, fields, said)
    return Draft(
        title=title,
        abstract=abstract,
        authors=authors,
        year=year,
        venue=venue,
        doi=doi,
        arxiv=arxiv,
        links=links,
        tags=tags,
        line=line,
        kind=kind,
        citekey=key or None,
        contributors=contributors,
        fields=tuple(Field(*each) for each in (dated | said).items()),
        notes=notes,
        attachments=attachments,
    )


def line(written: str) -> str:
    """Give the words of a value in one line."""
    written = " ".join(_without_html(written).split())
    if not written.isascii():
        written = mend(written)
    said = tex.decode(written, scripts=True)
    return said if said is written else " ".join(said.split())


def paragraphs(written: str) -> str:
    """Give the words of a longer value by its paragraphs."""
    written = _without_html(written)
    if "\n" in written:
        parts = (" ".join(part.split()) for part in _PARAGRAPH.split(written.strip()))
        written = "\n\n".join(filter(None, parts))
    else:
        written = " ".join(written.split())
    return tex.decode(mend(written)).strip()


def _without_html(written: str) -> str:
    """Read markup of HTML, which Mendeley wrote as TeX."""
    if "textless" in written:
        written = _HTML_AS_TEX.sub(r"<\1>", written)
    written = written.replace("\\&", "\\&amp;")  # TeX's own is none of HTML
    return rich_text.plain(written) if "&" in written or "<" in written else written


def _all(fields: dict[str, str], *wanted: str) -> Iterator[str]:
    """Take all fields of these names, those that came again among them."""
    for own in wanted:
        for name in [n for n in fields if n.startswith(own)]:
            if name == own or _NUMBER.fullmatch(name.removeprefix(own)):
                yield fields.pop(name)


def _title(fields: dict[str, str], main: str, second: str) -> str:
    title, subtitle = line(fields.pop(main, "")), fields.pop(second, "")
    if not subtitle or not title:
        return title or line(subtitle)
    return f"{title}{' ' if title[-1] in '?!:.' else ': '}{line(subtitle)}"


def _venue(type_: str, fields: dict[str, str], title: str) -> str | None:
    """Take the title of what the work stands in; a book may say its own title for its parts."""
    books, journals = ("booktitle", "booksubtitle"), ("journal", "journaltitle", "journalsubtitle")
    own = meanings.KINDS.get(type_) == "book"
    if own and line(fields.get("booktitle", "")) == title:
        fields.pop("booktitle", None)
    if "booktitle" in fields and ("journal" not in fields or type_ != "article"):
        return _title(fields, *books) or None
    main = next((name for name in journals[:2] if name in fields), "journal")
    return _title(fields, main, journals[2]) or None


def _people(fields: dict[str, str], name: str, said: dict[str, str]) -> tuple[Author, ...]:
    written = fields.pop(name, "")
    if not written:
        return ()
    people, others = bibtex_names.parse(mend(written))
    if others:
        said[meanings.OTHERS] = (
            f"{said[meanings.OTHERS]}, {name}" if meanings.OTHERS in said else name
        )
    return people


def _contributors(fields: dict[str, str], said: dict[str, str]) -> Iterator[Contributor]:
    for name in list(fields):
        role = meanings.role(name)
        if role is None or (name == "editor" and fields.get("editortype", name) != name):
            continue
        for person in _people(fields, name, said):
            yield Contributor(role, person)


def _tags(fields: dict[str, str]) -> Iterator[str]:
    """Take the keywords, which semicolons part, or commas where there are none."""
    seen: set[str] = set()
    for written in map(str.strip, _all(fields, *_KEYWORDS)):
        if written.startswith("{") and bibtex_names.BODY.fullmatch(written):
            written = written[1:-1]
        parts = bibtex_names.split(written, _SEMICOLON)
        if len(parts) == 1:
            parts = bibtex_names.split(written, _COMMA)
        for tag in filter(None, map(line, parts)):
            if tag not in seen:
                seen.add(tag)
                yield tag


def _attachments(written: str) -> Iterator[Attachment]:
    """Read ``title:path:type`` of files, as JabRef and Zotero write them, or bare paths."""
    for file in _FILES.split(written.replace("$\\backslash$", "\\").strip()):
        parts = _FILE_PARTS.split(file.strip())
        if len(parts) == 2:
            parts = [*parts, ""] if not _MEDIA.fullmatch(parts[1]) else ["", *parts]
        if len(parts) == 1:
            parts = ["", *parts, ""]
        title, *path, _type = (_FILE_ESCAPES.sub(r"\1", part) for part in parts)
        if len(title) == 1 and path[0][:1] in "\\/":  # the letter of a drive
            title, path = "", [title, *path]
        if not title and path[0].startswith(_OF_MENDELEY):
            path[0] = f"/{path[0]}"
        if any(path):
            yield Attachment(":".join(path).strip(), title.strip())


def _kind(type_: str, fields: dict[str, str], said: dict[str, str], preprint: bool) -> str:
    if genre := meanings.GENRES.get(type_):
        fields.setdefault("type", genre)
    kind = fields.pop("csl-type", "").strip() or meanings.kind(type_, preprint=preprint)
    if not meanings.tells(type_):
        said[meanings.TYPE] = type_
    return kind


def _others(type_: str, fields: dict[str, str], said: dict[str, str]) -> None:
    """Take all other fields: those with a meaning read, the rest as they are written."""
    for name, written in fields.items():
        field = meanings.meaning(name, type_)
        if field in said and name == "location":
            field = names.EVENT_PLACE
        if name == "organization" and "publisher" in fields:  # which held the conference
            field = None
        if field is not None and field not in said:
            text = line(written)
            said[field] = _RANGE.sub("–", text) if field == names.PAGE else text
        elif foreign := meanings.foreign(name):
            said[foreign] = paragraphs(written)
        else:
            said[f"{meanings.OWN}{name}"] = " ".join(written.split())
