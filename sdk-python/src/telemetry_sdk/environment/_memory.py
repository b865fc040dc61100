"""Memory of the machine and of this process, in bytes."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional


def total_bytes() -> Optional[int]:
    """Physical memory of the machine. A container may have less: see :mod:`telemetry_sdk.blackbox`."""
    if sys.platform == "win32":
        from ._windows import physical_memory

        return physical_memory()
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def used_bytes() -> Optional[int]:
    """Memory of this process that is in RAM now; on macOS the most it ever had."""
    if sys.platform == "win32":
        from ._windows import working_set

        return working_set()
    if sys.platform == "linux":
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
