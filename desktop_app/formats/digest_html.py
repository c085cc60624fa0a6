"""The digest as one HTML file that holds all it needs: no script, nothing fetched, both schemes.

Colours are written out in each rule, for many mail programs know no CSS variables.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from string import Template

from desktop_app.core.digest import Digest, Line
from desktop_app.core.queue import Outcome
from desktop_app.formats import digest_mark
from desktop_app.formats import digest_words as words
from desktop_app.formats.digest_words import Kind, Section

# The colours of the mockups by what they are for.
LIGHT = {
    "base": "#F7F8F6",
    "surface": "#FFFFFF",
    "border": "#DBE0DB",
    "strong": "#BFC7C1",
    "text": "#1B221F",
    "secondary": "#414B46",
    "muted": "#59645E",
    "accent": "#1C6650",
    "soft": "#DCEAE3",
    "due": "#855500",
}
DARK = {
    "base": "#181D1A",
    "surface": "#1D2320",
    "border": "#2C3430",
    "strong": "#414B46",
    "text": "#E4E9E6",
    "secondary": "#BDC7C1",
    "muted": "#98A49D",
    "accent": "#79C7A8",
    "soft": "#21392F",
    "due": "#E3B664",
}
_BARS = 5
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_COLOURS = Template(
    "body { background: $base; color: $text }"
    " .page { background: $base }"
    " h1, h2, .title, .title a { color: $text }"
    " .lead { color: $secondary } .lead b { color: $accent }"
    " .aside, .read, .meta, .note, .foot, .number, .side { color: $muted }"
    " .gist { color: $secondary } .why { color: $secondary }"
    " .due { color: $due } .card { background: $surface; border-color: $border }"
    " .bar { background: $strong } .full { background: $accent }"
    " .row, .foot { border-color: $border }"
    " .settled .title, .settled .title a { color: $muted }"
    " a:hover, a:focus { color: $accent } .title a:hover, .title a:focus { color: $accent }"
)
_SHAPES = """
body { margin: 0; font: 13px/20px Inter, "Segoe UI", "SF Pro Text", -apple-system, "Noto Sans",
  sans-serif; -webkit-text-size-adjust: 100% }
.page { max-width: 680px; margin: 0 auto; padding: 40px 24px 32px }
h1, h2, p, ol, ul { margin: 0; padding: 0 } ol, ul { list-style: none }
h1 { font: 700 30px/40px "Charis SIL", Charter, Georgia, "Noto Serif", serif }
h2 { font-size: 15px; line-height: 24px; font-weight: 600; display: inline }
.lead { font-size: 14px; line-height: 22px; margin-top: 8px } .lead b { font-weight: 600 }
.read { margin-top: 4px }
section { margin-top: 32px } .head { margin-bottom: 8px }
.aside { font-size: 12px; line-height: 16px; margin-left: 8px }
.card { border: 1px solid; border-radius: 8px; padding: 12px 16px 13px; margin-bottom: 8px;
  display: flex }
.number { flex: none; width: 24px; font-weight: 600; line-height: 20px }
.body { flex: 1; min-width: 0; overflow-wrap: anywhere }
.row { border-bottom: 1px solid; padding: 12px 0 13px } .brief { padding: 8px 0 9px }
.row:last-child { border-bottom: 0 }
.title { font-size: 14px; line-height: 20px; font-weight: 600 } .title a { text-decoration: none }
.title a:hover, .title a:focus { text-decoration: underline }
.settled .title { font-weight: 500; text-decoration: line-through }
.meta, .why, .note { font-size: 12px; line-height: 16px; margin-top: 4px }
.gist { font: 15px/22px "Charis SIL", Charter, Georgia, "Noto Serif", serif; margin-top: 6px }
.side { float: right; margin: 2px 0 0 16px; font-size: 12px; line-height: 16px;
  white-space: nowrap }
.bars { margin-right: 8px; font-size: 0 }
.bar { display: inline-block; width: 8px; height: 6px; margin-left: 2px }
.note { margin-top: 8px }
.foot { border-top: 1px solid; margin-top: 40px; padding-top: 12px; font-size: 12px;
  line-height: 16px }
@media (max-width: 520px) { .page { padding: 24px 16px } h1 { font-size: 25px; line-height: 32px } }
"""
_PRINT = """
@media print {
  body { font-size: 10pt } .page { max-width: none; padding: 0 } section { margin-top: 18pt }
  .card, .row { break-inside: avoid } .head { break-after: avoid }
  .bar, .full { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
"""


def write(digest: Digest) -> str:
    """Write a digest as a page."""
    title = escape(words.title(digest))
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="generator" content="{digest_mark.MARK}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Carrel: {title}</title>\n<style>{style()}</style>\n</head>\n<body>\n"
        f'<main class="page">\n<h1>{title}</h1>\n{"".join(_parts(digest))}</main>\n'
        "</body>\n</html>\n"
    )
    return digest_mark.seal(page.encode()).decode()


def style() -> str:
    """Give the style sheet: light, dark where it is preferred, and light again on paper."""
    paper = _COLOURS.substitute(LIGHT | {"base": "#FFFFFF"})
    dark = f"@media screen and (prefers-color-scheme: dark) {{ {_COLOURS.substitute(DARK)} }}"
    light = _COLOURS.substitute(LIGHT)
    return f"{_SHAPES}{light}\n{dark}\n@media print {{ {paper} }}\n{_PRINT}"


def _parts(digest: Digest) -> Iterator[str]:
    first, *others = map(escape, words.lead(digest))
    yield f'<p class="lead">{" · ".join([f"<b>{first}</b>", *others])}</p>\n'
    if said := words.read(digest):
        yield f'<p class="read">{escape(said)}</p>\n'
    for section in words.sections(digest):
        yield _section(section, digest)
    yield f'<p class="foot">{escape(words.foot(digest))}</p>\n'


def _section(section: Section, digest: Digest) -> str:
    aside = f'<span class="aside">{escape(section.aside)}</span>' if section.aside else ""
    kind = "ol" if section.kind is Kind.PLAN else "ul"
    lines = "".join(
        _card(number, line, digest)
        if section.kind is Kind.PLAN
        else _row(line, digest, brief=section.kind is Kind.BRIEF)
        for number, line in enumerate(section.lines, 1)
    )
    held = f"<{kind}>\n{lines}</{kind}>\n" if lines else ""
    note = f'<p class="note">{escape(section.note)}</p>\n' if section.note else ""
    head = f'<div class="head"><h2>{escape(section.head)}</h2>{aside}</div>'
    return f"<section>\n{head}\n{held}{note}</section>\n"


def _card(number: int, line: Line, digest: Digest) -> str:
    settled = " settled" if line.outcome else ""
    due = "why due" if line.reason and "ue {day}" in line.reason[0] else "why"
    mark = "✓" if line.outcome is Outcome.DONE else str(number)
    return (
        f'<li class="card{settled}"><div class="number" aria-hidden="true">{mark}</div>'
        f'<div class="body">{_side(line)}{_title(line)}{_meta(line)}{_why(line, digest, due)}</div>'
        "</li>\n"
    )


def _row(line: Line, digest: Digest, *, brief: bool) -> str:
    if brief:
        return f'<li class="row brief">{_side(line)}{_title(line)}{_meta(line)}</li>\n'
    gist = f'<p class="gist" dir="auto">{escape(line.gist)}</p>' if line.gist else ""
    return (
        f'<li class="row">{_side(line)}{_title(line)}{_meta(line)}{_why(line, digest, "why")}'
        f"{gist}</li>\n"
    )


def _title(line: Line) -> str:
    title = escape(line.title)
    if line.url.startswith(("https://", "http://")):
        title = f'<a href="{escape(line.url)}" rel="noreferrer">{title}</a>'
    return f'<p class="title" dir="auto">{title}</p>'


def _why(line: Line, digest: Digest, kind: str) -> str:
    said = words.reason(line, digest)
    return f'<p class="{kind}">{escape(said)}</p>' if said else ""


def _meta(line: Line) -> str:
    said = words.meta(line)
    return f'<p class="meta" dir="auto">{escape(said)}</p>' if said else ""


def _side(line: Line) -> str:
    return f'<div class="side">{_bars(line.strength)}{words.time(line)}</div>'


def _bars(strength: int | None) -> str:
    if strength is None:
        return ""
    bars = "".join(
        f'<span class="bar{" full" if n < strength else ""}"></span>' for n in range(_BARS)
    )
    return f'<span class="bars" role="img" aria-label="Match {strength} of {_BARS}">{bars}</span>'
