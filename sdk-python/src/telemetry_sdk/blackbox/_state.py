"""What a heartbeat says about the process."""

from __future__ import annotations

import os
import sys
import threading
import time

from ..environment import distributions
from ..environment._memory import used_bytes
from ._frames import of_running
from ._memory import evidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List

_MAX_NAMES = 50
_MAX_FRAMES = 20
_MAX_MODULES = 100


def beat() -> Dict[str, Any]:
    """Memory in bytes, processor time in seconds, threads, open files, and Linux's counters of memory."""
    return {"memory": _memory(), "cpu_seconds": round(time.process_time(), 3), "threads": threading.active_count(), "open_files": _open_files(), **evidence()}


def stack() -> Dict[str, Any]:
    """Where the main thread is (outermost call first), and the names of threads by ident."""
    main = of_running(sys._current_frames().get(threading.main_thread().ident or 0))
    names = {str(thread.ident): thread.name for thread in threading.enumerate()[:_MAX_NAMES]}
    return {"main": [_short(frame) for frame in main[-_MAX_FRAMES:]], "threads": names}


def loaded() -> Dict[str, Any]:
    """Files of native modules that are not Python's own, by name, and the name of the set of installed distributions."""
    return {"distributions_hash": distributions()[0], "modules": dict(_native()[:_MAX_MODULES])}


def _native() -> List[Any]:
    own = os.path.dirname(os.__file__)
    found = []
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.endswith((".so", ".pyd", ".dll", ".dylib")) and "lib-dynload" not in file:
            found.append((name, os.path.relpath(file, own) if file.startswith(own) else file))
    return found


def _short(frame: Dict[str, Any]) -> Dict[str, Any]:
    return {name: frame.get(name) for name in ("file", "line", "function")}


def _memory() -> Any:
    try:
        return used_bytes()
    except Exception:
        return None


def _open_files() -> Any:
    try:
        # Since Linux 6.2 the size of the folder is their number; counting ten thousand names takes milliseconds.
        return os.stat("/proc/self/fd").st_size or len(os.listdir("/proc/self/fd"))
    except OSError:
        return None
