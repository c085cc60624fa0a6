"""Records in XML, each read by itself."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from desktop_app.core.papers import Problem
from desktop_app.formats import xml_records


def _read(page: str) -> list[tuple[int, str | Problem]]:
    found = xml_records.each(page, "entry", "item")
    return [(line, "".join(e.itertext()) if isinstance(e, Element) else e) for line, e in found]


def test_each_with_its_line() -> None:
    page = "<a>\r\n<entry>1</entry><entries/>\n\n<item x='1'>\n2</item ><items>3</items></a>"
    assert _read(page) == [(2, "1"), (4, "\n2")]


def test_comments_and_character_data_hide_tags() -> None:
    page = "<!-- <entry>1</entry> --><entry>2<![CDATA[</entry>]]></entry><!-- <item>3</item>"
    assert _read(page) == [(1, "2</entry>"), (1, "3")]


def test_names_are_told_without_their_prefix() -> None:
    [(_, found)] = xml_records.each("<entry><dc:Creator>x</dc:Creator></entry>", "entry")
    assert isinstance(found, Element)
    assert [xml_records.local(part) for part in found] == ["creator"]


def test_references() -> None:
    assert _read("<item>&eacute;&amp;&#65;&lt;R&D &no;</item>") == [(1, "é&A<R&D &no;")]


def test_elements_without_measure_are_refused() -> None:
    deep = f"<entry>{'<a>' * 100}x{'</a>' * 100}</entry>"
    assert _read(f"{deep}<entry>2</entry>") == [
        (1, Problem(1, xml_records.BROKEN.format(detail=xml_records.DEEP))),
        (1, "2"),
    ]
