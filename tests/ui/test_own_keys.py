from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.ui.widgets import own_keys

Type, Key = QEvent.Type, Qt.Key


@pytest.mark.parametrize(
    ("kind", "key", "kept"),
    [
        (Type.ShortcutOverride, Key.Key_B, True),
        (Type.ShortcutOverride, Key.Key_C, False),
        (Type.KeyPress, Key.Key_B, False),
    ],
)
def test_a_key_that_means_something_is_kept_from_shortcuts(
    kind: QEvent.Type, key: Qt.Key, kept: bool
) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    assert own_keys.claim(event, lambda pressed: pressed.key() == Key.Key_B) is kept
    assert event.isAccepted() is kept


def test_what_is_no_key_is_left_alone() -> None:
    assert not own_keys.claim(QEvent(Type.ShortcutOverride), lambda _: True)
