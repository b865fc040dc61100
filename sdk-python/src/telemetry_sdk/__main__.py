"""``python -m telemetry_sdk doctor|run|release|inspect``."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional

USAGE = """usage: python -m telemetry_sdk <command>

  doctor [--send]      what is set, whether the server answers; --send sends a test report
  run app.py [args]    runs a program with the SDK on, without a change to it (-m name for a module)
  release new|deploy|upload-sources VERSION …
                       tells the server about a release; release -h says more
  inspect [directory]  what waits to be sent on this machine

Options come from TELEMETRY_… environment variables; TELEMETRY_DSN is the only one needed."""


def main(arguments: Optional[List[str]] = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["doctor"]:
        from .commands import doctor

        return doctor.main(given[1:])
    if given[:1] == ["run"] and len(given) > 1:
        from .commands import run

        return run.main(given[1:])
    if given[:1] == ["release"]:
        from .commands import release

        return release.main(given[1:])
    if given[:1] == ["inspect"]:
        from .commands import inspect

        return inspect.main(given[1:])
    print(USAGE)
    return 0 if given[:1] in (["-h"], ["--help"]) else 2


if __name__ == "__main__":
    sys.exit(main())
