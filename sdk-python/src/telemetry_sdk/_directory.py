"""Where this copy of the application keeps its spool, flight files and install id."""

from __future__ import annotations

import os
import stat
import sys
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from ._options import Options


def base(options: Options) -> str:
    """``directory`` as set, else one for each program and project below the user's state folder."""
    if options.directory:
        return os.path.abspath(options.directory)
    assert options.dsn is not None
    name = "".join(character if character.isalnum() or character in "-_." else "-" for character in options.service or "python").lstrip(".")[:60]
    mark = zlib.crc32(f"{options.dsn.base}/{options.dsn.project}/{options.service}".encode())
    return os.path.join(_state_folder(), "telemetry-sdk", f"{name or 'python'}-{mark:08x}")


def _state_folder() -> str:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support")
    return os.environ.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state")


def usable(path: str) -> Optional[str]:
    """``path``, made if needed, and for its owner's eyes; else a folder below the temporary one; else None: keep all in memory."""
    return _made(path) or _made(_temporary(path))


def spool(directory: str) -> Optional[str]:
    return _made(os.path.join(directory, "spool"))


def _temporary(path: str) -> str:
    import tempfile

    owner = os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "")
    return os.path.join(tempfile.gettempdir(), f"telemetry-sdk-{owner}", os.path.basename(path))


def _made(path: str) -> Optional[str]:
    try:
        os.makedirs(path, 0o700, exist_ok=True)
        state = os.lstat(path)
        # In a temporary folder anybody may have put a link, or a folder of their own, under this name.
        ours = sys.platform == "win32" or state.st_uid == os.geteuid()
        if stat.S_ISDIR(state.st_mode) and ours and os.access(path, os.W_OK | os.X_OK):
            return path
    except OSError:
        pass
    return None
