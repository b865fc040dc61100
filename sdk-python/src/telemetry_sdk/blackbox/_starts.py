"""Whether the application fails again and again right after it was started."""

from __future__ import annotations

import os

from .. import _plain

# A program that died within this time of its start did not get to do what it is for.
SHORT_SECONDS = 30.0
LOOP = 2

_NAME = "starts.json"


def note(directory: str, is_unclean: bool, lived_seconds: float) -> None:
    """Counts one run that is over. A run that ended well, or that lived, ends the row."""
    unclean = count(directory) + 1 if is_unclean and lived_seconds < SHORT_SECONDS else 0
    path = os.path.join(directory, _NAME)
    try:
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(_plain.dumps({"unclean": unclean}))
        os.replace(path + ".new", path)
    except OSError:
        pass


def count(directory: str) -> int:
    """How many runs in a row ended badly within 30 s."""
    try:
        with open(os.path.join(directory, _NAME), encoding="utf-8") as file:
            return int(_plain.loads(file.read(200))["unclean"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def is_loop(directory: str) -> bool:
    """Whether it is time for a safe mode."""
    return count(directory) >= LOOP
