"""Builds a crash document (docs/crash-format.md)."""

from __future__ import annotations

import os
import time

from . import _exceptions, _scrub, _stack, _threads
from ._time import rfc3339
from ._version import SDK_NAME, VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Optional

    from ._options import Options
    from ._scope import Scope


def of_exception(error: BaseException, mechanism: str, handled: bool, level: str, options: Options) -> Dict[str, Any]:
    """The document of an exception. Reads live frames: call it in the thread that caught it, before the frames go on."""
    budget = _stack.Budget()
    document = _base("exception", level, options)
    document["exceptions"] = _exceptions.describe(error, mechanism, handled, budget, options.capture_locals, options.capture_source)
    if not handled and options.capture_threads:
        document["threads"] = _threads.describe(budget, options.capture_source)
    return document


def of_message(text: str, level: str, options: Options) -> Dict[str, Any]:
    """The document of a message without an exception."""
    document = _base("message", level, options)
    document["message"] = {"text": _scrub.text(text[:8192])}
    return document


def complete(document: Dict[str, Any], options: Options, scope: Optional[Scope]) -> Dict[str, Any]:
    """Adds what is known without frames: who, which run, which machine. Documents of the black box come here too."""
    for name, value in (("release", options.release), ("dist", options.dist), ("environment", options.environment), ("service", options.service),
                        ("server_name", options.server_name), ("session_id", options.session_id), ("install_id", options.install_id)):  # fmt: skip
        if value and name not in document:
            document[name] = value
    document.setdefault("sdk", {"name": SDK_NAME, "version": VERSION})
    if scope is not None:
        scope.apply(document)
    if "machine" not in document:
        _add_environment(document)
    return document


def _base(kind: str, level: str, options: Options) -> Dict[str, Any]:
    return {"version": 1, "id": os.urandom(16).hex(), "time": rfc3339(time.time_ns()), "kind": kind, "level": level, "platform": "python"}


def _add_environment(document: Dict[str, Any]) -> None:
    try:
        from . import environment
    except ImportError:
        document["machine"] = _machine()
        return
    try:
        document["machine"] = environment.facts()
        document["distributions_hash"], document["distributions"] = environment.distributions()
    except Exception:
        document.setdefault("machine", _machine())


def _machine() -> Dict[str, Any]:
    # Not the platform module: it starts processes on some systems, and costs more than a crash may.
    import sys

    return {"os_name": sys.platform, "runtime_name": sys.implementation.name, "runtime_version": ".".join(map(str, sys.version_info[:3])), "processor_count": os.cpu_count()}
