"""Values as short text, without ever calling a method that the application wrote.

A foreign ``__repr__`` may raise, sleep, lock, log, or be a gigabyte long, and nothing can stop it from the thread that runs it. So
none is called (docs/adr/0142): builtin types are written as Python writes them, other objects by class and attributes.
"""

from __future__ import annotations

from . import _scrub

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

MAX_CHARACTERS = 1024
MAX_ITEMS = 10
MAX_DEPTH = 3
_MAX_DIGITS_BITS = 4096
# Types of the standard library whose repr is C code or a few lines of known Python.
_KNOWN = {
    ("datetime", "datetime"), ("datetime", "date"), ("datetime", "time"), ("datetime", "timedelta"), ("decimal", "Decimal"),
    ("uuid", "UUID"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"), ("pathlib", "PurePosixPath"), ("pathlib", "PureWindowsPath"),
    ("pathlib._local", "PosixPath"), ("pathlib._local", "WindowsPath"), ("fractions", "Fraction"),
}  # fmt: skip


def value(item: Any) -> str:
    """``item`` as at most 1,024 characters, scrubbed. Never raises."""
    try:
        return _scrub.text(_cut(_render(item, MAX_DEPTH), MAX_CHARACTERS))
    except Exception:
        return f"<{type(item).__name__}>"


def named(name: str, item: Any) -> str:
    """The same for a variable: one with a secret's name is filtered whole."""
    return _scrub.FILTERED if _scrub.is_secret_name(name) and not isinstance(item, (bool, type(None))) and not callable(item) else value(item)


def _render(item: Any, depth: int) -> str:
    kind = type(item)
    writer = _WRITERS.get(kind)
    if writer is not None:
        return writer(item, depth)
    for base, writer in _CONTAINERS:
        # A subclass is read by its base's methods: its own may be anything.
        if issubclass(kind, base):
            return f"{kind.__name__}({writer(item, depth)})"
    return _object(item, kind, depth)


def _plain(item: Any, depth: int) -> str:
    return repr(item)


def _integer(item: int, depth: int) -> str:
    # More digits than this take seconds to write, and Python 3.11 refuses.
    return repr(item) if item.bit_length() < _MAX_DIGITS_BITS else f"<int of {item.bit_length()} bits>"


def _string(item: str, depth: int) -> str:
    return repr(str.__str__(item)) if len(item) <= MAX_CHARACTERS else repr(item[:MAX_CHARACTERS])[:-1] + "…'"


def _bytes(item: Any, depth: int) -> str:
    return repr(bytes(item[:64])) + (f"… {len(item)} bytes" if len(item) > 64 else "")


def _sequence(item: Any, depth: int, opening: str, closing: str, iterator: Callable[[Any], Iterator[Any]], length: int) -> str:
    if depth <= 0:
        return f"{opening}…{closing}"
    parts: List[str] = []
    for part in iterator(item):
        if len(parts) == MAX_ITEMS:
            parts.append(f"… {length} in all")
            break
        parts.append(_render(part, depth - 1))
    tail = "," if opening == "(" and length == 1 else ""
    return opening + ", ".join(parts) + tail + closing


def _list(item: Any, depth: int) -> str:
    return _sequence(item, depth, "[", "]", list.__iter__, list.__len__(item))


def _tuple(item: Any, depth: int) -> str:
    return _sequence(item, depth, "(", ")", tuple.__iter__, tuple.__len__(item))


def _set(item: Any, depth: int) -> str:
    base: Any = set if isinstance(item, set) else frozenset
    length = base.__len__(item)
    return _sequence(item, depth, "{", "}", base.__iter__, length) if length else "set()"


def _dict(item: Any, depth: int) -> str:
    return "{" + _pairs(item, depth, ": ", lambda key: _render(key, 1)) + "}" if depth > 0 else "{…}"


def _pairs(item: Dict[Any, Any], depth: int, sign: str, key_text: Callable[[Any], str]) -> str:
    parts: List[str] = []
    for key, part in list(dict.items(item)) if dict.__len__(item) <= 1000 else _first(item):
        if len(parts) == MAX_ITEMS:
            parts.append(f"… {dict.__len__(item)} in all")
            break
        hidden = isinstance(key, str) and _scrub.is_secret_name(key) and not isinstance(part, (bool, type(None)))
        parts.append(key_text(key) + sign + (_scrub.FILTERED if hidden else _render(part, depth - 1)))
    return ", ".join(parts)


def _first(item: Dict[Any, Any]) -> Iterator[Tuple[Any, Any]]:
    from itertools import islice

    try:
        yield from islice(dict.items(item), MAX_ITEMS + 1)
    except RuntimeError:  # another thread changes it
        return


def _object(item: Any, kind: type, depth: int) -> str:
    module, name = kind.__module__, kind.__qualname__
    if (module, name) in _KNOWN:
        return repr(item)
    label = name if module in ("builtins", "__main__") else f"{module}.{name}"
    if issubclass(kind, type):
        return f"<class {type.__getattribute__(item, '__module__')}.{type.__getattribute__(item, '__qualname__')}>"
    if issubclass(kind, BaseException):
        return f"<{label} {_render(BaseException.__getattribute__(item, 'args'), depth - 1)}>"
    shape = _array(item, module)
    attributes = _attributes(item)
    if shape or attributes is None or depth <= 1:
        return f"<{label}{shape or ''}>"
    shown = _pairs(attributes, depth - 1, "=", str)
    return f"<{label} {shown}>" if shown else f"<{label}>"


def _attributes(item: Any) -> Optional[Dict[Any, Any]]:
    try:
        found = object.__getattribute__(item, "__dict__")
    except Exception:
        function = getattr(type(item), "__name__", "") in ("function", "builtin_function_or_method", "method")
        return {"name": object.__getattribute__(item, "__qualname__")} if function else None
    if type(item).__name__ in ("function", "module"):
        return {"name": found.get("__name__") or object.__getattribute__(item, "__name__")}
    return found if type(found) is dict else None


def _array(item: Any, module: str) -> str:
    # Read from C descriptors of libraries everybody knows, and only there.
    if module.partition(".")[0] not in ("numpy", "pandas", "torch"):
        return ""
    shape = getattr(item, "shape", None)
    return f" shape={tuple(shape)!r}" if shape is not None else ""


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


_WRITERS: Dict[type, Callable[[Any, int], str]] = {
    str: _string, int: _integer, float: _plain, bool: _plain, type(None): _plain, complex: _plain, bytes: _bytes, bytearray: _bytes,
    list: _list, tuple: _tuple, dict: _dict, set: _set, frozenset: _set, range: _plain, type(...): _plain,
}  # fmt: skip
_CONTAINERS = ((str, _string), (int, lambda item, depth: _integer(int.__index__(item), depth)), (float, lambda item, depth: float.__repr__(item)), (list, _list), (tuple, _tuple), (dict, _dict), (set, _set), (frozenset, _set))
