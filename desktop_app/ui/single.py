"""One window for one library: a second start raises the first window and ends."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from time import sleep

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 500
ASKED = 20  # times
PAUSE_S = 0.1


class Single(QObject):
    """Holds the name of a library; ``raised`` tells that it was asked for again."""

    raised = Signal()

    def __init__(self, library: Path) -> None:
        super().__init__()
        # Of one person, for the folder that locks are in may be shared.
        place = f"{QDir.homePath()}\n{library.resolve()}"
        self._name = f"carrel-{blake2b(place.encode(), digest_size=8).hexdigest()}"
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # a window may be open for days
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)

    def first(self) -> bool:
        """Tell whether this is the first window of the library; if not, the first is raised."""
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                self._ask_patiently()
                return False
            if self._ask():  # no lock can be made here, so the socket alone decides
                return False
        QLocalServer.removeServer(self._name)  # what a killed program left behind
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another window have the library."""
        self._server.close()
        self._lock.unlock()

    def _ask_patiently(self) -> None:
        """Ask the first, which may have begun this very moment, to raise its window."""
        for _ in range(ASKED):
            if self._ask():
                return
            sleep(PAUSE_S)

    def _ask(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(ANSWER_MS)
        socket.disconnectFromServer()
        return answered

    def _asked(self) -> None:
        while self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.disconnectFromServer()
            connection.deleteLater()
        self.raised.emit()
