"""Sources of a few records in each format, and ways in which files break.

`python -m tests.formats.breaking 20000` tries that many broken inputs, the shared data among
them, and prints what was found; the suite tries fewer.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from desktop_app.core.papers import Draft, Problem
from desktop_app.formats import (
    bibtex,
    csl_json,
    endnote_xml,
    feed,
    hf_page,
    papers_page,
    pubmed,
    ris,
    sniff,
    zotero_json,
)

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LIMIT_S = 5.0

Parse = Callable[[str], tuple[tuple[Draft, ...], tuple[Problem, ...]]]

PARSERS: dict[str, Parse] = {
    "bibtex": bibtex.parse,
    "ris": ris.parse,
    "csl-json": csl_json.parse,
    "zotero-json": zotero_json.parse,
    "pubmed": pubmed.parse,
    "endnote-xml": endnote_xml.parse,
    "feed": feed.parse,
    "hf-page": hf_page.parse,
    "papers-page": papers_page.parse,
}


def title(number: int) -> str:
    return f"Leeks of kind {number} simmer slowly"


ABSTRACT = "We simmer leeks for a long while, and find that they are done sooner than peas. " * 4


def _bibtex(n: int) -> str:
    return (
        f'@article{{leek{n},\n  title = {{{title(n)}}},\n  author = {{Lee, Ann and M{{\\"u}}ller,'
        f" Jo}},\n  year = {2000 + n},\n  journal = {{Soup \\& Stew}},\n  pages = {{1--9}},\n"
        f"  abstract = {{{ABSTRACT}}}\n}}\n"
    )


def _ris(n: int) -> str:
    return (
        f"TY  - JOUR\r\nTI  - {title(n)}\r\nAU  - Lee, Ann\r\nPY  - {2000 + n}\r\nJO  - Soup\r\n"
        f"AB  - {ABSTRACT}\r\nKW  - leeks\r\nER  - \r\n\r\n"
    )


def _csl(n: int) -> str:
    return (
        f'  {{\n    "id": "leek{n}",\n    "type": "article-journal",\n    "title": "{title(n)}",\n'
        f'    "author": [{{"family": "Lee", "given": "Ann"}}],\n'
        f'    "issued": {{"date-parts": [[{2000 + n}, 5]]}},\n    "abstract": "{ABSTRACT}"\n  }}'
    )


def _zotero(n: int) -> str:
    return (
        f'  {{\n    "itemType": "journalArticle",\n    "title": "{title(n)}",\n'
        f'    "creators": [{{"lastName": "Lee", "firstName": "Ann", "creatorType": "author"}}],\n'
        f'    "date": "{2000 + n}",\n    "tags": [{{"tag": "leeks"}}]\n  }}'
    )


def _pubmed(n: int) -> str:
    return (
        f"PMID- {1000 + n}\nDP  - {2000 + n} May\nTI  - {title(n)}\nAB  - {ABSTRACT[:70]}\n"
        f"      {ABSTRACT[70:140]}\nFAU - Lee, Ann\nJT  - Soup\n\n"
    )


def _endnote(n: int) -> str:
    style = '<style face="normal">'
    return (
        f'<record><ref-type name="Journal Article">17</ref-type><contributors><authors><author>'
        f"{style}Lee, Ann</style></author></authors></contributors><titles><title>{style}"
        f"{title(n)}</style></title></titles><dates><year>{style}{2000 + n}</style></year></dates>"
        f"</record>\n"
    )


def _feed(n: int) -> str:
    return (
        f"<item><title>{title(n)}</title><link>https://arxiv.org/abs/2501.{n:05}</link>\n"
        f"<description>{escape(ABSTRACT)}</description></item>\n"
    )


def _hf(n: int) -> str:
    return (
        f'{{"paper": {{"id": "2501.{n:05}", "title": "{title(n)}", "summary": "{ABSTRACT}",'
        f' "upvotes": {n}, "authors": [{{"name": "Ann Lee"}}]}}}}'
    )


def _page(n: int) -> str:
    return f"{title(n)}\n{ABSTRACT}\n"


# Of each format: what stands before its records, between them and after them, and one record.
_SHAPES: dict[str, tuple[str, str, str, Callable[[int], str]]] = {
    "bibtex": ("% leeks\n\n", "\n", "", _bibtex),
    "ris": ("", "", "", _ris),
    "csl-json": ("[\n", ",\n", "\n]\n", _csl),
    "zotero-json": ('{"items": [\n', ",\n", "\n]}\n", _zotero),
    "pubmed": ("", "", "", _pubmed),
    "endnote-xml": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n',
        "",
        "</records></xml>\n",
        _endnote,
    ),
    "feed": ("<rss><channel>\n", "", "</channel></rss>\n", _feed),
    "hf-page": ("[\n", ",\n", "\n]\n", _hf),
    "papers-page": ("", "", "", _page),
}


def records(name: str, count: int) -> list[str]:
    """Write each of some records as its format has it."""
    one = _SHAPES[name][3]
    return [one(n) for n in range(count)]


def whole(name: str, parts: list[str]) -> str:
    """Make a source of written records."""
    head, between, foot, _ = _SHAPES[name]
    return f"{head}{between.join(parts)}{foot}"


def broken(dice: random.Random, data: bytes) -> bytes:
    """Break bytes: cut, flip, drop, double, swap, or put something in."""
    if not data:
        return dice.randbytes(dice.randrange(200))
    start = dice.randrange(len(data))
    end = min(len(data), start + dice.randrange(1, 60))
    signs = (b"{", b"}", b'"', b"@", b"<", b">", b"\\", b"\x00", b"\xff\xfe", b"\n", b"]", b"&#0;")
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[:start],
        lambda: data[start:],
        lambda: data[:start] + dice.randbytes(end - start) + data[end:],
        lambda: data[:start] + data[end:],
        lambda: data[:end] + data[start:end] * dice.randrange(1, 40) + data[end:],
        lambda: data[:start] + dice.choice(signs) * dice.randrange(1, 9) + data[start:],
        lambda: data[start:end] + data[:start] + data[end:],
        lambda: dice.randbytes(end - start),
    )
    done = dice.choice(ways)()
    return broken(dice, done) if dice.random() < 0.3 else done


def try_one(parse: Parse, data: bytes) -> tuple[float, tuple[Draft, ...]]:
    """Parse what bytes hold, and give how many seconds that took and what came of it.

    Raises whatever the parser lets pass.
    """
    text = sniff.sniff(data).text or data.decode("utf-8", "replace")
    began = time.perf_counter()
    drafts, _ = parse(text)
    return time.perf_counter() - began, drafts


def _sources() -> Iterator[tuple[str, bytes]]:
    for name in PARSERS:
        yield name, whole(name, records(name, 5)).encode()
    by_ending = {".bib": "bibtex", ".ris": "ris", ".json": "zotero-json", ".xml": "feed"}
    for file in sorted([*SHARED.glob("bib/*"), *SHARED.glob("hf/*")]):
        yield by_ending[file.suffix], file.read_bytes()


def main(count: int) -> int:
    """Try so many broken inputs; give how many made trouble."""
    dice = random.Random(count)
    sources = list(_sources())
    tried: Counter[str] = Counter()
    slowest, trouble, read = 0.0, 0, 0
    for number in range(count):
        name, data = sources[number % len(sources)]
        if number % 3 == 0:  # another format's bytes, too
            name = dice.choice(list(PARSERS))
        made = broken(dice, data)
        try:
            seconds, drafts = try_one(PARSERS[name], made)
        except Exception as e:
            trouble += 1
            print(f"{name}: {type(e).__name__}: {e}: {made[:200]!r}")
            continue
        slowest, read = max(slowest, seconds), read + len(drafts)
        tried[name] += 1
        if seconds > LIMIT_S:
            trouble += 1
            print(f"{name}: {seconds:.1f} s: {made[:200]!r}")
    print(f"{dict(tried)}; {read} records read, slowest {slowest:.2f} s, {trouble} in trouble")
    return trouble


if __name__ == "__main__":
    sys.exit(min(1, main(int(sys.argv[1]))))
