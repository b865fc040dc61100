"""Records of ``logging``: sent, kept for a crash, and noted as breadcrumbs. Text is made later, in a thread of ours."""

from __future__ import annotations

from collections import deque

from . import _imports, _own, _spans
from .delivery import signals

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging
    from typing import Any, Deque, Dict, List, Optional

    from ._client import Client

# Such values cannot change before they are written.
_FIXED = frozenset((str, int, float, bool, type(None), bytes))
_RECORD_BYTES = 200
_NAMES = ((50, "fatal"), (40, "error"), (30, "warning"), (20, "info"))


class LogItem:
    """A record as it was when it was logged."""

    __slots__ = ("record", "template", "args", "_text", "trace_id", "span_id", "sequence", "crash_id")

    def __init__(self, record: logging.LogRecord, sequence: int) -> None:
        # A handler of the application may write into the record: what is needed of it is taken now.
        self.record, self.template, self.args, self.sequence = record, record.msg, record.args, sequence
        self.crash_id: Optional[str] = None
        self._text: Optional[str] = None if _is_fixed(record.msg, record.args) else _message(record)
        span = _spans.current.get()
        if span is not None:
            self.trace_id, self.span_id = span.trace_id, span.span_id
        else:
            beyond = _spans.outer()
            self.trace_id, self.span_id = beyond[:2] if beyond is not None else (0, 0)

    def message(self) -> str:
        if self._text is None:
            try:
                self._text = str(self.template) % self.args if self.args else str(self.template)
            except Exception:
                self._text = f"{self.template} (its parameters do not fit)"
        return self._text


class DebugRing:
    """The last records below the level that is sent. Sent only with a crash."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes, self._bytes = max_bytes, 0
        self._items: Deque[LogItem] = deque()

    def add(self, item: LogItem) -> None:
        self._bytes += _RECORD_BYTES + len(item.template if isinstance(item.template, str) else "")
        self._items.append(item)
        while self._bytes > self._max_bytes:
            try:
                old = self._items.popleft()
            except IndexError:
                self._bytes = 0
                return
            self._bytes -= _RECORD_BYTES + len(old.template if isinstance(old.template, str) else "")

    def take(self, crash_id: str) -> List[LogItem]:
        taken: List[LogItem] = []
        while self._items:
            item = self._items.popleft()
            item.crash_id = crash_id
            taken.append(item)
        self._bytes = 0
        return taken


class LogCapture:
    """Sees each record once, before the application's handlers."""

    def __init__(self, client: Client) -> None:
        options = client.options
        self._client, self._level, self._crumb_level = client, options.log_level, options.breadcrumb_level
        self.ring = DebugRing(options.debug_ring_bytes)

    def see(self, record: logging.LogRecord) -> None:
        """Never raises. A few microseconds."""
        if _own.is_inside() or record.name == _own.LOGGER:
            return
        try:
            level = record.levelno
            if level >= self._level:
                item = LogItem(record, self._client.next_sequence(signals.LOGS))
                self._client.put_log(item)
            else:
                item = LogItem(record, -1)
                self.ring.add(item)
            if level >= self._crumb_level:
                self._client.scope.add("log", record.name, level_name(level), item.message)
            if record.exc_info and level >= 40:
                self._exception(record)
        except Exception:
            pass

    def _exception(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if error is not None:
            # asyncio tells of what nobody waited for through its logger.
            unhandled = record.name in ("asyncio", "concurrent.futures")
            self._client.capture_exception(error, mechanism=record.name if unhandled else "logging", handled=not unhandled, logger=record.name)


def level_name(level: int) -> str:
    return next((name for threshold, name in _NAMES if level >= threshold), "debug")


def _is_fixed(template: Any, args: Any) -> bool:
    if type(template) is not str:
        return False
    if not args:
        return True
    if type(args) is tuple:
        for value in args:
            if type(value) not in _FIXED:
                return False
        return True
    return False


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:
        return f"{record.msg!s} (its parameters do not fit)"


_seen: Dict[str, Any] = {}


def install(capture: LogCapture) -> None:
    """Sees records where ``logging`` hands them to handlers.

    Not as a handler of the root: with one there, ``basicConfig`` does nothing, records without handlers are no longer printed, and
    ``dictConfig`` removes it.
    """
    _seen["capture"] = capture
    if "watching" not in _seen:
        _seen["watching"] = True
        # A program that never logs need not pay for the module.
        _imports.when_imported("logging", _watch)


def _watch(module: Any) -> None:
    original = module.Logger.callHandlers

    def callHandlers(self: logging.Logger, record: logging.LogRecord) -> None:
        found = _seen.get("capture")
        if found is not None:
            found.see(record)
        original(self, record)

    # When a handler fails, logging prints the stack from the first frame that is not of its own folder: ours must not be that one.
    callHandlers.__code__ = callHandlers.__code__.replace(co_filename=module.__file__)
    module.Logger.callHandlers = callHandlers


def uninstall() -> None:
    _seen.pop("capture", None)
