"""The session of this run."""

from __future__ import annotations

import os
import time

from .. import environment
from ..blackbox._times import rfc3339
from ._file import SessionFile
from ._install import Install
from ._kind import kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional

_MAX_TEXT = 200


class Run:
    """From its first document to its last."""

    def __init__(self, options: Any, send: Callable[[Dict[str, Any]], None], directory: str) -> None:
        self.send = send
        self._pid = os.getpid()
        self._began = time.monotonic()
        self._has_ended = False
        self._document = _first(options, Install(directory))
        self.id = self._document["id"]
        self._file: Optional[SessionFile] = None
        try:
            self._file = SessionFile(directory, self._document["id"], create=True)
        except OSError:  # Then nobody can tell its end for it.
            pass
        self._say({})

    @property
    def is_ours(self) -> bool:
        """False in a child made by fork."""
        return self._pid == os.getpid()

    def note_error(self, handled: bool) -> None:
        """Counts it. Only the first is told at once: the number is in the last document."""
        errors = self._document["errors"] + 1
        changed: Dict[str, Any] = {"errors": errors}
        if not handled:
            changed["unhandled"] = True
        if errors == 1:
            self._say(changed)
        else:
            self._keep(changed)

    def end(self, state: str, mechanism: Optional[str], exit_code: Optional[int]) -> None:
        """The last document."""
        if self._has_ended:
            return
        self._has_ended = True
        self._say({"state": final_state(state, self._document), "mechanism": mechanism, "exit_code": exit_code, "kind": kind()})

    def _say(self, changed: Dict[str, Any]) -> None:
        self._keep({**changed, "sequence": self._document["sequence"] + 1})
        self.send(told(self._document))

    def _keep(self, changed: Dict[str, Any]) -> None:
        duration = round(time.monotonic() - self._began, 3)
        self._document = {**self._document, **changed, "time": rfc3339(time.time()), "duration_seconds": duration}
        if self._file is not None:
            self._file.document = self._document


def final_state(state: str, document: Dict[str, Any]) -> str:
    """A session that ended well by itself did not, when there were errors."""
    if state != "exited":
        return state
    return "crashed" if document.get("unhandled") else "errored" if document.get("errors") else "exited"


def told(document: Dict[str, Any]) -> Dict[str, Any]:
    """What is sent: without what is not known, and without our own notes."""
    return {name: value for name, value in document.items() if value is not None and name != "unhandled"}


def _first(options: Any, install: Install) -> Dict[str, Any]:
    release = _text(options, "release")
    install.saw(release)
    now = rfc3339(time.time())
    return {
        "version": 1,
        "id": _text(options, "session_id") or os.urandom(16).hex(),
        "install_id": _text(options, "install_id") or install.id,
        "sequence": 0,
        "state": "ok",
        "mechanism": None,
        "started": now,
        "time": now,
        "duration_seconds": 0.0,
        "errors": 0,
        "release": release,
        "previous_release": install.previous_release,
        "environment": _text(options, "environment"),
        "service": _text(options, "service"),
        "kind": kind(),
        "consent": _text(options, "consent") or "not_asked",
        "packaging": environment.packaging(),
        "exit_code": None,
        "sdk": {"name": "telemetry-sdk"},
    }


def _text(options: Any, name: str) -> Optional[str]:
    value = getattr(options, name, None)
    return str(value)[:_MAX_TEXT] if value not in (None, "") else None
