"""Queue, spooler, spool, sender and their two threads."""

from __future__ import annotations

import threading
import time

from .. import _own
from . import signals
from .losses import Losses
from .queue import Queue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional

    from .._options import Options
    from .sender import Sender, Transport
    from .spool import Spool
    from .spooler import Spooler

# Held while a thread of ours imports or prepares: a child forked meanwhile would wait for ever for a module that nobody loads.
importing = threading.Lock()
_START_SECONDS = 0.25


class Pipeline:
    """The application's side: :meth:`put` and :meth:`put_document` never block and never raise. Threads start with the first item."""

    def __init__(self, options: Options, directory: Optional[str], transport: Optional[Transport] = None) -> None:
        self._options, self._directory, self._given = options, directory, transport
        self.losses = Losses()
        self.queue = Queue(options.queue_max_items, self.losses)
        self._starting, self._begin = threading.Lock(), threading.Event()
        # See _excepthook: the process was interrupted, and nothing may be imported any more.
        self.quiet = False
        self._started = self._stopping = False
        self._parts: Optional[tuple[Spool, Spooler, Sender]] = None

    def put(self, signal: int, item: Any) -> None:
        if not self._accepts(signal):
            return
        if self.queue.put(signal, item) and not self._started:
            self.start()

    def put_document(self, signal: int, document: Dict[str, Any], sequence: int = -1) -> bool:
        """False: it was dropped, and counted."""
        if not self._accepts(signal) or not self.queue.put_document(signal, (sequence, document)):
            return False
        if signal == signals.CRASHES:
            self._begin.set()
        self.start()
        return True

    def start(self) -> None:
        if self._started:
            return
        with self._starting:
            if self._started:
                return
            self._started = True
            try:
                threading.Thread(target=self._spool_loop, name="telemetry-spooler", daemon=True).start()
                threading.Thread(target=self._send_loop, name="telemetry-sender", daemon=True).start()
            except RuntimeError:
                pass  # the interpreter ends: close() does their work

    def flush(self, timeout_seconds: float) -> bool:
        """True when the server has everything that was there at the call."""
        end = time.monotonic() + timeout_seconds
        self._begin.set()
        spool, spooler, sender = self._made()
        if not spooler.drain(max(0.0, timeout_seconds)):
            return False
        spool.adopt()
        sender.backoff.hurry()
        sender.wake.set()
        while spool.pending():
            left = end - time.monotonic()
            if left <= 0 or not self._allowed():
                return False
            if not self._threads_live():
                sender.step(left)
                continue
            with sender.progress:
                sender.progress.wait(min(left, 0.05))
        return self.queue.is_empty()

    def settle(self, timeout_seconds: float) -> None:
        """Waits until the queue is on the disk."""
        try:
            self._made()[1].drain(timeout_seconds)
        except Exception:
            pass

    def close(self, timeout_seconds: float, wait_for_network: bool) -> None:
        """Puts everything on the disk, sends what the time allows, and stops. At exit."""
        self._stopping = True
        self._begin.set()
        end = time.monotonic() + timeout_seconds
        if not self._started and self.queue.is_empty() and not self.losses.waiting():
            return
        spool, spooler, sender = self._made()
        spooler.drain(timeout_seconds)
        while self._allowed() and spool.pending() and time.monotonic() < end:
            before = sender.tries
            if sender.backoff.wait_seconds(time.monotonic()) > 0 and not (wait_for_network and before == 0):
                break
            if not self._threads_live():
                sender.step(end - time.monotonic())
            else:
                sender.wake.set()
                with sender.progress:
                    sender.progress.wait_for(lambda: sender.tries > before, max(0.0, end - time.monotonic()))
        spooler.drain(0.02)
        spool.close()

    def refuse(self) -> None:
        """Consent is denied: nothing that waits may stay."""
        self.queue.clear("consent")
        self._made()[0].purge("consent")

    def wake(self) -> None:
        if self._parts is not None:
            self._parts[2].wake.set()
        else:
            self.start()

    def forget(self) -> None:
        """In the child of a fork: everything here is the parent's."""
        if self._parts is not None:
            self._parts[0].forget()

    def state(self) -> Dict[str, Any]:
        """For ``doctor`` and tests."""
        spool, _, sender = self._made()
        return {"pending": spool.pending_items(), "losses": dict(self.losses.total), "problem": sender.last_problem, "disk": spool.trouble}

    def _accepts(self, signal: int) -> bool:
        if self._options.consent == "denied":
            return False
        if self._parts is not None and self._parts[2].backoff.is_disabled(time.monotonic()):
            self.losses.add(signal, "disabled")
            return False
        return True

    def _allowed(self) -> bool:
        if self.quiet and (self._parts is None or not self._parts[2].is_ready):
            return False
        return self._options.consent == "granted" or (self._options.consent == "unknown" and not self._options.require_consent)

    def _made(self) -> tuple[Spool, Spooler, Sender]:
        if self._parts is None:
            with importing:
                if self._parts is None:
                    self._parts = self._make()
        return self._parts

    def _make(self) -> tuple[Spool, Spooler, Sender]:
        from .sender import Sender
        from .spool import Spool
        from .spooler import Spooler

        spool = Spool(_usable(self._directory), self._options.spool_max_bytes, self.losses, self._options.max_age_days * 86400.0)
        return spool, Spooler(self._options, self.queue, spool, self.losses), Sender(spool, self.losses, self._transport, self._allowed)

    def _transport(self) -> Transport:
        if self._given is not None:
            return self._given
        assert self._options.dsn is not None
        # The transport too: reading certificates takes locks of OpenSSL that a child would find taken for ever.
        with importing:
            from .http import HttpTransport

            return HttpTransport(self._options.dsn, self._options.ca_file, self._options.proxy, self._options.timeout_seconds)

    def _threads_live(self) -> bool:
        return sum(thread.name in ("telemetry-spooler", "telemetry-sender") for thread in threading.enumerate()) == 2

    def _spool_loop(self) -> None:
        _own.mark_thread()
        # The application starts right now: what is imported here would cost it.
        self._begin.wait(_START_SECONDS)
        _guard(self._made)
        queue = self.queue
        while not self._stopping:
            queue.wake.wait()
            queue.hurry.wait(self._options.batch_seconds)
            queue.wake.clear()
            queue.hurry.clear()
            _guard(self._made()[1].drain)
            self._made()[2].wake.set()

    def _send_loop(self) -> None:
        _own.mark_thread()
        self._begin.wait(_START_SECONDS)
        _guard(self._made)
        sender = self._made()[2]
        while not self._stopping or self._made()[0].pending():
            wait = sender.wait_seconds()
            if wait == 0 and sender.step():
                continue
            sender.wake.wait(sender.wait_seconds() if wait else _nap(sender))
            sender.wake.clear()


def _nap(sender: Sender) -> Optional[float]:
    wait = sender.wait_seconds()
    # Nothing to send and nothing to wait for: sleep until somebody calls. A moment where another thread holds the sending.
    return None if wait is None else max(wait, 0.05)


def _guard(function: Callable[[], Any]) -> None:
    try:
        function()
    except Exception:  # a thread that dies takes all later reports with it
        import logging

        logging.getLogger(_own.LOGGER).debug("The delivery failed and goes on.", exc_info=True)


def _usable(directory: Optional[str]) -> Optional[str]:
    from .. import _directory

    return _directory.spool(directory) if directory is not None else None
