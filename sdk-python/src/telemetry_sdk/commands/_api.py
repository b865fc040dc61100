"""The few calls of the server's API that the command line makes."""

from __future__ import annotations

import io
import json
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request

from .. import _dsn
from .._errors import InvalidOption
from .._version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional, Tuple

_SECONDS = 120
_MAX_ANSWER = 1_048_576
_ADVICE = {
    401: "The server does not know this token. Make one on its page Settings → API tokens, and put it into TELEMETRY_TOKEN.",
    403: "This token may only read. Make one that may write.",
}


class Problem(Exception):
    """What went wrong, and what to do: for people."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    # A redirected POST becomes a GET without its body, and the token would go to another host.
    def redirect_request(self, *arguments: Any, **named: Any) -> None:
        return None


class Api:
    """Calls for one project."""

    def __init__(self, server: str, project: str, token: str, ca_file: Optional[str]) -> None:
        self._base, self._token = f"{server.rstrip('/')}/api/v1/projects/{quoted(project)}", token
        handlers: list[Any] = [_NoRedirect()]
        if server.lower().startswith("https"):
            handlers.append(urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca_file)))
        self._opener = urllib.request.build_opener(*handlers)

    def post_json(self, path: str, body: Dict[str, Any]) -> Any:
        data = json.dumps({name: value for name, value in body.items() if value is not None}).encode()
        return self._post(path, "application/json", data, len(data))

    def post_archive(self, path: str, archive: bytes, progress: Optional[Callable[[int, int], None]]) -> Any:
        return self._post(path, "application/zip", _Watched(archive, progress) if progress else archive, len(archive))

    def _post(self, path: str, kind: str, body: Any, length: int) -> Any:
        headers = {"authorization": f"Bearer {self._token}", "content-type": kind, "content-length": str(length), "user-agent": f"telemetry-sdk/{VERSION}"}
        request = urllib.request.Request(self._base + path, data=body, headers=headers, method="POST")
        try:
            with self._opener.open(request, timeout=_SECONDS) as response:
                return json.loads(response.read(_MAX_ANSWER))
        except urllib.error.HTTPError as error:
            with error:
                raise Problem(_refusal(error)) from None
        except ValueError:
            raise Problem(f"{self._base} does not answer as a Telemetry server does. Give the address of its pages with --server.") from None
        except (OSError, urllib.error.URLError) as error:
            raise Problem(f"{self._base} cannot be reached: {getattr(error, 'reason', error)}. Give the address of the server's pages with --server or TELEMETRY_URL.") from None


class _Watched(io.BytesIO):
    """Bytes that tell how far they were read."""

    def __init__(self, data: bytes, progress: Callable[[int, int], None]) -> None:
        super().__init__(data)
        self._of, self._progress = len(data), progress

    def read(self, size: Optional[int] = -1) -> bytes:
        part = super().read(size)
        if part:
            self._progress(self.tell(), self._of)
        return part


def connect(given: Any) -> Api:
    """From arguments and environment.

    :raises Problem: something is missing.
    """
    if not given.token:
        raise Problem("An API token is needed: make one that may write on the server's page Settings → API tokens, and put it into TELEMETRY_TOKEN.")
    base, project = _of_dsn()
    server, project = given.server or base, given.project or project
    if not server:
        raise Problem("Where is the server? Give the address of its pages with --server or TELEMETRY_URL.")
    if not server.lower().startswith(("http://", "https://")):
        raise Problem(f"{server} is no address: it must begin with http:// or https://.")
    return Api(server, project, given.token, given.ca_file)


def quoted(text: str) -> str:
    """A part of an address."""
    return urllib.parse.quote(text, safe="")


def _of_dsn() -> Tuple[Optional[str], str]:
    text = os.environ.get("TELEMETRY_DSN")
    if not text:
        return None, "1"
    try:
        dsn = _dsn.parse(text)
    except InvalidOption as problem:
        raise Problem(str(problem)) from None
    return dsn.base, dsn.project


def _refusal(error: urllib.error.HTTPError) -> str:
    detail = _detail(error)
    if error.code == 404 and not detail:
        return "There is no API at this address; a DSN often names the port for telemetry. Give the address of the server's pages with --server or TELEMETRY_URL."
    return f"The server refused ({error.code}). {_ADVICE.get(error.code) or detail}".rstrip()


def _detail(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read(_MAX_ANSWER))["detail"])
    except (ValueError, KeyError, TypeError, OSError):
        return ""
