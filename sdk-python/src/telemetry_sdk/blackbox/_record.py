"""A flight as another process reads it."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from . import _layout
from ._dump import MAX_CHARACTERS, Dump, parse
from ._slots import Slots

_DUMP_BYTES = _layout.SIGTERM_AT


class Record(NamedTuple):
    """What a process left behind. Empty parts were never written, or not whole."""

    id: str
    header: Dict[str, Any]
    end: Dict[str, Any]
    beat: Dict[str, Any]
    beat_time: float
    stack: Dict[str, Any]
    loaded: Dict[str, Any]
    log: List[Tuple[float, str]]
    dump: Dump
    dump_time: float
    timeout: Optional[Dump]
    ended_by: Optional[str]
    hang: Dict[str, Any]
    # The innermost step it was in: ``name``, and ``from`` and ``to`` where they are known.
    step: Dict[str, Any] = {}

    @property
    def started(self) -> float:
        """Seconds since 1970."""
        return float(self.header.get("started") or 0)

    @property
    def last_sign(self) -> float:
        """The last time it certainly lived, seconds since 1970."""
        return max([self.started, self.beat_time, self.dump_time] + [when for when, _ in self.log])


def read(stem: str, data: bytes) -> Optional[Record]:
    """Reads a flight; None when its header is not whole. Trusts no byte of it, and reads at most 3 MB.

    :param data: of the flight file. Given and not read here, because closing a second descriptor of it would give up the reader's lock.
    """
    header, _ = _newest(_layout.HEADER, data)
    if not header:
        return None
    path = stem + _layout.STACKS
    text = _text(path, 0)
    ended_by = _ended_by(path)
    end, _ = _newest(_layout.END, data)
    beat, beat_time = _newest(_layout.BEAT, data)
    fatal = parse(text)
    return Record(
        os.path.basename(stem),
        header,
        end,
        beat,
        beat_time,
        _newest(_layout.STACK, data)[0],
        _newest(_layout.LOADED, data)[0],
        [(line.time, line.text.decode("utf-8", "ignore")) for line in _layout.LOG.read(data)],
        fatal,
        _changed(path) if text or ended_by else 0.0,
        _timeout(path, beat) if fatal.reason is None else None,
        ended_by,
        _json(_bytes(stem + _layout.HANG, 0, MAX_CHARACTERS)),
        _innermost(_newest(_layout.STEP, data)[0].get("steps")),
    )


def _innermost(steps: Any) -> Dict[str, Any]:
    return steps[-1] if isinstance(steps, list) and steps and isinstance(steps[-1], dict) else {}


def _newest(slots: Slots, data: bytes) -> Tuple[Dict[str, Any], float]:
    written = slots.read(data)
    return (_json(written[-1].text), written[-1].time) if written else ({}, 0.0)


def _timeout(path: str, beat: Dict[str, Any]) -> Optional[Dump]:
    """The dump of a main loop that held the interpreter: what was written since the last heartbeat, as a later one means that it ended."""
    told = beat.get("stacks_bytes")
    text = _text(path, told if isinstance(told, int) and 0 <= told < _DUMP_BYTES else 0)
    parts = text.split("Timeout (", 1)
    return parse(parts[1]) if len(parts) == 2 else None


def _ended_by(path: str) -> Optional[str]:
    for name, place in (("SIGTERM", _layout.SIGTERM_AT), ("SIGHUP", _layout.SIGHUP_AT)):
        if "(most recent call first)" in _text(path, place)[:200]:
            return name
    return None


def _text(path: str, offset: int) -> str:
    return _bytes(path, offset, _DUMP_BYTES).rstrip(b"\0").decode("utf-8", "replace")


def _bytes(path: str, offset: int, most: int) -> bytes:
    try:
        with open(path, "rb") as file:
            file.seek(offset)
            return file.read(most)
    except OSError:
        return b""


def _changed(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0


def _json(text: bytes) -> Dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
