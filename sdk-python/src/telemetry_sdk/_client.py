"""The one client of a process: what ``init`` makes."""

from __future__ import annotations

import itertools
import os
import sys
import threading

from . import _directory, _logs, _own, _spans
from ._scope import Scope
from .delivery import pipeline, signals
from .delivery.pipeline import Pipeline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any, Dict, Optional, Tuple

    from ._options import Options
    from .delivery.sender import Transport

_current: Optional[Client] = None
# How long the thread that crashed waits until its report is on the disk.
_ON_DISK_SECONDS = 0.08
_URGENT_SECONDS = 1.0
_MARK = "__telemetry_reported__"


def current() -> Optional[Client]:
    return _current


def set_current(client: Optional[Client]) -> None:
    global _current
    _current = client


class Client:
    """Every method may be called from any thread, never raises, and never waits for the network (but ``flush``)."""

    def __init__(self, options: Options, transport: Optional[Transport] = None) -> None:
        self.options, self.process = options, os.getpid()
        self.directory = _directory.usable(_directory.base(options))
        if options.consent == "unknown":
            options.consent = _read_consent(self.directory)
        self.scope = Scope(options.user_id)
        self._counters = [itertools.count() for _ in range(signals.COUNT)]
        self._transport = transport
        self.pipeline = Pipeline(options, self.directory, transport)
        self.logs = _logs.LogCapture(self)
        self.crashed = self._closed = False

    def next_sequence(self, signal: int) -> int:
        return next(self._counters[signal])

    def capture_exception(self, error: BaseException, mechanism: str = "capture_exception", handled: bool = True, level: str = "error", logger: str = "") -> Optional[str]:
        """The id of the crash; None when it was dropped, or reported before."""
        if not _own.enter():
            return None
        try:
            if _was_reported(error):
                return None
            self._note_error(handled)
            if not _keeps(self.options.crash_sample_rate):
                self.pipeline.losses.add(signals.CRASHES, "sample")
                return None
            _crash = _documents()
            document = _crash.of_exception(error, mechanism, handled, level, self.options)
            if logger:
                document["logger"] = logger
            return self._send_crash(document, _origin(error), wait=not handled)
        except Exception:
            # A failure of ours must not become the application's; that something is missing shall be known all the same.
            self.pipeline.losses.add(signals.CRASHES, "unserialisable")
            return None
        finally:
            _own.leave()

    def capture_message(self, text: str, level: str = "info") -> Optional[str]:
        if not _own.enter():
            return None
        try:
            return self._send_crash(_documents().of_message(str(text), level, self.options), _origin(None), wait=False)
        except Exception:
            self.pipeline.losses.add(signals.CRASHES, "unserialisable")
            return None
        finally:
            _own.leave()

    def send_document(self, document: Dict[str, Any]) -> None:
        """A finished crash document, from the black box. Urgent: the program may be about to die again, and this call waits up to a second."""
        urgent = document.pop("urgent", False)
        try:
            self.pipeline.put_document(signals.CRASHES, document, self.next_sequence(signals.CRASHES))
            if urgent:
                self.pipeline.flush(_URGENT_SECONDS)
        except Exception:
            self.pipeline.losses.add(signals.CRASHES, "unserialisable")

    def send_session(self, document: Dict[str, Any]) -> None:
        self.pipeline.put_document(signals.SESSIONS, document)

    def put_log(self, item: _logs.LogItem) -> None:
        if self.options.log_sample_rate < 1.0 and not _keeps(self.options.log_sample_rate):
            self.pipeline.losses.add(signals.LOGS, "sample")
        else:
            self.pipeline.put(signals.LOGS, item)

    def put_span(self, span: _spans.Span) -> None:
        try:
            span.sequence = next(self._counters[signals.SPANS])
            if span.sampled:
                self.pipeline.put(signals.SPANS, span)
            else:
                self.pipeline.losses.add(signals.SPANS, "sample")
        except Exception:
            pass

    def keeps_trace(self, trace_id: int) -> bool:
        # By the id, so that all services decide alike.
        rate = self.options.trace_sample_rate
        return rate >= 1.0 or (trace_id & 0xFFFFFFFFFFFFFF) < rate * (1 << 56)

    def set_consent(self, granted: bool) -> None:
        self.options.consent = "granted" if granted else "denied"
        _write_consent(self.directory, self.options.consent)
        if granted:
            self.pipeline.wake()
        else:
            self.logs.ring.take("")
            self.pipeline.refuse()

    def flush(self, timeout_seconds: float) -> bool:
        return self.pipeline.flush(timeout_seconds)

    def close(self, state: str = "exited", exit_code: Optional[int] = None) -> None:
        """At exit: a session's end, and what time allows of the rest."""
        if self._closed or self.process != os.getpid():
            return
        self._closed = True
        _part("sessions", "end", "crashed" if self.crashed else state)
        _part("blackbox", "stop", exit_code)
        try:
            self.pipeline.close(self.options.crash_seconds if self.crashed else self.options.shutdown_seconds, self.crashed)
        except Exception:
            pass

    def start_parts(self) -> None:
        """Black box and sessions, where they are installed."""
        directory = self.directory
        if directory is None:
            return
        if self.options.sessions:
            install_id = _part("sessions", "install_id", directory)
            self.options.install_id = install_id if isinstance(install_id, str) else ""
            _part("sessions", "start", self.options, self.send_session, directory)
        if self.options.black_box:
            _part("blackbox", "start", self.options, self.send_document, directory)

    def in_child(self) -> Client:
        """The client of a forked child: the same options, nothing else of the parent's."""
        self.pipeline.forget()
        _own.forget()
        child = Client.__new__(Client)
        child.options, child.process, child.directory, child.scope = self.options, os.getpid(), self.directory, self.scope
        child._counters, child._transport = self._counters, self._transport
        child.pipeline = Pipeline(self.options, self.directory, self._transport)
        child.logs = _logs.LogCapture(child)
        child.crashed = child._closed = False
        return child

    def _send_crash(self, document: Dict[str, Any], origin: Optional[Tuple[int, int]], wait: bool) -> Optional[str]:
        self.scope.apply(document)
        if origin is not None:
            document["trace_id"], document["span_id"] = f"{origin[0]:032x}", f"{origin[1]:016x}"
        identifier = str(document["id"])
        if not self.pipeline.put_document(signals.CRASHES, document, self.next_sequence(signals.CRASHES)):
            return None
        for item in self.logs.ring.take(identifier):
            self.pipeline.put(signals.LOGS, item)
        if wait or self._closed:
            # The process may be gone in a moment. The disk is written by a thread of ours, so that a disk that hangs holds nobody up for longer.
            _wait_until_drained(self.pipeline)
        return identifier

    def note_crash(self, mechanism: str) -> None:
        """An exception is about to end the process: the black box need not wonder how it died."""
        _part("blackbox", "note_crash", mechanism)

    def _note_error(self, handled: bool) -> None:
        _part("sessions", "note_error", handled)


def _origin(error: Optional[BaseException]) -> Optional[Tuple[int, int]]:
    """(trace, span) in which it was raised, else those of now."""
    found = getattr(error, "__dict__", {}).get(_spans.ORIGIN)
    span = _spans.current.get()
    if isinstance(found, tuple):
        return found[0], found[1]
    if span is not None:
        return span.trace_id, span.span_id
    beyond = _spans.outer()
    return beyond[:2] if beyond is not None else None


def _documents() -> ModuleType:
    with pipeline.importing:
        from . import _crash
    return _crash


def _wait_until_drained(waiting: Pipeline) -> None:
    worker = threading.Thread(target=_drain, args=(waiting,), name="telemetry-crash", daemon=True)
    try:
        worker.start()
    except RuntimeError:
        waiting.settle(_ON_DISK_SECONDS)  # the interpreter ends
        return
    worker.join(_ON_DISK_SECONDS)


def _drain(waiting: Pipeline) -> None:
    _own.mark_thread()
    waiting.settle(10.0)


def _part(name: str, function: str, *arguments: Any) -> Any:
    """Calls into a part that may be absent, and may fail, without harm to anybody."""
    try:
        # Not importlib.import_module: that module alone would cost a tenth of the start.
        module = __import__(f"telemetry_sdk.{name}", fromlist=["start"])
        return getattr(module, function)(*arguments)
    except Exception:
        return None


def _was_reported(error: BaseException) -> bool:
    try:
        if _MARK in error.__dict__:
            return True
        error.__dict__[_MARK] = True
    except Exception:
        pass  # it cannot be marked: twice is better than never
    return False


def _keeps(rate: float) -> bool:
    return rate >= 1.0 or int.from_bytes(os.urandom(4), "big") < rate * (1 << 32)


def _read_consent(directory: Optional[str]) -> str:
    try:
        with open(os.path.join(directory or "", "consent"), encoding="ascii") as file:
            text = file.read(20).strip()
    except (OSError, ValueError):
        return "unknown"
    return text if text in ("granted", "denied") else "unknown"


def _write_consent(directory: Optional[str], consent: str) -> None:
    if directory is None:
        return
    path = os.path.join(directory, "consent")
    try:
        with open(f"{path}.{os.getpid()}", "w", encoding="ascii") as file:
            file.write(consent)
        os.replace(f"{path}.{os.getpid()}", path)
    except OSError:
        pass
