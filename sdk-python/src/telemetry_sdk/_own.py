"""Tells our own work from the application's: nothing we do may be reported as its doing, nor report itself again."""

from __future__ import annotations

import threading

LOGGER = "telemetry_sdk"
THREADS = "telemetry-"
_busy = threading.local()


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


def is_ours(thread_name: str) -> bool:
    # By name: the numbers of threads that ended are given to others.
    return thread_name.startswith(THREADS)


def forget() -> None:
    """After a fork, which may have happened inside a call."""
    _busy.on = False
