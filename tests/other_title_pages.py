"""Builders: first pages of papers that a rule made for others may misread."""

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
    length,
    put,
    run,
    styled,
    two_columns,
)


def small_capitals(page: Any) -> Known:
    """A conference paper whose title and headings are set in small capitals."""
    put(page, 108, 40, "Published as a conference paper at SEEING 2018", 10)
    run(
        page,
        [
            ("L", 17.2, 0),
            ("EARNING TO ", 13.8, 0),
            ("F", 17.2, 0),
            ("ILTER WITH ", 13.8, 0),
            ("L", 17.2, 0),
            ("ESS ", 13.8, 0),
            ("L", 17.2, 0),
            ("IGHT", 13.8, 0),
        ],
        108,
        100,
        ROMAN,
    )
    put(page, 108, 135, "Ada Keller, Oskar Lindqvist & Mei Lin", 10, BOLD)
    put(page, 108, 147, "Department of Computer Science", 10)
    put(page, 108, 159, "University of Northport", 10)
    put(page, 108, 171, "{keller,lindqvist,lin}@northport.example", 10, "cour")
    styled(page, [("A", 12, 0), ("BSTRACT", 9.6, 0)], 215)
    end = column(page, ABSTRACT, 144, 235, 324, 10)
    put(page, 108, end + 20, "1   INTRODUCTION", 12)
    column(page, PROSE, 108, end + 44, 396, 10)
    return Known(
        "LEARNING TO FILTER WITH LESS LIGHT", ("Ada Keller", "Oskar Lindqvist", "Mei Lin"), 2018
    )


def dotted(page: Any) -> Known:
    """A journal with dates below the names, which are parted by dots."""
    put(page, 40, 40, "Light Learn (2015) 99:187–214", 8)
    put(page, 40, 50, "DOI 10.1007/s10994-014-5456-x", 8)
    put(page, 40, 110, "Filters for cameras in motion: theory and", 16, BOLD)
    put(page, 40, 130, "practice", 16, BOLD)
    put(page, 40, 160, "Ada Keller · Oskar Lindqvist ·", 10, BOLD)
    put(page, 40, 173, "Mei Lin", 10, BOLD)
    put(
        page,
        40,
        210,
        "Received: 5 May 2013 / Accepted: 20 May 2014 / Published online: 17 June 2014",
        8,
    )
    put(page, 40, 221, "© The Author(s) 2014", 8)
    put(page, 40, 250, "Abstract", 10, BOLD)
    x = 40 + length("Abstract  ", 10, BOLD)
    words = ABSTRACT.split()
    put(page, x, 250, " ".join(words[:10]), 10)
    end = column(page, " ".join(words[10:]), 40, 262, 430, 10)
    put(page, 40, end + 12, "Keywords", 10, BOLD)
    put(page, 100, end + 12, "Cameras · Filters", 10)
    put(page, 40, end + 40, "1 Introduction", 10, BOLD)
    end = column(page, PROSE[:500], 40, end + 60, 430, 10)
    put(page, 40, 600, "Editor: Jane Roe.", 8)
    put(page, 40, 640, "A. Keller (B)", 8)
    put(page, 40, 650, "Department of Light, University of Northport, Northport, Norway", 8)
    return Known(
        "Filters for cameras in motion: theory and practice",
        ("Ada Keller", "Oskar Lindqvist", "Mei Lin"),
        2014,
        doi="10.1007/s10994-014-5456-x",
    )


def placed(page: Any) -> Known:
    """Names each with a place of work behind it."""
    centred(page, "Cameras Considered Harmful", 100, 16, BOLD)
    centred(page, "Ada Keller, Harbour Institute; Oskar Lindqvist, Northport University;", 130, 12)
    centred(page, "Mei Lin, Google", 145, 12)
    centred(page, "Abstract", 190, 12, BOLD, 170)
    end = column(page, ABSTRACT, 54, 210, 240, 10)
    put(page, 54, end + 16, "1  Introduction", 12, BOLD)
    two_columns(page, end + 34, PROSE[:600], PROSE, 10)
    put(page, 54, 760, "USENIX Association   28th Camera Security Symposium   1041", 8)
    return Known("Cameras Considered Harmful", ("Ada Keller", "Oskar Lindqvist", "Mei Lin"), None)


def beside(page: Any) -> Known:
    """A journal with notes in the margin beside the abstract."""
    put(page, 60, 60, "sensors", 26, "tibi")
    put(page, 60, 100, "Article", 10, ITALIC)
    put(page, 60, 122, "Low-Power Filters for Wearable Cameras: A Review of", 18, BOLD)
    put(page, 60, 143, "the Field", 18, BOLD)
    run(
        page,
        [
            ("Ada Keller ", 10, 0),
            ("1,", 7, 3),
            ("*", 10, 0),
            (", Oskar Lindqvist ", 10, 0),
            ("1,2", 7, 3),
            (" and Mei Lin ", 10, 0),
            ("2", 7, 3),
        ],
        60,
        170,
        BOLD,
    )
    run(
        page,
        [
            ("1", 6, 3),
            (
                "  Department of Light, University of Northport, Norway; oskar@x.example",
                9,
                0,
            ),
        ],
        200,
        195,
        ROMAN,
    )
    run(page, [("2", 6, 3), ("  Harbour Institute, 4021 Northport, Norway", 9, 0)], 200, 206, ROMAN)
    run(
        page,
        [("*", 9, 0), ("  Correspondence: keller@northport.example; Tel.: +47-123-4567", 9, 0)],
        200,
        217,
        ROMAN,
    )
    put(page, 200, 240, "Abstract:", 10, BOLD)
    x = 200 + length("Abstract: ", 10, BOLD)
    words = ABSTRACT.split()
    put(page, x, 240, " ".join(words[:8]), 10)
    end = column(page, " ".join(words[8:]), 200, 252, 350, 10)
    put(page, 200, end + 10, "Keywords:", 10, BOLD)
    put(page, 255, end + 10, "cameras; filters", 10)
    put(page, 200, end + 40, "1. Introduction", 10, BOLD)
    column(page, PROSE, 200, end + 56, 350, 10)
    y = 300
    for line in (
        "Citation: Keller, A.; Lindqvist, O.;",
        "Lin, M. Low-Power Filters for",
        "Wearable Cameras: A Review of the",
        "Field. Sensors 2021, 21, 1234.",
        "https://doi.org/10.3390/s21041234",
        "",
        "Academic Editor: Jane Roe",
        "Received: 2 January 2021",
        "Accepted: 5 February 2021",
        "Published: 10 February 2021",
        "",
        "Copyright: © 2021 by the authors.",
        "Licensee MDPI, Basel, Switzerland.",
    ):
        if line:
            put(page, 60, y, line, 7)
        y += 9
    return Known(
        "Low-Power Filters for Wearable Cameras: A Review of the Field",
        ("Ada Keller", "Oskar Lindqvist", "Mei Lin"),
        2021,
        doi="10.3390/s21041234",
    )


def addressed(page: Any) -> Known:
    """Names at the left, addresses level with them at the right, an editor below."""
    put(page, 90, 50, "Journal of Light Learning Research 15 (2014) 1929-1958", 8)
    put(page, 390, 50, "Submitted 11/13; Published 6/14", 8)
    centred(page, "Blink: One Small Way to Keep Cameras from", 110, 14.3, BOLD)
    centred(page, "Overexposing", 128, 14.3, BOLD)
    y = 160
    for name in ("Ada Keller", "Oskar Lindqvist", "Mei Lin"):
        put(page, 90, y, name, 11, BOLD)
        put(page, 400, y, name.split()[0].lower() + "@cs.northport.example", 9, "cour")
        y += 14
    put(page, 90, y, "Department of Computer Science", 10, ITALIC)
    y += 12
    put(page, 90, y, "University of Northport", 10, ITALIC)
    y += 12
    put(page, 90, y, "10 Kings College Road, Rm 3302", 10, ITALIC)
    y += 12
    put(page, 90, y, "Northport, Ontario, M5S 3G4, Canada.", 10, ITALIC)
    y += 25
    put(page, 90, y, "Editor: Jane Roe", 10, BOLD)
    y += 30
    centred(page, "Abstract", y, 12, BOLD)
    end = column(page, ABSTRACT, 110, y + 18, 390, 10)
    put(page, 110, end + 4, "Keywords: cameras, filters", 10)
    put(page, 90, end + 30, "1. Introduction", 12, BOLD)
    column(page, PROSE, 90, end + 50, 430, 11)
    put(page, 90, 760, "c⃝2014 Ada Keller, Oskar Lindqvist and Mei Lin.", 8)
    return Known(
        "Blink: One Small Way to Keep Cameras from Overexposing",
        ("Ada Keller", "Oskar Lindqvist", "Mei Lin"),
        2014,
    )


def cover(page: Any) -> Known:
    """The cover of a working paper, all in one size."""
    centred(page, "NORTHPORT WORKING PAPER SERIES", 90, 14)
    centred(page, "THE PRICE OF LIGHT:", 200, 12)
    centred(page, "EVIDENCE FROM CAMERAS", 214, 12)
    for i, name in enumerate(("Ada B. Keller", "Oskar Lindqvist")):
        centred(page, name, 250 + 14 * i, 12)
    centred(page, "Working Paper 12345", 310, 12)
    centred(page, "http://www.northport.example/papers/w12345", 324, 12)
    centred(page, "NORTHPORT BUREAU OF ECONOMIC RESEARCH", 370, 12)
    centred(page, "1050 Massachusetts Avenue", 384, 12)
    centred(page, "Cambridge, MA 02138", 398, 12)
    centred(page, "June 2006", 412, 12)
    column(
        page,
        "We are grateful to many people for comments on earlier drafts, and to the bureau "
        "for its support in the years that it took. All errors are ours.",
        72,
        500,
        468,
        11,
    )
    return Known(
        "THE PRICE OF LIGHT: EVIDENCE FROM CAMERAS",
        ("Ada B. Keller", "Oskar Lindqvist"),
        2006,
        None,
    )


def marked(page: Any) -> Known:
    """Names side by side, each with a mark and a place below."""
    centred(page, "A Note on the Geometry of Lenses", 110, 17.2)
    run(page, [("Ada Keller", 12, 0), ("∗", 8, 4)], 150, 150, ROMAN)
    run(page, [("Oskar Lindqvist", 12, 0), ("†", 8, 4)], 360, 150, ROMAN)
    put(page, 130, 164, "Northport University", 12)
    put(page, 345, 164, "Harbour Institute", 12)
    centred(page, "October 3, 2011", 200, 12)
    centred(page, "Abstract", 240, 9, BOLD)
    end = column(page, ABSTRACT, 150, 256, 312, 9)
    put(page, 130, end + 30, "1   Lenses and light", 14.3, BOLD)
    column(page, PROSE, 130, end + 54, 352, 10)
    run(
        page,
        [("∗", 6, 3), ("Supported by grant 1234. Email: keller@northport.example", 8, 0)],
        140,
        700,
        ROMAN,
    )
    return Known("A Note on the Geometry of Lenses", ("Ada Keller", "Oskar Lindqvist"), 2011)


def chapter(page: Any) -> Known:
    """A chapter of a book: its number above the title."""
    put(page, 72, 90, "Chapter 7", 14, SANS)
    put(page, 72, 125, "The Camera and Its Discontents", 26, SANS_BOLD)
    put(page, 72, 160, "Ada Keller and Oskar Lindqvist", 14, ITALIC)
    put(page, 72, 220, "7.1 Introduction", 14, SANS_BOLD)
    column(page, PROSE, 72, 240, 468, 10)
    return Known("The Camera and Its Discontents", ("Ada Keller", "Oskar Lindqvist"), None, None)


OTHERS: tuple[Callable[[Any], Known], ...] = (
    small_capitals,
    dotted,
    placed,
    beside,
    addressed,
    cover,
    marked,
    chapter,
)
