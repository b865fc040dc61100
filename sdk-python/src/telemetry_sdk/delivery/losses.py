"""Counts what was not delivered, by signal and reason, until a report of it is on the spool."""

from __future__ import annotations

import threading

from . import signals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Mapping, Tuple


class Losses:
    """Every item that will not reach the server is added here exactly once. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Dict[Tuple[str, str], int] = {}
        self.total: Dict[Tuple[str, str], int] = {}

    def add(self, signal: int, reason: str, count: int = 1) -> None:
        if count <= 0 or signal == signals.LOSSES:
            return
        key = (signals.NAMES[signal], reason)
        with self._lock:
            self._waiting[key] = self._waiting.get(key, 0) + count
            self.total[key] = self.total.get(key, 0) + count

    def restore(self, report: Mapping[str, Any]) -> None:
        """Takes back a report that was lost itself."""
        with self._lock:
            for item in report.get("items", ()):
                key = (str(item["signal"]), str(item["reason"]))
                self._waiting[key] = self._waiting.get(key, 0) + int(item["count"])

    def take(self) -> List[Dict[str, Any]]:
        """What is not yet reported, as the ``items`` of a report; it counts as reported from here on."""
        with self._lock:
            taken, self._waiting = self._waiting, {}
        return [{"signal": signal, "reason": reason, "count": count} for (signal, reason), count in sorted(taken.items())]

    def waiting(self) -> bool:
        return bool(self._waiting)
