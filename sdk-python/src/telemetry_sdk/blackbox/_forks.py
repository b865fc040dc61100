"""What happens around a fork: see :class:`telemetry_sdk.blackbox._box.BlackBox`."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

_has_hooks = False
_is_inside = False


def watch(before: Callable[[], None], in_parent: Callable[[], None], in_child: Callable[[], None]) -> None:
    """Calls these around each fork, from now on; they must not raise. Nothing where there is no fork."""
    global _has_hooks
    if _has_hooks or not hasattr(os, "register_at_fork"):
        return
    _has_hooks = True
    os.register_at_fork(before=before, after_in_parent=lambda: None if _is_inside else in_parent(), after_in_child=in_child)
    # 3.13 counts threads after the hooks and would warn of the one that is only started again in them; other versions count before.
    if sys.version_info[:2] == (3, 13):
        setattr(os, "fork", _then(getattr(os, "fork"), in_parent))


def _then(fork: Any, in_parent: Callable[[], None]) -> Callable[[], int]:
    def forked() -> int:
        global _is_inside
        _is_inside = True
        pid = 0
        try:
            pid = fork()
            return pid
        finally:
            _is_inside = False
            if pid:
                in_parent()

    forked.__name__ = forked.__qualname__ = "fork"
    forked.__doc__ = fork.__doc__
    return forked
