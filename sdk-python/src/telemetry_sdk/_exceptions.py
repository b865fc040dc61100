"""Exceptions of docs/crash-format.md: chains, groups, notes."""

from __future__ import annotations

from . import _scrub, _stack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional, Set, Tuple

MAX_EXCEPTIONS = 50
MAX_VALUE = 8192
MAX_NOTES, MAX_NOTE = 20, 1024


def describe(error: BaseException, mechanism: str, handled: bool, budget: _stack.Budget, with_locals: bool, with_source: bool = True) -> List[Dict[str, Any]]:
    """The list ``exceptions``: the one that ended it all first, then its causes and parts, breadth last."""
    found: List[Dict[str, Any]] = []
    seen: Set[int] = set()
    waiting: List[Tuple[BaseException, Optional[int], str]] = [(error, None, "")]
    while waiting and len(found) < MAX_EXCEPTIONS:
        current, parent, source = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        described = _one(current, len(found), parent, source, budget, with_locals, with_source)
        described["mechanism"], described["handled"] = mechanism, handled
        found.append(described)
        waiting[:0] = _next(current, described["id"])
    return found


def _next(error: BaseException, number: int) -> List[Tuple[BaseException, Optional[int], str]]:
    follow: List[Tuple[BaseException, Optional[int], str]] = []
    if error.__cause__ is not None:
        follow.append((error.__cause__, number, "__cause__"))
    elif error.__context__ is not None and not error.__suppress_context__:
        follow.append((error.__context__, number, "__context__"))
    if _is_group(error):
        follow.extend((part, number, f"exceptions[{place}]") for place, part in enumerate(_parts(error)))
    return follow


def _is_group(error: BaseException) -> bool:
    # By name: the type is builtin from 3.11 on, and a library's copy before.
    return any(base.__name__ == "BaseExceptionGroup" for base in type(error).__mro__)


def _parts(error: BaseException) -> List[BaseException]:
    try:
        return [part for part in getattr(error, "exceptions", ()) if isinstance(part, BaseException)][:MAX_EXCEPTIONS]
    except Exception:
        return []


def _one(error: BaseException, number: int, parent: Optional[int], source: str, budget: _stack.Budget, with_locals: bool, with_source: bool) -> Dict[str, Any]:
    kind = type(error)
    result: Dict[str, Any] = {"id": number, "type": kind.__qualname__[:200], "value": _scrub.text(message(error))}
    if kind.__module__ != "builtins":
        result["module"] = str(kind.__module__)[:200]
    if parent is not None:
        result["parent"], result["source"] = parent, source
    notes = _notes(error)
    if notes:
        result["notes"] = notes
    if _is_group(error):
        result["is_group"] = True
    stack = _stack.of_traceback(error.__traceback__, budget, with_locals, with_source)
    if isinstance(error, SyntaxError):
        _add_syntax(stack, error)
    if stack["frames"]:
        result["stack"] = stack
    return result


def message(error: BaseException) -> str:
    """``str(error)``, at most 8,192 characters; the class's own method may do anything, and is forgiven."""
    try:
        return str(error)[:MAX_VALUE]
    except BaseException as failure:
        if isinstance(failure, (KeyboardInterrupt, SystemExit)):
            raise
        return f"<{type(error).__name__}.__str__ raised {type(failure).__name__}>"


def _notes(error: BaseException) -> List[str]:
    notes = getattr(error, "__notes__", None)
    if not isinstance(notes, (list, tuple)):
        return []
    return [_scrub.text(note[:MAX_NOTE]) for note in notes[:MAX_NOTES] if isinstance(note, str)]


def _add_syntax(stack: Dict[str, Any], error: SyntaxError) -> None:
    """The file that does not parse is the frame that matters, and no call of the stack."""
    if not isinstance(error.filename, str) or not isinstance(error.lineno, int) or error.lineno < 1:
        return
    frame: Dict[str, Any] = {"function": "<module>", "file": _stack.relative(error.filename, ""), "path": error.filename, "line": error.lineno}
    if isinstance(error.offset, int) and error.offset > 0:
        frame["column"] = error.offset - 1
        end = getattr(error, "end_offset", None)
        if isinstance(end, int) and end > error.offset:
            frame["end_column"] = end - 1
    if isinstance(error.text, str):
        frame["source"] = _scrub.source(error.text.rstrip("\r\n")[: _stack.MAX_LINE])
    stack["frames"].append(frame)
