"""The flight of this process: the file in which it says how it is, for those who find it dead."""

from __future__ import annotations

import os
import sys
import time

from .. import _plain
from . import _layout
from ._faults import Faults
from ._files import OwnFile, lock
from ._process import identity
from ._slots import Slots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Iterator, List, Optional

_MAX_PATHS = 40


class Flight:
    """Safe from any thread; no method waits for the disk but :meth:`sync`, and none raises after the constructor."""

    def __init__(self, directory: str, facts: Dict[str, Any]) -> None:
        """Makes the files. :raises OSError: it cannot."""
        self.id = os.urandom(16).hex()
        self.pid = os.getpid()
        self.started = time.time()
        self._stem = os.path.join(directory, self.id)
        self._file = OwnFile(self._stem + _layout.FLIGHT)
        # Before the first byte: a file without a lock is a dead one.
        lock(self._file.fd)
        self._sequences: Dict[int, Iterator[int]] = {}
        self._put(_layout.HEADER, {**identity(), **facts, "layout": _layout.VERSION, "started": self.started, **_imports()})
        self.faults: Optional[Faults] = None
        try:
            self.faults = Faults(self._stem + _layout.STACKS)
        except OSError:  # It still tells that the process died, though not where.
            pass

    @property
    def is_ours(self) -> bool:
        """False in a child made by fork, whose parent's this is."""
        return self.pid == os.getpid()

    def beat(self, state: Dict[str, Any]) -> None:
        """How the process is: every few seconds."""
        self._put(_layout.BEAT, state)

    def stack(self, state: Dict[str, Any]) -> None:
        """Where the main thread is, and what the threads are called."""
        self._put(_layout.STACK, state)

    def loaded(self, state: Dict[str, Any]) -> None:
        """Native modules and the set of distributions."""
        self._put(_layout.LOADED, state)

    def end(self, state: str, mechanism: Optional[str], exit_code: Optional[int]) -> None:
        """The process ends as it wants to. Said again, the last word counts."""
        self._put(_layout.END, {"state": state, "mechanism": mechanism, "exit_code": exit_code})

    def unend(self) -> None:
        """It did not end after all: another program could not be started in its place."""
        self._put(_layout.END, {})

    def step(self, steps: List[Dict[str, str]]) -> None:
        """What is being done now, the innermost last."""
        self._put(_layout.STEP, {"steps": steps[-4:]} if steps else {})

    @property
    def path(self) -> str:
        """Of the file."""
        return self._file.path

    def content(self) -> bytes:
        """What the file says now, read through its own descriptor."""
        os.lseek(self._file.fd, 0, os.SEEK_SET)
        return os.read(self._file.fd, _layout.SIZE)

    def log(self, line: str) -> None:
        """Keeps the line among the last of the flight."""
        self._write(_layout.LOG, line.encode("utf-8", "replace"))

    def write_hang(self, document: Dict[str, Any]) -> None:
        """Keeps the report of a hang for the case that it never ends."""
        temporary = self._stem + ".new"
        try:
            with open(temporary, "w", encoding="utf-8") as file:
                file.write(_plain.dumps(document))
            os.replace(temporary, self._stem + _layout.HANG)
        except (OSError, ValueError):
            pass

    def remove_hang(self) -> None:
        """It has ended, and is told."""
        try:
            os.unlink(self._stem + _layout.HANG)
        except OSError:
            pass

    def sync(self) -> None:
        """Waits until the file is on the disk: for a machine that loses power."""
        self._file.sync()

    def abandon(self) -> None:
        """In a child made by fork: these files are the parent's."""
        if self.faults is not None:
            self.faults.abandon()
        self._file.close()

    def _put(self, slots: Slots, values: Dict[str, Any]) -> None:
        text = _plain.dumps(values).encode("utf-8", "replace")
        while len(text) > slots.capacity and values:
            values = _without_largest(values)
            text = _plain.dumps(values).encode("utf-8", "replace")
        self._write(slots, text)

    def _write(self, slots: Slots, text: bytes) -> None:
        if not self.is_ours:
            return
        numbers = self._sequences.setdefault(slots.offset, slots.sequence())
        sequence = next(numbers)
        data = slots.encode(sequence, text)
        if not self._file.write(slots.place(sequence), data) and self._reopen():
            self._file.write(slots.place(sequence), data)

    def _reopen(self) -> bool:
        """Somebody closed all files, as programs do that become a service: ours is still there."""
        if self._file.is_ours:
            return False  # It is the disk that is full.
        try:
            self._file = OwnFile(self._file.path, create=False)
        except OSError:
            return False
        return lock(self._file.fd) is not False


def _imports() -> Dict[str, Any]:
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    return {"main_file": main or "", "paths": sys.path[:_MAX_PATHS], "arguments": len(sys.argv)}


def _without_largest(values: Dict[str, Any]) -> Dict[str, Any]:
    """What does not fit goes, the largest part first: a file that can be read with less in it is better than none."""
    largest = max(values, key=lambda name: len(_plain.dumps(values[name])))
    return {name: value for name, value in values.items() if name != largest}
