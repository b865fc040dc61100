"""What can be set, from arguments and ``TELEMETRY_…`` environment variables."""

from __future__ import annotations

import os

from . import _dsn
from ._errors import InvalidOption

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Mapping, Optional

LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50, "OFF": 1000}
MAX_TEXT = 200


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT or "\n" in value:
        raise ValueError(f"must be one line of at most {MAX_TEXT} characters")
    return value


def _path(value: Any) -> str:
    return os.fsdecode(value)


def _flag(value: Any) -> bool:
    if isinstance(value, str):
        value = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}.get(value.strip().lower())
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _rate(value: Any) -> float:
    rate = float(value)
    if not 0.0 <= rate <= 1.0:
        raise ValueError("must be from 0 (none) to 1 (all)")
    return rate


def _seconds(value: Any) -> float:
    seconds = float(value)
    if not 0.0 <= seconds <= 86400.0:
        raise ValueError("must be a number of seconds from 0 to 86400")
    return seconds


def _count(value: Any) -> int:
    count = int(value)
    if not 0 <= count <= 1 << 40:
        raise ValueError("must be a whole number, 0 or more")
    return count


def _level(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    level = LEVELS.get(str(value).strip().upper())
    if level is None:
        raise ValueError("must be one of " + ", ".join(LEVELS))
    return level


def _function(value: Any) -> Callable[..., Any]:
    if not callable(value):
        raise ValueError("must be a function")
    function: Callable[..., Any] = value
    return function


# Name, reader, default. None as default: found by itself, or not used.
FIELDS: Dict[str, tuple[Callable[[Any], Any], Any]] = {
    "release": (_text, None),  # what was shipped: "photo@3.16.8"
    "environment": (_text, "production"),
    "service": (_text, None),  # the program's name
    "dist": (_text, None),  # which build of the release
    "server_name": (_text, None),  # not sent unless set: a host's name may be a person's
    "user_id": (_text, None),
    "enabled": (_flag, True),
    "require_consent": (_flag, False),  # nothing leaves before set_consent(True)
    "directory": (_path, None),  # spool, flight files, install id
    "spool_max_bytes": (_count, 20_000_000),
    "queue_max_items": (_count, 5_000),
    "max_age_days": (_count, 30),
    "crash_sample_rate": (_rate, 1.0),
    "log_sample_rate": (_rate, 1.0),
    "trace_sample_rate": (_rate, 1.0),
    "log_level": (_level, 20),  # from here on log records are sent; below, kept for a crash
    "breadcrumb_level": (_level, 20),
    "debug_ring_bytes": (_count, 262_144),
    "capture_locals": (_flag, True),
    "capture_source": (_flag, True),
    "capture_threads": (_flag, True),
    "capture_logging": (_flag, True),
    "install_hooks": (_flag, True),
    "black_box": (_flag, True),
    "sessions": (_flag, True),
    "heartbeat_seconds": (_seconds, 5.0),
    "hang_seconds": (_seconds, 0.0),
    "before_send": (_function, None),  # crash document -> document, or None to drop it
    "before_send_log": (_function, None),  # {"message", "level", "logger", "attributes"} -> the same, or None
    "ca_file": (_path, None),
    "proxy": (_path, None),  # else as the environment says: HTTP_PROXY, HTTPS_PROXY, NO_PROXY
    "timeout_seconds": (_seconds, 10.0),  # of one request
    "batch_seconds": (_seconds, 1.0),  # how long records gather
    "shutdown_seconds": (_seconds, 0.1),  # how long an exit may wait
    "crash_seconds": (_seconds, 2.0),  # how long an exit after a crash may wait
}
# These cannot be written as text.
_NOT_IN_ENVIRONMENT = ("before_send", "before_send_log")


class Options:
    """Every option, read and checked. Attributes as in ``FIELDS``, and ``dsn``, ``session_id`` and ``install_id``."""

    dsn: Optional[_dsn.Dsn]
    release: Optional[str]
    environment: str
    service: Optional[str]
    dist: Optional[str]
    server_name: Optional[str]
    user_id: Optional[str]
    enabled: bool
    require_consent: bool
    directory: Optional[str]
    spool_max_bytes: int
    queue_max_items: int
    max_age_days: int
    crash_sample_rate: float
    log_sample_rate: float
    trace_sample_rate: float
    log_level: int
    breadcrumb_level: int
    debug_ring_bytes: int
    capture_locals: bool
    capture_source: bool
    capture_threads: bool
    capture_logging: bool
    install_hooks: bool
    black_box: bool
    sessions: bool
    heartbeat_seconds: float
    hang_seconds: float
    before_send: Optional[Callable[[Dict[str, Any]], Optional[Dict[str, Any]]]]
    before_send_log: Optional[Callable[[Dict[str, Any]], Optional[Dict[str, Any]]]]
    ca_file: Optional[str]
    proxy: Optional[str]
    timeout_seconds: float
    batch_seconds: float
    shutdown_seconds: float
    crash_seconds: float
    session_id: str
    install_id: str
    consent: str
    problems: List[str]

    def __init__(self) -> None:
        self.dsn, self.session_id, self.install_id, self.consent, self.problems = None, os.urandom(16).hex(), "", "unknown", []


def read(dsn: Optional[str], given: Mapping[str, Any], environ: Mapping[str, str]) -> Options:
    """Reads all options. What is wrong is named in ``problems`` and has its default; a wrong DSN leaves ``dsn`` None.

    Nothing is raised: a mistyped setting must not stop an application that somebody else has installed.
    """
    options = Options()
    for name, (reader, default) in FIELDS.items():
        setattr(options, name, _one(name, reader, default, given, environ, options.problems))
    options.problems.extend(f"There is no option '{name}'." for name in given if name not in FIELDS)
    options.dsn = _read_dsn(dsn if dsn is not None else environ.get("TELEMETRY_DSN"), options)
    return options


def _one(name: str, reader: Callable[[Any], Any], default: Any, given: Mapping[str, Any], environ: Mapping[str, str], problems: List[str]) -> Any:
    variable = "TELEMETRY_" + name.upper()
    value, place = given.get(name), f"option '{name}'"
    if value is None and name not in _NOT_IN_ENVIRONMENT:
        value, place = environ.get(variable) or None, f"environment variable {variable}"
    if value is None:
        return default
    try:
        return reader(value)
    except Exception as error:  # a value's own methods may raise anything
        problems.append(f"The {place} {error if isinstance(error, ValueError) else 'cannot be read'}; its default is used.")
        return default


def _read_dsn(text: Any, options: Options) -> Optional[_dsn.Dsn]:
    if not options.enabled:
        return None
    if not text:
        options.problems.append(f"There is no DSN: pass one to telemetry_sdk.init() or set TELEMETRY_DSN. It looks like {_dsn.EXAMPLE}.")
        return None
    try:
        return _dsn.parse(text if isinstance(text, str) else repr(type(text)))
    except InvalidOption as error:
        options.problems.append(f"{error} Nothing is sent.")
        return None
