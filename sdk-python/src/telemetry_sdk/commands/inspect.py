"""Shows what waits to be sent, without touching it."""

from __future__ import annotations

import os
import sys
import time

from .. import _directory, _options, _release
from ..delivery import records, segment, signals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional

_NAMES = signals.NAMES + ("losses",)


def main(arguments: List[str]) -> int:
    directory = arguments[0] if arguments else _own()
    if directory is None:
        print("Name a directory, or set TELEMETRY_DSN and TELEMETRY_SERVICE.", file=sys.stderr)
        return 2
    folder = os.path.join(directory, "spool")
    names = sorted(name for name in os.listdir(folder) if name.endswith(segment.SUFFIX)) if os.path.isdir(folder) else []
    print(directory)
    for name in names:
        _show(os.path.join(folder, name))
    if not names:
        print("  nothing waits")
    others = sorted(name for name in os.listdir(directory) if name != "spool") if os.path.isdir(directory) else []
    for name in others:
        print(f"  {name}")
    return 0


def _show(path: str) -> None:
    with open(path, "rb") as file:
        found = list(records.read(file.read()))
    print(f"  {os.path.basename(path)}")
    for record in found:
        state = "damaged" if record.payload is None else "sent" if record.done else "waits"
        when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(record.time)) if record.time else "?"
        print(f"    {when}  {_NAMES[record.signal]:<9} {record.items:>5} items  {len(record.payload or b''):>8} bytes  {state}")


def _own() -> Optional[str]:
    options = _options.read(None, {}, os.environ)
    if options.directory:
        return options.directory
    options.service = options.service or _release.find()[0]
    return _directory.base(options) if options.dsn is not None else None
