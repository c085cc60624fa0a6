"""Errors as sentences a person can act on, in the reader's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app import sentences


def of(error: BaseException) -> str:
    """Give the sentence for an error; one nobody expected says so and names itself."""
    found = sentences.template(error)
    if found is None:
        return QCoreApplication.translate(
            "sentences", "Something went wrong that should not have: {error}. It is in the log."
        ).format(error=f"{type(error).__name__}: {error}")
    text, values = found
    return QCoreApplication.translate("sentences", text).format(**values)
