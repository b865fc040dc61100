"""One request to the server, and what its answer means."""

from __future__ import annotations

import email.utils
import encodings.idna  # noqa: F401  The first connection would import it, at a moment when a fork is not held back.
import hashlib
import json
import time
import urllib.error
import urllib.request

from .._version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from email.message import Message
    from typing import Any, NamedTuple, Optional

    from .._dsn import Dsn

    class Answer(NamedTuple):
        """``outcome``: taken, refused (never send it again), later. Times in seconds."""

        outcome: str
        rejected: int = 0
        retry_after: Optional[float] = None
        disable: Optional[float] = None
        problem: str = ""
else:
    from collections import namedtuple

    Answer = namedtuple("Answer", "outcome rejected retry_after disable problem", defaults=(0, None, None, ""))

MAX_ANSWER = 65_536
# The item itself is wrong, or too large: it will be so tomorrow.
_REFUSED = (400, 405, 406, 411, 413, 414, 415, 422, 431)


# The server takes a batch once, however often it is sent: an answer that was lost on its way doubles nothing.
BATCH = "x-telemetry-batch"


def batch_id(body: bytes) -> str:
    """32 hex digits. Of the bytes themselves, so that it is the same after a restart, and in another process that took the file over."""
    return hashlib.sha256(body).hexdigest()[:32]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    # A redirected POST becomes a GET without its body, and the key would go to another host.
    def redirect_request(self, *arguments: Any, **named: Any) -> None:
        return None


class HttpTransport:
    """Posts bodies. One thread at a time."""

    def __init__(self, dsn: Dsn, ca_file: Optional[str], proxy: Optional[str], timeout_seconds: float) -> None:
        self._dsn, self._timeout, self._ca_file, self._proxy = dsn, timeout_seconds, ca_file, proxy
        self._opener: Optional[urllib.request.OpenerDirector] = None
        try:
            self._made()
        except Exception:
            pass  # a file of certificates that cannot be read now: the next request says so, and reads it again

    def _made(self) -> urllib.request.OpenerDirector:
        if self._opener is not None:
            return self._opener
        proxy = self._proxy
        given = None if proxy is None else {"http": proxy, "https": proxy} if proxy else {}
        # Not build_opener(): it reads all certificates of the system also where nothing is encrypted.
        opener = urllib.request.OpenerDirector()
        handlers: list[Any] = [urllib.request.ProxyHandler(given), urllib.request.HTTPHandler(), _NoRedirect(), urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor()]
        if self._dsn.scheme == "https":
            handlers.append(urllib.request.HTTPSHandler(context=_context(self._ca_file)))
        for handler in handlers:
            opener.add_handler(handler)
        self._opener = opener
        return opener

    def send(self, path: str, body: bytes, timeout_seconds: Optional[float] = None) -> Answer:
        """Never raises."""
        headers = {"content-type": "application/json", "content-encoding": "gzip", "x-telemetry-key": self._dsn.key, "user-agent": f"telemetry-sdk/{VERSION}", BATCH: batch_id(body)}
        limit = self._timeout if timeout_seconds is None else min(self._timeout, timeout_seconds)
        try:
            request = urllib.request.Request(self._dsn.base + path, data=body, headers=headers, method="POST")
            with self._made().open(request, timeout=max(limit, 0.001)) as response:
                return _accepted(response.status, response.headers, _read(response, limit))
        except urllib.error.HTTPError as error:
            with error:
                return _refused(error.code, error.headers)
        except Exception as error:  # sockets, TLS, half an answer, a proxy's nonsense
            return Answer("later", problem=f"{type(error).__name__}: {error}"[:200])


def _context(ca_file: Optional[str]) -> Any:
    import ssl

    return ssl.create_default_context(cafile=ca_file)


def _read(response: Any, limit: float) -> bytes:
    # A server that sends a byte now and then resets the socket's own time limit with each.
    end, size = time.monotonic() + limit, 0
    expected = response.length  # None: until the connection ends
    parts: list[bytes] = []
    while size < MAX_ANSWER and time.monotonic() < end:
        part = response.read1(MAX_ANSWER - size)
        if not part:
            break
        parts.append(part)
        size += len(part)
    if expected is not None and size < min(expected, MAX_ANSWER):
        # Half an answer may be a proxy's, from before the server was asked. Twice is better than never.
        raise ConnectionError("The answer ended in the middle.")
    return b"".join(parts)


def _accepted(status: int, headers: Message, body: bytes) -> Answer:
    if status != 200:
        return Answer("later", problem=f"The server answered {status}.", disable=_seconds(headers, "x-telemetry-disable"))
    rejected, problem = 0, ""
    try:
        partial = json.loads(body or b"{}").get("partialSuccess") or {}
        rejected = sum(int(partial.get(name, 0)) for name in ("rejectedLogRecords", "rejectedSpans"))
        problem = str(partial.get("errorMessage", ""))[:200]
    except (ValueError, TypeError, AttributeError):
        # 200 means that it is on the server's disk, whatever the words beside it.
        pass
    return Answer("taken", rejected=max(0, rejected), disable=_seconds(headers, "x-telemetry-disable"), problem=problem)


def _refused(status: int, headers: Optional[Message]) -> Answer:
    problem = f"The server answered {status}."
    if status in (401, 403):
        problem += " The key in the DSN is unknown or revoked."
    disable = _seconds(headers, "x-telemetry-disable")
    if status in _REFUSED:
        return Answer("refused", problem=problem, disable=disable)
    return Answer("later", retry_after=_seconds(headers, "retry-after"), problem=problem, disable=disable)


def _seconds(headers: Optional[Message], name: str) -> Optional[float]:
    value: Optional[str] = headers.get(name) if headers is not None else None
    if value is None:
        return None
    try:
        return max(0.0, float(value)) if value.strip().lower() not in ("nan", "inf", "infinity") else None
    except ValueError:
        return _until(value)


def _until(value: str) -> Optional[float]:
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
