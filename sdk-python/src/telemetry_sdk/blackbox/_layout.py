"""What lies where in a flight file. Changing a line here makes old files unreadable, so the first line of a file names the layout."""

from __future__ import annotations

from ._slots import Slots

VERSION = 1

HEADER = Slots(0, 8192, 1)
END = Slots(HEADER.end, 512, 2)
BEAT = Slots(END.end, 512, 2)
STACK = Slots(BEAT.end, 4096, 2)
LOADED = Slots(STACK.end, 4096, 2)
LOG = Slots(LOADED.end, 512, 64)

# Behind all others, so that files of earlier versions stay readable.
STEP = Slots(LOG.end, 1024, 2)

SIZE = STEP.end

FLIGHT = ".flight"
STACKS = ".stacks"
HANG = ".hang"
THREAD = "telemetry-black-box"

# The lock is on a byte that is never written: on Windows nobody else can read a byte that is locked.
LOCK_BYTE = 1 << 30

# Signals that are not errors write their stack to places of their own in the file with the stacks, because the text does not name the signal.
SIGTERM_AT = 1 << 20
SIGHUP_AT = 2 << 20
