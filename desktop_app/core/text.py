"""Text as it is stored, folded and searched.

Stored text is NFC with ``\\n`` newlines and no NUL; offsets into it count Unicode code points.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_WORD = re.compile(r"\w+", re.UNICODE)
_SPACES = re.compile(r"\s+")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
# Scripts written without spaces: a run of them is searched as overlapping pairs.
_CJK = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+"
)


def clean(text: str) -> str:
    """Make text fit to be stored: NFC, ``\\n`` newlines, no NULs, controls or lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _NEWLINES.sub("\n", text)))


def clean_line(text: str) -> str:
    """Make text fit to be stored in one line, with single spaces."""
    text = clean(text)
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Fold case, accents and compatibility forms, so that spellings of a word meet."""
    return text.lower() if text.isascii() else _NON_ASCII.sub(_bare, text.casefold())


def _bare(run: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", run.group())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    # Composed again for Hangul, folded again for letters such as the mathematical bold H.
    return unicodedata.normalize("NFC", plain).casefold()


def words(text: str) -> list[str]:
    """List the folded words of a text in order, without punctuation."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=256)  # an import asks several times for each title of a batch
def title_key(title: str) -> str:
    """Give the form of a title under which the same work is looked up: folded words only.

    A title of signs alone keeps them.
    """
    return " ".join(words(title)) or fold(title)


def search_form(text: str) -> str:
    """Give the form of a text that the search index holds: folded, CJK runs as bigrams."""
    if text.isascii():
        return fold(text)
    return _CJK.sub(_bigrams, fold(unicodedata.normalize("NFC", text)))


def _bigrams(run: re.Match[str]) -> str:
    chars = run.group()
    pairs = [chars[i : i + 2] for i in range(len(chars) - 1)] or [chars]
    return f" {' '.join(pairs)} "


def digest(*parts: str) -> str:
    """Hash texts to 32 hexadecimal digits; the key under which an embedding is kept."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def carry_edit(stored: str, shown: str, edited: str) -> str:
    """Apply to `stored` what was edited in a field that showed it as `shown`.

    Fields change some characters of what they show, one for one; where the reader changed nothing
    the stored characters stay.
    """
    if len(stored) != len(shown):
        return edited
    most = min(len(shown), len(edited))
    head = next((i for i in range(most) if shown[i] != edited[i]), most)
    most -= head
    tail = next((i for i in range(most) if shown[-1 - i] != edited[-1 - i]), most)
    return stored[:head] + edited[head : len(edited) - tail] + stored[len(stored) - tail :]
