"""Frames of a crash document from names of files, which is all a dump has."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any, Dict, List, Optional, Sequence

MAX_FRAMES = 250


class Paths:
    """What the dead process imported from."""

    def __init__(self, main_file: str, folders: Sequence[str]) -> None:
        self._main_file = main_file
        # The longest first: site-packages lies in the folder of the standard library.
        self._folders = sorted((folder.rstrip("/\\") for folder in folders if folder), key=len, reverse=True)

    def frame(self, file: str, line: int, function: str) -> Dict[str, Any]:
        """One frame; what is not known is left out."""
        relative = self._relative(file)
        module = self._module(file, relative)
        shown = relative or file.replace("\\", "/").rsplit("/", 1)[-1]
        frame: Dict[str, Any] = {"module": module, "function": function, "file": shown, "path": file, "line": line or None}
        return {name: value for name, value in frame.items() if value}

    def _relative(self, file: str) -> Optional[str]:
        """From the folder it was imported from; None when it lies in none of them. Frozen programs have only such names."""
        for folder in self._folders:
            if file.startswith(folder) and file[len(folder) : len(folder) + 1] in ("/", "\\"):
                return file[len(folder) + 1 :].replace("\\", "/")
        is_absolute = file.startswith("/") or file[1:2] == ":"
        return None if is_absolute else file.replace("\\", "/")

    def _module(self, file: str, relative: Optional[str]) -> Optional[str]:
        if file == self._main_file:
            return "__main__"
        if file.startswith("<frozen ") and file.endswith(">"):
            return file[len("<frozen ") : -1]
        if relative is None or not relative.endswith((".py", ".pyc", ".pyw")):
            return None
        name = relative.rsplit(".", 1)[0].replace("/", ".")
        return name[: -len(".__init__")] if name.endswith(".__init__") else name


def of_running(frame: Optional[FrameType]) -> List[Dict[str, Any]]:
    """The stack of a thread of this process, outermost call first, at most :data:`MAX_FRAMES` of the innermost."""
    found: List[Dict[str, Any]] = []
    while frame is not None and len(found) < MAX_FRAMES:
        code = frame.f_code
        module = frame.f_globals.get("__name__")
        function = getattr(code, "co_qualname", code.co_name)
        found.append(
            {
                "module": module if isinstance(module, str) else None,
                "function": function,
                "file": _file_of(code.co_filename, module),
                "path": code.co_filename,
                "line": frame.f_lineno,
            }
        )
        frame = frame.f_back
    found.reverse()
    return found


def _file_of(path: str, module: object) -> str:
    """``…/photo/export.py`` of module ``photo.export`` → ``photo/export.py``."""
    parts = path.replace("\\", "/").split("/")
    depth = module.count(".") + 1 if isinstance(module, str) and module != "__main__" else 1
    if parts[-1].startswith("__init__."):
        depth += 1
    return "/".join(parts[-depth:])


def brief(frames: Sequence[Dict[str, Any]], most: int = 12) -> str:
    """One line for people, innermost call first: ``export.py:41 save < __main__.py:5 <module>``."""
    last = list(frames)[-most:]
    return " < ".join(f"{frame.get('file')}:{frame.get('line', '?')} {frame.get('function')}" for frame in reversed(last))
