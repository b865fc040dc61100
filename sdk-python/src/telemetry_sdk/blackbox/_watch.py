"""The one thread of the black box: heartbeats, hangs, and other processes' deaths."""

from __future__ import annotations

import os
import sys
import threading
import time

from . import _state
from ._flight import Flight
from ._hang import Hang, Loops, Samples
from ._layout import THREAD
from ._timer import Timer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional

# A hang that lasts is told after this time, without its end.
_TELL_AFTER_SECONDS = 60.0
_SIBLINGS_EVERY_SECONDS = 30.0
_JOIN_SECONDS = 0.5
_GONE_TRIES = 40
_GONE_SECONDS = 0.0005


class Settings:
    """Times of the watcher, in seconds; ``hang_seconds`` 0 watches no loops."""

    def __init__(self, heartbeat_seconds: float, hang_seconds: float) -> None:
        self.heartbeat_seconds = min(max(heartbeat_seconds, 0.05), 3600.0)
        self.hang_seconds = max(hang_seconds, 0.0)

    @property
    def look_seconds(self) -> float:
        """Between looks at the loops: a hang is found at most this late."""
        return max(min(self.heartbeat_seconds, self.hang_seconds / 4, 1.0), 0.02)


class Watcher:
    """Runs until :meth:`stop`. Everything it calls is guarded: an error in here ends the thread, never the program."""

    def __init__(
        self,
        flight: Flight,
        loops: Loops,
        settings: Settings,
        report_hang: Callable[[Samples, float, str], Dict[str, Any]],
        report_timeout: Callable[[str], Dict[str, Any]],
        send: Callable[[Dict[str, Any]], None],
        look_for_siblings: Callable[[], None],
    ) -> None:
        self._flight = flight
        self._loops = loops
        self._settings = settings
        self._report_hang = report_hang
        self._report_timeout = report_timeout
        self._send = send
        self._look_for_siblings = look_for_siblings
        self._wake = threading.Event()
        self._is_stopping = False
        self._thread: Optional[threading.Thread] = None
        self._modules = 0
        self._timer = Timer(flight.faults)
        self._next_siblings = time.monotonic() + _SIBLINGS_EVERY_SECONDS

    def start(self) -> None:
        """Starts the thread. Where none can be started any more, the flight is without heartbeats."""
        self._is_stopping = False
        self._wake.clear()
        self._thread = threading.Thread(target=self._guarded, name=THREAD, daemon=True)
        try:
            self._thread.start()
        except RuntimeError:
            self._thread = None

    def stop(self) -> None:
        """Ends the thread, and waits for it half a second at most. It can be started again."""
        self._is_stopping = True
        self._wake.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(_JOIN_SECONDS)
            _wait_until_gone(thread)
        self._timer.unset()

    def loop_began(self) -> None:
        """There is a loop to look at: from now on, at shorter intervals."""
        self._wake.set()

    def _guarded(self) -> None:
        try:
            self._beat(is_first=True)
            self._run()
        except Exception:
            pass

    def _run(self) -> None:
        next_beat = time.monotonic() + self._settings.heartbeat_seconds
        looked = time.monotonic()
        while not self._is_stopping:
            is_watching = self._loops.any and self._settings.hang_seconds > 0
            wait = self._settings.look_seconds if is_watching else self._settings.heartbeat_seconds
            self._wake.wait(min(wait, max(next_beat - time.monotonic(), 0.0)))
            self._wake.clear()
            now = time.monotonic()
            if self._is_stopping:
                return
            if is_watching:
                self._look(min(now - looked, 2 * wait))
            looked = now
            if now >= next_beat:
                self._beat()
                next_beat = now + self._settings.heartbeat_seconds

    def _beat(self, is_first: bool = False) -> None:
        faults = self._flight.faults
        if faults is not None:
            faults.check()
        state = _state.beat()
        if faults is not None:
            state["stacks_bytes"] = faults.file.size()
        self._flight.beat(state)
        self._flight.stack(_state.stack())
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            self._flight.loaded(_state.loaded())
        if is_first:
            self._flight.sync()
        if time.monotonic() >= self._next_siblings:
            self._next_siblings = time.monotonic() + _SIBLINGS_EVERY_SECONDS
            self._look_for_siblings()

    def _look(self, passed_seconds: float) -> None:
        text = self._timer.read()
        if text:
            self._send(self._report_timeout(text))
            self._beat()
        hang = self._loops.look(passed_seconds, self._settings.hang_seconds)
        if hang is not None:
            self._timer.unset()
            self._follow(hang)
        self._timer.set(self._settings.hang_seconds)

    def _follow(self, hang: Hang) -> None:
        """Takes samples until the loop goes on, and tells what happened. The flight holds the report all the while."""
        samples = Samples(hang.ident)
        began = time.monotonic()
        told = False
        while not self._is_stopping and self._loops.is_silent(hang.ident):
            silent = hang.silent_seconds + time.monotonic() - began
            if not samples.is_complete:
                samples.take()
                self._flight.write_hang(self._report_hang(samples, silent, "still hanging"))
                self._beat()
            elif not told and silent > _TELL_AFTER_SECONDS:
                told = True
                self._send(self._report_hang(samples, silent, f"still hanging after {silent:.0f} s"))
            self._wake.wait(max(self._settings.hang_seconds / 10, 0.02))
        if self._loops.is_silent(hang.ident):
            return  # The process ends or forks: the next start, or the next look, has the end of the story.
        silent = hang.silent_seconds + time.monotonic() - began
        if not told:
            self._send(self._report_hang(samples, silent, f"it went on after {silent:.1f} s"))
        self._flight.remove_hang()


def _wait_until_gone(thread: threading.Thread) -> None:
    """The kernel counts a thread a moment longer than Python does, and since 3.12 a fork that is counted with two prints a warning."""
    if sys.platform != "linux" or sys.version_info < (3, 12):
        return
    for _ in range(_GONE_TRIES):
        if not os.path.exists(f"/proc/self/task/{thread.native_id}"):
            return
        time.sleep(_GONE_SECONDS)
