"""Moments as documents write them."""

from __future__ import annotations

import time


def rfc3339(when: float) -> str:
    """Of seconds since 1970: ``2026-11-22T13:39:03.335162Z``. Without ``datetime``, whose import would slow the start."""
    whole = int(when // 1)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + f".{int((when - whole) * 1000000):06d}Z"
