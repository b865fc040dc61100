"""IPython and Jupyter: a cell's exception is shown by the shell, and never comes to ``sys.excepthook``."""

from __future__ import annotations

import sys

from .. import _client, _imports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def install() -> None:
    _imports.when_imported("IPython.core.interactiveshell", _watch)


def _watch(module: Any) -> None:
    # Not set_custom_exc, which has one place that may be the application's.
    previous = module.InteractiveShell.showtraceback

    def showtraceback(self: Any, *arguments: Any, **named: Any) -> Any:
        _report(sys.exc_info()[1])
        return previous(self, *arguments, **named)

    module.InteractiveShell.showtraceback = showtraceback


def _report(error: Any) -> None:
    client = _client.current()
    # Somebody sits there and tries things: an error is no end, and an interruption is no error.
    if client is not None and isinstance(error, Exception):
        client.capture_exception(error, mechanism="ipython", handled=True)
