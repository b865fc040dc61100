"""What is delivered, in the order of its worth."""

from __future__ import annotations

CRASHES, SESSIONS, LOGS, SPANS = 0, 1, 2, 3
NAMES = ("crashes", "sessions", "logs", "spans")
COUNT = len(NAMES)
# Reports of losses travel with the sessions: small, and worth more than logs. They are items of their own kind, so that one lost is none of theirs.
LOSSES = 4
PATHS = ("/v1/logs", "/v1/logs", "/v1/logs", "/v1/traces", "/v1/logs")


def lane(signal: int) -> int:
    """Which lane of the spool carries it."""
    return SESSIONS if signal == LOSSES else signal
