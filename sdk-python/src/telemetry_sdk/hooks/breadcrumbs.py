"""Breadcrumbs of what the program asked of others: requests of ``http.client`` (and of all that uses it) and started programs.

Through an audit event and two properties, not by wrapping: nothing of ours stands in a traceback. Neither queries, headers, bodies nor the
arguments of programs are noted: they hold what is nobody's business.
"""

from __future__ import annotations

import sys
import threading
import time

from .. import _client, _imports, _own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Tuple

# As log records of that level: who asks for fewer of these wants none of ours.
_INFO = 20
# The request of this thread that waits for its answer: (method, host, path, began).
_asked = threading.local()
_installed = False


def install() -> None:
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_heard)
        _imports.when_imported("http.client", _watch)


def _heard(event: str, arguments: Tuple[Any, ...]) -> None:
    # Called for every event of the interpreter: everything else leaves here at once.
    if event != "subprocess.Popen":
        return
    try:
        client = _client.current()
        if client is None or _own.is_inside() or client.options.breadcrumb_level > _INFO:
            return
        client.scope.add("subprocess", "subprocess", "info", _name(arguments[0], arguments[1]))
    except Exception:
        pass  # an exception here would forbid what the application is about to do


def _name(executable: Any, arguments: Any) -> str:
    """Of the program, without its folder."""
    first = executable or (arguments if isinstance(arguments, (str, bytes)) else arguments[0])
    text = first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
    # A command line for a shell has its arguments in the same text.
    return text.split(None, 1)[0].replace("\\", "/").rpartition("/")[2][:200] if text.strip() else "?"


def _asks(connection: Any, method: Any) -> None:
    frame = sys._getframe(2)
    if not isinstance(method, str) or frame.f_code.co_name != "putrequest":
        return
    host = getattr(connection, "_tunnel_host", None) or connection.host
    path = str(frame.f_locals.get("url") or "/").partition("?")[0].partition("#")[0]
    _asked.request = (method, str(host), path, time.perf_counter())


def _watch(module: Any) -> None:
    def asked(connection: Any, method: Any) -> None:
        connection.__dict__["_method"] = method
        try:
            _asks(connection, method)
        except Exception:
            pass

    def answered(response: Any, status: Any) -> None:
        response.__dict__["code"] = status
        try:
            _note(status)
        except Exception:
            pass

    # putrequest() assigns the one, begin() the other, once per request. (The audit events of http.client came with a later Python.)
    module.HTTPConnection._method = property(lambda connection: connection.__dict__.get("_method"), asked)
    module.HTTPResponse.code = property(lambda response: response.__dict__.get("code"), answered)


def _note(status: Any) -> None:
    request, client = getattr(_asked, "request", None), _client.current()
    if request is None or client is None or _own.is_inside() or not isinstance(status, int) or client.options.breadcrumb_level > _INFO:
        return
    _asked.request = None
    method, host, path, began = request
    values: Dict[str, Any] = {"method": method, "host": host, "status": status, "duration_ms": round((time.perf_counter() - began) * 1000, 1)}
    path = path.partition("://")[2].partition("/")[2] if "://" in path else path
    client.scope.add("http", "http", "error" if status >= 500 else "warning" if status >= 400 else "info", f"{method} {host}{path if path.startswith('/') else '/' + path} → {status}", values)
