"""A forked child starts anew: threads, locks, files and counts of the parent are not its own."""

from __future__ import annotations

import os

from .. import _client, _logs, _spans
from ..delivery import pipeline

_installed = False
_held = False
_IMPORT_SECONDS = 0.1


def install() -> None:
    global _installed
    if not _installed and hasattr(os, "register_at_fork"):
        _installed = True
        os.register_at_fork(before=_before, after_in_parent=_after_in_parent, after_in_child=_after_in_child)


def _before() -> None:
    global _held
    # No thread of ours is in the middle of an import then.
    _held = pipeline.importing.acquire(timeout=_IMPORT_SECONDS)


def _after_in_parent() -> None:
    if _held:
        pipeline.importing.release()


def _after_in_child() -> None:
    import threading

    pipeline.importing = threading.Lock()
    client = _client.current()
    if client is None:
        return
    child = client.in_child()
    _client.set_current(child)
    _spans.connect(child.put_span, child.keeps_trace)
    if child.options.capture_logging:
        _logs.install(child.logs)
