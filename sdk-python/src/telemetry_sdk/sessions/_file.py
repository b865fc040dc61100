"""The file of one session: what it said last, readable at any moment, and locked while its process lives."""

from __future__ import annotations

import os

from .. import _plain
from ..blackbox._files import OwnFile, lock
from ..blackbox._slots import Slots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Optional

SUFFIX = ".session"

_DOCUMENT = Slots(0, 4096, 2)
_END = Slots(_DOCUMENT.end, 512, 2)


class SessionFile:
    """:raises OSError: by the constructor, when it cannot be made or opened."""

    def __init__(self, directory: str, session_id: str, create: bool) -> None:
        if not session_id.replace("-", "").isalnum() or len(session_id) > 64:
            raise OSError("not a name for a file")
        self.path = os.path.join(directory, session_id + SUFFIX)
        self._file = OwnFile(self.path, create)
        # Another process may have told and removed it between our opening and our lock.
        self.is_locked = lock(self._file.fd) is not False and os.path.exists(self.path)
        self._numbers = {slots.offset: self._next(slots) for slots in (_DOCUMENT, _END)}

    @property
    def document(self) -> Dict[str, Any]:
        """The last that was written; empty when none is whole."""
        return self._newest(_DOCUMENT)

    @document.setter
    def document(self, values: Dict[str, Any]) -> None:
        self._put(_DOCUMENT, values)

    @property
    def end(self) -> Dict[str, Any]:
        """What is known of its end: ``state`` …, or ``seen`` (a time), when nobody knows yet."""
        return self._newest(_END)

    @end.setter
    def end(self, values: Dict[str, Any]) -> None:
        self._put(_END, values)

    def close(self) -> None:
        """Gives up the lock."""
        self._file.close()

    def remove(self) -> None:
        """It is told."""
        try:
            os.unlink(self.path)
        except OSError:
            pass

    def _next(self, slots: Slots) -> int:
        written = slots.read(self._read())
        return written[-1].sequence + 1 if written else 1

    def _put(self, slots: Slots, values: Dict[str, Any]) -> None:
        number = self._numbers[slots.offset]
        self._numbers[slots.offset] = number + 1
        self._file.write(slots.place(number), slots.encode(number, _plain.dumps(values).encode()))

    def _newest(self, slots: Slots) -> Dict[str, Any]:
        written = slots.read(self._read())
        value: Optional[Any] = None
        try:
            value = _plain.loads(written[-1].text.decode()) if written else None
        except ValueError:
            pass
        return value if isinstance(value, dict) else {}

    def _read(self) -> bytes:
        os.lseek(self._file.fd, 0, os.SEEK_SET)
        return os.read(self._file.fd, _END.end)
