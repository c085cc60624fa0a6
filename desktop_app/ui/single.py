"""One window for one library: a second start raises the first window and ends."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 500


class Single(QObject):
    """Holds the name of a library; ``raised`` tells that it was asked for again."""

    raised = Signal()

    def __init__(self, library: Path) -> None:
        super().__init__()
        digest = blake2b(str(library.resolve()).encode(), digest_size=8).hexdigest()
        self._name = f"carrel-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)

    def first(self) -> bool:
        """Tell whether this is the first window of the library; if not, the first is raised."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_MS):
            socket.disconnectFromServer()
            return False
        QLocalServer.removeServer(self._name)  # what a killed program left behind
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another window have the library."""
        self._server.close()

    def _asked(self) -> None:
        while self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.disconnectFromServer()
            connection.deleteLater()
        self.raised.emit()
