"""The versions of a paper in the head of the reader and in its details."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import PaperId
from desktop_app.core.works import Work
from desktop_app.store import papers, versions
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.reader.versions import Version, named
from desktop_app.ui.reader.versions_line import VersionsLine
from tests import build


@pytest.fixture
def added(window: MainWindow, qtbot: QtBot) -> list[PaperId]:
    """A preprint, its published form, and a paper that is neither."""
    found = build.add(
        window.library,
        build.draft("Preprint", year=2022, arxiv="2201.02177"),
        build.draft("Published", year=2022, venue="NeurIPS"),
        build.draft("Alone"),
    )
    with window.library.change("Link"):
        versions.link(window.library, found[:2])
    window.resize(1440, 900)
    window.show()
    qtbot.waitUntil(lambda: window.library_panel.model.row_of(found[-1]) is not None)
    window.open_paper(found[0])
    return found


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (Work("T", "", year=2022, venue="NeurIPS", arxiv="2201.02177"), "NeurIPS 2022 · published"),
        (Work("T", "", year=2022, arxiv="2201.02177"), "arXiv:2201.02177 · preprint"),
        (Work("T", "", arxiv="2201.02177", venue="arXiv"), "arXiv:2201.02177 · preprint"),
        (Work("T", "", year=2021, venue="bioRxiv"), "bioRxiv 2021 · preprint"),
        (Work("T", "", doi="10.1000/a"), "doi:10.1000/a · published"),
        (Work("T", "", year=2021), "T · 2021"),
        (Work("T", ""), "T"),
    ],
)
def test_a_version_is_named_by_where_it_stands(work: Work, words: str) -> None:
    assert named(work) == words


def test_the_head_leads_to_a_version_by_the_keyboard(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    line = window.reader.title.versions
    assert line.isVisible()
    [link] = line.links
    assert link.text() == "NeurIPS 2022 · published"
    assert link.accessibleName() == "Version: NeurIPS 2022 · published. Published"
    link.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert window.reader.paper == added[1]
    assert [one.text() for one in line.links] == ["arXiv:2201.02177 · preprint"]


def test_a_paper_without_versions_has_no_line(window: MainWindow, added: list[PaperId]) -> None:
    window.open_paper(added[2])
    assert not window.reader.title.versions.isVisible()
    window.open_paper(added[0])
    with window.library.change("Bin"):
        papers.put_in_bin(window.library, [added[1]])
    assert not window.reader.title.versions.isVisible()
    window.library.undo()
    assert window.reader.title.versions.isVisible()


def test_details_tell_versions_and_part_with_them(
    window: MainWindow, added: list[PaperId], qtbot: QtBot
) -> None:
    window.actions_table["tab-details"].trigger()
    rows = window.reader.details.versions
    assert [link.version.paper for link in rows.links] == [added[1]]
    rows.part.click()
    assert versions.of(window.library, added[0]) == []
    assert not rows.isVisible()
    window.actions_table["undo"].trigger()
    assert rows.isVisible()
    rows.links[0].click()
    assert window.reader.paper == added[1]


def test_what_has_no_room_is_elided_or_in_a_menu(qtbot: QtBot) -> None:
    line = VersionsLine()
    qtbot.addWidget(line)
    opened: list[PaperId] = []
    line.opened.connect(opened.append)
    line.resize(900, 30)
    line.show_versions([Version(PaperId(n), f"Place {n} & {'long ' * 12}", "T") for n in range(4)])
    line.show()
    assert line.links[0].isVisible()
    assert line.more.isVisible()
    hidden = [link for link in line.links if not link.isVisible()]
    assert line.more.text() == f"+{len(hidden)}"
    line.menu().actions()[0].trigger()
    assert opened == [hidden[0].version.paper]
    line.resize(200, 30)
    assert "…" in line.links[0].text()
    assert all(link.x() + link.width() <= 200 for link in line.links if link.isVisible())
    line.show_versions([])
    assert not line.isVisible()
