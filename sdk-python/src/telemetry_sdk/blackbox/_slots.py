"""Places in a file that are always readable: each write goes to one slot, with a sequence number and a checksum.

A process can die, and a machine can lose power, at any byte of a write. The slot is then wrong by its checksum and does not count; the one
written before is still there.
"""

from __future__ import annotations

import itertools
import struct
import time
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Iterator, List

_HEAD = struct.Struct("<IIdI")  # checksum of all that follows, sequence from 1, seconds since 1970, bytes of the text


class Written:
    """One readable slot."""

    # No NamedTuple: typing alone would cost the start of a program some milliseconds.
    def __init__(self, sequence: int, when: float, text: bytes) -> None:
        self.sequence = sequence
        self.time = when
        self.text = text


class Slots:
    """``count`` slots of ``size`` bytes from ``offset``; the newest write takes the place of the oldest."""

    def __init__(self, offset: int, size: int, count: int) -> None:
        self.offset = offset
        self.size = size
        self.count = count

    @property
    def end(self) -> int:
        """Offset of the first byte behind."""
        return self.offset + self.size * self.count

    @property
    def capacity(self) -> int:
        """Bytes of text a slot can hold."""
        return self.size - _HEAD.size

    def sequence(self) -> Iterator[int]:
        """Numbers for a new file. ``next`` of it is safe from any thread."""
        return itertools.count(1)

    def place(self, sequence: int) -> int:
        """Where the write with this number goes."""
        return self.offset + (sequence % self.count) * self.size

    def encode(self, sequence: int, text: bytes) -> bytes:
        """The bytes of a slot; what does not fit is cut off."""
        text = text[: self.capacity]
        body = _HEAD.pack(0, sequence, time.time(), len(text))[4:] + text
        return struct.pack("<I", zlib.crc32(body)) + body

    def read(self, file: bytes) -> List[Written]:
        """All readable slots of a file, oldest first."""
        slots = (file[start : start + self.size] for start in range(self.offset, self.end, self.size))
        return sorted((written for slot in slots for written in _decode(slot)), key=lambda written: written.sequence)


def _decode(slot: bytes) -> Iterator[Written]:
    if len(slot) < _HEAD.size:
        return
    checksum, sequence, when, length = _HEAD.unpack_from(slot)
    text = slot[_HEAD.size : _HEAD.size + length]
    # A new file is zeros, and the checksum of no bytes is zero too: number 0 is never written.
    if sequence and len(text) == length and zlib.crc32(slot[4 : _HEAD.size + length]) == checksum:
        yield Written(sequence, when, text)
