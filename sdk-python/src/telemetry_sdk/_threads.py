"""What all other threads were doing."""

from __future__ import annotations

import sys
import threading

from . import _own, _stack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List

MAX_THREADS = 50


def describe(budget: _stack.Budget, with_source: bool = True) -> List[Dict[str, Any]]:
    """The list ``threads``, the crashed one first and without a stack: its exception has it. No locals."""
    current = threading.get_ident()
    # Not threading.enumerate(): it takes a lock, and the thread that holds it may be the one that died.
    names = {ident: thread.name for ident, thread in dict(getattr(threading, "_active", {})).items()}
    main = threading.main_thread().ident
    found: List[Dict[str, Any]] = []
    frames = sorted(sys._current_frames().items(), key=lambda item: item[0] != current)
    for ident, frame in frames[:MAX_THREADS]:
        if _own.is_ours(ident):
            continue
        thread: Dict[str, Any] = {"id": str(ident), "name": str(names.get(ident, ""))[:200], "main": ident == main}
        if ident == current:
            thread["crashed"] = thread["current"] = True
        else:
            thread["stack"] = _stack.of_frame(frame, budget, with_locals=False, with_source=with_source)
        found.append(thread)
    return found
