"""What stands where RIS has notes."""

from __future__ import annotations

from desktop_app.formats import ris_notes
from desktop_app.formats.ris_notes import Notes


def test_what_is_no_note() -> None:
    written = ["DOI: 10.1000/X", "arXiv: 1706.03762v2 [cs.CL]", "Cited By :3; Export Date: 1 May"]
    assert ris_notes.read(written) == Notes((), "10.1000/x", "1706.03762", tuple(written[1:]))
    assert ris_notes.read(["doi: 10.1000/x", "doi: 10.1000/y"]).notes == ("doi: 10.1000/y",)
    assert ris_notes.read(["See doi: 10.1000/x."]).notes == ("See doi: 10.1000/x.",)


def test_markdown() -> None:
    assert ris_notes.markdown("<p>a <b>b</b></p>") == "a **b**"
    assert ris_notes.markdown("a <b@c.org> *d*") == "a <b@c.org> *d*"
