"""What kind of application this is, by what it has loaded and how it was started."""

from __future__ import annotations

import os
import sys

_DESKTOP = ("PySide6.QtWidgets", "PyQt6.QtWidgets", "PySide2.QtWidgets", "PyQt5.QtWidgets", "tkinter", "wx", "kivy.app", "gi.repository.Gtk", "toga")
_SERVER = ("uvicorn", "gunicorn.app", "hypercorn", "waitress", "uwsgi", "celery.worker", "daphne", "granian", "aiohttp.web_runner", "wsgiref.simple_server")


def kind() -> str:
    """``desktop``, ``server``, ``tool`` (started by an installed command) or ``script``. Asked again at the end, it may know more."""
    if any(name in sys.modules for name in _DESKTOP):
        return "desktop"
    if any(name in sys.modules for name in _SERVER):
        return "server"
    return "tool" if _is_command() else "script"


def _is_command() -> bool:
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    if not main:
        return bool(getattr(sys, "frozen", False))
    name = os.path.basename(main)
    folder = os.path.dirname(os.path.abspath(main))
    is_script_of_pip = folder == os.path.dirname(os.path.abspath(sys.executable or "")) or os.path.basename(folder) in ("bin", "Scripts")
    return name == "__main__.py" or is_script_of_pip
