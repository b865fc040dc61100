"""What the application says about itself: user, tags, contexts, and the last things it did."""

from __future__ import annotations

import time
from collections import deque

from ._time import rfc3339

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Deque, Dict, Mapping, Optional, Tuple

MAX_BREADCRUMBS = 100
MAX_TAGS, MAX_CONTEXTS, MAX_VALUES, MAX_TEXT = 100, 50, 20, 200


class Scope:
    """One for the whole process; every method may be called from any thread. Texts are cut, not refused."""

    def __init__(self, user_id: Optional[str]) -> None:
        self.user_id = user_id
        self.tags: Dict[str, str] = {}
        self.contexts: Dict[str, Dict[str, str]] = {}
        # (nanoseconds, type, category, level, message or a record to read it from, values)
        self._breadcrumbs: Deque[Tuple[int, str, str, str, Any, Any]] = deque(maxlen=MAX_BREADCRUMBS)

    def set_tag(self, name: str, value: object) -> None:
        if name in self.tags or len(self.tags) < MAX_TAGS:
            self.tags[str(name)[:MAX_TEXT]] = _text(str(name), value, MAX_TEXT)

    def set_context(self, name: str, values: Optional[Mapping[str, object]]) -> None:
        if values is None:
            self.contexts.pop(name, None)
        elif name in self.contexts or len(self.contexts) < MAX_CONTEXTS:
            items = list(values.items())[:MAX_CONTEXTS]
            self.contexts[str(name)[:MAX_TEXT]] = {str(key)[:MAX_TEXT]: _text(str(key), value, 1024) for key, value in items}

    def add(self, kind: str, category: str, level: str, message: Any, values: Any = None) -> None:
        """Keeps a breadcrumb. ``message`` may be a function without parameters that gives the text when a crash asks for it."""
        self._breadcrumbs.append((time.time_ns(), kind, category, level, message, values))

    def apply(self, document: Dict[str, Any]) -> None:
        """Writes itself into a crash document; what the document says already stays."""
        if self.user_id:
            document.setdefault("user_id", self.user_id[:MAX_TEXT])
        if self.tags:
            document["tags"] = {**self.tags, **document.get("tags", {})}
        if self.contexts:
            document["contexts"] = {**self.contexts, **document.get("contexts", {})}
        breadcrumbs = [_breadcrumb(*item) for item in list(self._breadcrumbs)]
        if breadcrumbs:
            document.setdefault("breadcrumbs", breadcrumbs)


def _breadcrumb(nanoseconds: int, kind: str, category: str, level: str, message: Any, values: Any) -> Dict[str, Any]:
    from . import _scrub

    text = message() if callable(message) else message
    result: Dict[str, Any] = {"time": rfc3339(nanoseconds), "type": kind, "category": category[:MAX_TEXT], "level": level, "message": _scrub.text(str(text)[:1024])}
    if values:
        result["values"] = {str(key)[:MAX_TEXT]: _text(str(key), value, MAX_TEXT) for key, value in list(values.items())[:MAX_VALUES]}
    return result


def _text(name: str, value: object, limit: int) -> str:
    from . import _render, _scrub

    if _scrub.is_secret_name(name):
        return _scrub.FILTERED
    return _scrub.text(value[:limit]) if isinstance(value, str) else _render.value(value)[:limit]
