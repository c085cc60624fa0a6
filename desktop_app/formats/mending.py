"""Text that was UTF-8 and was read as something else, set right again."""

from __future__ import annotations

import re

import ftfy

# The bytes of UTF-8 beyond ASCII as windows-1252 and Latin-1 show them: the first of a character,
# and one that goes on with it. A no-break space among them is often a plain space by now.
_LATER = "".join(
    dict.fromkeys(chr(n) + bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xC0))
)
_SUSPICIOUS = re.compile(f"[\u00c2-\u00f4][{re.escape(_LATER)}]|[\u00c2\u00c3] ")
_LONGEST = 50_000  # no title and no abstract is longer; what is takes seconds
_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    fix_c1_controls=False,
    normalization=None,
    explain=False,
)


def mend(text: str) -> str:
    """Give a text with “Ã³” for “ó” and the like set right, and nothing else changed."""
    if text.isascii() or len(text) > _LONGEST or not _SUSPICIOUS.search(text):
        return text
    return ftfy.fix_encoding(text, _CONFIG)
