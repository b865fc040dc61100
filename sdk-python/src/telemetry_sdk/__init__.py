"""The flight recorder of a shipped Python application.

``telemetry_sdk.init("http://<key>@host:4318/1")`` is enough. No function here raises into the application, waits for the network
(``flush`` does, as long as it is told), or does anything before ``init``.
"""

from __future__ import annotations

import sys

from ._version import VERSION as __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Mapping, Optional

    from ._handler import LogHandler as LogHandler
    from ._spans import Span
    from ._step import Step

    safe_mode: bool

__all__ = [
    "LogHandler", "add_breadcrumb", "capture_exception", "capture_message", "close", "export_diagnostics", "flush", "init", "is_enabled",
    "safe_mode", "send_feedback", "set_consent", "set_context", "set_tag", "set_user", "span", "step", "traceparent",
]  # fmt: skip


def init(dsn: Optional[str] = None, *, release: Optional[str] = None, environment: Optional[str] = None, **options: Any) -> bool:
    """Starts. Every option may also be a ``TELEMETRY_…`` environment variable (``TELEMETRY_DSN``); docs/options.md lists them.

    False when nothing will be sent; a warning of the logger ``telemetry_sdk`` says why, and so does ``python -m telemetry_sdk doctor``.
    A second call ends what the first began.
    """
    try:
        from ._start import start

        return start(dsn, {"release": release, "environment": environment, **options})
    except Exception:
        return False


def close() -> None:
    """Ends what ``init`` began; what is not sent stays on the disk for the next start. Called by itself at exit."""
    from ._start import stop

    stop()


def is_enabled() -> bool:
    """True after an ``init`` that worked."""
    from ._client import current

    return current() is not None


def capture_exception(error: Optional[BaseException] = None) -> Optional[str]:
    """Reports an exception, the one being handled by default. The id of the report, or None when it was not taken."""
    from ._client import current

    error = error if error is not None else sys.exc_info()[1]
    client = current()
    return client.capture_exception(error) if client is not None and isinstance(error, BaseException) else None


def capture_message(text: str, level: str = "info") -> Optional[str]:
    """Reports a sentence as an issue of its own. ``level``: debug, info, warning, error, fatal."""
    from ._client import current

    client = current()
    return client.capture_message(text, level) if client is not None else None


def send_feedback(comments: str, event_id: Optional[str] = None, name: str = "", email: str = "", timeout_seconds: float = 5.0) -> bool:
    """What a user says about a crash; ``event_id`` is what ``capture_exception`` returned. Waits for the server; False when it was not reached, and nothing is kept then."""
    from ._client import current

    client = current()
    try:
        if client is None:
            return False
        from ._feedback import send

        return send(client, str(comments), event_id, str(name), str(email), timeout_seconds)
    except Exception:
        return False


def set_tag(name: str, value: object) -> None:
    """A word by which crashes can be searched: at most 100 of 200 characters."""
    from ._client import current

    client = current()
    if client is not None:
        client.scope.set_tag(name, value)


def set_user(user_id: Optional[str]) -> None:
    """Who uses the program, by a name that tells nothing: a number, not an address. None: nobody."""
    from ._client import current

    client = current()
    if client is not None:
        client.scope.user_id = str(user_id)[:200] if user_id is not None else None


def set_context(name: str, values: Optional[Mapping[str, object]]) -> None:
    """Facts that crashes shall carry, under a name. None takes them away."""
    from ._client import current

    client = current()
    if client is not None:
        client.scope.set_context(name, values)


def add_breadcrumb(message: str, category: str = "app", level: str = "info", **values: object) -> None:
    """Something that happened: the last 100 go with a crash."""
    from ._client import current

    client = current()
    if client is not None:
        client.scope.add("default", category, level, str(message)[:1024], values)


def span(name: str, **attributes: object) -> Span:
    """Times a piece of work: ``with telemetry_sdk.span("export", pages=3):``, or as a decorator of a function."""
    from ._spans import Span

    return Span(name, attributes)


def step(name: str, *, from_: object = None, to: object = None) -> Step:
    """Work that must not end half done: ``with telemetry_sdk.step("migrate settings", from_="3.1", to="3.2"):``.

    A span, a breadcrumb, a log record when it fails; and if the process dies in the middle, the next start tells in which step.
    """
    from ._step import Step

    return Step(name, from_, to)


def export_diagnostics(path: str) -> bool:
    """Writes one file that a user can read and mail: options, environment, what waits, flights, last logs; without secrets. False: it could not."""
    try:
        from ._diagnostics import export

        export(path)
        return True
    except Exception:
        return False


def traceparent() -> Optional[str]:
    """The W3C header to pass to a service that is called, or None outside a span."""
    from ._spans import traceparent

    return traceparent()


def set_consent(granted: bool) -> None:
    """What the user said; remembered. With False everything not yet sent is deleted, and nothing is collected."""
    from ._client import current

    client = current()
    if client is not None:
        client.set_consent(granted)


def flush(timeout_seconds: float = 5.0) -> bool:
    """Waits until the server has everything, at most so long. True when it has."""
    from ._client import current

    client = current()
    try:
        return client is None or client.flush(timeout_seconds)
    except Exception:
        return False


def __getattr__(name: str) -> Any:
    # logging is imported by those who use the handler.
    if name == "safe_mode":
        # True when the program ended badly twice in a row within 30 s of its start.
        box = sys.modules.get("telemetry_sdk.blackbox")
        return bool(getattr(box, "safe_mode", False))
    if name == "LogHandler":
        from ._handler import LogHandler

        return LogHandler
    raise AttributeError(f"module 'telemetry_sdk' has no attribute '{name}'")
