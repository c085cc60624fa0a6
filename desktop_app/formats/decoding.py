"""Bytes as files hold them, read as text: by a mark, by what the text declares, or by its bytes.

Read in blocks, so that no single step over a large file takes long.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
)
_HEAD = 4096  # bytes in which an encoding is declared, and by which UTF-16 is known
_DECLARED = re.compile(
    rb"\A\s*(?:<\?xml\b[^>]*?\bencoding\s*=\s*[\"']|(?:%.*\n\s*)*?%+\s*(?:file)?encoding\s*[:=]\s*)"
    rb"([\w.:-]+)",
    re.I,
)
# Of Python's encodings, those that texts are in.
_OF_TEXT = re.compile(
    r"(?:windows|cp|ms|iso|latin|l\d|mac|koi8|gb|hz|big5|euc|shift|s_?jis|us-ascii|ascii|utf)[-_\w]*",
    re.I,
)
_LEAST = 8  # bytes by which UTF-16 without a mark can be told
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 1 << 16  # characters in which binary data gives itself away
_BLOCK = 1 << 20
# Beyond this share of letters outside ASCII, bytes are hardly text in a Western encoding.
_WESTERN_MOST = 0.25

_SAMPLE = 1 << 18
_HIGH = re.compile(rb"[\x80-\xff]+")
# Characters of GB 2312 in pairs of bytes: signs and the common characters, and all there are.
_COMMON = re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]")
_PAIRS = re.compile(rb"(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])+")


def decode(data: bytes) -> str | None:
    """Give the text that bytes hold, a character cut off at the end left out; None for no text."""
    for text in _readings(data):
        if text is not None:
            return None if _BINARY.search(text, 0, _LOOKED_AT) else text
    return None


def _readings(data: bytes) -> Iterator[str | None]:
    """Try the encodings that bytes may be in, the surest first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield _read(data, encoding, len(mark))
    if wide := _wide(data[:_HEAD]):
        yield _read(data, wide)
    yield _read(data, "utf-8")
    declared = _DECLARED.match(data[:_HEAD])
    if declared and _OF_TEXT.fullmatch(name := declared[1].decode("ascii", "replace")):
        yield _read(data, name)
    sample = data[:_SAMPLE]
    if _chinese(sample):
        yield _read(data, "gb18030")
    if sum(map(len, _HIGH.findall(sample))) <= _WESTERN_MOST * len(sample):
        yield _read(data, "cp1252")


def _read(data: bytes, encoding: str, start: int = 0) -> str | None:
    """Decode bytes from a place on; None where they are not in this encoding."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        view = memoryview(data)
        return "".join(
            decoder.decode(bytes(view[at : at + _BLOCK])) for at in range(start, len(data), _BLOCK)
        )
    except (UnicodeError, LookupError):
        return None


def _wide(head: bytes) -> str:
    """Tell UTF-16 without a mark by its NULs, which stand on one side of most characters."""
    upper, lower = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 4
    if len(head) < _LEAST or max(upper, lower) <= most or min(upper, lower) > most / 5:
        return ""
    return "utf-16-be" if upper > lower else "utf-16-le"


def _chinese(sample: bytes) -> bool:
    """Tell GBK from Western encodings.

    Chinese stands in pairs of high bytes, mostly of common characters; letters with accents stand
    one by one, or in pairs between letters of ASCII, as in “Größe”.
    """
    chinese = western = 0
    for run in _HIGH.finditer(sample):
        high = run.group()
        common = len(_COMMON.findall(high)) * 4 >= len(high)
        if _PAIRS.fullmatch(high) and common and not (len(high) == 2 and _within(run)):
            chinese += len(high)
        else:
            western += len(high)
    return chinese > 2 * western


def _within(run: re.Match[bytes]) -> bool:
    """Tell whether letters of ASCII stand on both sides of a run of high bytes."""
    before = run.string[max(run.start() - 1, 0) : run.start()]
    return before.isalpha() and run.string[run.end() : run.end() + 1].isalpha()
