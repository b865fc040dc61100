"""What ``init`` does."""

from __future__ import annotations

import os

from . import _client, _directory, _logs, _options, _own, _release, _spans, hooks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, List, Mapping, Optional

    from .delivery.sender import Transport


def start(dsn: Optional[str], given: Mapping[str, Any], transport: Optional[Transport] = None) -> bool:
    options = _options.read(dsn, given, os.environ)
    _warn(options.problems)
    stop()
    if options.dsn is None:
        return False
    if options.service is None or options.release is None:
        service, release = _release.find()
        options.service, options.release = options.service or service, options.release or release
    client = _client.Client(options, transport)
    _client.set_current(client)
    _spans.connect(client.put_span, client.keeps_trace)
    if options.capture_logging:
        _logs.install(client.logs)
    if options.install_hooks:
        hooks.install()
    client.start_parts()
    # What earlier runs left is sent even if this one has nothing to say.
    if _directory.has_leftovers(client.directory):
        client.pipeline.start()
    return True


def _warn(problems: List[str]) -> None:
    if not problems:
        return
    import logging

    for problem in problems:
        logging.getLogger(_own.LOGGER).warning("%s", problem)


def stop() -> None:
    client = _client.current()
    if client is None:
        return
    _client.set_current(None)
    _logs.uninstall()
    _spans.connect(None, lambda trace_id: False)
    client.close()
