"""Sends what the spool has, one request after the other."""

from __future__ import annotations

import threading
import time

from . import signals
from .backoff import Backoff

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Optional, Protocol

    from .http import Answer
    from .losses import Losses
    from .spool import Spool

    class Transport(Protocol):
        """The one seam to the network."""

        def send(self, path: str, body: bytes, timeout_seconds: Optional[float] = None) -> Answer: ...


_ADOPT_SECONDS = 300.0


class Sender:
    """``step`` is called by one thread; the rest by any."""

    def __init__(self, spool: Spool, losses: Losses, transport: Callable[[], Transport], allowed: Callable[[], bool]) -> None:
        self._spool, self._losses, self._make, self._allowed = spool, losses, transport, allowed
        self._transport: Optional[Transport] = None
        self._sending = threading.Lock()
        self._adopted = -1e9
        self.backoff = Backoff()
        self.wake = threading.Event()
        # Set when a try is over: flush and exit wait for it.
        self.progress = threading.Condition()
        self.tries = 0
        self.last_problem = ""

    def wait_seconds(self) -> Optional[float]:
        """0: :meth:`step` has something to do; None: nothing until :attr:`wake` is set."""
        if not self._allowed():
            return None
        now = time.monotonic()
        if now - self._adopted > _ADOPT_SECONDS:
            return self.backoff.wait_seconds(now)
        return self.backoff.wait_seconds(now) if self._spool.pending() else None

    def step(self, timeout_seconds: Optional[float] = None) -> bool:
        """Sends one record. False: there was none, or it must wait. Never raises."""
        if not self._sending.acquire(blocking=False):
            return False
        try:
            if time.monotonic() - self._adopted > _ADOPT_SECONDS:
                self._adopted = time.monotonic()
                self._spool.adopt()
            return self._allowed() and self._one(timeout_seconds)
        finally:
            self._sending.release()
            with self.progress:
                self.tries += 1
                self.progress.notify_all()

    def _one(self, timeout_seconds: Optional[float]) -> bool:
        entry = self._spool.take()
        if entry is None:
            return False
        if self._transport is None:
            self._transport = self._make()
        answer = self._transport.send(signals.PATHS[entry.signal], entry.payload or b"", timeout_seconds)
        self.last_problem = answer.problem
        if answer.disable is not None:
            self.backoff.disable(time.monotonic(), answer.disable)
        if answer.outcome == "later":
            self.backoff.failed(time.monotonic(), answer.retry_after)
            self._spool.put_back(entry)
            return False
        self.backoff.succeeded()
        self._spool.done(entry, None if answer.outcome == "taken" else "server_refused")
        return True
