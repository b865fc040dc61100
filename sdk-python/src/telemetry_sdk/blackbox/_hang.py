"""Loops that should never stand still, and what they are doing when they do."""

from __future__ import annotations

import sys
import threading
import time

from ._frames import brief, of_running

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Optional, Tuple

    # Whether the loop runs at all, asked with its frames when it has been silent: one that was left on purpose does not hang.
    IsRunning = Callable[[List[Dict[str, Any]]], bool]

SAMPLES = 5
_MAX_THREADS = 50


class Hang:
    """A loop that is silent. ``silent_seconds`` counts only time in which this process ran."""

    def __init__(self, ident: int, silent_seconds: float) -> None:
        self.ident = ident
        self.silent_seconds = silent_seconds


class _Loop:
    def __init__(self, is_running: Optional[IsRunning]) -> None:
        self.is_running = is_running
        self.beats = 0
        self.seen = 0
        self.silent_seconds = 0.0


class Loops:
    """Threads that promised to call :meth:`beat` again and again."""

    def __init__(self) -> None:
        self._loops: Dict[int, _Loop] = {}

    @property
    def any(self) -> bool:
        """Whether there is something to watch."""
        return bool(self._loops)

    def beat(self, is_running: Optional[IsRunning] = None) -> bool:
        """The calling thread is well; the first call begins the watch. Costs less than a microsecond. True at the first."""
        ident = threading.get_ident()
        loop = self._loops.get(ident)
        if loop is None:
            self._loops[ident] = loop = _Loop(is_running)
        loop.beats += 1
        return loop.beats == 1

    def rest(self) -> None:
        """The loop of the calling thread has ended: it may be silent."""
        self._loops.pop(threading.get_ident(), None)

    def clear(self) -> None:
        """In a child made by fork only one thread lives on, and its loop does not."""
        self._loops.clear()

    def look(self, passed_seconds: float, hang_seconds: float) -> Optional[Hang]:
        """Called at short intervals. Time in which the watcher itself did not run does not count: the machine slept, or was too busy for all.

        :param passed_seconds: since the last look, at most two intervals.
        """
        for ident, loop in list(self._loops.items()):
            if loop.beats != loop.seen:
                loop.seen, loop.silent_seconds = loop.beats, 0.0
                continue
            loop.silent_seconds += passed_seconds
            if loop.silent_seconds >= hang_seconds:
                if self._is_alive(ident, loop):
                    return Hang(ident, loop.silent_seconds)
                loop.silent_seconds = 0.0
        return None

    def is_silent(self, ident: int) -> bool:
        """Whether it still has said nothing."""
        loop = self._loops.get(ident)
        return loop is not None and loop.beats == loop.seen and ident in sys._current_frames()

    def _is_alive(self, ident: int, loop: _Loop) -> bool:
        frame = sys._current_frames().get(ident)
        if frame is None:
            self._loops.pop(ident, None)
            return False
        return loop.is_running is None or loop.is_running(of_running(frame))


class Samples:
    """Stacks of all threads, several times: whether it is always the same place is what one needs to know of a hang."""

    def __init__(self, ident: int) -> None:
        self._ident = ident
        self._began = time.monotonic()
        self._brief: List[Tuple[float, str]] = []
        self._last: Dict[int, List[Dict[str, Any]]] = {}

    def take(self) -> None:
        """One more, up to :data:`SAMPLES`."""
        if len(self._brief) >= SAMPLES:
            return
        frames = sys._current_frames()
        self._last = {ident: of_running(frame) for ident, frame in list(frames.items())[:_MAX_THREADS]}
        self._last[self._ident] = of_running(frames.get(self._ident))
        self._brief.append((time.monotonic() - self._began, brief(self._last[self._ident])))

    @property
    def is_complete(self) -> bool:
        """Whether there are as many as there will be."""
        return len(self._brief) >= SAMPLES

    def context(self) -> Dict[str, str]:
        """``sample 1`` … ``sample 5``, innermost call first, with the seconds since the first."""
        return {f"sample {number} (+{after:.1f} s)": text for number, (after, text) in enumerate(self._brief, 1)}

    def threads(self) -> List[Dict[str, Any]]:
        """As of a crash document; the one that is silent is the crashed one."""
        names = {thread.ident: thread.name for thread in threading.enumerate()}
        main = threading.main_thread().ident
        own = threading.get_ident()
        return [
            {
                "id": str(ident),
                "name": names.get(ident, ""),
                "crashed": ident == self._ident,
                "main": ident == main,
                "stack": {"frames": frames},
            }
            for ident, frames in self._last.items()
            if ident != own
        ]
