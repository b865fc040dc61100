"""What waits to be sent: on disk, and in memory where the disk will not have it.

Every process writes files of its own and holds a lock on each while it lives; files of processes that are gone are taken over. So nothing
is shared but the directory, and a kill at any moment costs at most the record that was being written.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque

from . import records, segment, signals
from .entry import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Deque, Dict, List, Optional

    from .losses import Losses

SEGMENT_BYTES = 512_000
MEMORY_BYTES = 2_000_000
# A clock that shows a time before this was written is wrong, as after an empty battery, and says nothing of age.
_BEGAN = 1_767_225_600
_COUNT_AGAIN_SECONDS = 5.0


class Spool:
    """Any thread. ``directory`` None: memory only. Losses are counted here, so that none is counted twice."""

    def __init__(self, directory: Optional[str], max_bytes: int, losses: Losses, max_age_seconds: float = 30 * 86400.0) -> None:
        self._directory, self._max_bytes, self._losses, self._max_age = directory, max_bytes, losses, max_age_seconds
        self._lock = threading.Lock()
        self._lanes: List[Deque[Entry]] = [deque() for _ in range(signals.COUNT)]
        self._open: Dict[int, segment.Segment] = {}
        self._held: List[segment.Segment] = []
        self._memory = self._on_way = 0
        self._others, self._counted = 0, -1e9
        self.trouble = ""  # the last sentence of the disk

    def append(self, signal: int, items: int, payload: bytes) -> None:
        """Keeps a record, in place of older or lesser ones where there is no room. Never raises."""
        now = int(time.time())
        with self._lock:
            entry = self._to_disk(signal, items, now, payload) or self._to_memory(signal, items, now, payload)
            if entry is not None:
                self._lanes[signals.lane(signal)].append(entry)
            elif signal == signals.LOSSES:
                self._give_back(payload)
            else:
                self._losses.add(signal, "spool_full", items)

    def take(self) -> Optional[Entry]:
        """The next to send: the worthiest, of these the oldest. It stays until :meth:`done` or :meth:`put_back`."""
        with self._lock:
            for lane in self._lanes:
                while lane:
                    entry = lane.popleft()
                    if _BEGAN < entry.time < time.time() - self._max_age and entry.signal != signals.LOSSES:
                        self._drop(entry, "too_old")
                        continue
                    if self._load(entry):
                        self._on_way += 1
                        return entry
        return None

    def put_back(self, entry: Entry) -> None:
        with self._lock:
            self._on_way -= 1
            if entry.segment is not None:
                entry.segment.busy = False
                if entry.signal != signals.LOSSES:
                    entry.payload = None
            self._lanes[signals.lane(entry.signal)].appendleft(entry)

    def done(self, entry: Entry, reason: Optional[str] = None) -> None:
        """The server has it, or (``reason``) never will."""
        with self._lock:
            self._on_way -= 1
            self._drop(entry, reason)

    def pending(self) -> int:
        """How many records wait, or are on their way."""
        # With the lock: between the lane and the way a record is in neither.
        with self._lock:
            return sum(map(len, self._lanes)) + self._on_way

    def pending_items(self) -> List[int]:
        """How many items wait, by signal; reports of losses not counted."""
        with self._lock:
            counts = [0] * (signals.COUNT + 1)
            for lane in self._lanes:
                for entry in lane:
                    counts[entry.signal] += entry.items
        return counts[: signals.COUNT]

    def adopt(self) -> None:
        """Takes over the files of processes that are gone."""
        with self._lock:
            held = {place.path for place in self._held}
            for path in self._files():
                if path not in held:
                    self._adopt(path)

    def purge(self, reason: str) -> None:
        """Forgets everything that waits, and deletes it."""
        self.adopt()
        with self._lock:
            for lane in self._lanes:
                while lane:
                    self._drop(lane.popleft(), reason)
            for place in list(self._held):
                self._release(place)

    def close(self) -> None:
        """Lets go of all files; what waits on disk stays for the next process."""
        with self._lock:
            for place in self._held:
                if place.waiting == 0:
                    place.remove()
                else:
                    place.close()
            self._held, self._open = [], {}
            for lane in self._lanes:
                for entry in lane:
                    if entry.segment is None and entry.signal != signals.LOSSES:
                        self._losses.add(entry.signal, "exit", entry.items)
                lane.clear()

    def forget(self) -> None:
        """In the child of a fork: the files are the parent's. Takes no lock: its holder may not exist here."""
        for place in self._held:
            try:
                place.close()
            except OSError:
                pass

    # All below is called with the lock held.

    def _to_disk(self, signal: int, items: int, now: int, payload: bytes) -> Optional[Entry]:
        if self._directory is None:
            return None
        content = records.pack(signal, items, now, payload)
        lane = signals.lane(signal)
        try:
            if not self._make_room(lane, len(content)):
                return None
            place = self._writable(lane)
            offset = place.append(content)
        except OSError as error:
            self.trouble = f"The spool at {self._directory} cannot be written: {error.strerror or error}."
            return None
        # A report of losses stays in memory too: it is small, and what it counts cannot be counted again.
        return Entry(signal, items, now, payload if signal == signals.LOSSES else None, place, offset, len(content))

    def _to_memory(self, signal: int, items: int, now: int, payload: bytes) -> Optional[Entry]:
        while self._memory + len(payload) > MEMORY_BYTES:
            victim = self._worst(signals.lane(signal), in_memory=True)
            if victim is None:
                return None
            self._lanes[signals.lane(victim.signal)].remove(victim)
            self._drop(victim, "spool_full")
        self._memory += len(payload)
        return Entry(signal, items, now, payload, None, 0, len(payload))

    def _writable(self, lane: int) -> segment.Segment:
        place = self._open.get(lane)
        if place is not None and place.is_open and place.size < SEGMENT_BYTES:
            return place
        assert self._directory is not None
        name = f"{lane}-{time.time_ns() // 1_000_000:013d}-{os.getpid()}-{os.urandom(4).hex()}{segment.SUFFIX}"
        place = segment.create(os.path.join(self._directory, name), lane)
        previous = self._open.get(lane)
        self._open[lane] = place
        self._held.append(place)
        if previous is not None and previous.waiting == 0:
            self._release(previous)
        return place

    def _make_room(self, lane: int, length: int) -> bool:
        while self._used() + length > self._max_bytes:
            victim = self._worst(lane, in_memory=False)
            if victim is None or victim.segment is None:
                return False
            self._evict(victim.segment)
        return True

    def _worst(self, lane: int, in_memory: bool) -> Optional[Entry]:
        """The oldest of the least worth, but nothing worth more than ``lane``."""
        for number in range(signals.COUNT - 1, lane - 1, -1):
            for entry in self._lanes[number]:
                if (entry.segment is None) == in_memory and not (entry.segment is not None and entry.segment.busy):
                    return entry
        return None

    def _evict(self, place: segment.Segment) -> None:
        lane = self._lanes[place.lane]
        for entry in [entry for entry in lane if entry.segment is place]:
            lane.remove(entry)
            self._drop(entry, "spool_full")
        self._release(place)

    def _used(self) -> int:
        if time.monotonic() - self._counted > _COUNT_AGAIN_SECONDS:
            held = {place.path for place in self._held}
            self._others = sum(_size(path) for path in self._files() if path not in held)
            self._counted = time.monotonic()
        return self._others + sum(place.size for place in self._held)

    def _drop(self, entry: Entry, reason: Optional[str]) -> None:
        if reason is not None and entry.signal == signals.LOSSES:
            if self._load(entry) and entry.payload is not None:
                self._give_back(entry.payload)
        elif reason is not None:
            self._losses.add(entry.signal, reason, entry.items)
        if entry.segment is None:
            self._memory -= entry.length
            return
        place, entry.segment.busy = entry.segment, False
        if not place.is_open:
            return
        try:
            # The last one too: between the end of its lock and its removal a file looks like one left behind.
            place.mark_done(entry.offset)
        except OSError:
            pass  # it may be sent twice: the server knows a crash by its id
        place.waiting -= 1
        if place.waiting <= 0:
            self._release(place)

    def _load(self, entry: Entry) -> bool:
        """Reads the payload again before it is sent. Damaged meanwhile: counted, and false."""
        if entry.segment is None:
            return True
        if entry.payload is not None:
            entry.segment.busy = True
            return True
        try:
            content = entry.segment.read(entry.offset, entry.length)
            found = next(iter(records.read(content)), None)
        except OSError:
            found = None
        if found is None or found.payload is None or found.signal != entry.signal:
            if entry.signal != signals.LOSSES:
                self._drop(entry, "spool_damaged")
            return False
        entry.payload, entry.segment.busy = found.payload, True
        return True

    def _give_back(self, payload: bytes) -> None:
        from . import payloads

        report = payloads.loss_report(payload)
        if report is not None:
            self._losses.restore(report)

    def _adopt(self, path: str) -> None:
        lane = segment.lane_of(path)
        taken = segment.adopt(path, lane) if lane is not None else None
        if taken is None:
            return
        place, found = taken
        self._held.append(place)
        for record in found:
            if record.payload is None:
                self._losses.add(record.signal, "spool_damaged", record.items)
            elif not record.done:
                place.waiting += 1
                length = records.OVERHEAD + len(record.payload)
                self._lanes[signals.lane(record.signal)].append(Entry(record.signal, record.items, record.time, None, place, record.offset, length))
        if place.waiting == 0:
            self._release(place)

    def _release(self, place: segment.Segment) -> None:
        place.remove()
        if place in self._held:
            self._held.remove(place)
        if self._open.get(place.lane) is place:
            del self._open[place.lane]

    def _files(self) -> List[str]:
        if self._directory is None:
            return []
        try:
            return sorted(os.path.join(self._directory, name) for name in os.listdir(self._directory) if name.endswith(segment.SUFFIX))
        except OSError:
            return []


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
