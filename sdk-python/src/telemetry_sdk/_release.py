"""Finds by itself what was shipped: the name and version of the running program."""

from __future__ import annotations

import os
import re
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator, Optional, Tuple

_DIST_INFO = re.compile(r"^(.+?)-([^-]+)(?:-py\d.*)?\.(?:dist-info|egg-info)$")
_MAX_ENTRY_POINTS = 500


def find() -> Tuple[Optional[str], Optional[str]]:
    """(service, release) of the running program, each None where unknown. Reads names of folders, and imports nothing:

    ``importlib.metadata`` costs more than the whole of ``init`` may.
    """
    name = _program()
    found = _of_bundle(name) if getattr(sys, "frozen", False) else _of_main(name)
    return (found[0], f"{found[0]}@{found[1]}") if found else (name, None)


def _program() -> Optional[str]:
    main = sys.modules.get("__main__")
    spec = getattr(main, "__spec__", None)
    if spec is not None and spec.name:
        return str(spec.name).partition(".")[0]
    if getattr(sys, "frozen", False):
        return _stem(sys.executable)
    path = getattr(main, "__file__", None) or (sys.argv[0] if sys.argv else "")
    return _stem(path) if path and path not in ("-c", "-") else None


def _stem(path: str) -> str:
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.basename(os.path.dirname(os.path.abspath(path))) if stem == "__main__" else stem


def _of_bundle(name: Optional[str]) -> Optional[Tuple[str, str]]:
    """PyInstaller keeps the metadata it was told to (``--copy-metadata``) beside the program."""
    folder = getattr(sys, "_MEIPASS", None) or os.path.dirname(sys.executable)
    return next((entry for entry in _distributions(folder) if name and _same(entry[0], name)), None)


def _of_main(name: Optional[str]) -> Optional[Tuple[str, str]]:
    if not name:
        return None
    for folder in sys.path:
        entries = list(_distributions(folder or os.curdir))
        for entry in entries:
            if _same(entry[0], name):
                return entry
        # A console script's name may be another than its distribution's.
        script = re.compile(rf"^{re.escape(name)}\s*=", re.M)
        for entry, path in zip(entries[:_MAX_ENTRY_POINTS], _paths(folder or os.curdir)):
            if _is_script() and script.search(_read(os.path.join(path, "entry_points.txt"))):
                return entry
    return None


def _is_script() -> bool:
    path = getattr(sys.modules.get("__main__"), "__file__", None) or ""
    return os.path.basename(os.path.dirname(path)).lower() in ("bin", "scripts")


def _distributions(folder: str) -> Iterator[Tuple[str, str]]:
    for path in _paths(folder):
        match = _DIST_INFO.match(os.path.basename(path))
        if match:
            yield match.group(1).replace("_", "-"), match.group(2)


def _paths(folder: str) -> Iterator[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    yield from (os.path.join(folder, name) for name in names if _DIST_INFO.match(name))


def _same(one: str, other: str) -> bool:
    return re.sub(r"[-_.]+", "-", one).lower() == re.sub(r"[-_.]+", "-", other).lower()


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(65536)
    except OSError:
        return ""
