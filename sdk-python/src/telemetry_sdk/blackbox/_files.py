"""Open files that the black box keeps for the life of the process, and locks that end with it."""

from __future__ import annotations

import os
import sys

from ._layout import LOCK_BYTE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional, Tuple

# Programs that become a service close everything from 3 up, and what they open next takes the lowest free numbers. Ours are far from those.
_HIGH = 400

_BINARY = getattr(os, "O_BINARY", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)


class OwnFile:
    """A file descriptor that is written at given places, and only while it still is the file that was opened.

    Someone may have closed it and opened another under its number: writing then would destroy a stranger's file.
    """

    def __init__(self, path: str, create: bool = True) -> None:
        """:raises OSError: it cannot be made or opened."""
        flags = os.O_RDWR | _BINARY | _CLOEXEC | ((os.O_CREAT | os.O_EXCL) if create else 0)
        self.path = path
        self.fd = _move_up(os.open(path, flags, 0o600))
        self._identity = _identity(self.fd)

    @property
    def is_ours(self) -> bool:
        """Whether the number still stands for our file."""
        try:
            return _identity(self.fd) == self._identity
        except OSError:
            return False

    def write(self, offset: int, data: bytes) -> bool:
        """Writes without waiting for the disk. False, never an exception, when it could not."""
        try:
            if not self.is_ours:
                return False
            if sys.platform == "win32":
                os.lseek(self.fd, offset, os.SEEK_SET)
                return os.write(self.fd, data) == len(data)
            return os.pwrite(self.fd, data, offset) == len(data)
        except OSError:
            return False

    def size(self) -> int:
        """Bytes in it; 0 when it cannot be asked."""
        try:
            return os.fstat(self.fd).st_size
        except OSError:
            return 0

    def sync(self) -> None:
        """Waits for the disk: never from a thread of the application."""
        try:
            if self.is_ours:
                os.fsync(self.fd)
        except OSError:
            pass

    def close(self) -> None:
        """Gives the number back, if it still is ours."""
        if self.is_ours:
            os.close(self.fd)


def lock(fd: int) -> Optional[bool]:
    """Takes the lock that says "this process lives" without waiting. False: somebody has it; None: the file system knows no locks.

    On POSIX it belongs to the process, not to the descriptor: a child made by fork does not have it, and it is lost when *any* descriptor
    of the file is closed. So a flight file is never opened twice in the process it belongs to.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(fd, LOCK_BYTE, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, LOCK_BYTE)
        return True
    except (PermissionError, BlockingIOError):
        return False
    except OSError:
        return None


def _move_up(fd: int) -> int:
    if sys.platform == "win32":
        return fd
    import fcntl
    import resource

    try:
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        wanted = _HIGH if most > 2 * _HIGH or most < 0 else int(most) // 2
        high = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, wanted)
    except (OSError, ValueError):
        return fd
    os.close(fd)
    return high


def _identity(fd: int) -> Tuple[int, int]:
    state = os.fstat(fd)
    return state.st_dev, state.st_ino
