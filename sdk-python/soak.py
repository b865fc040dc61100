"""Random faults of server, disk and clock, as many as one likes: every item arrives or is counted, and no call raises or blocks.

    python3 soak.py [requests] [seed]

Ends with 1 when anything is missing.
"""

import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "src")]

from tests import faults  # noqa: E402


def main(requests: int = 10_000, seed: int = 1) -> int:
    start = time.monotonic()
    run = faults.Run(requests, seed, seconds=3600.0).go()
    print(f"Python {sys.version.split()[0]}, seed {seed}: {run.tries} requests in {time.monotonic() - start:.0f} s, longest call {run.slowest * 1000:.0f} ms")
    for name, count in sorted(run.seen.items()):
        print(f"  {count:6} {name}")
    for signal, produced in run.produced.items():
        print(f"  {signal}: {produced} made, {run.arrived[signal]} arrived, {run.lost[signal]} counted as lost")
    for problem in run.problems:
        print(problem)
    return 1 if run.problems else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
