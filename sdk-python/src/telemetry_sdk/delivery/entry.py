"""What the spool hands to the sender."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from .segment import Segment


class Entry:
    """One record that waits. ``segment`` None: it is in memory."""

    __slots__ = ("signal", "items", "time", "payload", "segment", "offset", "length")

    def __init__(self, signal: int, items: int, time: int, payload: Optional[bytes], place: Optional[Segment], offset: int, length: int) -> None:
        self.signal, self.items, self.time, self.payload = signal, items, time, payload
        self.segment, self.offset, self.length = place, offset, length
