"""concurrent.futures: exceptions of work whose result nobody ever asked for.

One that is asked for is the asker's. Whether it was shows in its traceback: ``result`` raises it, which puts frames in front. So nothing
is wrapped that could stand in a printed traceback.
"""

from __future__ import annotations

from .. import _client, _imports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def install() -> None:
    _imports.when_imported("concurrent.futures._base", _watch)


def _watch(module: Any) -> None:
    future = module.Future
    if hasattr(future, "__del__"):
        return
    set_exception, exception = future.set_exception, future.exception

    def set_exception_seen(self: Any, error: Any) -> None:
        self._telemetry_traceback = getattr(error, "__traceback__", None)
        set_exception(self, error)

    def exception_seen(self: Any, timeout: Any = None) -> Any:
        found = exception(self, timeout)
        self._telemetry_traceback = None
        return found

    def forgotten(self: Any) -> None:
        traceback = self.__dict__.get("_telemetry_traceback")
        error = self.__dict__.get("_exception")
        if traceback is not None and isinstance(error, Exception) and error.__traceback__ is traceback:
            client = _client.current()
            if client is not None:
                client.capture_exception(error, mechanism="concurrent.futures", handled=False)

    set_exception_seen.__name__, exception_seen.__name__ = "set_exception", "exception"
    future.set_exception, future.exception, future.__del__ = set_exception_seen, exception_seen, forgotten
