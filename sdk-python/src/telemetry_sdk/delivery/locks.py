"""A lock on an open file that ends with its process, however that ends."""

from __future__ import annotations

import sys

TYPE_CHECKING = False

if sys.platform == "win32":
    import msvcrt
    import os

    # Locks are mandatory there: a byte far behind the content is locked, so that reading stays possible.
    _PLACE = 0x7FFF0000

    def try_lock(descriptor: int) -> bool:
        """True when this process holds the file now. False when another does, or the file system has no locks."""
        place = os.lseek(descriptor, 0, os.SEEK_CUR)
        try:
            os.lseek(descriptor, _PLACE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            return True
        except OSError:
            return False
        finally:
            os.lseek(descriptor, place, os.SEEK_SET)

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """True when this process holds the file now. False when another does, or the file system has no locks."""
        try:
            # flock, not lockf: a fork does not lose it, and closing another descriptor of the same file does not drop it.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            return False
