"""What the application's threads leave behind: appended without a lock, counted when there is no room."""

from __future__ import annotations

import threading
from collections import deque

from . import signals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Deque, List

    from .losses import Losses

MAX_DOCUMENTS = 50


class Queue:
    """Bounded. ``wake`` is set while something waits."""

    def __init__(self, max_items: int, losses: Losses) -> None:
        self._max_items, self._losses = max_items, losses
        # append and popleft of a deque are atomic: no lock that a fork or a signal handler could find taken.
        self._lanes: List[Deque[Any]] = [deque() for _ in range(signals.COUNT)]
        self.wake = threading.Event()
        self.hurry = threading.Event()

    def put(self, signal: int, item: Any) -> bool:
        """Logs and spans; false when it was dropped and counted. A few hundred nanoseconds."""
        lane = self._lanes[signal]
        if len(lane) >= self._max_items:
            self._losses.add(signal, "queue_full")
            return False
        lane.append(item)
        if not self.wake.is_set():
            self.wake.set()
        return True

    def put_document(self, signal: int, item: Any) -> bool:
        """Crashes and sessions: the spooler is woken at once."""
        lane = self._lanes[signal]
        if len(lane) >= MAX_DOCUMENTS:
            self._losses.add(signal, "queue_full")
            return False
        lane.append(item)
        self.wake.set()
        self.hurry.set()
        return True

    def take(self, signal: int, limit: int) -> List[Any]:
        lane = self._lanes[signal]
        taken: List[Any] = []
        try:
            while len(taken) < limit:
                taken.append(lane.popleft())
        except IndexError:
            pass
        return taken

    def length(self, signal: int) -> int:
        return len(self._lanes[signal])

    def is_empty(self) -> bool:
        return not any(self._lanes)

    def clear(self, reason: str) -> None:
        for signal in range(signals.COUNT):
            self._losses.add(signal, reason, len(self.take(signal, 1 << 30)))
