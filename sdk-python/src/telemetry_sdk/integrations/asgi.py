"""A span for each request of an ASGI application, and a crash for each that it does not answer."""

from __future__ import annotations

from .. import _client
from .._spans import SERVER, Span, parse_traceparent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Awaitable, Callable, Dict, Optional

    Scope = Dict[str, Any]


class AsgiMiddleware:
    """``app = AsgiMiddleware(app)``. Neither query strings nor headers are recorded: they carry secrets."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Callable[..., Any], send: Callable[..., Awaitable[None]]) -> None:
        if scope.get("type") not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        method = str(scope.get("method", "WEBSOCKET"))
        attributes: Dict[str, Any] = {"http.request.method": method, "url.path": str(scope.get("path", ""))[:512], "url.scheme": str(scope.get("scheme", "http"))}
        with Span(method, attributes, SERVER, parse_traceparent(_traceparent(scope))) as span:

            async def sending(message: Dict[str, Any]) -> None:
                if message.get("type") == "http.response.start":
                    status = message.get("status")
                    span.set("http.response.status_code", status)
                    if isinstance(status, int) and status >= 500:
                        span.error = f"HTTP {status}"
                await send(message)

            try:
                await self._app(scope, receive, sending)
            except Exception as error:
                client = _client.current()
                if client is not None:
                    client.capture_exception(error, mechanism="asgi", handled=False)
                raise


def _traceparent(scope: Scope) -> Optional[str]:
    for name, value in scope.get("headers") or ():
        if name == b"traceparent":
            return str(value, "latin-1")
    return None
