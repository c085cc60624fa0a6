"""What a PDF says of itself, in its information and in XMP."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Author
from desktop_app.core.pdf_heads import Head
from desktop_app.core.title_page import metadata

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" prism:doi="10.1000/x.1">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Filters &amp; light</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>Ada Keller</rdf:li><rdf:li>Lin, Mei</rdf:li></rdf:Seq></dc:creator>
   <prism:publicationName>Journal of Light</prism:publicationName>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _of(xmp: str = "", **info: str) -> metadata.Metadata:
    return metadata.of(Head((), 0, tuple(info.items()), xmp))


def test_a_packet_is_read() -> None:
    said = _of(PACKET)
    assert said.first("dc:title") == "Filters & light"
    assert said.first("prism:doi") == "10.1000/x.1"
    assert said.first("prism:publicationname") == "Journal of Light"
    assert metadata.authors(said) == (Author("Keller", "Ada"), Author("Lin", "Mei"))


@pytest.mark.parametrize("cut", [10, 300, 700, len(PACKET) - 40])
def test_a_broken_packet_gives_what_comes_before_the_break(cut: int) -> None:
    said = _of(PACKET[:cut], Title="Filters of light")
    assert metadata.titles(said)[-1] == "Filters of light"
    assert (said.first("prism:doi") == "10.1000/x.1") == (cut > 600)


def test_what_a_document_type_declares_is_never_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a><d>&c;</d></a>'
    assert _of(bomb).values == {}


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Ada Keller; Mei Lin", ["Ada Keller", "Mei Lin"]),
        ("Keller, Ada; Lin, Mei", ["Ada Keller", "Mei Lin"]),
        ("Ada Keller, Mei Lin and Jo Dyk", ["Ada Keller", "Mei Lin", "Jo Dyk"]),
        ("Keller, Ada", ["Ada Keller"]),
        ("brianc", []),
        ("Windows User", []),
        ("Northport University Press", []),
    ],
)
def test_an_entry_may_name_the_authors(author: str, found: list[str]) -> None:
    assert list(map(str, metadata.authors(_of(Author=author)))) == found


@given(st.text())
def test_any_packet_can_be_read(xmp: str) -> None:
    assert all(_of(xmp, Title="x y z").values.values())


@given(st.integers(0, len(PACKET)), st.text(max_size=5), st.integers(0, 40))
def test_a_damaged_packet_can_be_read(place: int, put: str, gone: int) -> None:
    said = _of(PACKET[:place] + put + PACKET[place + gone :], Title="x y z")
    assert "x y z" in said.all("title")
