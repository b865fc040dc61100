"""Where PyInstaller finds its hook for this package: it asks the entry point ``pyinstaller40`` of every distribution."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List


def hook_dirs() -> List[str]:
    return [os.path.dirname(os.path.abspath(__file__))]
