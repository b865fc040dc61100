"""Writes what waits in the queue to the spool, as finished request bodies."""

from __future__ import annotations

import sys
import threading
import time

from .. import _otlp
from . import payloads, signals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Optional

    from .._logs import LogItem
    from .._options import Options
    from .losses import Losses
    from .queue import Queue
    from .spool import Spool

BATCH_ITEMS = 500
_EVENT_NAMES = {signals.CRASHES: "telemetry.crash", signals.SESSIONS: "telemetry.session", signals.LOSSES: "telemetry.loss"}


class Spooler:
    """Drains the queue. Any thread may call :meth:`drain`; one works, the others wait."""

    def __init__(self, options: Options, queue: Queue, spool: Spool, losses: Losses) -> None:
        self._options, self._queue, self._spool, self._losses = options, queue, spool, losses
        self._lock = threading.Lock()

    def drain(self, timeout_seconds: float = -1) -> bool:
        """False when another thread kept at it longer than that, or time ran out with items left."""
        end = time.monotonic() + timeout_seconds if timeout_seconds >= 0 else None
        if not self._lock.acquire(timeout=timeout_seconds):
            return False
        try:
            while not self._queue.is_empty():
                self._documents(signals.CRASHES)
                self._documents(signals.SESSIONS)
                self._batch(signals.LOGS, self._log, _otlp.logs)
                self._batch(signals.SPANS, _otlp.span_record, _otlp.spans)
                if end is not None and time.monotonic() > end:
                    break
            if self._losses.waiting():
                self._report_losses()
            return self._queue.is_empty()
        finally:
            self._lock.release()

    def _documents(self, signal: int) -> None:
        for sequence, document in self._queue.take(signal, BATCH_ITEMS):
            try:
                finished = self._crash(document) if signal == signals.CRASHES else document
                if finished is None:
                    self._losses.add(signal, "before_send")
                else:
                    self._store(signal, finished, sequence)
            except Exception:
                self._losses.add(signal, "unserialisable")

    def _crash(self, document: Dict[str, Any]) -> Optional[Dict[str, Any]]:
        # Not above: it imports what must not be imported after an interruption (see hooks/interpreter.py).
        from .. import _crash

        document = _crash.complete(document, self._options, None)
        if self._options.before_send is None:
            return document
        try:
            return self._options.before_send(document)
        except Exception:
            # What the application meant to take out is unknown: better no report than one too many.
            return None

    def _store(self, signal: int, document: Dict[str, Any], sequence: int = -1) -> None:
        severity = 21 if document.get("level") == "fatal" else 17 if signal == signals.CRASHES else 9
        request = _otlp.event(self._options, _EVENT_NAMES[signal], document, time.time_ns(), severity, sequence)
        self._spool.append(signal, 1, payloads.pack(request))

    def _report_losses(self) -> None:
        report = {"version": 1, "session_id": self._options.session_id, "items": self._losses.take()}
        self._store(signals.LOSSES, report)

    def _batch(self, signal: int, convert: Callable[[Any], Optional[Dict[str, Any]]], request: Callable[..., Dict[str, Any]]) -> None:
        taken = self._queue.take(signal, BATCH_ITEMS)
        records: List[Dict[str, Any]] = []
        for item in taken:
            try:
                record = convert(item)
            except Exception:
                self._losses.add(signal, "unserialisable")
                continue
            if record is None:
                self._losses.add(signal, "before_send")
            else:
                records.append(record)
        if not records:
            return
        try:
            body = payloads.pack(request(self._options, records))
        except Exception:
            self._losses.add(signal, "unserialisable", len(records))
            return
        self._spool.append(signal, len(records), body)

    def _log(self, item: LogItem) -> Optional[Dict[str, Any]]:
        record = _otlp.log_record(item, item.crash_id)
        box = sys.modules.get("telemetry_sdk.blackbox")
        if box is not None and item.crash_id is None:
            box.note_log(f"{item.record.levelname} {item.record.name} {record['body']['stringValue']}")
        if self._options.before_send_log is None:
            return record
        return _filtered(record, self._options.before_send_log)


def _filtered(record: Dict[str, Any], function: Callable[[Dict[str, Any]], Optional[Dict[str, Any]]]) -> Optional[Dict[str, Any]]:
    """Shows a record in plain form to the application's function, and takes its answer."""
    attributes = {item["key"]: next(iter(item["value"].values())) for item in record["attributes"]}
    plain = {"message": record["body"]["stringValue"], "level": record["severityText"], "logger": attributes.get("logger.name"), "attributes": attributes}
    try:
        answer = function(plain)
    except Exception:
        return None
    if answer is None:
        return None
    record["body"] = {"stringValue": str(answer["message"])}
    record["attributes"] = [_otlp.attribute(str(name), value) for name, value in answer["attributes"].items()]
    return record
