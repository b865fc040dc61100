"""The address of a project: ``http://<key>@host:port/<project>``."""

from __future__ import annotations

from ._errors import InvalidOption

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

EXAMPLE = "http://<key>@telemetry.example.com:4318/1"
MAX_LENGTH = 2048


class Dsn:
    """Where to send, and with which key. Immutable."""

    __slots__ = ("scheme", "key", "host", "port", "path", "project")

    def __init__(self, scheme: str, key: str, host: str, port: Optional[int], path: str, project: str) -> None:
        self.scheme, self.key, self.host, self.port, self.path, self.project = scheme, key, host, port, path, project

    @property
    def base(self) -> str:
        """Address without key and project, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{'' if self.port is None else f':{self.port}'}{self.path}"

    def __repr__(self) -> str:
        return f"<Dsn {self.base}/{self.project}>"  # without the key: this may land in a log


def parse(text: str) -> Dsn:
    """Reads an address.

    :raises InvalidOption: it is no such address; the message never repeats the key.
    """
    if len(text) > MAX_LENGTH or any(character <= " " for character in text.strip()):
        raise InvalidOption(f"The DSN has spaces or is too long. It looks like {EXAMPLE}.")
    scheme, separator, rest = text.strip().partition("://")
    if not separator or scheme.lower() not in ("http", "https"):
        raise InvalidOption(f"The DSN must start with http:// or https://. It looks like {EXAMPLE}.")
    authority, _, path = rest.partition("/")
    key, at, place = authority.rpartition("@")
    key = key.partition(":")[0]
    if not at or not key:
        raise InvalidOption(f"The DSN has no key before the @. It looks like {EXAMPLE}.")
    host, port = _split_port(place)
    folders, _, project = path.rstrip("/").rpartition("/")
    if not project or "?" in project or "#" in project:
        raise InvalidOption(f"The DSN does not end with a project. It looks like {EXAMPLE}.")
    return Dsn(scheme.lower(), key, host, port, "/" + folders if folders else "", project)


def _split_port(place: str) -> tuple[str, Optional[int]]:
    if place.startswith("["):
        host, _, rest = place[1:].partition("]")
        digits = rest[1:] if rest.startswith(":") else ""
    else:
        host, _, digits = place.partition(":")
    if not host:
        raise InvalidOption(f"The DSN has no host. It looks like {EXAMPLE}.")
    if not digits:
        return host, None
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits) < 65536):
        raise InvalidOption(f"The DSN's port is not a number from 1 to 65535. It looks like {EXAMPLE}.")
    return host, int(digits)
