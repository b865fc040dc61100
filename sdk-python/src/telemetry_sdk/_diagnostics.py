"""One file that a user can read, and mail to those who made the program."""

from __future__ import annotations

import json
import os
import sys
import time

from . import _client, _options, _scrub, environment
from ._version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Optional

_MAX_FLIGHTS, _MAX_RECORDS, _MAX_LINES, _MAX_FLIGHT_BYTES = 20, 1000, 500, 1_000_000
_HEADER = ("release", "environment", "role", "pid", "started", "main_file", "machine", "details")


def export(path: str) -> None:
    """Writes JSON with indentation. :raises OSError: the file cannot be written. :raises ValueError: the SDK has not started."""
    client = _client.current()
    if client is None:
        raise ValueError("telemetry_sdk.init() was not called, or nothing is sent.")
    options, directory, found = client.options, client.directory, client
    parts: Dict[str, Callable[[], Any]] = {
        "options": lambda: _settings(options),
        "environment": lambda: {**environment.facts(), **environment.details()},
        "distributions": lambda: environment.distributions()[1],
        "delivery": lambda: _delivery(found),
        "files": lambda: _files(directory),
        "spool": lambda: _spool(directory),
        "flights": lambda: _flights(directory),
        "logs": lambda: _logs(found),
    }
    document: Dict[str, Any] = {"made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "sdk": f"telemetry-sdk {VERSION}"}
    for name, part in parts.items():
        try:
            document[name] = part()
        except Exception as error:  # what is broken may be what the file is made for
            document[name] = f"cannot be read: {type(error).__name__}"
    text = json.dumps(_clean(document), indent=2, ensure_ascii=False, default=str)
    with open(path, "w", encoding="utf-8", errors="replace") as file:
        file.write(text + "\n")


def _clean(value: Any, name: str = "") -> Any:
    """Without secrets, and without the user's name in the paths of his files."""
    if isinstance(value, dict):
        return {str(key): _clean(one, str(key)) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(one) for one in value]
    if name and _scrub.is_secret_name(name):
        return _scrub.FILTERED
    if not isinstance(value, str):
        return value
    home = os.path.expanduser("~")
    return _scrub.text(value.replace(home, "~") if len(home) > 1 else value)


def _settings(options: _options.Options) -> Dict[str, Any]:
    values = {name: getattr(options, name) for name in _options.FIELDS}
    values = {name: "a function" if callable(value) else value for name, value in values.items()}
    # Of a proxy too: its address may hold a password.
    values["proxy"] = "set" if options.proxy else options.proxy
    values["sent_to"] = options.dsn.base if options.dsn is not None else None
    return {**values, "consent": options.consent, "session": options.session_id, "install": options.install_id, "problems": options.problems}


def _delivery(client: _client.Client) -> Dict[str, Any]:
    state = client.pipeline.state()
    return {**state, "losses": {f"{signal} {reason}": count for (signal, reason), count in state["losses"].items()}}


def _files(directory: Optional[str]) -> Dict[str, int]:
    found: Dict[str, int] = {}
    for folder, _, names in os.walk(directory or os.devnull):
        for name in sorted(names)[:_MAX_RECORDS]:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, directory)] = os.stat(path).st_size
    return found


def _spool(directory: Optional[str]) -> List[Dict[str, Any]]:
    """What waits, by kind, number and size: not what it says, which only the server is told."""
    from .delivery import records, segment, signals

    folder, found = os.path.join(directory or "", "spool"), []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(segment.SUFFIX):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            for record in records.read(file.read(segment.MAX_BYTES)):
                kind = (signals.NAMES + ("losses",))[record.signal]
                state = "damaged" if record.payload is None else "sent" if record.done else "waits"
                found.append({"kind": kind, "items": record.items, "bytes": len(record.payload or b""), "time": record.time, "state": state})
    return found[-_MAX_RECORDS:]


def _flights(directory: Optional[str]) -> List[Dict[str, Any]]:
    from .blackbox import _layout, _record

    found: List[Dict[str, Any]] = []
    for name in sorted(os.listdir(directory))[:1000] if directory else ():
        if name.endswith(_layout.FLIGHT) and len(found) < _MAX_FLIGHTS:
            stem = os.path.join(directory or "", name[: -len(_layout.FLIGHT)])
            record = _record.read(stem, _bytes(stem + _layout.FLIGHT))
            if record is not None:
                found.append(_flight(record))
    return found


def _bytes(path: str) -> bytes:
    box = sys.modules.get("telemetry_sdk.blackbox")
    own = getattr(box, "_box", None)
    if own is not None and own.flight_path == path:
        # To open it once more, and close it, would give up the lock that says that this process lives.
        return bytes(own.flight_bytes())
    with open(path, "rb") as file:
        return file.read(_MAX_FLIGHT_BYTES)


def _flight(record: Any) -> Dict[str, Any]:
    threads = [[f"{frame}" for frame in thread.frames] for thread in record.dump.threads]
    return {
        "flight": record.id,
        **{name: record.header[name] for name in _HEADER if name in record.header},
        "end": record.end,
        "last_heartbeat": record.beat,
        "step": record.step,
        "main_thread": record.stack.get("main"),
        "death": record.dump.reason,
        "threads": threads,
        "log": [line for _, line in record.log],
    }


def _logs(client: _client.Client) -> List[str]:
    """Breadcrumbs and the records kept for a crash, which stay where they are."""
    kept = [f"{item.record.levelname} {item.record.name} {item.message()}" for item in list(client.logs.ring._items)]
    document: Dict[str, Any] = {}
    client.scope.apply(document)
    crumbs = [f"{crumb['time']} {crumb['level']} {crumb['category']} {crumb['message']}" for crumb in document.get("breadcrumbs", ())]
    return kept[-_MAX_LINES:] + crumbs
