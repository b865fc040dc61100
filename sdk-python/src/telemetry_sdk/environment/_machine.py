"""The ``machine`` object of a crash document."""

from __future__ import annotations

import os
import sys
import time

from ._memory import total_bytes, used_bytes
from ._packaging import packaging
from ._system import architecture, os_name, os_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional, Tuple

_cached: Optional[Dict[str, Any]] = None


def facts() -> Dict[str, Any]:
    """The ``machine`` object: names, versions, sizes in bytes; what is not known is left out.

    Read once (under 5 ms), only used memory and free disk at each call. Safe from any thread; the answer is the caller's own.
    """
    global _cached
    if _cached is None:
        _cached = _known({name: _tried(read) for name, read in _FIXED.items()})
    moving = {name: _tried(read) for name, read in _MOVING.items()}
    return {**_cached, **_known(moving)}


def _known(values: Dict[str, Any]) -> Dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _tried(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except Exception:  # A fact less is better than an application that does not start.
        return None


def _locale() -> Optional[str]:
    # The locale module costs a millisecond and its answers are made of the same variables.
    if sys.platform == "win32":
        language, _ = _windows_default()
        return language
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.split(".")[0]
    return None


def _encoding() -> Optional[str]:
    if sys.platform == "win32" and not sys.flags.utf8_mode:
        return _windows_default()[1]
    return sys.getfilesystemencoding()


def _windows_default() -> Tuple[Optional[str], Optional[str]]:
    module = __import__("_locale")
    language, encoding = getattr(module, "_getdefaultlocale")()
    return language, encoding


def _time_zone() -> Optional[str]:
    zone = os.environ.get("TZ")
    if zone and "/" in zone:
        return zone.lstrip(":")
    target = os.path.realpath("/etc/localtime") if sys.platform != "win32" else ""
    if "/zoneinfo/" in target:
        return target.split("/zoneinfo/")[-1]
    return time.tzname[0]


def _free_disk_bytes() -> Optional[int]:
    folder = os.path.expanduser("~")
    if sys.platform == "win32":
        import shutil

        return shutil.disk_usage(folder).free
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize


def _runtime_name() -> str:
    known = {"cpython": "CPython", "pypy": "PyPy"}
    return known.get(sys.implementation.name, sys.implementation.name)


def _runtime_version() -> str:
    return sys.version.split()[0]


_FIXED: Dict[str, Callable[[], Any]] = {
    "os_name": os_name,
    "os_version": os_version,
    "runtime_name": _runtime_name,
    "runtime_version": _runtime_version,
    "architecture": architecture,
    "packaging": packaging,
    "locale": _locale,
    "encoding": _encoding,
    "time_zone": _time_zone,
    "memory_bytes": total_bytes,
    "processor_count": os.cpu_count,
}

_MOVING: Dict[str, Callable[[], Any]] = {
    "used_memory_bytes": used_bytes,
    "free_disk_bytes": _free_disk_bytes,
}
