"""This copy of the program: a random name, and which releases it had."""

from __future__ import annotations

import os

from .. import _plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Optional

_NAME = "install.json"


class Install:
    """``install.json``: ``{"id", "release", "previous_release"}``."""

    def __init__(self, directory: str) -> None:
        self._path = os.path.join(directory, _NAME)
        self._values = self._read() or self._create({"id": os.urandom(16).hex()})

    @property
    def id(self) -> str:
        """32 hex digits."""
        return self._values["id"]

    @property
    def previous_release(self) -> Optional[str]:
        """The release that ran here before the present one; None when there was none."""
        return self._values.get("previous_release")

    def reset(self) -> str:
        """A new name; what is known of releases goes with the old one."""
        self._values = {"id": os.urandom(16).hex()}
        self._write()
        return self.id

    def saw(self, release: Optional[str]) -> None:
        """This release runs now."""
        known = self._values.get("release")
        if not release or release == known:
            return
        if known:
            self._values["previous_release"] = known
        self._values["release"] = release
        self._write()

    def _read(self) -> Optional[Dict[str, str]]:
        try:
            with open(self._path, encoding="utf-8") as file:
                values = _plain.loads(file.read(4096))
        except (OSError, ValueError):
            return None
        is_whole = isinstance(values, dict) and isinstance(values.get("id"), str) and len(values["id"]) == 32
        return {name: value for name, value in values.items() if isinstance(value, str)} if is_whole else None

    def _create(self, values: Dict[str, str]) -> Dict[str, str]:
        """Of two processes that start first at the same time, both get the name of one."""
        self._values = values
        temporary = self._put_beside()
        if temporary is None:
            return values
        try:
            if hasattr(os, "link") and os.name != "nt":
                os.link(temporary, self._path)
            else:
                os.rename(temporary, self._path)  # Which fails on Windows when it is there.
        except OSError:
            found = self._read()
            if found is None:
                self._write()  # There was one, and it is not readable.
            return found or values
        finally:
            _remove(temporary)
        return values

    def _write(self) -> None:
        temporary = self._put_beside()
        if temporary is None:
            return
        try:
            os.replace(temporary, self._path)
        except OSError:
            _remove(temporary)

    def _put_beside(self) -> Optional[str]:
        temporary = f"{self._path}.{os.urandom(4).hex()}"
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            with open(temporary, "w", encoding="utf-8") as file:
                file.write(_plain.dumps(self._values))
            return temporary
        except OSError:
            return None


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass
