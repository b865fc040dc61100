"""What is worth a look in a crash and has no field of its own."""

from __future__ import annotations

import os
import sys

from ._packaging import layers
from ._system import libc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Dict

# Only asked when the application has loaded them: importing one for a fact could start a display server.
_TOOLKITS = ("PySide6.QtCore", "PyQt6.QtCore", "PySide2.QtCore", "PyQt5.QtCore")


def details() -> Dict[str, str]:
    """Texts for a context of a crash: layers of packaging, libc, whether names of files are told apart by case, graphics."""
    parts: Dict[str, Callable[[], str]] = {
        "packaging": lambda: " in ".join(layers()),
        "libc": libc,
        "file_names": _case,
        "graphics": _graphics,
        "display": _display,
        "implementation": lambda: sys.version.replace("\n", " "),
        "executable_bits": lambda: "64" if sys.maxsize > 2**32 else "32",
        "free_threaded": lambda: "" if getattr(sys, "_is_gil_enabled", lambda: True)() else "yes",
    }
    read = {name: _tried(part) for name, part in parts.items()}
    return {name: value for name, value in read.items() if value}


def _tried(part: Callable[[], str]) -> str:
    try:
        return part()
    except Exception:
        return ""


def _case() -> str:
    folder = os.path.dirname(os.path.abspath(__file__))
    return "case ignored" if os.path.exists(folder.swapcase()) and os.path.samefile(folder, folder.swapcase()) else "case matters"


def _graphics() -> str:
    for name in _TOOLKITS:
        module = sys.modules.get(name)
        if module is not None:
            return f"{name.split('.')[0]} {getattr(module, 'qVersion')()}"
    tkinter = sys.modules.get("tkinter")
    return f"Tk {getattr(tkinter, 'TkVersion')}" if tkinter is not None else ""


def _display() -> str:
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"]
    return "wayland" if os.environ.get("WAYLAND_DISPLAY") else "x11" if os.environ.get("DISPLAY") else ""
