"""TeX as bibliographies have it, to Unicode and back.

What is common is read here; other macros are left to pylatexenc, which knows some hundreds but is
slow. Between dollar signs everything stays as it is written. A percent sign is one: bibliographies
have no comments within a field.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import lru_cache

from pylatexenc import latex2text  # type: ignore[import-untyped]

from desktop_app.formats import tex_signs as signs

# Text whose braces are paired, to a depth at which nothing readable is met.
_NESTED = r"(?:[^{}$\\]++|\\.)*+"
for _ in range(4):
    _NESTED = rf"(?:[^{{}}$\\]++|\\.|\{{{_NESTED}\}})*+"
# A letter with an accent, on which another is put as in Vietnamese.
_TWICE = r"\{\s*\\(?:[`'^\"~=.]|[Hcdbkruv](?![A-Za-z]))\s*\{?\s*[^\W\d_]\s*\}?\s*\}"
_TOKEN = re.compile(
    rf"(?P<math>\$\$(?!\$){_NESTED}\$\$|\$(?!\$){_NESTED}\$)"
    r"|\\(?P<accent>[`'^\"~=.]|[Hcdbkruv](?![A-Za-z]))"
    rf"\s*(?P<on>\{{\s*\}}|\{{*\s*(?:\\[ij](?![A-Za-z])\s*|[^\W\d_])|{_TWICE})?"
    r"|\\(?P<macro>[A-Za-z]+)\*?(?:[ \t\n]+|\{\})?"
    r"|\\(?P<sign>.)"
    r"|(?P<ligature>---?|``|''|~)|[{}]",
    re.S,
)
_TEX = re.compile(r"[\\{}~]|--|``|''")
_PARENTHESES = re.compile(r"(?<!\\)\\[()]")
_ARGUMENTS = re.compile(rf"\*?(?:\[[^\]{{}}]{{0,100}}\])?(?:\{{{_NESTED}\}})+", re.S)
_ARGUMENT = re.compile(rf"\{{{_NESTED}\}}", re.S)
_HREF = re.compile(r"\{([^{}]*)\}\{(.*)\}", re.S)
_LONG = 1000  # characters of arguments; beyond it they are words, whatever the macro
_SCRIPT = re.compile(
    r"\$(?P<base>\d*)(?P<place>[_^])(?:\{(?:\\(?:text|textrm|textnormal|mathrm|rm)\b\s*"
    r"(?:\{(?P<words>[^{}$\\]*)\}|(?P<more>[^{}$\\]*))|(?P<digits>[\d+-]+))\}|(?P<digit>\d))\$"
)
# Mathematics, and no two prices.
_FORMULA = re.compile(rf"\$(?=[^\s$]){_NESTED}(?<!\s)\$(?!\d)", re.S)
_WORD = re.compile(r"\w*[^\W\d_]\w*")
_SPECIAL = re.compile(r"(?P<run>[-–—]{2,}|[`“]{2,}|['”]{2,})|[\\{}~^&%#_$\n]|[^\x00-\x7f]")
# Of what is no sound TeX nothing is lost, so there is nothing to warn of.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
_READER = latex2text.LatexNodes2Text(math_mode="verbatim")


def decode(tex: str, *, scripts: bool = False) -> str:
    """Give the words of a text in TeX.

    Mathematics is kept as written, but with `scripts` an index or exponent that is only digits or
    text becomes Unicode: ``DNA$_{\\textrm{2}}$`` is “DNA₂”, ``$4^{\\textrm{th}}$`` is “4th”.
    """
    if scripts and "$" in tex:
        tex = _SCRIPT.sub(_script, tex)
    if not _TEX.search(tex):
        return tex
    if "\\(" in tex and "$" not in tex:
        tex = _PARENTHESES.sub("$", tex)
    parts: list[str] = []
    at = 0
    while token := _TOKEN.search(tex, at):
        parts.append(tex[at : token.start()])
        said, at = _said(token)
        parts.append(said)
    parts.append(tex[at:])
    return "".join(parts)


def encode(text: str, *, ascii_: bool = True, capitals: bool = False) -> str:
    """Write a text in TeX, so that `decode` gives it back.

    With `ascii_`, letters and signs outside ASCII become macros as far as there are common ones.
    With `capitals`, words with capitals within them are protected from styles that lower titles.
    """
    parts: list[str] = []
    at = 0
    for formula in _FORMULA.finditer(text):
        parts += (_words(text[at : formula.start()], ascii_, capitals), formula.group())
        at = formula.end()
    parts.append(_words(text[at:], ascii_, capitals))
    return "".join(parts)


def _said(token: re.Match[str]) -> tuple[str, int]:
    """Give what a token stands for, and where the text goes on."""
    what = token.lastgroup
    if what == "macro":
        return _macro(token)
    if what == "math":
        said = token.group()
    elif what == "ligature":
        said = signs.LIGATURES[token.group()]
    elif what == "sign":
        said = signs.ESCAPED.get(token["sign"], token["sign"])
    else:
        said = _accented(token) if what else ""
    return said, token.end()


def _accented(token: re.Match[str]) -> str:
    accent, on = token["accent"], (token["on"] or "").strip("{} \t\n")
    letter = on.strip("\\") if len(on) <= len("\\i") else decode(on)
    if not letter:
        return signs.BARE.get(accent, "")
    made = unicodedata.normalize("NFC", letter + signs.ACCENTS[accent])
    # Other programs escape quotation marks so: “don\'t”.
    return f"{accent}{letter}" if len(made) > 1 and accent in "'\"" else made


def _macro(token: re.Match[str]) -> tuple[str, int]:
    name = token["macro"]
    if name in signs.MACROS:
        return signs.MACROS[name], token.end()
    one = name in signs.SCRIPTS or name in signs.QUOTING
    found = (_ARGUMENT if one else _ARGUMENTS).match(token.string, token.end("macro"))
    if found is None or found.end() - found.start() > _LONG:
        return _alone(name, token.group()), token.end()
    arguments = found.group()
    if name in signs.SCRIPTS:
        return _moved(decode(arguments), name), found.end()
    if name == "href" and (link := _HREF.fullmatch(arguments)):
        said, address = decode(link[2]), link[1].replace("\\", "")
        return said if address.endswith(said) else f"{said} ({address})", found.end()
    if name in signs.QUOTING:
        return f"“{decode(arguments)}”", found.end()
    return _with(name, arguments), found.end()


def _alone(name: str, written: str) -> str:
    """Read a macro without arguments; one that nobody knows stays as it is written."""
    said = _known(name)
    return said if isinstance(said, str) and "%" not in said else written


@lru_cache(maxsize=1024)
def _with(name: str, arguments: str) -> str:
    """Read a macro with its arguments; one that nobody knows stays as it is written."""
    written, said = f"\\{name}{arguments}", _known(name)
    if said is None:
        return written
    if isinstance(said, str) and "%" not in said:
        return said + decode(arguments)
    try:
        return str(_READER.latex_to_text(re.sub(r"(?<!\\)%", r"\\%", written)))
    except Exception:  # of any kind: it was made for sound TeX
        return written


@lru_cache(maxsize=1024)
def _known(name: str) -> object:
    """Give what pylatexenc has for a macro: a text, a pattern or a function; None for nothing."""
    spec = None if name in signs.KEPT else _READER.latex_context.get_macro_spec(name)
    return getattr(spec, "simplify_repl", None)


def _script(found: re.Match[str]) -> str:
    """Read an index or exponent that is only text; a power of a number stays a formula."""
    words = found["words"] or found["more"]
    if found["base"] and not words:
        return found.group()
    script = words or found["digits"] or found["digit"] or ""
    return found["base"] + _moved(script.strip(), found["place"])


def _moved(script: str, place: str) -> str:
    """Raise or lower digits; words are left on the line."""
    forms = signs.SCRIPTS[place]
    return "".join(map(forms.__getitem__, script)) if set(script) <= forms.keys() else script


def _words(text: str, ascii_: bool, capitals: bool) -> str:
    if not capitals:
        return _written(text, ascii_)
    parts: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        parts.append(_written(text[at : word.start()], ascii_))
        written = _written(word.group(), ascii_)
        within = word.group()[1:]
        parts.append(written if within == within.lower() else f"{{{written}}}")
        at = word.end()
    parts.append(_written(text[at:], ascii_))
    return "".join(parts)


def _written(text: str, ascii_: bool) -> str:
    return _SPECIAL.sub(lambda found: _escaped(found, ascii_), text)


def _escaped(found: re.Match[str], ascii_: bool) -> str:
    if found["run"]:  # written apart, for together they are another sign
        return "{}".join(_character(sign, ascii_) for sign in found.group())
    return _character(found.group(), ascii_)


def _character(sign: str, ascii_: bool) -> str:
    if sign in signs.PLAIN:
        return signs.PLAIN[sign]
    if not ascii_ or sign.isascii():
        return sign
    return signs.ASCII.get(sign) or signs.accented(sign) or sign
