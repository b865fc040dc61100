"""A timer in C that writes all stacks when no Python thread could run for too long.

While C code holds the interpreter, the watcher cannot look either. The interpreter has one such timer: an application that uses it keeps it.
It is only set while a loop is watched, because reading stacks while threads run is not quite without risk in the interpreter.
"""

from __future__ import annotations

import faulthandler
import os
import time

from ._faults import Faults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional

_original: Any = faulthandler.dump_traceback_later
_is_taken = False


def _theirs(*args: Any, **kwargs: Any) -> Any:
    """The application's call: from now on the timer is its own."""
    global _is_taken
    _is_taken = True
    return _original(*args, **kwargs)


class Timer:
    """Belongs to the watcher's thread."""

    def __init__(self, faults: Optional[Faults]) -> None:
        self._faults = faults
        self._is_set = False
        self._read_bytes = 0
        self._seconds = 0.0
        self._cpu_seconds = time.process_time()

    def set(self, seconds: float) -> None:
        """Sets it anew: it fires unless this is called again within ``seconds``."""
        if self._faults is None or not self._faults.is_on or _is_taken:
            return
        if faulthandler.dump_traceback_later is _original:
            setattr(faulthandler, "dump_traceback_later", _theirs)
        self._is_set = True
        self._seconds = seconds
        self._cpu_seconds = time.process_time()
        _original(seconds, file=self._faults.file.fd)

    def unset(self) -> None:
        """Before a fork too: the child would wait for a thread it does not have."""
        if self._is_set and not _is_taken:
            faulthandler.cancel_dump_traceback_later()
        self._is_set = False

    def read(self) -> str:
        """What it wrote since the last call, if C code kept the processor busy meanwhile; else empty.

        A program that was stopped (Ctrl-Z) and goes on looks the same but for that.
        """
        if self._faults is None or self._faults.file.size() <= self._read_bytes:
            return ""
        start, self._read_bytes = self._read_bytes, self._faults.file.size()
        was_busy = time.process_time() - self._cpu_seconds > self._seconds / 2
        text = _read(self._faults.file.path, start, self._read_bytes)
        return text if was_busy and "Timeout (" in text else ""


def _read(path: str, start: int, end: int) -> str:
    try:
        with open(path, "rb") as file:
            os.lseek(file.fileno(), start, os.SEEK_SET)
            return file.read(min(end - start, 1 << 20)).decode("utf-8", "replace")
    except OSError:
        return ""
