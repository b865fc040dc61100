"""Requests of OTLP/HTTP in JSON."""

from __future__ import annotations

import json
import math
import os
import sys

from . import _render, _scrub
from ._version import SDK_NAME, VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional

    from ._logs import LogItem
    from ._options import Options
    from ._spans import Span

MAX_ATTRIBUTES = 64
MAX_TEXT = 8192
_LARGEST, _SMALLEST = 2**63 - 1, -(2**63)
# What logging itself puts on a record; the rest is the application's "extra".
_STANDARD = frozenset(
    "name msg args levelname levelno pathname filename module exc_info exc_text stack_info lineno funcName created msecs relativeCreated "
    "thread threadName processName process taskName message asctime".split()
)


def resource(options: Options) -> Dict[str, Any]:
    """Who sends."""
    values = {
        "service.name": options.service or "python",
        # The name is in service.name: one release must not have two.
        "service.version": options.release.rpartition("@")[2] if options.release else None,
        "deployment.environment.name": options.environment,
        "app.installation.id": options.install_id or None,
        "session.id": options.session_id,
        "host.name": options.server_name,
        "process.pid": os.getpid(),
        "process.runtime.name": sys.implementation.name,
        "process.runtime.version": ".".join(map(str, sys.version_info[:3])),
        "telemetry.sdk.name": SDK_NAME,
        "telemetry.sdk.version": VERSION,
        "telemetry.sdk.language": "python",
    }
    return {"attributes": [attribute(name, value) for name, value in values.items() if value is not None]}


def logs(options: Options, records: List[Dict[str, Any]]) -> Dict[str, Any]:
    return {"resourceLogs": [{"resource": resource(options), "scopeLogs": [{"scope": {"name": SDK_NAME, "version": VERSION}, "logRecords": records}]}]}


def spans(options: Options, records: List[Dict[str, Any]]) -> Dict[str, Any]:
    return {"resourceSpans": [{"resource": resource(options), "scopeSpans": [{"scope": {"name": SDK_NAME, "version": VERSION}, "spans": records}]}]}


def event(options: Options, name: str, document: Dict[str, Any], nanoseconds: int, severity: int, sequence: int = -1) -> Dict[str, Any]:
    """A document as the body of one log record: crashes, sessions, losses.

    :raises ValueError: the document has no JSON form.
    """
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    attributes = [attribute("event.name", name)]
    if sequence >= 0:
        attributes.append(attribute("telemetry.sequence", sequence))
    record = {"timeUnixNano": str(nanoseconds), "severityNumber": severity, "eventName": name, "body": {"stringValue": body}, "attributes": attributes}
    return logs(options, [record])


def log_record(item: LogItem, crash_id: Optional[str] = None) -> Dict[str, Any]:
    """One record of ``logging``: text, template, parameters, ``extra``, place."""
    record = item.record
    attributes: Dict[str, Any] = {"logger.name": record.name, "code.file.path": record.pathname, "code.function.name": record.funcName, "code.line.number": record.lineno}
    attributes.update({"thread.name": record.threadName, "telemetry.sequence": item.sequence if item.sequence >= 0 else None, "telemetry.crash_id": crash_id})
    if item.args and isinstance(item.template, str):
        attributes["log.template"] = item.template
        attributes.update(_parameters(item.args))
    attributes.update(list((str(key), value) for key, value in list(record.__dict__.items()) if key not in _STANDARD)[:MAX_ATTRIBUTES])
    result = {
        "timeUnixNano": str(max(0, int(record.created * 1e9))),
        "severityNumber": severity(record.levelno),
        "severityText": record.levelname,
        "body": {"stringValue": _scrub.text(item.message()[:MAX_TEXT])},
        "attributes": [attribute(name, value) for name, value in attributes.items() if value is not None],
    }
    if item.trace_id:
        result["traceId"], result["spanId"] = f"{item.trace_id:032x}", f"{item.span_id:016x}"
    return result


def span_record(span: Span) -> Dict[str, Any]:
    attributes = list(span.attributes.items())[:MAX_ATTRIBUTES] + [("telemetry.sequence", span.sequence)]
    result: Dict[str, Any] = {
        "traceId": f"{span.trace_id:032x}",
        "spanId": f"{span.span_id:016x}",
        "name": span.name[:200],
        "kind": span.kind,
        "startTimeUnixNano": str(max(0, span.start)),
        "endTimeUnixNano": str(max(0, span.start + span.duration)),
        "attributes": [attribute(str(name), value) for name, value in attributes],
    }
    if span.parent_id:
        result["parentSpanId"] = f"{span.parent_id:016x}"
    if span.error is not None:
        result["status"] = {"code": 2, "message": _scrub.text(span.error)[:MAX_TEXT]}
    return result


def severity(level: int) -> int:
    """Levels of ``logging`` on OTLP's scale of 1 to 24."""
    for threshold, number in ((50, 21), (40, 17), (30, 13), (20, 9), (10, 5)):
        if level >= threshold:
            return number
    return 1


def attribute(name: str, value: Any) -> Dict[str, Any]:
    return {"key": name[:200], "value": {"stringValue": _scrub.FILTERED} if _hidden(name, value) else _value(value)}


def _hidden(name: str, value: Any) -> bool:
    return _scrub.is_secret_name(name) and name not in ("session.id",) and not isinstance(value, bool)


def _value(value: Any) -> Dict[str, Any]:
    kind = type(value)
    if kind is str:
        return {"stringValue": _scrub.text(value[:MAX_TEXT])}
    if kind is bool:
        return {"boolValue": value}
    if kind is int and _SMALLEST <= value <= _LARGEST:
        return {"intValue": str(value)}
    if kind is float and math.isfinite(value):
        return {"doubleValue": value}
    if isinstance(value, BaseException):
        from . import _exceptions  # it may not be imported after an interruption (hooks/interpreter.py)

        return {"stringValue": _scrub.text(_exceptions.message(value))}
    return {"stringValue": _render.value(value)}


def _parameters(args: Any) -> Dict[str, Any]:
    if isinstance(args, dict):
        return {f"log.parameter.{key}": value for key, value in list(args.items())[:20]}
    return {f"log.parameter.{place}": value for place, value in enumerate(args[:20])}
