"""``sys.excepthook``, ``threading.excepthook``, ``sys.unraisablehook``, and the end of the process."""

from __future__ import annotations

import atexit
import functools  # noqa: F401  It evaluates source text, and is needed at the end: see _be_quiet.
import sys
import threading

from .. import _client

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Callable, Dict, Optional, Type

_previous: Dict[str, Callable[..., Any]] = {}


def install() -> None:
    if _previous:
        return
    _previous.update(excepthook=sys.excepthook, threading=threading.excepthook, unraisable=sys.unraisablehook)
    sys.excepthook, threading.excepthook, sys.unraisablehook = _excepthook, _threading_excepthook, _unraisablehook
    atexit.register(_at_exit)


def _excepthook(kind: Type[BaseException], error: BaseException, traceback: Optional[TracebackType]) -> None:
    try:
        if issubclass(kind, KeyboardInterrupt):
            _be_quiet()
        else:
            _report(error, "excepthook", "fatal")
    finally:
        _previous["excepthook"](kind, error, traceback)


def _threading_excepthook(arguments: Any) -> None:
    try:
        if arguments.exc_value is not None and not issubclass(arguments.exc_type, SystemExit):
            _report(arguments.exc_value, "threading", "error")
    finally:
        _previous["threading"](arguments)


def _unraisablehook(arguments: Any) -> None:
    try:
        if arguments.exc_value is not None:
            _report(arguments.exc_value, "unraisablehook", "error")
    finally:
        _previous["unraisable"](arguments)


def _be_quiet() -> None:
    """Lets nothing be imported from here on.

    The interpreter ends an interrupted process by the signal itself, but forgets to when anything evaluates source text meanwhile, as
    every ``namedtuple`` of the network modules does: a shell would take Ctrl-C for an ordinary failure.
    """
    client = _client.current()
    if client is not None:
        client.pipeline.quiet = True


def _report(error: BaseException, mechanism: str, level: str) -> None:
    client = _client.current()
    if client is None:
        return
    if level == "fatal" and not hasattr(sys, "ps1"):
        client.crashed = True
        client.note_crash(mechanism)
    client.capture_exception(error, mechanism=mechanism, handled=False, level=level)


def _at_exit() -> None:
    client = _client.current()
    if client is None:
        return
    last = getattr(sys, "last_value", None)
    if isinstance(last, BaseException) and not isinstance(last, (KeyboardInterrupt, SystemExit)) and not hasattr(sys, "ps1") and not sys.flags.interactive:
        # The application replaced our hook: its exception was printed all the same, and the interpreter remembers it.
        _report(last, "excepthook", "fatal")
    client.close()
