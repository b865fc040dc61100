"""Crash documents (docs/crash-format.md) of what the black box found."""

from __future__ import annotations

import hashlib

from ._dump import Dump, DumpThread
from ._frames import Paths, brief
from ._layout import THREAD
from ._record import Record
from ._times import rfc3339
from ._verdict import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional, Sequence

_TOLD = ("release", "environment", "service", "session_id", "install_id")
_BREADCRUMBS = 64
_CONTEXT_ENTRIES = 50

_OWN_FOLDER = "/telemetry_sdk/"


def of_dead(record: Record, verdict: Verdict, found: float) -> Dict[str, Any]:
    """The report of a flight that is over. Its id is the flight's, so that the same death told twice is counted once.

    :param found: now, in seconds since 1970.
    """
    document = record.hang if record.hang and verdict.kind == "hang" else _made(record, verdict)
    document.setdefault("contexts", {}).update(_contexts(record, verdict, found))
    _tell_step(document, record)
    if record.hang and verdict.kind == "hang":
        document["contexts"].setdefault("hang", {})["outcome"] = verdict.why
    return document


def _tell_step(document: Dict[str, Any], record: Record) -> None:
    name = str(record.step.get("name") or "")[:200]
    if not name:
        return
    message = document.get("message")
    if isinstance(message, dict):
        # Not in the template: the same death in two steps is one issue, and the tag tells them apart.
        message["text"] = f"{message.get('text')}, in step '{name}'"
    document.setdefault("tags", {})["step"] = name
    document["contexts"]["step"] = _plain(record.step)


def base(header: Dict[str, Any], crash_id: str, when: float) -> Dict[str, Any]:
    """What all documents of a flight have: whose it is, and on which machine."""
    document: Dict[str, Any] = {
        "version": 1,
        "id": crash_id,
        "time": rfc3339(when),
        "level": "fatal",
        "platform": "python",
        "sdk": header.get("sdk"),
        "machine": header.get("machine"),
    }
    document.update((name, header.get(name)) for name in _TOLD)
    return {name: value for name, value in document.items() if value}


def crash_id(flight_id: str, what: str) -> str:
    """32 hex digits that are the same for each finder of the same death."""
    return hashlib.sha256(f"{flight_id} {what}".encode()).hexdigest()[:32]


def threads_of(dump: Dump, paths: Paths, names: Dict[str, str]) -> List[Dict[str, Any]]:
    """Threads of a dump, the one that died first marked as crashed."""
    return [_thread(thread, paths, names) for thread in dump.threads if not _is_ours(thread, names)]


def _is_ours(thread: DumpThread, names: Dict[str, str]) -> bool:
    """The SDK's threads wait, whatever happens: nobody needs to read that."""
    begun = next((frame.file for frame in thread.frames if not frame.file.endswith("threading.py")), "")
    is_of_sdk = _OWN_FOLDER in begun.replace("\\", "/") or names.get(str(thread.ident)) == THREAD
    return is_of_sdk and not thread.is_current


def _made(record: Record, verdict: Verdict) -> Dict[str, Any]:
    dump = record.timeout if verdict.kind == "hang" and record.timeout is not None else record.dump
    document: Dict[str, Any] = {
        **base(record.header, crash_id(record.id, verdict.kind or ""), record.last_sign),
        "kind": verdict.kind,
        "message": {"text": verdict.text, "template": verdict.text},
        "breadcrumbs": _breadcrumbs(record),
    }
    if dump.threads and verdict.kind in ("native", "hang"):
        paths = Paths(str(record.header.get("main_file") or ""), _texts(record.header.get("paths")))
        names = record.stack.get("threads")
        document["threads"] = threads_of(dump, paths, names if isinstance(names, dict) else {})
        _mark_crashed(document["threads"], verdict.kind or "")
    if record.loaded.get("distributions_hash"):
        document["distributions_hash"] = record.loaded["distributions_hash"]
    return document


def _mark_crashed(threads: List[Dict[str, Any]], kind: str) -> None:
    # No thread is "current" in the dump of a timer: the main thread is the one that people wait for.
    mark = "current" if kind == "native" else "main"
    for thread in threads:
        thread["crashed"] = bool(thread.get(mark))
    if threads and not any(thread["crashed"] for thread in threads):
        threads[0]["crashed"] = True


def _thread(thread: DumpThread, paths: Paths, names: Dict[str, str]) -> Dict[str, Any]:
    name = names.get(str(thread.ident))
    stack: Dict[str, Any] = {"frames": [paths.frame(*frame) for frame in thread.frames]}
    if thread.is_cut:
        stack["omitted"] = 1  # The handler stops after a hundred frames and does not say how many follow.
    found: Dict[str, Any] = {"id": str(thread.ident), "current": thread.is_current, "main": name == "MainThread", "stack": stack}
    return {**found, "name": name} if name else found


def _breadcrumbs(record: Record) -> List[Dict[str, Any]]:
    return [{"time": rfc3339(when), "type": "log", "message": line} for when, line in record.log[-_BREADCRUMBS:]]


def _contexts(record: Record, verdict: Verdict, found: float) -> Dict[str, Dict[str, str]]:
    contexts = {
        "black_box": {
            "conclusion": verdict.text,
            "sure": verdict.sure,
            "why": verdict.why,
            "mechanism": verdict.mechanism,
            "ran_for_seconds": f"{record.last_sign - record.started:.1f}",
            "found_after_seconds": f"{max(found - record.last_sign, 0):.1f}",
            "process": record.header.get("role"),
            "fault_handler": record.header.get("fault_handler"),
            "flight": record.id,
        },
        "last_heartbeat": {**record.beat, "time": rfc3339(record.beat_time) if record.beat_time else "", "main_thread": _main_thread(record)},
        "environment": record.header.get("details") or {},
        "native_modules": _native_modules(record),
    }
    kept = {name: _plain(values) for name, values in contexts.items() if isinstance(values, dict)}
    return {name: values for name, values in kept.items() if values}


def _main_thread(record: Record) -> str:
    frames = record.stack.get("main")
    return brief([frame for frame in frames if isinstance(frame, dict)]) if isinstance(frames, list) else ""


def _native_modules(record: Record) -> Dict[str, str]:
    modules = record.loaded.get("modules")
    paths = modules if isinstance(modules, dict) else {}
    return {name: str(paths.get(name, "loaded")) for name in sorted({*record.dump.extensions, *paths})}


def _plain(values: Dict[str, Any]) -> Dict[str, str]:
    texts = {str(name): str(value) for name, value in values.items() if value not in (None, "")}
    return dict(list(texts.items())[:_CONTEXT_ENTRIES])


def _texts(value: Optional[object]) -> Sequence[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
