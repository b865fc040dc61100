"""What the program runs on: the machine, how it was packed, what is installed.

Nothing here raises, and nothing is asked of the network or of another program.
"""

from __future__ import annotations

from ._details import details
from ._distributions import distributions
from ._machine import facts
from ._packaging import packaging

__all__ = ["details", "distributions", "facts", "packaging"]
