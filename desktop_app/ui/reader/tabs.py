"""The tabs of a paper's parts."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar

ABSTRACT, DOCUMENT, NOTES, DETAILS = "abstract", "document", "notes", "details"


class Tabs(QTabBar):
    """One tab for each part of a paper, known by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Parts of the paper"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        for name, text in (
            (ABSTRACT, self.tr("Abstract")),
            (DOCUMENT, self.tr("PDF")),
            (NOTES, self.tr("Notes")),
            (DETAILS, self.tr("Details")),
        ):
            self.setTabData(self.addTab(text), name)

    def name(self) -> str:
        """Give the name of the current tab."""
        return str(self.tabData(self.currentIndex()))

    def show_name(self, name: str) -> None:
        """Make the tab of a name the current one."""
        for index in range(self.count()):
            if self.tabData(index) == name:
                self.setCurrentIndex(index)
