"""Sessions whose process is gone: their ends are told here."""

from __future__ import annotations

import datetime
import os
import time
from typing import Any, Callable, Dict, Iterator, NamedTuple, Optional

from ..blackbox._times import rfc3339
from ._file import SUFFIX, SessionFile
from ._run import final_state, told

# The black box of the same start may know the end. What it has not told by the next start, it does not know.
_WAIT_SECONDS = 5.0
_MAX_SESSIONS = 100
_TRIES = 5
_TRY_SECONDS = 0.005

Send = Callable[[Dict[str, Any]], None]


class End(NamedTuple):
    """How a session ended; ``when`` in seconds since 1970."""

    state: str
    mechanism: Optional[str]
    exit_code: Optional[int]
    when: float


def tell(directory: str, send: Send) -> None:
    """Tells those whose end is known, and those of which nobody will know more."""
    for file in _gone(directory):
        try:
            _tell_one(file, send)
        finally:
            file.close()


def conclude(directory: str, session_id: str, end: End, send: Optional[Send]) -> None:
    """The end is known: tells it, or leaves it in the file for the session that starts next.

    :param send: None while this process has no session.
    """
    file = _open(directory, session_id)
    if file is None:
        return
    try:
        file.end = end._asdict()
        if send is not None:
            _tell_one(file, send)
    finally:
        file.close()


def _open(directory: str, session_id: str) -> Optional[SessionFile]:
    """With its lock; another process that starts now may have it for a moment."""
    for _ in range(_TRIES):
        try:
            file = SessionFile(directory, session_id, create=False)
        except OSError:
            return None
        if file.is_locked:
            return file
        file.close()
        time.sleep(_TRY_SECONDS)
    return None


def _tell_one(file: SessionFile, send: Send) -> None:
    document, known = file.document, file.end
    if "state" in known:
        end = End(known["state"], known.get("mechanism"), known.get("exit_code"), float(known.get("when") or 0))
        # It has told its end itself, and the interpreter died after that, in its shutdown: that is the last word.
        if document and (not _has_ended(document) or _is_worse(end.state, document)):
            _say(document, end, send)
        file.remove()
    elif "seen" not in known:
        file.end = {"seen": time.time()}
    elif time.time() - float(known["seen"]) > _WAIT_SECONDS:
        if document and not _has_ended(document):
            _say(document, End("abnormal", "unknown", None, 0.0), send)
        file.remove()


def _has_ended(document: Dict[str, Any]) -> bool:
    return bool(document.get("state", "ok") != "ok")


def _is_worse(state: str, document: Dict[str, Any]) -> bool:
    return state in ("crashed", "abnormal") and document.get("state") not in ("crashed", "abnormal")


def _say(document: Dict[str, Any], end: End, send: Send) -> None:
    started, last = _seconds(document.get("started")), _seconds(document.get("time"))
    when = max(end.when, last)
    changed = {
        "sequence": int(document.get("sequence", 0)) + 1,
        "state": final_state(end.state, document),
        "mechanism": end.mechanism,
        "exit_code": end.exit_code,
        "time": rfc3339(when),
        "duration_seconds": round(max(when - started, 0.0), 3),
    }
    send(told({**document, **changed}))


def _gone(directory: str) -> Iterator[SessionFile]:
    try:
        names = [name for name in os.listdir(directory) if name.endswith(SUFFIX)]
    except OSError:
        return
    for name in names[:_MAX_SESSIONS]:
        try:
            file = SessionFile(directory, name[: -len(SUFFIX)], create=False)
        except OSError:
            continue
        if file.is_locked:
            yield file
        else:
            file.close()


def _seconds(text: Any) -> float:
    try:
        moment = datetime.datetime.strptime(str(text), "%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError:
        return 0.0
    return moment.replace(tzinfo=datetime.timezone.utc).timestamp()
