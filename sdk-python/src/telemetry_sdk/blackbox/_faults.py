"""The interpreter's own fault handler, writing into the flight. Its stderr output would be another than without us, so an application that
uses it itself keeps it, and we learn less."""

from __future__ import annotations

import faulthandler
import os

from ._files import OwnFile
from ._layout import SIGHUP_AT, SIGTERM_AT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, List

# The module signal makes an enum of every signal, which costs two milliseconds.
signal: Any = __import__("_signal")
_original: Any = faulthandler.enable
_is_taken = False


def _theirs(*args: Any, **kwargs: Any) -> Any:
    """The application's call: from now on the handler is its own, also in children made by fork."""
    global _is_taken
    _is_taken = True
    return _original(*args, **kwargs)


_POLITE = (("SIGTERM", SIGTERM_AT), ("SIGHUP", SIGHUP_AT))


class Faults:
    """Where the stacks go when the process gets a deadly signal."""

    def __init__(self, path: str) -> None:
        """:raises OSError: the file cannot be made."""
        self.file = OwnFile(path)
        self._places: List[OwnFile] = []
        self._signals: List[int] = []
        self.is_on = False

    def start(self) -> None:
        """Takes over what the application leaves to the system."""
        if not faulthandler.is_enabled() and not _is_taken:
            _original(file=self.file.fd, all_threads=True)
            self.is_on = True
            if faulthandler.enable is _original:
                setattr(faulthandler, "enable", _theirs)
        if hasattr(faulthandler, "register"):
            for name, place in _POLITE:
                self._register(getattr(signal, name), place)

    def _register(self, number: int, place: int) -> None:
        """Notes a signal whose default is to end the process, then lets it do so.

        A Python handler would run late, or never while the main thread is in C code: a program that hangs could not be ended any more. This
        one is C, writes and raises the signal again with the system's own action, so that the parent sees what it always saw. Only the
        stack of the thread that got the signal: others run on while they are read, and a fault then would change how the process ended.
        """
        if signal.getsignal(number) != signal.SIG_DFL:
            return
        file = OwnFile(self.file.path, create=False)
        os.lseek(file.fd, place, os.SEEK_SET)
        faulthandler.register(number, file=file.fd, all_threads=False, chain=True)
        self._places.append(file)
        self._signals.append(number)

    def check(self) -> None:
        """Lets go when somebody closed our files: what is opened next must not get the stacks."""
        if self.is_on and not self.file.is_ours:
            self.stop()

    def stop(self) -> None:
        """Gives the signals back."""
        if self.is_on and not _is_taken:
            faulthandler.disable()
        self.is_on = False
        for number in self._signals:
            # Unless the application has its own handler by now: taking ours away would put the default in its place.
            if signal.getsignal(number) == signal.SIG_DFL:
                faulthandler.unregister(number)
        self._signals = []

    def abandon(self) -> None:
        """In a child made by fork: the files are the parent's, the handlers are copies that would write there."""
        self.stop()
        for file in [self.file, *self._places]:
            file.close()
        self._places = []
