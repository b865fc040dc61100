"""Times as text."""

from __future__ import annotations

import time


def rfc3339(nanoseconds: int) -> str:
    """UTC, microseconds: ``2026-11-22T13:39:03.335162Z``. A clock that shows a year nobody can write counts as 1970."""
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{rest // 1000:06d}Z"
    except (ValueError, OverflowError, OSError):
        return "1970-01-01T00:00:00.000000Z"
