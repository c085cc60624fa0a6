"""What signs and macros of TeX stand for that are often met in bibliographies."""

from __future__ import annotations

import unicodedata

LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "~": "\u00a0"}

# Accents by their macros, as combining characters, and as they stand with no letter.
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
    "u": "\u0306",
    "v": "\u030c",
}
BARE = {"`": "`", "'": "'", "^": "^", '"': '"', "~": "~", "=": "¯", ".": "˙"}

# What stands after a backslash and is no letter; what is not listed stands for itself.
ESCAPED = {
    "\\": "\n",
    ",": " ",
    ";": " ",
    ":": " ",
    "\n": " ",
    "!": "",
    "-": "",
    "/": "",
    "@": "",
    "(": "\\(",
    ")": "\\)",
    "[": "\\[",
    "]": "\\]",
}

_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
}
_MARKS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textendash": "–",
    "textemdash": "—",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "guillemotleft": "«",
    "guillemotright": "»",
    "guillemetleft": "«",
    "guillemetright": "»",
    "guilsinglleft": "‹",
    "guilsinglright": "›",
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "textexclamdown": "¡",
    "textquestiondown": "¿",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textdollar": "$",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textellipsis": "…",
    "textbullet": "•",
    "textperiodcentered": "·",
    "textdegree": "°",
    "textmu": "µ",
    "texttimes": "×",
    "textpm": "±",
    "texteuro": "€",
    "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "pounds": "£",
    "S": "§",
    "P": "¶",
    "newline": "\n",
}
_MORE = {
    "ldots": "…",
    "dots": "…",
    "copyright": "©",
    "euro": "€",
    "degree": "°",
    "slash": "/",
    "par": "\n\n",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX",
}
# What changes how words look, or marks them for a style, and leaves them as they are.
_LOOKS = (
    "textit textbf textsl textsc textrm texttt textsf textup textmd textnormal text emph mbox hbox"
    " it bf sl sc rm tt sf em itshape bfseries slshape scshape rmfamily ttfamily sffamily upshape"
    " normalfont textmd uppercase MakeUppercase lowercase MakeLowercase MakeTextLowercase"
    " underline uline url nolinkurl path ensuremath protect relax noopsort mkbibemph mkbibitalic"
    " mkbibbold mkbibacro textlatin textgreek textcyrillic"
    " mathrm mathit mathbf mathsf mathtt mathnormal"
    " small footnotesize scriptsize normalsize large allowbreak linebreak nobreak noindent"
)
MACROS = {**_LETTERS, **_MARKS, **_MORE, **dict.fromkeys(_LOOKS.split(), "")}
# What these point to is not at hand, so they stay as they are written.
KEPT = frozenset(
    ("cite", "citep", "citet", "citeauthor", "ref", "eqref", "label", "footnote", "begin", "end")
)
QUOTING = frozenset(("enquote", "mkbibquote", "textquote"))

_SCRIPTED = "0123456789+-="
_ABOVE = dict(zip(_SCRIPTED, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼", strict=True))
_BELOW = dict(zip(_SCRIPTED, "₀₁₂₃₄₅₆₇₈₉₊₋₌", strict=True))
SCRIPTS = {
    "textsuperscript": _ABOVE,
    "mkbibsuperscript": _ABOVE,
    "textsubscript": _BELOW,
    "mkbibsubscript": _BELOW,
    "^": _ABOVE,
    "_": _BELOW,
}

# How characters are written: those that TeX reads as something else, in any file; and those
# outside ASCII, where a file should have none.
PLAIN = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "\u00a0": "~",
    "\n": "\\newline{}",
    **{sign: f"\\{sign}" for sign in "&%#_$"},
}
ASCII = {
    **{sign: f"{{\\{name}}}" for name, sign in (_MARKS | _LETTERS).items() if not sign.isascii()},
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    **{sign: f"\\textsuperscript{{{plain}}}" for plain, sign in _ABOVE.items()},
    **{sign: f"\\textsubscript{{{plain}}}" for plain, sign in _BELOW.items()},
}


def accented(character: str) -> str | None:
    """Write a letter with an accent in ASCII; None for what is no such letter."""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) != 2 or not (parts[0].isascii() and parts[0].isalpha()):
        return None
    accent = _ACCENT_MACROS.get(parts[1])
    if accent is None:
        return None
    base = f"\\{parts[0]}" if parts[0] in "ij" else parts[0]
    between = " " if accent.isalpha() and base.isalpha() else ""
    return f"{{\\{accent}{between}{base}}}"


_ACCENT_MACROS = {combining: macro for macro, combining in ACCENTS.items()}
