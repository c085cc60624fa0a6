"""Builders: first pages of papers as different houses set them.

Each comes with what a reader would say of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf

from tests.typeset import (
    ABSTRACT,
    BOLD,
    HAN,
    ITALIC,
    PROSE,
    ROMAN,
    SANS,
    SANS_BOLD,
    Known,
    centred,
    column,
    length,
    names,
    put,
    styled,
    two_columns,
    wrapped,
)


def article(page: Any) -> Known:
    """An article of LaTeX in one column, with the stamp of arXiv in the margin."""
    centred(page, "Energy of Adaptive Light Filters in Small", 120, 17.2)
    centred(page, "Cameras: A Field Study", 142, 17.2)
    names(page, [("Ada B. Keller", "1"), ("Jón van der Berg", "1,2"), ("Mei Lin", "2")], 180, 12)
    styled(page, [("1", 7, 4), ("University of Northport", 10, 0)], 198)
    styled(page, [("2", 7, 4), ("Harbour Institute of Technology", 10, 0)], 212)
    centred(page, "January 5, 2023", 234, 12)
    centred(page, "Abstract", 270, 10, BOLD)
    end = column(page, ABSTRACT, 150, 288, 312, 9)
    put(page, 130, end + 24, "1   Introduction", 14.3, BOLD)
    column(page, PROSE, 130, end + 48, 352)
    stamp = "arXiv:2301.01234v2  [cs.LG]  5 Jan 2023"
    put(page, 32, 560, stamp, 20, ROMAN, rotate=90)
    return Known(
        "Energy of Adaptive Light Filters in Small Cameras: A Field Study",
        ("Ada B. Keller", "Jón van der Berg", "Mei Lin"),
        2023,
        arxiv="2301.01234",
    )


def ieee(page: Any) -> Known:
    """A journal article of the IEEE: a run-in abstract in bold, two columns."""
    put(page, 54, 36, "IEEE TRANSACTIONS ON SMALL DEVICES, VOL. 12, NO. 3, MARCH 2016", 7, SANS)
    put(page, 545, 36, "1201", 7, SANS)
    centred(page, "Low-Pass Stages Before the Sensor Save", 90, 24)
    centred(page, "Energy in Cameras", 117, 24)
    line = "Ada B. Keller, Member, IEEE, Oskar Lindqvist, Senior Member, IEEE, and Mei Lin"
    centred(page, line, 150, 11)
    put(page, 62, 190, "Abstract", 9, "tibi")
    x = 62 + length("Abstract", 9, "tibi")
    first = wrapped(f"—{ABSTRACT}", 294 - x, 9, BOLD)[0]
    put(page, x, 190, first, 9, BOLD)
    end = column(page, ABSTRACT[len(first.removeprefix("—")) :].strip(), 54, 201, 240, 9, BOLD)
    put(page, 62, end + 6, "Index Terms", 9, "tibi")
    x = 62 + length("Index Terms", 9, "tibi")
    put(page, x, end + 6, "—Cameras, energy, filters.", 9, BOLD)
    centred(page, "I. INTRODUCTION", end + 34, 10, middle=174)
    two_columns_at(page, end + 50, 190)
    column(
        page,
        "Manuscript received May 4, 2015; revised June 1, 2015. The authors are with the "
        "Harbour Institute, Northport. Digital Object Identifier 10.1109/TSD.2016.1234567",
        54,
        690,
        240,
        8,
    )
    return Known(
        "Low-Pass Stages Before the Sensor Save Energy in Cameras",
        ("Ada B. Keller", "Oskar Lindqvist", "Mei Lin"),
        2016,
        doi="10.1109/tsd.2016.1234567",
    )


def two_columns_at(page: Any, left: float, right: float) -> None:
    column(page, PROSE[:900], 54, left, 240)
    column(page, PROSE, 318, right, 240)


def acm(page: Any) -> Known:
    """A conference paper of the ACM: authors in three columns, a block of copyright."""
    centred(page, "How Cameras Spend Their Energy", 80, 17.5, SANS_BOLD)
    people = ("Ada Keller", "Oskar Lindqvist", "Mei Lin")
    for middle, name in zip((130, 306, 482), people, strict=True):
        centred(page, name, 112, 12, SANS, middle)
        centred(page, "Harbour Institute", 126, 10, SANS, middle)
        centred(page, "Northport, Norway", 138, 10, SANS, middle)
        centred(page, f"{name.split()[1].lower()}@harbour.example", 150, 10, SANS, middle)
    put(page, 54, 200, "ABSTRACT", 11, SANS_BOLD)
    end = column(page, ABSTRACT, 54, 214, 240, 9)
    put(page, 54, end + 12, "CCS CONCEPTS", 11, SANS_BOLD)
    end = column(
        page, "• Hardware → Sensors; • Computing methodologies → Filters.", 54, end + 26, 240, 9
    )
    put(page, 54, end + 12, "1 INTRODUCTION", 11, SANS_BOLD)
    column(page, PROSE[:700], 54, end + 26, 240, 9)
    permission = (
        "Permission to make digital or hard copies of all or part of this work for personal use "
        "is granted without fee provided that copies bear this notice."
    )
    column(page, permission, 54, 680, 240, 7)
    block = (
        "SmallCam ’19, August 4–8, 2019, Northport, Norway",
        "© 2019 Association for Computing Machinery.",
        "ACM ISBN 978-1-4503-6201-6/19/08...$15.00",
        "https://doi.org/10.1145/3292500.3330701",
    )
    for number, line in enumerate(block):
        put(page, 54, 708 + 9 * number, line, 7)
    column(page, PROSE, 318, 200, 240, 9)
    return Known("How Cameras Spend Their Energy", people, 2019, doi="10.1145/3292500.3330701")


def neurips(page: Any) -> Known:
    """A paper of NeurIPS: names without commas, in two rows of columns."""
    centred(page, "Learning When to Filter", 110, 17.2, BOLD)
    rows = ((("Ada Keller", "Mei Lin"), 150), (("Oskar Lindqvist", "Tariq al Hadi"), 205))
    for pair, y in rows:
        for middle, name in zip((200, 410), pair, strict=True):
            centred(page, name, y, 10, BOLD, middle)
            centred(page, "Harbour Brain", y + 12, 10, ROMAN, middle)
            centred(page, f"{name.split()[0].lower()}@harbour.example", y + 24, 10, "cour", middle)
    centred(page, "Abstract", 265, 12, BOLD)
    end = column(page, ABSTRACT, 144, 284, 324, 10)
    put(page, 108, end + 16, "1   Introduction", 12, BOLD)
    column(page, PROSE, 108, end + 36, 396, 10)
    put(page, 108, 740, "33rd Conference on Neural Filters (NeurFilt 2020), Northport.", 9, ROMAN)
    people = ("Ada Keller", "Mei Lin", "Oskar Lindqvist", "Tariq al Hadi")
    return Known("Learning When to Filter", people, 2020)


def springer(page: Any) -> Known:
    """A chapter of lecture notes: a run-in abstract, names with marks and "and"."""
    put(
        page,
        134,
        60,
        "J. Rossi and P. Novak (Eds.): SENSE 2012, LNCS 7654, pp. 12–27, 2012.",
        8,
        ROMAN,
    )
    put(page, 134, 70, "© Springer-Verlag Berlin Heidelberg 2012", 8, ROMAN)
    centred(page, "On the Cost of Seeing: Filters,", 120, 14, BOLD)
    centred(page, "Sensors and What Is in Between", 138, 14, BOLD)
    parts = [("Ada Keller", 10, 0), ("1(B)", 7, 3), (", Jürgen Müller", 10, 0), ("2", 7, 3)]
    styled(page, [*parts, (" and María García-Ruiz", 10, 0), ("1", 7, 3)], 166)
    styled(page, [("1", 6, 3), (" University of Northport, Northport, Norway", 9, 0)], 184)
    centred(page, "keller@northport.example", 196, 9, "cour")
    styled(page, [("2", 6, 3), (" Hafen Labs, Hamburg, Germany", 9, 0)], 208)
    put(page, 162, 240, "Abstract.", 9, BOLD)
    x = 162 + length("Abstract. ", 9, BOLD)
    first = wrapped(ABSTRACT, 450 - x, 9)[0]
    first = first if not first.endswith("-") else first.rpartition(" ")[0]
    put(page, x, 240, first, 9, ROMAN)
    end = column(page, ABSTRACT[len(first) :].strip(), 162, 251, 288, 9)
    put(page, 162, end + 8, "Keywords:", 9, BOLD)
    put(page, 210, end + 8, "Cameras · Energy · Filters", 9, ROMAN)
    put(page, 134, end + 36, "1   Introduction", 12, BOLD)
    column(page, PROSE, 134, end + 56, 346, 10)
    return Known(
        "On the Cost of Seeing: Filters, Sensors and What Is in Between",
        ("Ada Keller", "Jürgen Müller", "María García-Ruiz"),
        2012,
    )


def magazine(page: Any) -> Known:
    """A journal whose name is larger than the title; the abstract is bold, without a heading."""
    put(page, 40, 60, "nature lights", 38, SANS_BOLD)
    put(page, 40, 84, "ARTICLE", 14, SANS_BOLD)
    put(page, 380, 84, "https://doi.org/10.1038/s41586-019-0001-2", 7, SANS)
    put(page, 40, 130, "A sensor that sleeps between", 24, SANS_BOLD)
    put(page, 40, 158, "two photons", 24, SANS_BOLD)
    put(page, 40, 186, "Ada Keller", 9, SANS)
    put(page, 88, 183, "1,2", 6, SANS)
    put(page, 98, 186, ", Oskar Lindqvist", 9, SANS)
    put(page, 167, 183, "3", 6, SANS)
    put(page, 171, 186, " & Mei Lin", 9, SANS)
    column(page, ABSTRACT, 40, 220, 330, 9.5, SANS_BOLD)
    column(page, PROSE, 40, 320, 255, 9)
    column(page, PROSE, 312, 320, 255, 9)
    column(
        page,
        "1Department of Light, University of Northport, Northport, Norway. 2Harbour "
        "Institute, Northport, Norway.",
        40,
        720,
        530,
        7,
    )
    put(page, 40, 770, "12 SEPTEMBER 2019 | VOL 573 | NATURE LIGHTS | 235", 7, SANS)
    return Known(
        "A sensor that sleeps between two photons",
        ("Ada Keller", "Oskar Lindqvist", "Mei Lin"),
        2019,
        doi="10.1038/s41586-019-0001-2",
    )


def thesis(page: Any) -> Known:
    """The first page of a thesis: a university above, the author below."""
    centred(page, "UNIVERSITY OF NORTHPORT", 90, 20)
    centred(page, "Department of Light and Sound", 115, 14)
    centred(page, "Cameras That Wait: Energy and", 250, 22, BOLD)
    centred(page, "Adaptive Filters", 278, 22, BOLD)
    centred(page, "by", 340, 12)
    centred(page, "Ada Birgit Keller", 365, 14)
    centred(page, "A thesis submitted in partial fulfilment of the requirements", 440, 12)
    centred(page, "for the degree of Doctor of Philosophy", 456, 12)
    centred(page, "Supervisor: Prof. Oskar Lindqvist", 520, 12)
    centred(page, "June 2014", 600, 12)
    title = "Cameras That Wait: Energy and Adaptive Filters"
    return Known(title, ("Ada Birgit Keller",), 2014, abstract=None)


def slides(page: Any) -> Known:
    """The first of some slides, with a huge title."""
    centred(page, "Seeing with Less Light", 220, 54, SANS_BOLD, 480)
    centred(page, "Ada Keller and Mei Lin", 300, 28, SANS, 480)
    centred(page, "Harbour Institute", 340, 24, SANS, 480)
    centred(page, "12 May 2021", 500, 16, SANS, 480)
    return Known("Seeing with Less Light", ("Ada Keller", "Mei Lin"), 2021, abstract=None)


def scanned(page: Any) -> Known:
    """A page that is a picture."""
    picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 60, 80))
    picture.set_rect(picture.irect, (200,))
    page.insert_image(page.rect, pixmap=picture)
    return Known("scanned", abstract=None)


def word(page: Any) -> Known:
    """A document of Word: the metadata has the name of a file as the title."""
    page.parent.set_metadata(
        {
            "title": "Microsoft Word - final_v7.docx",
            "author": "user01",
            "creationDate": "D:20110203120000Z",
        }
    )
    centred(page, "Energy in the Field: Results of a Month with Three Cameras", 90, 16, SANS_BOLD)
    centred(page, "Dr. Ada Keller, Prof. Oskar Lindqvist", 115, 11, SANS)
    centred(page, "Harbour Institute, Northport, Norway", 130, 11, SANS)
    put(page, 72, 170, "Summary", 12, SANS_BOLD)
    end = column(page, ABSTRACT, 72, 188, 468, 11, SANS)
    put(page, 72, end + 14, "Introduction", 12, SANS_BOLD)
    column(page, PROSE, 72, end + 32, 468, 11, SANS)
    title = "Energy in the Field: Results of a Month with Three Cameras"
    return Known(title, ("Ada Keller", "Oskar Lindqvist"), 2011)


def chinese(page: Any) -> Known:
    """A Chinese article: names of two and three characters, an abstract without spaces."""
    put(page, 72, 50, "第 12 卷 第 3 期", 9, HAN)
    put(page, 440, 50, "2018 年 3 月", 9, HAN)
    put(page, 150, 110, "小型相机自适应滤光器的能耗研究", 20, HAN)
    put(page, 240, 140, "王小明，李华，欧阳文", 12, HAN)
    put(page, 220, 158, "（北港大学 光学学院，北港 100000）", 9, HAN)
    put(page, 90, 190, "摘 要：自适应滤光器能够保留相机所看到的更多内容，但需要消耗能量。", 10, HAN)
    put(page, 90, 204, "我们证明传感器之前的低通级可以节省三分之二的能量。", 10, HAN)
    put(page, 90, 222, "关键词：相机；能量；滤光器", 10, HAN)
    for number in range(20):
        put(
            page,
            72,
            260 + 16 * number,
            "相机变得越来越小而它们所需要的光却没有减少这是滤光器的问题。",
            10.5,
            HAN,
        )
    return Known(
        "小型相机自适应滤光器的能耗研究",
        ("王小明", "李华", "欧阳文"),
        2018,
        "自适应滤光器能够保留相机所看到的更多内容，但需要消耗能量。"
        "我们证明传感器之前的低通级可以节省三分之二的能量。",
    )


def formula(page: Any) -> Known:
    """A title with lowered and raised signs, and a mark of a footnote at its end."""
    parts = [("CO", 16, 0), ("2", 10, -3), (" and SrTiO", 16, 0), ("3", 10, -3)]
    styled(
        page,
        [
            *parts,
            (" in Sensors of ", 16, 0),
            ("L", 16, 0),
            ("2", 10, 6),
            (" Type", 16, 0),
            ("∗", 10, 6),
        ],
        100,
        BOLD,
    )
    names(page, [("A. B. Keller", "*"), ("O. Lindqvist", "†"), ("Mei Lin", "*,†")], 130)
    centred(page, "Harbour Institute, 4021 Northport", 148, 9, ITALIC)
    centred(page, "(Received 3 March 1998; accepted 5 May 1998)", 164, 9)
    end = column(page, f"Abstract: {ABSTRACT}", 110, 190, 392, 9)
    put(page, 110, end + 6, "PACS numbers: 42.79.Ci, 85.60.Gz", 9, ROMAN)
    two_columns(page, end + 40, PROSE, PROSE, 10)
    put(page, 54, 770, "0031-9007/98/80(22)/4915(4)$15.00  © 1998 The Harbour Society", 8, ROMAN)
    people = ("A. B. Keller", "O. Lindqvist", "Mei Lin")
    return Known("CO2 and SrTiO3 in Sensors of L2 Type", people, 1998)


def subtitle(page: Any) -> Known:
    """A title over a subtitle in smaller letters, and names in capitals, one to a line."""
    centred(page, "Light Without Waste", 100, 22, BOLD)
    centred(page, "what adaptive filters cost in the field", 124, 15, BOLD)
    centred(page, "ADA KELLER", 160, 11)
    centred(page, "JOHN O'BRIEN-SMITH", 174, 11)
    centred(page, "University of Northport", 188, 11, ITALIC)
    centred(page, "A B S T R A C T", 220, 10)
    end = column(page, ABSTRACT, 110, 238, 392, 9)
    put(page, 72, end + 20, "1. Introduction", 11, BOLD)
    column(page, PROSE, 72, end + 38, 468, 10)
    put(page, 72, 770, "Working notes 4, Spring 2005", 8, ROMAN)
    return Known(
        "Light Without Waste: what adaptive filters cost in the field",
        ("Ada Keller", "John O'Brien-Smith"),
        2005,
    )


PAGES: tuple[Callable[[Any], Known], ...] = (
    article,
    ieee,
    acm,
    neurips,
    springer,
    magazine,
    thesis,
    slides,
    scanned,
    word,
    chinese,
    formula,
    subtitle,
)
