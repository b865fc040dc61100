"""One file of the spool, held by one process at a time."""

from __future__ import annotations

import os

from . import locks, records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional, Tuple

SUFFIX = ".seg"
_WRITE = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
MAX_BYTES = 64_000_000


class Segment:
    """Open and locked. ``waiting`` counts the records not yet done; ``busy`` is true while one of them is on its way."""

    def __init__(self, path: str, descriptor: int, lane: int) -> None:
        self.path, self.lane, self.waiting, self.size, self.busy = path, lane, 0, os.fstat(descriptor).st_size, False
        self._descriptor: Optional[int] = descriptor

    @property
    def is_open(self) -> bool:
        return self._descriptor is not None

    def append(self, content: bytes) -> int:
        """Writes one record; returns its offset.

        :raises OSError: nothing of it counts; what was written of it is cut off again.
        """
        offset = self.size
        try:
            _write_all(self._file(), content, offset)
        except OSError:
            os.ftruncate(self._file(), offset)
            raise
        self.size += len(content)
        self.waiting += 1
        return offset

    def read(self, offset: int, length: int) -> bytes:
        os.lseek(self._file(), offset, os.SEEK_SET)
        return os.read(self._file(), length)

    def mark_done(self, offset: int) -> None:
        _write_all(self._file(), records.DONE, records.state_offset(offset))

    def close(self) -> None:
        """Lets go of the file; another process may take it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def remove(self) -> None:
        try:
            self.close()
            os.unlink(self.path)
        except OSError:
            pass  # somebody cleaned up: that is what was wanted

    def _file(self) -> int:
        if self._descriptor is None:
            raise OSError("The segment is closed.")
        return self._descriptor


def create(path: str, lane: int) -> Segment:
    """A new file. :raises OSError: it cannot be made, or another process was faster to lock it."""
    descriptor = os.open(path, _WRITE | os.O_CREAT | os.O_EXCL, 0o600)
    # Another process may have taken the new file for one left behind, and removed it, before it was locked.
    if not locks.try_lock(descriptor) or not _is_same(path, descriptor):
        os.close(descriptor)
        raise OSError("The file system has no locks, or another process took the new file.")
    return Segment(path, descriptor, lane)


def adopt(path: str, lane: int) -> Optional[Tuple[Segment, List[records.Record]]]:
    """Takes a file whose process is gone, with its records. None: it is held, or gone."""
    try:
        descriptor = os.open(path, _WRITE)
    except OSError:
        return None
    try:
        if not locks.try_lock(descriptor) or not _is_same(path, descriptor):
            os.close(descriptor)
            return None
        found = list(records.read(_content(descriptor)))
    except OSError:
        os.close(descriptor)
        return None
    return Segment(path, descriptor, lane), found


def lane_of(path: str) -> Optional[int]:
    """The lane that a file's name begins with. None: it is no segment."""
    first = os.path.basename(path).partition("-")[0]
    return int(first) if first in ("0", "1", "2", "3") else None


def _is_same(path: str, descriptor: int) -> bool:
    # Its owner may have removed it between our opening and our locking.
    try:
        return os.stat(path).st_ino == os.fstat(descriptor).st_ino
    except OSError:
        return False


def _content(descriptor: int) -> bytes:
    size = min(os.fstat(descriptor).st_size, MAX_BYTES)
    parts = []
    os.lseek(descriptor, 0, os.SEEK_SET)
    while size > 0:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _write_all(descriptor: int, content: bytes, offset: int) -> None:
    os.lseek(descriptor, offset, os.SEEK_SET)
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
