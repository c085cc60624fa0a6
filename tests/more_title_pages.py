"""Builders: more first pages of papers, each with something that is easily misread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.typeset import (
    ABSTRACT,
    BOLD,
    ITALIC,
    PROSE,
    ROMAN,
    SANS,
    SANS_BOLD,
    Known,
    centred,
    column,
    names,
    put,
    run,
    styled,
    two_columns,
    wrapped,
)

TYPED = "cour"
LONG = f"{ABSTRACT} {PROSE.strip()}"


def publisher(page: Any) -> Known:
    """A journal with its name above, in letters as large as the title; the abstract is beside."""
    centred(page, "Contents lists available at ScienceDirect", 60, 8, SANS)
    centred(page, "Energy and Cameras", 85, 14, SANS)
    centred(page, "journal homepage: www.example.org/locate/enercam", 105, 8, SANS)
    put(page, 37, 150, "Energy of adaptive light filters: Evidence from three de-", 13.5, SANS)
    put(page, 37, 167, "vices in the field", 13.5, SANS)
    parts = [
        ("Ada Keller", 10.5, 0),
        ("a,b,", 6.5, 4),
        ("∗", 6.5, 4),
        (", Oskar Lindqvist", 10.5, 0),
    ]
    styled(page, [*parts, ("b", 6.5, 4), (", Mei Lin", 10.5, 0), ("a", 6.5, 4)], 190, SANS)
    put(page, 37, 208, "a", 5, ITALIC)
    put(page, 40, 210, "Department of Light, University of Northport, Norway", 6.5, ITALIC)
    put(page, 37, 217, "b", 5, ITALIC)
    put(page, 40, 219, "Harbour Institute, 4021 Northport, Norway", 6.5, ITALIC)
    put(page, 37, 250, "A R T I C L E   I N F O", 8, SANS)
    put(page, 37, 272, "Article history:", 7, ITALIC)
    put(page, 37, 282, "Received 4 May 2012", 7, ROMAN)
    put(page, 37, 291, "Accepted 1 June 2013", 7, ROMAN)
    put(page, 37, 310, "Keywords:", 7, ITALIC)
    put(page, 37, 320, "Camera", 7, ROMAN)
    put(page, 206, 250, "A B S T R A C T", 8, SANS)
    column(page, ABSTRACT, 206, 272, 350, 8)
    put(page, 450, 340, "© 2013 Elsewhere Ltd. All rights reserved.", 7, ROMAN)
    put(page, 37, 390, "1. Introduction", 8, BOLD)
    column(page, PROSE, 37, 410, 250, 8)
    column(page, PROSE, 306, 390, 250, 8)
    put(page, 37, 750, "http://dx.doi.org/10.1016/j.enercam.2013.06.001", 7, ROMAN)
    return Known(
        "Energy of adaptive light filters: Evidence from three devices in the field",
        ("Ada Keller", "Oskar Lindqvist", "Mei Lin"),
        2013,
        doi="10.1016/j.enercam.2013.06.001",
    )


def spaced(page: Any) -> Known:
    """A conference paper with names side by side, without commas."""
    centred(page, "Deep Residual Filters for Low Light", 110, 14.3, BOLD)
    for x, name in ((110, "Kai Ho"), (210, "Xian Zhang"), (330, "Shao Reng"), (450, "Jan Sunde")):
        put(page, x, 150, name, 12)
    centred(page, "Northport Research", 166, 12)
    centred(page, "{kaho, v-xzhang, v-shren, jsunde}@northport.example", 182, 10, TYPED)
    centred(page, "Abstract", 220, 12, BOLD, middle=170)
    end = column(page, ABSTRACT, 50, 244, 240, 10, ITALIC)
    put(page, 50, end + 20, "1. Introduction", 12, BOLD)
    column(page, PROSE[:700], 50, end + 40, 240)
    column(page, PROSE, 310, 220, 240)
    put(page, 40, 600, "arXiv:1512.01234v1  [cs.CV]  10 Dec 2015", 20, ROMAN, rotate=90)
    people = ("Kai Ho", "Xian Zhang", "Shao Reng", "Jan Sunde")
    return Known("Deep Residual Filters for Low Light", people, 2015, arxiv="1512.01234")


def proceedings(page: Any) -> Known:
    """A paper of a conference on language: two authors, one column each, in bold."""
    centred(page, "What Do Cameras Talk About When", 95, 14.3, BOLD)
    centred(page, "Nobody Looks?", 112, 14.3, BOLD)
    for middle, name in ((200, "Ada Keller"), (410, "Thomas De Vries")):
        centred(page, name, 150, 12, BOLD, middle)
        centred(page, "Carnegie Mellon", 164, 12, ROMAN, middle)
        centred(page, f"{name.split()[0].lower()}@cmu.example", 178, 11, TYPED, middle)
    centred(page, "Abstract", 230, 12, BOLD, middle=180)
    end = column(page, ABSTRACT, 90, 250, 186, 10)
    put(page, 72, end + 18, "1   Introduction", 12, BOLD)
    column(page, PROSE[:600], 72, end + 36, 220, 11)
    column(page, PROSE, 306, 230, 220, 11)
    foot = "Proceedings of the 57th Annual Meeting of the Camera Society, pages 1861–1872"
    centred(page, foot, 760, 9, ITALIC)
    centred(
        page, "Northport, Norway, July 28 - August 2, 2019. c⃝2019 Camera Society", 771, 9, ITALIC
    )
    title = "What Do Cameras Talk About When Nobody Looks?"
    return Known(title, ("Ada Keller", "Thomas De Vries"), 2019)


def biology(page: Any) -> Known:
    """A preprint with a long notice above, and marks that are not raised."""
    notice = (
        "bioRxiv preprint doi: https://doi.org/10.1101/2020.02.03.123456; this version posted "
        "February 4, 2020. The copyright holder for this preprint (which was not certified by "
        "peer review) is the author/funder."
    )
    column(page, notice, 40, 20, 530, 6, SANS)
    put(page, 72, 90, "Photoreceptors of deep-sea fish save energy", 16, SANS_BOLD)
    put(page, 72, 110, "by filtering", 16, SANS_BOLD)
    put(
        page,
        72,
        140,
        "Ada Keller1,2*, Oskar Lindqvist1, Mei Lin3,† and the Fish Consortium",
        11,
        SANS,
    )
    put(page, 72, 160, "1 Department of Light, University of Northport, Norway", 9, SANS)
    put(page, 72, 172, "2 Harbour Institute, Northport, Norway", 9, SANS)
    put(page, 72, 184, "3 Max Planck Institute for Fish, Hamburg, Germany", 9, SANS)
    put(page, 72, 196, "*Correspondence: keller@northport.example", 9, SANS)
    put(page, 72, 225, "ABSTRACT", 11, SANS_BOLD)
    end = column(page, ABSTRACT, 72, 245, 468, 11, SANS)
    put(page, 72, end + 14, "INTRODUCTION", 11, SANS_BOLD)
    column(page, PROSE, 72, end + 34, 468, 11, SANS)
    return Known(
        "Photoreceptors of deep-sea fish save energy by filtering",
        ("Ada Keller", "Oskar Lindqvist", "Mei Lin"),
        2020,
        doi="10.1101/2020.02.03.123456",
    )


def margin(page: Any) -> Known:
    """An open journal with a wide margin that holds how to cite, an editor and dates."""
    put(page, 200, 60, "RESEARCH ARTICLE", 10, SANS_BOLD)
    put(page, 200, 90, "Filters That Learn: How Cameras", 18, SANS_BOLD)
    put(page, 200, 112, "Adapt to the Night", 18, SANS_BOLD)
    first = [("Ada Keller", 10.0, 0.0), ("1,☯", 6, 3), (", Oskar Lindqvist", 10, 0), ("2,☯", 6, 3)]
    run(page, [*first, (", Mei Lin", 10, 0), ("1,*", 6, 3)], 200, 140, SANS_BOLD)
    places = (
        "1 Department of Light, University of Northport, Northport, Norway, 2 Harbour Institute, "
        "Hamburg, Germany"
    )
    column(page, places, 200, 158, 360, 8, SANS)
    put(page, 200, 186, "☯ These authors contributed equally to this work.", 8, SANS)
    put(page, 200, 198, "* lin@northport.example", 8, SANS)
    cite = (
        "Citation: Keller A, Lindqvist O, Lin M (2015) Filters That Learn: How Cameras Adapt to "
        "the Night. Open Light 10(3): e0123456. doi:10.1371/journal.light.0123456"
    )
    end = column(page, cite, 36, 240, 140, 7, SANS)
    end = column(page, "Editor: Jane Roe, University of Southport", 36, end + 8, 140, 7, SANS)
    end = column(page, "Received: May 4, 2014", 36, end + 8, 140, 7, SANS)
    end = column(page, "Published: March 18, 2015", 36, end + 2, 140, 7, SANS)
    put(page, 200, 240, "Abstract", 14, SANS_BOLD)
    end = column(page, ABSTRACT, 200, 260, 360, 10)
    put(page, 200, end + 20, "Introduction", 14, SANS_BOLD)
    column(page, PROSE, 200, end + 40, 360, 10)
    return Known(
        "Filters That Learn: How Cameras Adapt to the Night",
        ("Ada Keller", "Oskar Lindqvist", "Mei Lin"),
        2015,
        doi="10.1371/journal.light.0123456",
    )


def report(page: Any) -> Known:
    """The cover of a technical report: its number and a laboratory above."""
    put(page, 60, 60, "Technical Report", 20, SANS)
    put(page, 400, 60, "Number 812", 20, SANS)
    put(page, 60, 170, "Computer Laboratory", 14, SANS)
    put(page, 60, 240, "Capability Filters for Small", 24, SANS_BOLD)
    put(page, 60, 268, "Cameras, Version 5", 24, SANS_BOLD)
    put(page, 60, 310, "Robert N. M. Watts, Peter G. Newman, Jonathan Woods,", 14, SANS)
    put(page, 60, 327, "Michael Roe", 14, SANS)
    put(page, 60, 400, "June 2016", 14, SANS)
    put(page, 60, 640, "15 Thomson Avenue", 10, SANS)
    put(page, 60, 652, "Northport CB3 0FD", 10, SANS)
    people = ("Robert N. M. Watts", "Peter G. Newman", "Jonathan Woods", "Michael Roe")
    title = "Capability Filters for Small Cameras, Version 5"
    return Known(title, people, 2016, abstract=None)


def typewriter(page: Any) -> Known:
    """A memorandum in letters of one size."""
    centred(page, "ON THE ENERGY OF CAMERAS THAT WAIT", 90, 10, TYPED)
    centred(page, "Ada Keller and Oskar Lindqvist", 120, 10, TYPED)
    centred(page, "Harbour Institute, Northport", 132, 10, TYPED)
    centred(page, "March 1979", 156, 10, TYPED)
    centred(page, "ABSTRACT", 190, 10, TYPED)
    end = column(page, ABSTRACT, 100, 210, 412, 10, TYPED)
    put(page, 72, end + 24, "1.  INTRODUCTION", 10, TYPED)
    column(page, PROSE, 72, end + 48, 468, 10, TYPED)
    title = "ON THE ENERGY OF CAMERAS THAT WAIT"
    return Known(title, ("Ada Keller", "Oskar Lindqvist"), 1979)


def german(page: Any) -> Known:
    """A German thesis, whose author is named after some words."""
    centred(page, "Technische Hochschule Nordhafen", 90, 18)
    centred(page, "Fakultät für Lichttechnik", 112, 14)
    centred(page, "Masterarbeit", 200, 20, BOLD)
    centred(page, "Adaptive Lichtfilter in kleinen Kameras", 260, 18, BOLD)
    centred(page, "vorgelegt von", 320, 12)
    centred(page, "Birgit Größe", 340, 14)
    centred(page, "Betreuer: Prof. Dr. Otto Lindner", 420, 12)
    centred(page, "Nordhafen, 3. Mai 2017", 500, 12)
    return Known("Adaptive Lichtfilter in kleinen Kameras", ("Birgit Größe",), 2017, abstract=None)


def letter(page: Any) -> Known:
    """A letter of physics: no heading over the abstract, which is set smaller and narrower."""
    put(page, 54, 40, "PRL 98, 010504 (2007)", 9, SANS)
    centred(page, "PHYSICAL FILTER LETTERS", 40, 10, SANS_BOLD)
    put(page, 470, 40, "week ending 5 JANUARY 2007", 7, SANS)
    centred(page, "Filtering of Single Photons in Cold Sensors", 90, 13, BOLD)
    names(page, [("A. B. Keller", "1"), ("O. Lindqvist", "1,2"), ("M. Lin", "1")], 112, 11)
    centred(
        page, "1Department of Light, University of Northport, Northport, Norway", 126, 9, ITALIC
    )
    centred(page, "2Harbour Institute, Northport, Norway", 137, 9, ITALIC)
    centred(page, "(Received 4 May 2006; published 5 January 2007)", 150, 9)
    end = column(page, ABSTRACT, 110, 170, 392, 9)
    put(page, 110, end + 4, "DOI: 10.1103/PhysFiltLett.98.010504", 9)
    put(page, 380, end + 4, "PACS numbers: 42.79.Ci", 9)
    two_columns(page, end + 40, PROSE, PROSE, 10)
    put(page, 54, 770, "0031-9007/07/98(1)/010504(4)", 8)
    put(page, 420, 770, "© 2007 The Filter Society", 8)
    return Known(
        "Filtering of Single Photons in Cold Sensors",
        ("A. B. Keller", "O. Lindqvist", "M. Lin"),
        2007,
        doi="10.1103/physfiltlett.98.010504",
    )


def repeated(page: Any) -> Known:
    """A workshop paper with an author to a block, below each other, and a broken DOI."""
    put(page, 72, 40, "SENSORS’07, May 4, 2007, Northport", 8, SANS)
    centred(page, "Abstract Interpretation of Camera Programs", 90, 17, SANS_BOLD)
    y = 120.0
    for name in ("Ada Keller", "Oskar van den Berg Jr.", "Mei-Ling O’Hara"):
        centred(page, name, y, 11, SANS)
        centred(page, "Google Research, New York, USA", y + 12, 10, ITALIC)
        y += 32
    page.draw_rect((54, 240, 558, 400))
    centred(page, "Figure 1. A camera that waits, and one that does not, in the field.", 420, 9)
    put(page, 54, 460, "Abstract", 11, BOLD)
    column_lines = wrapped(LONG, 240, 9)
    for number, line in enumerate(column_lines):
        right = number >= 15
        put(page, 318 if right else 54, 476 + 11 * (number - 16 * right), line, 9)
    put(page, 54, 670, "Copyright is held by the authors. DOI: 10.1145/1234567.", 7)
    put(page, 54, 679, "1234890", 7)
    end = 476 + 11 * (len(column_lines) - 16)
    put(page, 318, end + 8, "Keywords  cameras, programs", 9, BOLD)
    put(page, 318, end + 30, "1. Introduction", 11, BOLD)
    column(page, PROSE[:300], 318, end + 46, 240, 9)
    return Known(
        "Abstract Interpretation of Camera Programs",
        ("Ada Keller", "Oskar van den Berg Jr.", "Mei-Ling O’Hara"),
        2007,
        LONG,
        doi="10.1145/1234567.1234890",
    )


MORE: tuple[Callable[[Any], Known], ...] = (
    publisher,
    spaced,
    proceedings,
    biology,
    margin,
    report,
    typewriter,
    german,
    letter,
    repeated,
)
