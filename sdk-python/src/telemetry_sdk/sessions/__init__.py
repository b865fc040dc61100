"""Sessions: one run of the application each, from its start to an end that is told even when the run could not tell it.

A session document is ``{"version": 1, "id", "install_id", "sequence", "state": "ok|exited|errored|crashed|abnormal", "mechanism", "started",
"time", "duration_seconds", "errors", "release", "previous_release", "environment", "service", "kind": "script|desktop|server|tool",
"consent", "packaging", "exit_code", "sdk"}``. Each holds all of it; the one with the highest ``sequence`` counts. What is not known is left out.

No function raises, and all may be called from any thread. Without :func:`start` they do nothing.
"""

from __future__ import annotations

import os
import threading

from ..blackbox._process import is_child
from ._file import SUFFIX
from ._install import Install
from ._run import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional

__all__ = ["end", "install_id", "note_error", "reset_install_id", "start"]

_run: Optional[Run] = None
_lock = threading.RLock()


def start(options: Any, send_session: Callable[[Dict[str, Any]], None], directory: str) -> None:
    """Begins the session of this run, and tells the ends of earlier ones.

    A child process of ``multiprocessing`` has none: it belongs to the run of its parent.

    :param options: has ``release``, ``environment``, ``service``, ``session_id`` (made when None), ``install_id`` (that of the directory when
        None) and ``consent``. Missing ones count as None.
    :param send_session: takes a session document.
    :param directory: for one small file for each run, and the install id. Where it cannot be used, ends nobody told stay untold.
    """
    global _run
    with _lock:
        if _run is not None or is_child():
            return
        try:
            if _has_sessions(directory):
                from . import _dead

                _dead.tell(directory, send_session)
            _run = Run(options, send_session, directory)
        except Exception:  # An application starts also without a session.
            _run = None


def note_error(handled: bool) -> None:
    """An exception was reported. One that nobody handled makes the session ``crashed`` when it ends, the others ``errored``."""
    _guarded(lambda run: run.note_error(handled))


def end(state: str, mechanism: Optional[str] = None, exit_code: Optional[int] = None) -> None:
    """The session ends; said again, nothing happens.

    :param state: ``exited`` where nothing else is known: errors that were noted make it ``errored`` or ``crashed``.
    :param mechanism: how: ``excepthook``, ``sigterm``, ``os._exit`` …
    """
    _guarded(lambda run: run.end(state, mechanism, exit_code))


def install_id(directory: str) -> str:
    """The random name of this copy of the program, 32 hex digits: made at the first call, and known to nobody else. A new one for each call
    where the directory cannot be written."""
    return Install(directory).id


def reset_install_id(directory: str) -> str:
    """A new one, which has nothing in common with the old one."""
    return Install(directory).reset()


def conclude(directory: str, session_id: str, state: str, mechanism: Optional[str], exit_code: Optional[int], when: float) -> None:
    """The black box knows how a session ended that could not say so. Not for applications.

    :param when: its last sign of life, seconds since 1970.
    """
    run = _run
    if run is not None and run.id == session_id:
        return  # It is this one: opening and closing its file would give up its lock.
    send = run.send if run is not None and run.is_ours else None
    try:
        from . import _dead

        _dead.conclude(directory, session_id, _dead.End(state, mechanism, exit_code, when), send)
    except Exception:
        pass


def _has_sessions(directory: str) -> bool:
    return os.path.isdir(directory) and any(name.endswith(SUFFIX) for name in os.listdir(directory))


def _guarded(act: Callable[[Run], None]) -> None:
    run = _run
    if run is None or not run.is_ours:  # A child made by fork is not the run.
        return
    try:
        with _lock:
            act(run)
    except Exception:
        pass


def _in_child() -> None:
    global _lock
    _lock = threading.RLock()  # Another thread of the parent may have held it.


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
