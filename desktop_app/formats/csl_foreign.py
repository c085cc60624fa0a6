"""Records of Crossref, OpenAlex and Semantic Scholar in the variables of CSL.

What is not put into other words here stays under the name it has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from desktop_app.formats import natural_names

_LATER_DATES = ("published-print", "published-online", "published", "posted", "created")
_IN_A_SERIES = 2  # titles of what a work of Crossref stands in: that of the series is first
_ISBN_PLACE = "http://id.crossref.org/isbn/"
_OF_OPENALEX = {"article": "article-journal", "dissertation": "thesis"}
_OF_SCHOLAR = {"Conference": "paper-conference", "JournalArticle": "article-journal"}


def as_csl(record: dict[str, Any]) -> dict[str, Any]:
    """Give a record of one of these services as CSL has it, and any other as it is."""
    if isinstance(message := record.get("message"), dict) and "message-type" in record:
        record = message
    if isinstance(record.get("authorships"), list):
        return _of_openalex(dict(record))
    if isinstance(record.get("paperId"), str):
        return _of_scholar(dict(record))
    if isinstance(record.get("title"), list) or isinstance(record.get("container-title"), list):
        return _of_crossref(dict(record))
    return record


def _of_crossref(record: dict[str, Any]) -> dict[str, Any]:
    title, *others = _texts(record.pop("title", None)) or [""]
    if len(subtitles := _texts(record.pop("subtitle", None))) == 1 and subtitles[0] not in title:
        title = f"{title}: {subtitles.pop()}"
    within = _texts(record.pop("container-title", None))
    others += [subtitle for subtitle in subtitles if subtitle not in title]
    made: dict[str, Any] = {"title": title, "other-titles": others}
    if len(within) == _IN_A_SERIES:
        made["collection-title"] = within.pop(0)
    made["container-title"] = within.pop(0) if within else ""
    made["other-containers"] = within
    if not _is_date(record.get("issued")):
        made["issued"] = next(filter(_is_date, map(record.get, _LATER_DATES)), None)
    if short := _texts(record.get("short-container-title")):
        made["container-title-short"] = short[0]
    if len(short) == 1:
        del record["short-container-title"]
    _move(record, made, "publisher-location", "publisher-place")
    if addresses := dict.fromkeys(_inner(one, "URL") for one in _list(record.get("license"))):
        made["licenses"] = record.pop("license")
        made["license"] = " ".join(address for address in addresses if isinstance(address, str))
    made["ISBN"] = [isbn.removeprefix(_ISBN_PLACE) for isbn in _texts(record.get("ISBN"))]
    hosts = record.get("institution")
    if not record.get("publisher") and isinstance(hosts, list) and len(hosts) == 1:
        made["publisher"] = _inner(hosts[0], "name")
    if isinstance(event := record.get("event"), dict):
        made |= {"event-title": event.get("name"), "event-place": event.get("location")}
        made["event-date"] = event.get("start")
    return record | {name: said for name, said in made.items() if said}


def _of_openalex(record: dict[str, Any]) -> dict[str, Any]:
    source = _inner(record, "primary_location", "source")
    pages = _inner(record, "biblio", "first_page"), _inner(record, "biblio", "last_page")
    names = (_inner(a, "author", "display_name") for a in record.pop("authorships"))
    _move(record, record, "display_name", "title")
    made = {
        "author": _names(names),
        "issued": record.pop("publication_date", None),
        "type": _OF_OPENALEX.get(str(record.get("type")), record.get("type")),
        "DOI": record.pop("doi", None),
        "container-title": _inner(source, "display_name"),
        "ISSN": _inner(source, "issn"),
        "volume": _inner(record, "biblio", "volume"),
        "issue": _inner(record, "biblio", "issue"),
        "page": "-".join(dict.fromkeys(page for page in pages if isinstance(page, str))),
        "PMID": str(_inner(record, "ids", "pmid") or "").rpartition("/")[2],
        "keyword": [_inner(word, "display_name") for word in _list(record.pop("keywords", None))],
        "abstract": _uninverted(record.pop("abstract_inverted_index", None)),
    }
    return record | {name: said for name, said in made.items() if said}


def _of_scholar(record: dict[str, Any]) -> dict[str, Any]:
    journal = record.get("journal")
    kinds = _texts(record.get("publicationTypes"))
    named = {
        "arXiv": _inner(record, "externalIds", "ArXiv"),
        "PMID": _inner(record, "externalIds", "PubMed"),
        "PMCID": _inner(record, "externalIds", "PubMedCentral"),
    }
    year = record.pop("year", None)
    made = {
        "author": _names(_inner(a, "name") for a in _list(record.pop("authors", None))),
        "issued": record.pop("publicationDate", None) or year,
        "type": next((kind for name, kind in _OF_SCHOLAR.items() if name in kinds), None),
        "DOI": _inner(record, "externalIds", "DOI"),
        "container-title": record.pop("venue", None) or _inner(journal, "name"),
        "volume": _inner(journal, "volume"),
        "page": "".join(str(_inner(journal, "pages") or "").split()),
        "URL": record.pop("url", None),
        "note": "\n".join(f"{name}: {said}" for name, said in named.items() if said),
    }
    return record | {name: said for name, said in made.items() if said}


def _uninverted(index: Any) -> str:
    """Put together an abstract that is given as the places of each word."""
    places = [
        (place, word)
        for word, where in (index.items() if isinstance(index, dict) else ())
        for place in _list(where)
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places))


def _names(said: Iterable[Any]) -> list[dict[str, str]]:
    return [
        {"family": name.family, "given": name.given, "suffix": name.suffix}
        for one in said
        if isinstance(one, str)
        for name in natural_names.read(one)
    ]


def _inner(record: Any, *names: str) -> Any:
    """Give what stands in an object under names that lead inwards; None where nothing does."""
    for name in names:
        record = record.get(name) if isinstance(record, dict) else None
    return record


def _move(record: dict[str, Any], to: dict[str, Any], name: str, other: str) -> None:
    """Put what stands under one name under another, unless that is taken."""
    if record.get(name) and not to.get(other):
        to[other] = record.pop(name)
    elif name in record and record[name] == to.get(other):
        del record[name]


def _is_date(value: Any) -> bool:
    parts = _inner(value, "date-parts")
    return bool(
        isinstance(parts, list)
        and parts
        and isinstance(parts[0], list)
        and all(parts[0][:1] or [0])
    )


def _texts(value: Any) -> list[str]:
    said = value if isinstance(value, list) else [value]
    return [one for one in said if isinstance(one, str) and one.strip()]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
