"""How the application came to this machine."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, List, Optional, Tuple


def packaging() -> str:
    """One word: the innermost of :func:`layers`, which decides how file names and modules look."""
    return layers()[0]


def layers() -> List[str]:
    """All that apply, innermost first: ``["pyinstaller", "appimage"]``. Never empty: the last resort is ``source``."""
    found = [name for name, applies in _LAYERS if _tried(applies)]
    return found or ["source"]


def _tried(applies: Callable[[], bool]) -> bool:
    try:
        return applies()
    except Exception:  # A strange __main__ is no reason not to start.
        return False


def _main_file() -> str:
    file = getattr(sys.modules.get("__main__"), "__file__", None)
    return os.path.abspath(str(file)) if file else ""


def _is_inside(folder: Optional[str]) -> bool:
    """Whether the program lies there. The variables of AppImage and snap are inherited by all programs started from one."""
    if not folder:
        return False
    root = os.path.realpath(folder) + os.sep
    return any(os.path.realpath(path).startswith(root) for path in (sys.executable or "", _main_file()) if path)


def _is_pyinstaller() -> bool:
    return bool(getattr(sys, "frozen", False)) and hasattr(sys, "_MEIPASS")


def _is_nuitka() -> bool:
    return hasattr(sys.modules.get("__main__"), "__compiled__")


def _is_cx_freeze() -> bool:
    frozen = getattr(sys, "frozen", False)
    return bool(frozen) and not hasattr(sys, "_MEIPASS") and not _is_nuitka()


def _is_briefcase() -> bool:
    return any(os.path.basename(os.path.normpath(entry)) == "app_packages" for entry in sys.path if entry)


def _is_zipapp() -> bool:
    main = sys.modules.get("__main__")
    loader = getattr(main, "__loader__", None)
    return type(loader).__name__ == "zipimporter" and not getattr(sys, "frozen", False)


def _is_appimage() -> bool:
    return "APPIMAGE" in os.environ and _is_inside(os.environ.get("APPDIR"))


def _is_snap() -> bool:
    return _is_inside(os.environ.get("SNAP"))


def _is_flatpak() -> bool:
    return os.path.exists("/.flatpak-info")


def _is_container() -> bool:
    marks = ("/.dockerenv", "/run/.containerenv")
    return "KUBERNETES_SERVICE_HOST" in os.environ or any(os.path.exists(mark) for mark in marks)


def _is_pipx() -> bool:
    return os.path.exists(os.path.join(sys.prefix, "pipx_metadata.json"))


def _is_conda() -> bool:
    return os.path.isdir(os.path.join(sys.prefix, "conda-meta"))


def _is_wheel() -> bool:
    """A module of ``site-packages`` was started, or one of the small scripts that installers put beside the interpreter."""
    file = _main_file()
    if not file:
        return False
    installed = any(part in ("site-packages", "dist-packages") for part in file.split(os.sep))
    return installed or os.path.dirname(file) == os.path.dirname(os.path.abspath(sys.executable))


_LAYERS: Tuple[Tuple[str, Callable[[], bool]], ...] = (
    ("pyinstaller", _is_pyinstaller),
    ("nuitka", _is_nuitka),
    ("cx_freeze", _is_cx_freeze),
    ("briefcase", _is_briefcase),
    ("zipapp", _is_zipapp),
    ("appimage", _is_appimage),
    ("snap", _is_snap),
    ("flatpak", _is_flatpak),
    ("pipx", _is_pipx),
    ("conda", _is_conda),
    ("container", _is_container),
    ("wheel", _is_wheel),
)
