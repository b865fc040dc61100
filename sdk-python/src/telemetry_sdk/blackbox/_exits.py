"""Ends that run no code of ours: noted just before they happen, at the price of one write."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional

_originals: Dict[str, Any] = {}


def watch(note: Callable[[str, Optional[int]], None], undo: Callable[[], None]) -> None:
    """Notes ``os._exit`` and the ``os.exec…`` family (all of which end in these two).

    :param note: gets the mechanism and the exit code, if there is one; must not raise.
    :param undo: the other program could not be started, and this one goes on.
    """
    if _originals:
        return
    for name in ("_exit", "execv", "execve"):
        _originals[name] = getattr(os, name)

    def _exit(status: int) -> None:
        if isinstance(status, int):  # Anything else raises, and ends nothing.
            note("os._exit", status)
        _originals["_exit"](status)

    setattr(os, "_exit", _named(_exit, "_exit"))
    for name in ("execv", "execve"):
        setattr(os, name, _named(_exec(_originals[name], note, undo), name))


def unwatch() -> None:
    """Puts the system's functions back, if they still are ours to put back."""
    for name, original in _originals.items():
        if getattr(getattr(os, name), "__wrapped__", None) is original:
            setattr(os, name, original)
    _originals.clear()


def _exec(original: Any, note: Callable[[str, Optional[int]], None], undo: Callable[[], None]) -> Callable[..., None]:
    def call(*args: Any, **kwargs: Any) -> None:
        note("exec", None)
        try:
            original(*args, **kwargs)
        finally:
            undo()

    return call


def _named(function: Any, name: str) -> Any:
    function.__name__ = function.__qualname__ = name
    function.__doc__ = _originals[name].__doc__
    function.__wrapped__ = _originals[name]
    return function
