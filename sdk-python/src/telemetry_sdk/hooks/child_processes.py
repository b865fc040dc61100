"""multiprocessing: children end without ``sys.excepthook`` and without ``atexit``.

Nothing is wrapped. A process copies the ``_config`` of the one that starts it to its child, whatever the start method; an object in it is
unpickled in a spawned child before its work begins, and starts the SDK there. The end is seen by a finalizer, which multiprocessing runs
while the exception is on its way.
"""

from __future__ import annotations

import sys

from .. import _client, _imports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Tuple

_KEY = "telemetry_sdk"
_FIRST = 1000


class ChildStart:
    """Carries the options to a child. Unpickled, it is None: the SDK has started there."""

    def __init__(self, dsn: str, options: Dict[str, Any]) -> None:
        self._dsn, self._options = dsn, options

    def __reduce__(self) -> Tuple[Any, Tuple[Any, ...]]:
        return start_in_child, (self._dsn, self._options)


def install() -> None:
    _imports.when_imported("multiprocessing.process", _watch)
    _imports.when_imported("multiprocessing.util", _watch_end)


def start_in_child(dsn: str, options: Dict[str, Any]) -> None:
    """Runs in a spawned child. Never raises: its process could not start."""
    try:
        import telemetry_sdk

        if _client.current() is None:
            telemetry_sdk.init(dsn, **options)
    except Exception:
        pass


def _watch(module: Any) -> None:
    client = _client.current()
    if client is not None and client.options.dsn is not None:
        module.current_process()._config[_KEY] = ChildStart(*_portable(client))


def _portable(client: _client.Client) -> Tuple[str, Dict[str, Any]]:
    from .._options import FIELDS

    options, dsn = client.options, client.options.dsn
    assert dsn is not None
    kept = {name: getattr(options, name) for name, (_, default) in FIELDS.items() if getattr(options, name) != default and not callable(getattr(options, name))}
    kept["sessions"] = False  # the child is part of its parent's run
    kept["directory"] = client.directory
    scheme, _, rest = dsn.base.partition("://")
    return f"{scheme}://{dsn.key}@{rest}/{dsn.project}", kept


def _watch_end(module: Any) -> None:
    module.register_after_fork(_client, lambda _: module.Finalize(None, _at_end, exitpriority=_FIRST))


def _at_end() -> None:
    error = sys.exc_info()[1]
    client = _client.current()
    if client is None:
        return
    if isinstance(error, Exception):
        client.crashed = True
        client.capture_exception(error, mechanism="multiprocessing", handled=False, level="fatal")
    # Not at the end of a main process that has multiprocessing loaded: atexit does that, and knows more.
    if sys.modules["multiprocessing.process"].parent_process() is not None:
        client.close()
