"""What the SDK costs the thread that calls it, in microseconds: the best of seven rounds, processor time of the thread.

    PYTHONPATH=src python benchmarks/cost.py
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from typing import Callable

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src"))

import telemetry_sdk  # noqa: E402
from telemetry_sdk import _client  # noqa: E402

NOWHERE = "http://key@127.0.0.1:9/1"


def best(function: Callable[[], object], count: int = 2000) -> float:
    """Microseconds a call."""
    costs = []
    for _ in range(7):
        start = time.thread_time()
        for _ in range(count):
            function()
        costs.append((time.thread_time() - start) / count * 1e6)
    return min(costs)


def span() -> None:
    with telemetry_sdk.span("x"):
        pass


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        telemetry_sdk.init(NOWHERE, directory=folder, install_hooks=False, black_box=False, sessions=False)
        logger = logging.Logger("cost", logging.INFO)
        record = logger.makeRecord("cost", logging.INFO, __file__, 1, "number %d of %s", (1, "x"), None)
        client = _client.current()
        assert client is not None
        print(f"log record  {best(lambda: client.logs.see(record)):6.2f} us (at most 8)")
        print(f"span        {best(span):6.2f} us (at most 6)")
        telemetry_sdk.close()


if __name__ == "__main__":
    main()
