"""Finds by itself what was shipped: the name and version of the running program."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional, Tuple

    _Entry = Tuple[str, str, str]

_SUFFIXES = (".dist-info", ".egg-info")
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
    return _named(_distributions(folder), name) if name else None


def _of_main(name: Optional[str]) -> Optional[Tuple[str, str]]:
    if not name:
        return None
    is_script = _is_script()
    for folder in sys.path:
        entries = _distributions(folder or os.curdir)
        found = _named(entries, name) or (_with_command(entries, name) if is_script else None)
        if found is not None:
            return found
    return None


def _named(entries: List[_Entry], name: str) -> Optional[Tuple[str, str]]:
    normal = _normal(name)
    return next(((found, version) for found, version, _ in entries if _normal(found) == normal), None)


def _with_command(entries: List[_Entry], name: str) -> Optional[Tuple[str, str]]:
    """A console script's name may be another than its distribution's."""
    for found, version, path in entries[:_MAX_ENTRY_POINTS]:
        lines = _read(os.path.join(path, "entry_points.txt")).splitlines()
        if any(line.partition("=")[0].rstrip() == name for line in lines if "=" in line):
            return found, version
    return None


def _is_script() -> bool:
    path = getattr(sys.modules.get("__main__"), "__file__", None) or ""
    return os.path.basename(os.path.dirname(path)).lower() in ("bin", "scripts")


def _distributions(folder: str) -> List[_Entry]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    found = []
    for name in names:
        if name.endswith(_SUFFIXES):
            parsed = _parsed(name.rpartition(".")[0])
            if parsed is not None:
                found.append((parsed[0].replace("_", "-"), parsed[1], os.path.join(folder, name)))
    return found


def _parsed(stem: str) -> Optional[Tuple[str, str]]:
    """``photo_tool-1.2`` and, of an egg, ``photo-tool-1.2-py3.11-linux``: name and version."""
    parts = stem.split("-")
    for place in range(1, len(parts)):
        is_last = place + 1 == len(parts)
        if parts[0] and parts[place] and (is_last or (parts[place + 1][:2] == "py" and parts[place + 1][2:3].isdigit())):
            return "-".join(parts[:place]), parts[place]
    return None


def _normal(name: str) -> str:
    return "-".join(part for part in name.lower().replace("_", "-").replace(".", "-").split("-") if part)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(65536)
    except OSError:
        return ""
