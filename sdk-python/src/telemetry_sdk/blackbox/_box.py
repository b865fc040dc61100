"""The black box of this process: puts the parts together."""

from __future__ import annotations

import os
import sys
import time

from .. import environment
from . import _exits, _layout, _starts
from ._flight import Flight
from ._hang import Loops, Samples
from ._process import is_child
from ._watch import Settings, Watcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Optional
    from ._claims import Found
    from ._hang import IsRunning

    Send = Callable[[Dict[str, Any]], None]

_TOLD = ("release", "environment", "service", "session_id", "install_id")
_BEAT_SECONDS = 0.5
SDK = {"name": "telemetry-sdk"}


class BlackBox:
    """One for the life of a process; a child made by fork makes its own."""

    def __init__(self, options: Any, send: Send, directory: str) -> None:
        """Tells the deaths of others, then begins its own flight. :raises OSError: the directory cannot be used."""
        self._options = options
        self._send = send
        self._directory = directory
        self.loops = Loops()
        self._hangs = 0
        self._steps: List[Dict[str, str]] = []
        self._state = "exited"
        self._mechanism: Optional[str] = None
        self.is_safe_mode = False
        os.makedirs(directory, mode=0o700, exist_ok=True)
        if not is_child():
            self.look(None)
            self.is_safe_mode = _starts.is_loop(directory)
        self._begin("child" if is_child() else "main")

    def look(self, own: Optional[str]) -> None:
        """Tells the deaths of others."""
        # What reads the dead is only imported where there are any: a start after a clean end need not pay for it.
        if any(name.endswith(_layout.FLIGHT) and name != f"{own}{_layout.FLIGHT}" for name in os.listdir(self._directory)):
            from ._claims import claim

            claim(self._directory, own, environment.facts().get("memory_bytes", 0), self._take)

    def _take(self, found: Found) -> None:
        from ._document import of_dead

        record, verdict = found
        is_main = record.header.get("role") == "main"
        if is_main:
            lived = record.last_sign - record.started
            _starts.note(self._directory, verdict.state in ("crashed", "abnormal"), lived)
            self._conclude(found)
        if verdict.kind is None:
            return
        document = of_dead(record, verdict, time.time())
        if is_main and _starts.is_loop(self._directory):
            # The program may not live long enough for the usual way.
            document["urgent"] = True
        self._send(document)

    def _conclude(self, found: Found) -> None:
        from ..sessions import conclude

        verdict = found.verdict
        session = str(found.record.header.get("session_id") or "")
        conclude(self._directory, session, verdict.state, verdict.mechanism, verdict.exit_code, found.record.last_sign)

    def _begin(self, role: str) -> None:
        facts = {name: getattr(self._options, name, None) for name in _TOLD}
        facts.update(role=role, sdk=SDK, machine=environment.facts(), details=environment.details())
        self._flight = Flight(self._directory, facts)
        self._header = {**facts, "main_file": getattr(sys.modules.get("__main__"), "__file__", "") or ""}
        if self._flight.faults is not None:
            self._flight.faults.start()
        settings = Settings(
            float(getattr(self._options, "heartbeat_seconds", None) or 5.0), float(getattr(self._options, "hang_seconds", None) or 0.0)
        )
        self._watcher = Watcher(
            self._flight,
            self.loops,
            settings,
            self._hang_document,
            self._timeout_document,
            self._guarded_send,
            lambda: self.look(self._flight.id),
        )
        _exits.watch(self._note_exit, self._flight.unend)
        self._watcher.start()

    def beat(self, is_running: Optional[IsRunning] = None) -> None:
        """The calling thread's loop is well."""
        if self.loops.beat(is_running):
            self._watcher.loop_began()

    @property
    def beat_seconds(self) -> float:
        """How often a loop should say that it is well."""
        hang = float(getattr(self._options, "hang_seconds", None) or 0.0)
        return min(hang / 4, _BEAT_SECONDS) if hang else _BEAT_SECONDS

    def log(self, line: str) -> None:
        """Keeps a line."""
        self._flight.log(line)

    def begin_step(self, step: Dict[str, str]) -> None:
        """Work that is half done if the process dies now."""
        self._steps = [*self._steps, step]
        self._flight.step(self._steps)

    def end_step(self, name: str) -> None:
        """It is over, well or not."""
        place = next((place for place in reversed(range(len(self._steps))) if self._steps[place]["name"] == name), None)
        if place is not None:
            self._steps = self._steps[:place] + self._steps[place + 1 :]
            self._flight.step(self._steps)

    @property
    def flight_path(self) -> str:
        """Of this run's file."""
        return self._flight.path

    def flight_bytes(self) -> bytes:
        """What it says now. :raises OSError: it cannot be read."""
        return self._flight.content()

    def note_crash(self, mechanism: Optional[str]) -> None:
        """An exception ends the program: its end is no clean one."""
        self._state, self._mechanism = "crashed", mechanism

    def stop(self, exit_code: Optional[int]) -> None:
        """Notes a clean end. The flight goes on until the process is gone: the interpreter can still die in its shutdown."""
        self._watcher.stop()
        self._flight.end(self._state, self._mechanism, exit_code)

    def _note_exit(self, mechanism: str, exit_code: Optional[int]) -> None:
        self._flight.end(self._state, self._mechanism or mechanism, exit_code)

    def before_fork(self) -> None:
        """No thread of ours lives through a fork: it could hold a lock for ever in the child, and Python warns of threads."""
        self._watcher.stop()

    def after_fork_in_parent(self) -> None:
        """Goes on."""
        self._watcher.start()

    def after_fork_in_child(self) -> None:
        """Leaves the parent's flight and begins an own one, unless the child is only there to start another program."""
        self._flight.abandon()
        _exits.unwatch()
        self.loops.clear()
        if _is_for_another_program():
            return
        self._state, self._mechanism = "exited", None
        self._begin("child")

    def _guarded_send(self, document: Dict[str, Any]) -> None:
        try:
            self._send(document)
        except Exception:
            pass

    def _hang_document(self, samples: Samples, silent_seconds: float, outcome: str) -> Dict[str, Any]:
        text = "The main loop did not answer"
        return {
            **self._base("hang", silent_seconds),
            "message": {"text": f"{text} for {silent_seconds:.0f} s", "template": text},
            "threads": samples.threads(),
            "contexts": {
                "hang": {"outcome": outcome, "silent_seconds": f"{silent_seconds:.1f}", **samples.context()},
                "environment": environment.details(),
            },
        }

    def _timeout_document(self, text: str) -> Dict[str, Any]:
        from ._document import threads_of
        from ._dump import parse
        from ._frames import Paths

        self._hangs += 1
        dump = parse(text.split("Timeout (", 1)[1])
        threads = threads_of(dump, Paths(self._header["main_file"], sys.path), {})
        for thread in threads:
            thread["crashed"] = thread is threads[-1]
        return {
            **self._base("interpreter", 0.0),
            "message": {"text": "The interpreter did not answer", "template": "The interpreter did not answer"},
            "threads": threads,
            "contexts": {"hang": {"outcome": "it went on", "why": "something in C held the interpreter"}},
        }

    def _base(self, what: str, ago_seconds: float) -> Dict[str, Any]:
        from ._document import base, crash_id

        now = time.time()
        identity = crash_id(self._flight.id, f"{what} {self._hangs}")
        return {**base({**self._header, "machine": environment.facts()}, identity, now - ago_seconds), "kind": "hang", "level": "error"}


def _is_for_another_program() -> bool:
    """Whether ``subprocess`` forked, to call a ``preexec_fn``. What it starts then would look like a death of ours."""
    frame = sys._getframe()
    names: List[str] = []
    while frame is not None and len(names) < 8:
        names.append(frame.f_code.co_name)
        frame = frame.f_back  # type: ignore[assignment]
    return "_execute_child" in names
