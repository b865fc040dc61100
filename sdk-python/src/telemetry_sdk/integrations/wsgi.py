"""A span for each request of a WSGI application, and a crash for each that it does not answer."""

from __future__ import annotations

from .. import _client
from .._spans import SERVER, Span, parse_traceparent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Iterable, Iterator, Optional

    Environ = Dict[str, Any]


class WsgiMiddleware:
    """``app = WsgiMiddleware(app)``. Neither query strings nor headers are recorded: they carry secrets."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        span = Span(environ.get("REQUEST_METHOD", "GET"), _attributes(environ), SERVER, parse_traceparent(environ.get("HTTP_TRACEPARENT")))
        span.__enter__()

        def started(status: str, *rest: Any) -> Any:
            _note_status(span, status[:3])
            return start_response(status, *rest)

        try:
            body = self._app(environ, started)
        except BaseException as error:
            _end(span, error)
            raise
        return _Body(body, span)


class _Body:
    # The request lasts until the server has taken the body, or gives up.
    def __init__(self, body: Iterable[bytes], span: Span) -> None:
        self._body, self._span, self._open = body, span, True

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._body
        except BaseException as error:
            self._finish(error)
            raise
        self._finish(None)

    def close(self) -> None:
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            self._finish(None)

    def _finish(self, error: Optional[BaseException]) -> None:
        if self._open:
            self._open = False
            _end(self._span, error)


def _attributes(environ: Environ) -> Dict[str, Any]:
    return {"http.request.method": environ.get("REQUEST_METHOD", "GET"), "url.path": environ.get("PATH_INFO", "")[:512], "url.scheme": environ.get("wsgi.url_scheme", "http")}


def _note_status(span: Span, status: str) -> None:
    if status.isdigit():
        span.set("http.response.status_code", int(status))
        if status >= "500":
            span.error = f"HTTP {status}"


def _end(span: Span, error: Optional[BaseException]) -> None:
    client = _client.current()
    if client is not None and isinstance(error, Exception):
        client.capture_exception(error, mechanism="wsgi", handled=False)
    span.__exit__(type(error) if error is not None else None, error, None)
