"""Where exceptions end that nobody catches. Each hook reports first, then lets happen what would have happened without it."""

from __future__ import annotations

from . import breadcrumbs, child_processes, event_loops, forks, futures, interpreter, notebooks, tk

ALL = (interpreter, forks, event_loops, futures, child_processes, tk, notebooks, breadcrumbs)


def install() -> None:
    """Installs each once per process; a hook that cannot be installed is left out."""
    for hook in ALL:
        try:
            hook.install()
        except Exception:
            pass
