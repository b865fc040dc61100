"""Calls a function when the application imports a module, so that nothing is imported only to be watched."""

from __future__ import annotations

import sys

# Not importlib.abc: with what it imports in turn it costs more than all of this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any, Callable, Dict, Optional, Sequence

_waiting: Dict[str, Callable[[Any], None]] = {}


def when_imported(name: str, function: Callable[[Any], None]) -> None:
    """Calls ``function(module)`` now if it is loaded already, else right after its import. What it raises is swallowed."""
    module = sys.modules.get(name)
    if module is not None:
        _call(function, module)
        return
    _waiting[name] = function
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())  # type: ignore[arg-type]


class _Finder:
    def find_spec(self, name: str, path: Optional[Sequence[str]], target: Optional[ModuleType] = None) -> Optional[ModuleSpec]:
        function = _waiting.pop(name, None)
        if function is None:
            return None
        spec = _found(name, path, target)
        if spec is not None and spec.loader is not None and hasattr(spec.loader, "exec_module"):
            spec.loader = _Watching(spec.loader, function)  # type: ignore[assignment]
        return spec


def _found(name: str, path: Optional[Sequence[str]], target: Optional[ModuleType]) -> Optional[ModuleSpec]:
    for finder in sys.meta_path:
        if not isinstance(finder, _Finder) and hasattr(finder, "find_spec"):
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                return spec
    return None


class _Watching:
    """Loads as the other does, and gives the module back to it before it runs."""

    def __init__(self, loader: Any, function: Callable[[Any], None]) -> None:
        self._loader, self._function = loader, function

    def create_module(self, spec: ModuleSpec) -> Optional[ModuleType]:
        spec.loader = self._loader
        module: Optional[ModuleType] = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        _call(self._function, module)


def _call(function: Callable[[Any], None], module: Any) -> None:
    try:
        function(module)
    except Exception:
        pass
