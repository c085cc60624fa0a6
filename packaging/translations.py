"""Bring resources/translations up to date: English needs its plurals spelt out, no more.

Run as ``make translations`` after a text with ``%n`` has changed. The texts in the code are
English already; ``paper(s)`` becomes ``paper`` for one and ``papers`` for any other number.
"""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "translations" / "carrel_en.ts"
BIN = Path(sys.executable).parent


def main() -> None:
    """Collect the texts, spell the plurals out and compile them."""
    SOURCE.unlink(missing_ok=True)
    files = [str(f) for f in sorted((ROOT / "desktop_app" / "ui").rglob("*.py"))]
    update = [BIN / "pyside6-lupdate", "-silent", "-pluralonly", "-locations", "none"]
    subprocess.run([*update, *files, "-ts", str(SOURCE)], check=True)
    tree = ET.parse(SOURCE)
    for message in tree.iter("message"):
        text = message.findtext("source", "")
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.pop("type", None)
        for form, ending in zip(translation, ("", r"\1"), strict=True):
            form.text = re.sub(r"\((s)\)", ending, text)
    tree.write(SOURCE, encoding="utf-8", xml_declaration=True)
    compiled = SOURCE.with_suffix(".qm")
    release = [BIN / "pyside6-lrelease", "-silent", str(SOURCE), "-qm", str(compiled)]
    subprocess.run(release, check=True)


if __name__ == "__main__":
    main()
