"""Which process this is, so that a number used again by another is not mistaken for life."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict


def boot_id() -> str:
    """Names the time since the machine was last switched on; empty where nobody can say (macOS)."""
    if sys.platform == "win32":
        return _windows_boot()
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""


def start_ticks(pid: int) -> str:
    """When the process began, in ticks since the machine did; empty when there is no such process, or nobody can say."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            # The name of the program is in parentheses and may hold anything, parentheses too.
            fields = file.read().rsplit(b")", 1)[1].split()
    except (OSError, IndexError):
        return ""
    is_dead = fields[0] in (b"Z", b"X")  # It has ended and its parent has not looked yet.
    return "" if is_dead else fields[19].decode("ascii")


def identity() -> Dict[str, Any]:
    """Of this process: ``pid``, ``boot``, ``ticks``."""
    pid = os.getpid()
    return {"pid": pid, "boot": boot_id(), "ticks": start_ticks(pid)}


def is_running(process: Dict[str, Any]) -> bool:
    """Whether that very process runs; False also where it cannot be known."""
    pid, ticks = process.get("pid"), process.get("ticks")
    return isinstance(pid, int) and bool(ticks) and process.get("boot") == boot_id() and start_ticks(pid) == ticks


def has_rebooted(process: Dict[str, Any]) -> bool:
    """Whether the machine was started anew since."""
    then, now = process.get("boot"), boot_id()
    if not then or not now:
        return False
    if sys.platform == "win32":
        # The clock may have been set in between: a minute is less than any restart takes to be noticed by a person.
        return abs(float(str(then)) - float(now)) > 60
    return bool(then != now)


def is_child() -> bool:
    """Whether ``multiprocessing`` started this process."""
    module = sys.modules.get("multiprocessing.process")
    if module is None:
        return False
    # While a spawned child imports the main module, as which it starts us, it does not know its parent yet.
    return module.parent_process() is not None or bool(getattr(module.current_process(), "_inheriting", False))


def _windows_boot() -> str:
    import ctypes
    import time

    kernel32: Any = getattr(ctypes, "WinDLL")("kernel32")
    kernel32.GetTickCount64.restype = ctypes.c_uint64
    return f"{time.time() - kernel32.GetTickCount64() / 1000:.0f}"
