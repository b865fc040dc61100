"""JSON for what is written while an application starts. The module ``json`` imports regular expressions, and with them costs more than the
rest of ``init``; so its parts in C are used directly, and the module itself where it is loaded already, or an interpreter has no such parts."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_quoted: Any
_scanner: Any
try:
    from _json import encode_basestring_ascii as _quoted
    from _json import make_scanner as _scanner
except ImportError:
    _quoted = _scanner = None


def dumps(value: Any) -> str:
    """Without spaces. What has no form in JSON is written as its ``str``.

    :raises ValueError, TypeError: it contains itself, or its ``str`` fails.
    """
    module = sys.modules.get("json")
    if _quoted is None or hasattr(module, "dumps"):
        import json

        return json.dumps(value, default=str, separators=(",", ":"))
    try:
        return _written(value)
    except RecursionError:
        raise ValueError("It contains itself.") from None


def loads(text: str) -> Any:
    """:raises ValueError: it is no JSON."""
    module = sys.modules.get("json")
    if _scanner is not None and not hasattr(module, "loads"):
        try:
            value, end = _scanner(_Context())(text, 0)
            if end == len(text):
                return value
        except Exception:
            pass  # the module says what is wrong
    import json

    return json.loads(text)


def _written(value: Any) -> str:
    if isinstance(value, str):
        return str(_quoted(value))
    if value is None or value is True or value is False:
        return "null" if value is None else "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return float.__repr__(value) if value - value == 0.0 else "null"
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(str(key))}:{_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(_written, value)) + "]"
    return str(_quoted(str(value)))


class _Context:
    """What the scanner in C reads: the defaults of ``json.JSONDecoder``."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float
