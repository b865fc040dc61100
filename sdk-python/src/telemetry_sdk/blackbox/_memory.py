"""What Linux says about memory: limits, and how often it has killed for want of it. All of it absent elsewhere."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Iterator, Optional, Tuple


def evidence() -> Dict[str, int]:
    """``limit`` and ``used`` of the control group (bytes), ``group_kills`` in it and ``machine_kills`` since the machine started."""
    found: Dict[str, int] = {}
    for name, value in _values():
        if value is not None:
            found[name] = value
    return found


def _values() -> Iterator[Tuple[str, Optional[int]]]:
    folder, is_second = _group()
    if folder:
        limit, used, events = _SECOND if is_second else _FIRST
        most = _number(f"{folder}/{limit}")
        yield "limit", most if most is not None and most < 1 << 60 else None  # "No limit" is a number near 2**63 in the first version.
        yield "used", _number(f"{folder}/{used}")
        yield "group_kills", _counter(f"{folder}/{events}", "oom_kill")
    yield "machine_kills", _counter("/proc/vmstat", "oom_kill")


_SECOND = ("memory.max", "memory.current", "memory.events")
_FIRST = ("memory.limit_in_bytes", "memory.usage_in_bytes", "memory.oom_control")


def _group() -> Tuple[str, bool]:
    """Folder of this process's memory group, and whether it is of the second version."""
    for line in _text("/proc/self/cgroup").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "memory":
            base, is_second = "/sys/fs/cgroup/memory", False
        elif controllers == "" and os.path.exists("/sys/fs/cgroup/cgroup.controllers"):
            base, is_second = "/sys/fs/cgroup", True
        else:
            continue
        # In a container the path is the host's and the folder its own root.
        inside = base + path.rstrip("/")
        return (inside if os.path.isdir(inside) else base), is_second
    return "", False


def _number(path: str) -> Optional[int]:
    text = _text(path).strip()
    return int(text) if text.isdigit() else None


def _counter(path: str, name: str) -> Optional[int]:
    for line in _text(path).splitlines():
        words = line.split()
        if len(words) == 2 and words[0] == name and words[1].isdigit():
            return int(words[1])
    return None


def _text(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read(65536)
    except OSError:
        return ""
