"""Papers as references out of the real window: to a file, and to the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.papers import Paper, PaperId
from desktop_app.services import referencing
from desktop_app.services.referencing import Style
from desktop_app.store import organise, papers
from desktop_app.ui import menus, reference_copies, stepping
from desktop_app.ui.export_dialog import SELECTED, SHOWN, ExportDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import BIN, LIBRARY, TODAY, Place
from desktop_app.ui.reader.mark_menu import MarkMenu
from desktop_app.ui.reference_exports import ReferenceExports
from tests import build

WRITTEN = referencing.parts


def _titles(found: Iterable[Paper], style: Style) -> Iterator[str]:
    return (f"{style}: {paper.title}\n" for paper in found)


@pytest.fixture(autouse=True)
def plain_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write titles only: how formats are written is tested with them."""
    monkeypatch.setattr(referencing, "parts", _titles)


@pytest.fixture
def three(window: MainWindow, qtbot: QtBot) -> list[PaperId]:
    """Three papers, the first of which is shown, and two of which are tagged and collected."""
    drafts = (
        build.draft("Slow gradients", year=2024, venue="ICML"),
        build.draft("Quick lunches"),
        build.draft("Third thoughts"),
    )
    added = build.add(window.library, *drafts)
    with window.library.change("work"):
        organise.tag(window.library, added[:2], "food")
        organise.collect(
            window.library, added[:2], organise.add_collection(window.library, "My: thesis")
        )
    qtbot.waitUntil(lambda: window.library_panel.model.row_of(added[0]) is not None)
    window.open_paper(added[0])
    return added


def search(window: MainWindow, query: str, rows: int, qtbot: QtBot) -> None:
    window.library_panel.set_query(query)
    qtbot.waitUntil(lambda: window.library_panel.model.rowCount() == rows)


def ask(window: MainWindow, name: str = "export-papers") -> ExportDialog:
    window.actions_table[name].trigger()
    [dialog] = (d for d in window.findChildren(ExportDialog) if d.isVisible())
    return dialog


def offered(dialog: ExportDialog) -> list[str]:
    return [button.text() for button in dialog.papers.findChildren(QAbstractButton)]


class Saving:
    """What the dialog for a file is asked, and answers."""

    def __init__(self, answer: Path | None) -> None:
        self.answer, self.suggested, self.kinds = answer, "", ""

    def __call__(self, _parent: object, _title: str, suggested: str, kinds: str) -> tuple[str, str]:
        self.suggested, self.kinds = Path(suggested).name, kinds
        return str(self.answer or ""), ""


@pytest.fixture
def saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Saving:
    made = Saving(tmp_path / "out")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made)
    return made


def export(window: MainWindow, dialog: ExportDialog, qtbot: QtBot) -> None:
    exports = window.findChild(ReferenceExports)
    assert exports is not None
    with qtbot.waitSignal(exports.finished, timeout=30_000):
        dialog.go.click()


def test_all_papers_go_to_a_file(
    window: MainWindow, three: list[PaperId], saving: Saving, tmp_path: Path, qtbot: QtBot
) -> None:
    export(window, ask(window), qtbot)
    written = (tmp_path / "out.bib").read_text("utf-8").splitlines()
    assert sorted(written) == [
        "bibtex: Quick lunches",
        "bibtex: Slow gradients",
        "bibtex: Third thoughts",
    ]
    assert saving.suggested == "carrel-papers.bib"
    assert window.status.sentence() == "Exported to out.bib: 3 papers"


@pytest.mark.parametrize(
    ("query", "rows", "suggested"),
    [
        ("in:", 2, "My thesis.ris"),
        ("tag:food", 2, "food.ris"),
        ("gradient tag:food", 2, "carrel-papers.ris"),
        ("-tag:nothing", 3, "carrel-papers.ris"),
    ],
)
def test_what_the_list_shows_goes_out_as_it_stands(
    window: MainWindow,
    three: list[PaperId],
    saving: Saving,
    tmp_path: Path,
    qtbot: QtBot,
    query: str,
    rows: int,
    suggested: str,
) -> None:
    search(window, query.replace("in:", 'in:"My: thesis"'), rows, qtbot)
    dialog = ask(window)
    assert dialog.papers.value() == SHOWN
    assert f"{rows} shown here" in offered(dialog)
    dialog.choose(SHOWN, Style.RIS)
    export(window, dialog, qtbot)
    model = window.library_panel.model
    listed = [papers.get(window.library, p).title for p in model.papers_in(0, rows)]
    written = (tmp_path / "out.ris").read_text("utf-8").splitlines()
    assert written == [f"ris: {title}" for title in listed]
    assert saving.suggested == suggested


def test_one_paper_gives_the_file_its_citation_key(
    window: MainWindow, three: list[PaperId], saving: Saving, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = ask(window, "export-selected")
    assert (dialog.papers.value(), offered(dialog)) == (SELECTED, ["1 selected", "All"])
    dialog.choose(SELECTED, Style.CSL_JSON)
    export(window, dialog, qtbot)
    key = papers.get(window.library, three[0]).citekey
    assert saving.suggested == f"{key}.json"
    assert (tmp_path / "out.json").read_text("utf-8") == "csl-json: Slow gradients\n"
    assert window.status.sentence() == "Exported to out.json: 1 paper"


def test_the_format_is_remembered_and_told_what_it_is_good_for(
    window: MainWindow, three: list[PaperId], saving: Saving, qtbot: QtBot
) -> None:
    dialog, said = ask(window), set()
    for style in Style:
        segments = dialog.formats
        segments.findChildren(QAbstractButton)[segments._values.index(style)].click()
        said.add(dialog._words.text())
        assert dialog.go.text() == "Choose a file…"
    assert len(said) == len(Style)
    export(window, dialog, qtbot)
    assert "*.md" in saving.kinds
    again = ask(window)
    assert again.formats.value() == Style.MARKDOWN
    again.reject()


@pytest.mark.parametrize("page", [LIBRARY, TODAY, BIN])
def test_only_what_is_seen_is_offered(
    window: MainWindow, three: list[PaperId], page: str, qtbot: QtBot
) -> None:
    if page == BIN:
        with window.library.change("bin"):
            papers.put_in_bin(window.library, three[1:])
    window.go(Place(page))
    qtbot.waitUntil(lambda: page != BIN or window.library_panel.model.rowCount() == 2)
    dialog = ask(window)
    assert any("shown here" in words for words in offered(dialog)) is (page == BIN)
    dialog.reject()


def test_nothing_to_export_is_said(window: MainWindow, saving: Saving, qtbot: QtBot) -> None:
    dialog = ask(window)
    assert not dialog.papers.isVisible()
    export(window, dialog, qtbot)
    assert "no papers here" in window.desk.error_bar.sentence
    assert not window.status.sentence()


def test_a_file_that_was_not_named_itself_is_not_written_over(
    window: MainWindow, three: list[PaperId], saving: Saving, tmp_path: Path, qtbot: QtBot
) -> None:
    mine = tmp_path / "out.bib"
    mine.write_text("mine")
    export(window, ask(window), qtbot)
    assert "out.bib is there already" in window.desk.error_bar.sentence
    assert mine.read_text() == "mine"
    saving.answer = mine  # the dialog has asked
    export(window, ask(window), qtbot)
    assert "Slow gradients" in mine.read_text()


def test_giving_up_writes_nothing(
    window: MainWindow, three: list[PaperId], saving: Saving, tmp_path: Path
) -> None:
    saving.answer = None
    before = window.status.sentence()
    ask(window).go.click()
    assert window.status.sentence() == before
    assert not list(tmp_path.glob("out*"))


def test_an_export_is_cancelled_and_leaves_no_file(
    window: MainWindow,
    three: list[PaperId],
    saving: Saving,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saving.answer = tmp_path / "out.bib"
    monkeypatch.setattr(stepping, "SLICE_S", 0.0)
    seen: list[str] = []

    def cancel(name: str, done: int, total: int, **options: Any) -> None:
        show(name, done, total, **options)
        if done:
            seen.append(window.status.sentence())
            window.status.cancel.click()

    show = window.status.show_job
    monkeypatch.setattr(window.status, "show_job", cancel)
    ask(window).go.click()
    qtbot.waitUntil(lambda: "Nothing was exported" in window.status.sentence(), timeout=30_000)
    assert "1 / 3" in seen[0]
    assert not list(tmp_path.glob("*out*"))
    assert not list(tmp_path.glob(".*.part"))


def copy(window: MainWindow, name: str, qtbot: QtBot) -> str:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    window.actions_table[name].trigger()
    qtbot.waitUntil(lambda: bool(clipboard.text()), timeout=30_000)
    return clipboard.text()


def select_all(window: MainWindow, qtbot: QtBot) -> None:
    window.library_panel.focus_list()
    window.library_panel.list.selectAll()
    qtbot.waitUntil(lambda: len(window.chosen()) == 3)


def test_a_citation_is_copied_as_words_and_as_html(
    window: MainWindow, three: list[PaperId], qtbot: QtBot
) -> None:
    assert copy(window, "copy-citation", qtbot) == "Ann Lee (2024). Slow gradients. ICML."
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<i>ICML</i>" in html
    assert window.status.sentence() == "Copied the citation of 1 paper"


def test_bibtex_of_several_papers_is_copied(
    window: MainWindow, three: list[PaperId], qtbot: QtBot
) -> None:
    select_all(window, qtbot)
    assert copy(window, "copy-bibtex", qtbot).count("bibtex: ") == 3
    assert window.status.sentence() == "Copied BibTeX of 3 papers"


def test_what_is_pasted_is_an_entry_for_latex(
    window: MainWindow, three: list[PaperId], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(referencing, "parts", WRITTEN)
    key = papers.get(window.library, three[0]).citekey
    entry = copy(window, "copy-bibtex", qtbot)
    assert entry.startswith("@")
    assert f"{{{key}," in entry
    assert "author = {Lee, Ann}" in entry


def test_citation_keys_are_copied_as_latex_takes_them(
    window: MainWindow, three: list[PaperId], qtbot: QtBot
) -> None:
    key = papers.get(window.library, three[0]).citekey
    assert copy(window, "copy-citekey", qtbot) == key
    assert window.status.sentence() == f"Copied {key}"
    select_all(window, qtbot)
    assert len(copy(window, "copy-citekey", qtbot).split(",")) == 3
    assert window.status.sentence() == "Copied 3 citation keys"


def test_what_is_being_typed_is_copied_too(
    window: MainWindow, three: list[PaperId], qtbot: QtBot
) -> None:
    window.actions_table["tab-details"].trigger()
    window.reader.details.form.year.setText("1999")
    assert "(1999)" in copy(window, "copy-citation", qtbot)


def test_too_many_papers_are_exported_rather_than_copied(
    window: MainWindow,
    three: list[PaperId],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reference_copies, "MOST", 2)
    select_all(window, qtbot)
    window.actions_table["copy-bibtex"].trigger()
    assert "3 papers are too many" in window.desk.error_bar.sentence
    window.desk.error_bar.action.click()
    [dialog] = (d for d in window.findChildren(ExportDialog) if d.isVisible())
    assert dialog.papers.value() == SELECTED
    dialog.reject()


def test_the_menus_offer_to_copy(window: MainWindow, three: list[PaperId]) -> None:
    text = window.reader.abstract.text
    names = {"copy-citation", "copy-bibtex", "copy-citekey"}
    reading = MarkMenu(window.settings.colour_names, text, lambda *_: None, writable=True)
    for menu in (menus.paper_menu(window), reading, window.reader.title):
        assert {action.objectName() for action in menu.actions()} >= names
