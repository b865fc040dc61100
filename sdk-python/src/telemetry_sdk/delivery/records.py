"""The bytes of a spool segment: records that survive a kill in the middle of a write, and damage to any byte.

A record: a header (mark, state, check, signal, items, length, time), the payload, and a trailer that says signal and items once more, so
that a damaged record still tells how many items it takes with it. Reading goes on at the next mark.
"""

from __future__ import annotations

import struct
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator, NamedTuple, Optional

    class Record(NamedTuple):
        """One record as read. ``payload`` None: damaged, and only ``items`` are known."""

        offset: int
        signal: int
        items: int
        time: int
        payload: Optional[bytes]
        done: bool
else:
    from collections import namedtuple

    Record = namedtuple("Record", "offset signal items time payload done")

MARK, END = b"\xf1TL\x1a", b"\xf2TE\x1a"
# Four letters each: no damage to one byte makes one of the other.
WAITING, DONE = b"WAIT", b"DONE"
_HEADER = struct.Struct("<4s4sIBxHII")
_FIELDS = struct.Struct("<BxHII")
_TRAILER = struct.Struct("<4sBxHI")
_STATE_OFFSET = 4
MAX_PAYLOAD = 8_000_000
MAX_ITEMS = 10_000
MAX_SIGNAL = 4
OVERHEAD = _HEADER.size + _TRAILER.size


def pack(signal: int, items: int, time: int, payload: bytes) -> bytes:
    """The bytes of one waiting record. ``time``: seconds since 1970."""
    fields = _FIELDS.pack(signal, items, len(payload), time & 0xFFFFFFFF)
    header = MARK + WAITING + struct.pack("<I", zlib.crc32(payload, zlib.crc32(fields))) + fields
    return header + payload + _TRAILER.pack(END, signal, items, _trailer_check(signal, items))


def state_offset(offset: int) -> int:
    """Where to write DONE for the record at ``offset``."""
    return offset + _STATE_OFFSET


def read(content: bytes) -> Iterator[Record]:
    """All records, damaged ones too."""
    place = 0
    while place < len(content):
        record = _whole(content, place)
        if record is not None:
            yield record
            place += OVERHEAD + len(record.payload or b"")
            continue
        following = _next_whole(content, place + 1)
        yield from _damaged(content, place, following)
        place = following


def _whole(content: bytes, place: int) -> Optional[Record]:
    if content[place : place + 4] != MARK or place + _HEADER.size > len(content):
        return None
    _, state, check, signal, items, length, time = _HEADER.unpack_from(content, place)
    start = place + _HEADER.size
    if length > MAX_PAYLOAD or start + length > len(content) or signal > MAX_SIGNAL:
        return None
    payload = content[start : start + length]
    if zlib.crc32(payload, zlib.crc32(_FIELDS.pack(signal, items, length, time))) != check:
        return None
    return Record(place, signal, items, time, payload, state == DONE)


def _next_whole(content: bytes, place: int) -> int:
    while True:
        place = content.find(MARK, place)
        if place < 0:
            return len(content)
        if _whole(content, place) is not None:
            return place
        place += 1


def _damaged(content: bytes, start: int, end: int) -> Iterator[Record]:
    place, known = start, False
    while True:
        place = content.find(END, place, end)
        if place < 0 or place + _TRAILER.size > end:
            break
        _, signal, items, check = _TRAILER.unpack_from(content, place)
        if check == _trailer_check(signal, items) and signal <= MAX_SIGNAL:
            known = True
            if content[start + _STATE_OFFSET : start + _STATE_OFFSET + 4] != DONE:
                yield Record(start, signal, items, 0, None, False)
        place += 1
    if not known and content[start : start + 4] == MARK and start + _HEADER.size <= len(content):
        # Killed while it was written: the header is there, the end is not.
        _, _, _, signal, items, _, _ = _HEADER.unpack_from(content, start)
        if signal <= MAX_SIGNAL and items <= MAX_ITEMS:
            yield Record(start, signal, items, 0, None, False)


def _trailer_check(signal: int, items: int) -> int:
    return zlib.crc32(struct.pack("<4sBxH", END, signal, items))
