"""When to try again. Decides only; knows neither threads nor sockets."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

FIRST_SECONDS, LONGEST_SECONDS = 1.0, 300.0
LONGEST_ASKED_SECONDS = 86_400.0
LONGEST_DISABLED_SECONDS = 30 * 86_400.0


class Backoff:
    """Times are of ``time.monotonic()``: a wrong clock changes nothing."""

    def __init__(self) -> None:
        self._failures = 0
        self._not_before = 0.0
        self._disabled_until = 0.0

    def succeeded(self) -> None:
        self._failures, self._not_before = 0, 0.0

    def failed(self, now: float, asked_seconds: Optional[float]) -> None:
        """Waits twice as long each time, by chance between half of it and all, and at least as long as the server asked."""
        longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(self._failures, 20))
        self._failures += 1
        wait = longest * (0.5 + 0.5 * int.from_bytes(os.urandom(2), "big") / 65536.0)
        self._not_before = now + max(wait, min(asked_seconds or 0.0, LONGEST_ASKED_SECONDS))

    def disable(self, now: float, seconds: float) -> None:
        self._disabled_until = now + min(seconds, LONGEST_DISABLED_SECONDS)

    def is_disabled(self, now: float) -> bool:
        return now < self._disabled_until

    def hurry(self) -> None:
        """Somebody waits (``flush``): the next try is now. What the server switched off stays off."""
        self._not_before = 0.0

    def wait_seconds(self, now: float) -> float:
        """0: send now."""
        return max(0.0, self._not_before - now, self._disabled_until - now)
