"""What only Windows can say, through its own libraries."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional


def physical_memory() -> Optional[int]:
    """RAM of the machine in bytes."""
    import ctypes

    class MemoryStatus(ctypes.Structure):
        _fields_ = [("length", ctypes.c_uint32), ("load", ctypes.c_uint32)] + [
            (name, ctypes.c_uint64)
            for name in ("total", "free", "total_page", "free_page", "total_virtual", "free_virtual", "free_extended")
        ]

    status = MemoryStatus()
    status.length = ctypes.sizeof(MemoryStatus)
    return int(status.total) if _kernel32().GlobalMemoryStatusEx(ctypes.byref(status)) else None


def working_set() -> Optional[int]:
    """RAM this process uses, in bytes."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [("size", ctypes.c_uint32), ("faults", ctypes.c_uint32)] + [
            (name, ctypes.c_size_t)
            for name in ("peak", "working_set", "a", "b", "c", "d", "page_file", "peak_page_file")
        ]

    counters = Counters()
    counters.size = ctypes.sizeof(Counters)
    kernel32 = _kernel32()
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    read = kernel32.K32GetProcessMemoryInfo
    read.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
    done = read(kernel32.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return int(counters.working_set) if done else None


def _kernel32() -> Any:
    import ctypes

    return getattr(ctypes, "WinDLL")("kernel32")
