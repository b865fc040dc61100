"""Spans: what the application does, how long it takes, and what called it."""

from __future__ import annotations

import os
import sys
import time
from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextvars import Token
    from types import TracebackType
    from typing import Any, Callable, Dict, Optional, Tuple, Type, TypeVar

    Function = TypeVar("Function", bound=Callable[..., Any])

INTERNAL, SERVER, CLIENT = 1, 2, 3
_COROUTINE = 0x80
ORIGIN = "__telemetry_span__"
current: ContextVar[Optional[Span]] = ContextVar("telemetry_span", default=None)
# Set by the client; None: spans are timed for nobody and cost next to nothing.
_sink: Optional[Callable[[Span], None]] = None
_sample: Callable[[int], bool] = lambda trace_id: True  # noqa: E731


class Span:
    """A context manager, and a decorator for functions (``async`` ones too). Times are nanoseconds."""

    __slots__ = ("name", "attributes", "kind", "trace_id", "span_id", "parent_id", "sampled", "start", "duration", "error", "sequence", "_token", "_remote")

    def __init__(self, name: str, attributes: Dict[str, Any], kind: int = INTERNAL, remote: Optional[Tuple[int, int, bool]] = None) -> None:
        self.name, self.attributes, self.kind, self._remote = name, attributes, kind, remote
        self.error: Optional[str] = None
        self.trace_id = self.span_id = self.parent_id = self.start = self.duration = 0
        self.sequence = -1
        self.sampled = False

    def set(self, name: str, value: object) -> None:
        """Adds an attribute: text, number or boolean; anything else is written as text."""
        self.attributes[name] = value

    def __enter__(self) -> Span:
        parent, remote = current.get(), self._remote
        if parent is None and remote is None and "opentelemetry.trace" in sys.modules:
            remote = outer()
        # os.urandom: a fork gives both processes the same state of any other source.
        if parent is not None:
            self.span_id = int.from_bytes(os.urandom(8), "big") | 1
            self.trace_id, self.parent_id, self.sampled = parent.trace_id, parent.span_id, parent.sampled
        elif remote is not None:
            self.span_id = int.from_bytes(os.urandom(8), "big") | 1
            self.trace_id, self.parent_id, self.sampled = remote
        else:
            both = os.urandom(24)
            self.trace_id, self.span_id = int.from_bytes(both[:16], "big") | 1, int.from_bytes(both[16:], "big") | 1
            self.sampled = _sample(self.trace_id)
        self._token: Token[Optional[Span]] = current.set(self)
        self.start = time.time_ns()
        self.duration = -time.perf_counter_ns()
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], traceback: Optional[TracebackType]) -> None:
        self.duration += time.perf_counter_ns()
        try:
            current.reset(self._token)
        except ValueError:
            pass  # ended in another task or thread than it began in: allowed, and the other's context goes on
        if error is not None and not isinstance(error, (GeneratorExit, KeyboardInterrupt)):
            self.error = kind.__qualname__ if kind is not None else "error"
            self.attributes["error.type"] = self.error
            _note_origin(error, self)
        if _sink is not None:
            _sink(self)

    def __call__(self, function: Function) -> Function:
        from functools import wraps

        name, kind = self.name, self.kind
        if getattr(getattr(function, "__code__", None), "co_flags", 0) & _COROUTINE:

            @wraps(function)
            async def waiting(*arguments: Any, **named: Any) -> Any:
                with Span(name, dict(self.attributes), kind):
                    return await function(*arguments, **named)

            return waiting  # type: ignore[return-value]

        @wraps(function)
        def calling(*arguments: Any, **named: Any) -> Any:
            with Span(name, dict(self.attributes), kind):
                return function(*arguments, **named)

        return calling  # type: ignore[return-value]


def _note_origin(error: BaseException, span: Span) -> None:
    # When nobody catches it, its span is long over when it is reported. The innermost span comes first, and stays.
    try:
        error.__dict__.setdefault(ORIGIN, (span.trace_id, span.span_id))
    except Exception:
        pass


def traceparent() -> Optional[str]:
    """The W3C header ``traceparent`` of the span that runs now, or None."""
    span, beyond = current.get(), outer()
    if span is None and beyond is not None:
        return f"00-{beyond[0]:032x}-{beyond[1]:016x}-{'01' if beyond[2] else '00'}"
    return f"00-{span.trace_id:032x}-{span.span_id:016x}-{'01' if span.sampled else '00'}" if span is not None else None


def parse_traceparent(header: Optional[str]) -> Optional[Tuple[int, int, bool]]:
    """(trace, span, sampled) of a header; None: it is none, as the standard says, or of another's making."""
    if header is None or len(header) < 55 or header[:2] == "ff" or (header[:2] == "00" and len(header) != 55):
        return None
    parts = header.split("-")
    if [len(part) for part in parts[:4]] != [2, 32, 16, 2] or any(set(part) - set("0123456789abcdef") for part in parts[:4]):
        return None
    trace_id, span_id = int(parts[1], 16), int(parts[2], 16)
    return (trace_id, span_id, bool(int(parts[3], 16) & 1)) if trace_id and span_id else None


def connect(sink: Optional[Callable[[Span], None]], sample: Callable[[int], bool]) -> None:
    global _sink, _sample
    _sink, _sample = sink, sample


def outer() -> Optional[Tuple[int, int, bool]]:
    """(trace, span, sampled) of the OpenTelemetry span that runs now, when the application has OpenTelemetry loaded; ours hang below it."""
    module = sys.modules.get("opentelemetry.trace")
    if module is None:
        return None
    try:
        context = module.get_current_span().get_span_context()
        return (context.trace_id, context.span_id, bool(context.trace_flags & 1)) if context.is_valid else None
    except Exception:
        return None  # another version, or half imported
