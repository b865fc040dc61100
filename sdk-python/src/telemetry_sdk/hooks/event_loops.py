"""asyncio: what a task, a callback or a protocol raised, and nobody waited for."""

from __future__ import annotations

from .. import _client, _imports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict


def install() -> None:
    _imports.when_imported("asyncio.base_events", _watch)


def _watch(module: Any) -> None:
    loop_class = module.BaseEventLoop
    original = loop_class.call_exception_handler
    if getattr(original, "__telemetry__", False):
        return

    def call_exception_handler(self: Any, context: Dict[str, Any]) -> None:
        try:
            client, error = _client.current(), context.get("exception")
            if client is not None and isinstance(error, BaseException) and not isinstance(error, (KeyboardInterrupt, SystemExit)):
                client.capture_exception(error, mechanism="asyncio", handled=False)
        finally:
            original(self, context)

    call_exception_handler.__telemetry__ = True  # type: ignore[attr-defined]
    loop_class.call_exception_handler = call_exception_handler
