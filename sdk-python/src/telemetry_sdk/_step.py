"""Steps: work that may end a program in the middle and leave it half done, such as a migration of its settings."""

from __future__ import annotations

import sys

from . import _client, _spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Dict, Optional, Type

_MAX_TEXT = 200


class Step:
    """A context manager: a span, a breadcrumb, a log record when it fails, and a note in the flight, so that a death in it is told with its name."""

    def __init__(self, name: str, from_: object = None, to: object = None) -> None:
        self.name = str(name)[:_MAX_TEXT]
        ends = (("from", from_), ("to", to))
        self._values: Dict[str, str] = {key: str(value)[:_MAX_TEXT] for key, value in ends if value is not None}
        self._span = _spans.Span(self.name, {"telemetry.step": self.name, **{f"step.{key}": value for key, value in self._values.items()}})

    def __enter__(self) -> Step:
        self._span.__enter__()
        self._note("info", f"step '{self.name}' began")
        _flight("begin_step", {"name": self.name, **self._values})
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], traceback: Optional[TracebackType]) -> None:
        _flight("end_step", self.name)
        if error is None:
            self._note("info", f"step '{self.name}' ended")
        else:
            # Within the span, so that the record is found with it.
            self._failed(error)
        self._span.__exit__(kind, error, traceback)

    def _note(self, level: str, message: str) -> None:
        client = _client.current()
        if client is not None:
            client.scope.add("default", "step", level, message, self._values)

    def _failed(self, error: BaseException) -> None:
        client = _client.current()
        if client is None:
            return
        try:
            import logging

            # Not through a logger: one without handlers would print it.
            values = {f"step.{key}": value for key, value in self._values.items()}
            made = {"name": "telemetry_sdk.step", "levelno": 40, "levelname": "ERROR", "msg": "Step '%s' failed: %s", "args": (self.name, type(error).__qualname__)}
            client.logs.see(logging.makeLogRecord({**made, **values}))
        except Exception:
            pass


def _flight(function: str, *arguments: Any) -> None:
    box = sys.modules.get("telemetry_sdk.blackbox")
    if box is not None:
        getattr(box, function)(*arguments)
