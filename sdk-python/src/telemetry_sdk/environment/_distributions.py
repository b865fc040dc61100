"""The installed distributions, by the names of their metadata folders."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Iterable, Iterator, Optional, Tuple

_SUFFIXES = (".dist-info", ".egg-info")

_cached: Optional[Tuple[Tuple[Tuple[str, float], ...], Tuple[str, Dict[str, str]]]] = None


def distributions() -> Tuple[str, Dict[str, str]]:
    """A name of the set (16 hex digits) and the set: versions by name as PEP 503 writes it.

    Read at the first call and again only when a folder of ``sys.path`` has changed. Two equal sets have the same name on any machine;
    it is the name the server makes when it has the list alone. Never raises.
    """
    global _cached
    entries = [entry or os.curdir for entry in sys.path]
    key = tuple((entry, _changed(entry)) for entry in entries)
    if _cached is None or _cached[0] != key:
        found = _read(entries)
        _cached = (key, (_name_of(found), found))
    name, found = _cached[1]
    return name, dict(found)


def _changed(entry: str) -> float:
    try:
        return os.stat(entry).st_mtime
    except (OSError, ValueError):
        return 0.0


def _read(entries: Iterable[str]) -> Dict[str, str]:
    found: Dict[str, str] = {}
    for entry in entries:
        for name, version in _of_entry(entry):
            found.setdefault(name, version)  # The first on the path is the one that is imported.
    return found


def _of_entry(entry: str) -> Iterator[Tuple[str, str]]:
    try:
        names = sorted(os.listdir(entry)) if os.path.isdir(entry) else None
    except OSError:
        return
    if names is None:
        yield from _of_archive(entry)
        return
    for name in names:
        parsed = _parse(name)
        if parsed:
            yield parsed


def _parse(folder: str) -> Optional[Tuple[str, str]]:
    """``typing_extensions-4.4.0.dist-info`` → ``typing-extensions``, ``4.4.0``. Reading each METADATA would cost fifty times as much."""
    stem, suffix = os.path.splitext(folder)
    if suffix not in _SUFFIXES or folder.startswith("~"):  # pip leaves what it could not remove with a tilde.
        return None
    parts = stem.split("-")
    if len(parts) < 2 or not parts[1][:1].isdigit():
        return None
    return _normal(parts[0]), parts[1]


def _normal(name: str) -> str:
    return "-".join(part for part in name.lower().replace("_", "-").replace(".", "-").split("-") if part)


def _of_archive(entry: str) -> Iterator[Tuple[str, str]]:
    if not os.path.isfile(entry):
        return
    try:
        from importlib import metadata

        for distribution in metadata.distributions(path=[entry]):
            yield _normal(distribution.metadata["Name"]), distribution.version
    except Exception:  # Anything may lie on the path.
        return


def _name_of(found: Dict[str, str]) -> str:
    import hashlib  # Only needed by the thread in the background.

    lines = sorted(f"{name.replace('-', '_')}={version}" for name, version in found.items())
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]
