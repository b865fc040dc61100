"""Finds the flights whose processes are gone and takes each of them, exactly once among all processes that look."""

from __future__ import annotations

import os
import threading
import time
from typing import Callable, List, NamedTuple, Optional

from . import _layout
from ._files import OwnFile, lock
from ._memory import evidence
from ._process import has_rebooted, is_running
from ._record import Record, read
from ._verdict import Now, Verdict, judge

# A file without a readable header may be one that is just being written; one this old is not.
_UNREADABLE_SECONDS = 60.0
# What was tried so often ends the finders, or cannot be delivered: it must not stop every start.
_MAX_TRIES = 3
# At a start, on the application's thread: about a millisecond each. More are told by the next look.
_MAX_FLIGHTS = 20
_TRIES_AT = _layout.SIZE

_lock = threading.Lock()


class Found(NamedTuple):
    """A flight that is over, and what it died of."""

    record: Record
    verdict: Verdict


def claim(directory: str, own: Optional[str], memory_bytes: int, tell: Callable[[Found], None]) -> int:
    """Tells each flight that is over, oldest first, and removes it. Other processes may do the same at the same time.

    A flight is told before it is removed: the finder may die in between, and then the next tells it again, under the same id.

    :param own: id of this process's flight, which must not be opened.
    :returns: how many were told.
    """
    told = 0
    with _lock:  # Locks of files are held by the process: two of its threads would both get them.
        for name in _names(directory)[:_MAX_FLIGHTS]:
            if name != own:
                told += _claim_one(os.path.join(directory, name), memory_bytes, tell)
    return told


def _names(directory: str) -> List[str]:
    try:
        names = [name[: -len(_layout.FLIGHT)] for name in os.listdir(directory) if name.endswith(_layout.FLIGHT)]
    except OSError:
        return []
    return sorted(names, key=lambda name: _changed(os.path.join(directory, name + _layout.FLIGHT)))


def _claim_one(stem: str, memory_bytes: int, tell: Callable[[Found], None]) -> int:
    try:
        file = OwnFile(stem + _layout.FLIGHT, create=False)
    except OSError:
        return 0  # Somebody was quicker, or on Windows it is in use.
    try:
        return _claim_open(file, stem, memory_bytes, tell)
    finally:
        file.close()


def _claim_open(file: OwnFile, stem: str, memory_bytes: int, tell: Callable[[Found], None]) -> int:
    # None: no locks here. Then the number of the process must do.
    if lock(file.fd) is False or _is_gone(file):
        return 0
    data = _read(file)
    record = read(stem, data)
    if record is None:
        if time.time() - _changed(file.path) > _UNREADABLE_SECONDS:
            _remove(stem)
        return 0
    # The lock is free and the process lives: it started another program in its own place.
    if is_running(record.header):
        return 0
    tries = data[_TRIES_AT] if len(data) > _TRIES_AT else 0
    file.write(_TRIES_AT, bytes([min(tries + 1, 255)]))
    if tries < _MAX_TRIES:
        now = Now(has_rebooted(record.header), evidence(), memory_bytes)
        tell(Found(record, judge(record, now)))
    _remove(stem)
    return 1


def _is_gone(file: OwnFile) -> bool:
    """Whether it was removed between our opening and our lock."""
    return not os.path.exists(file.path) or not file.is_ours or os.fstat(file.fd).st_nlink == 0


def _read(file: OwnFile) -> bytes:
    os.lseek(file.fd, 0, os.SEEK_SET)
    return os.read(file.fd, _TRIES_AT + 1)


def _remove(stem: str) -> None:
    # The flight last: while it is there, the rest of it can be found again.
    for suffix in (_layout.HANG, _layout.STACKS, ".new", _layout.FLIGHT):
        try:
            os.unlink(stem + suffix)
        except OSError:
            pass


def _changed(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0
