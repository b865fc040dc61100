"""The black box: how a program died when nobody was there to see it.

:func:`start` tells the deaths that earlier runs and other processes left in the directory, and begins to keep a file for this one. What is
written, when, and what it can and cannot tell: docs/black-box.md.

No function raises or waits for the disk, and all may be called from any thread. Without :func:`start` they do nothing.
"""

from __future__ import annotations


from . import _forks, _loops
from ._box import BlackBox

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional

__all__ = ["beat", "begin_step", "end_step", "note_crash", "note_log", "rest", "safe_mode", "start", "stop", "watch_asyncio", "watch_qt", "watch_tk"]

# True when the program ended badly twice in a row within 30 s of its start: it may leave out what it can do without.
safe_mode: bool = False

_box: Optional[BlackBox] = None


def start(options: Any, send: Callable[[Dict[str, Any]], None], directory: str) -> None:
    """Tells what was found, and begins.

    :param options: has ``release``, ``environment``, ``service``, ``session_id``, ``install_id``, ``heartbeat_seconds`` (5 when None) and
        ``hang_seconds`` (0 or None: loops are not watched). Missing ones count as None.
    :param send: takes a crash document, at once for what is found now, later from a thread of ours. A document with ``"urgent": True`` is
        to be sent before ``send`` returns (within a second), because the program may not live longer; the mark is no part of the document.
    :param directory: for the files, about 60 KB for each process. Several processes may share it. Where it cannot be used, nothing is kept.
    """
    global _box, safe_mode
    if _box is not None:
        return
    try:
        _box = BlackBox(options, send, directory)
        safe_mode = _box.is_safe_mode
        _forks.watch(lambda: _guarded(BlackBox.before_fork), lambda: _guarded(BlackBox.after_fork_in_parent), _in_child)
    except Exception:  # An application starts also without a black box.
        _box = None


def stop(exit_code: Optional[int] = None) -> None:
    """The program ends as it wants to. Call it last, from ``atexit``; what kills the process after that is still seen."""
    _guarded(lambda box: box.stop(exit_code))


def note_log(line: str) -> None:
    """Keeps a line (up to 490 bytes of UTF-8) among the last 64, readable whatever happens next. About 5 µs."""
    _guarded(lambda box: box.log(line))


def note_crash(mechanism: Optional[str] = None) -> None:
    """An exception is about to end the program, and is reported otherwise: its end is ``crashed``."""
    _guarded(lambda box: box.note_crash(mechanism))


def begin_step(step: Dict[str, str]) -> None:
    """``{"name", "from", "to"}``: a death before :func:`end_step` is told with it."""
    _guarded(lambda box: box.begin_step(step))


def end_step(name: str) -> None:
    """The step of that name is over."""
    _guarded(lambda box: box.end_step(name))


def beat() -> None:
    """The loop of this thread is well. Call it from a timer of the loop, at least four times in ``hang_seconds``; the first begins the watch."""
    _guarded(lambda box: box.beat())


def rest() -> None:
    """The loop of this thread has ended: it is not watched any more."""
    _guarded(lambda box: box.loops.rest())


def watch_tk(root: Any) -> None:
    """Watches the loop of a Tk root window. Call it in the thread of the loop."""
    _guarded(lambda box: _loops.of_tk(root, box.beat, box.loops.rest, box.beat_seconds))


def watch_asyncio(loop: Any) -> None:
    """Watches an asyncio event loop while it runs."""
    _guarded(lambda box: _loops.of_asyncio(loop, box.beat, box.loops.rest, box.beat_seconds))


def watch_qt(app: Any) -> None:
    """Watches the loop of a ``QApplication`` or ``QCoreApplication``. Call it in the thread of the loop."""
    _guarded(lambda box: _loops.of_qt(app, box.beat, box.loops.rest, box.beat_seconds))


def _guarded(act: Callable[[BlackBox], Any]) -> None:
    box = _box
    if box is None:
        return
    try:
        act(box)
    except Exception:  # The application comes first.
        pass


def _in_child() -> None:
    global _box
    box = _box
    if box is None:
        return
    try:
        box.after_fork_in_child()
    except Exception:
        _box = None
