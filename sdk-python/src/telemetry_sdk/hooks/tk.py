"""Tk: callbacks print their exception and the window goes on."""

from __future__ import annotations

from .. import _client, _imports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def install() -> None:
    _imports.when_imported("tkinter", _watch)


def _watch(module: Any) -> None:
    previous = module.Tk.report_callback_exception

    def report_callback_exception(self: Any, kind: Any, error: Any, traceback: Any) -> Any:
        client = _client.current()
        if client is not None and isinstance(error, BaseException):
            client.capture_exception(error, mechanism="tkinter", handled=False)
        return previous(self, kind, error, traceback)

    module.Tk.report_callback_exception = report_callback_exception
