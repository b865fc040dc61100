"""The handler of ``logging`` for programs that choose themselves what is sent. Apart, because it needs the module."""

from __future__ import annotations

import logging

from . import _client


class LogHandler(logging.Handler):
    """For programs that turn ``capture_logging`` off: ``logger.addHandler(LogHandler())``."""

    def emit(self, record: logging.LogRecord) -> None:
        client = _client.current()
        if client is not None:
            client.logs.see(record)
