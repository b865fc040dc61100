"""Tells our own work from the application's: nothing we do may be reported as its doing, nor report itself again."""

from __future__ import annotations

import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Set

LOGGER = "telemetry_sdk"
_busy = threading.local()
_threads: Set[int] = set()


def enter() -> bool:
    """False when this thread is inside the SDK already: the caller does nothing then. Else :func:`leave` must follow."""
    if getattr(_busy, "on", False):
        return False
    _busy.on = True
    return True


def leave() -> None:
    _busy.on = False


def is_inside() -> bool:
    """True in a thread of ours, and inside a call between :func:`enter` and :func:`leave`."""
    return getattr(_busy, "on", False)


def mark_thread() -> None:
    """Called first thing by each thread of ours."""
    _busy.on = True
    _threads.add(threading.get_ident())


def is_ours(ident: int) -> bool:
    return ident in _threads


def forget_threads() -> None:
    """After a fork: the child has none of them."""
    _threads.clear()
    _busy.on = False
