"""The costs of calls, of one SDK: ``ours`` or ``theirs``. Run by cost.py."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from typing import Any, Callable

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


def deep(depth: int) -> None:
    value = {"depth": depth, "text": "x" * 50}
    if depth > 1:
        deep(depth - 1)
    else:
        raise ValueError(f"at {value['depth']}")


def crash(sdk: Any) -> float:
    """Milliseconds of the calling thread for 50 frames: the median of 15."""
    costs = []
    for _ in range(15):
        try:
            deep(50)
        except ValueError as error:
            start = time.thread_time()
            sdk.capture_exception(error)
            costs.append((time.thread_time() - start) * 1e3)
    return sorted(costs)[7]


def ours() -> None:
    import telemetry_sdk
    from telemetry_sdk import _client

    with tempfile.TemporaryDirectory() as folder:
        telemetry_sdk.init(NOWHERE, directory=folder)
        client = _client.current()
        assert client is not None
        print(f"heartbeat                {heartbeat():7.3f} % of a processor (at most 0.1)")
        logger = logging.Logger("cost", logging.INFO)
        record = logger.makeRecord("cost", logging.INFO, __file__, 1, "number %d of %s", (1, "x"), None)

        def span() -> None:
            with telemetry_sdk.span("x"):
                pass

        print(f"log record               {best(lambda: client.logs.see(record)):7.2f} us (at most 8)")
        print(f"span                     {best(span):7.2f} us (at most 6)")
        print(f"crash of 50 frames       {crash(telemetry_sdk):7.2f} ms (at most 15)")
        telemetry_sdk.close()


def heartbeat() -> float:
    """One beat's processor time, in percent of the five seconds between two."""
    from telemetry_sdk import blackbox

    box = blackbox._box
    assert box is not None
    return best(box._watcher._beat, 50) / 5e6 * 100


def theirs() -> None:
    try:
        import sentry_sdk
    except ImportError:
        print("sentry-python is not installed for this interpreter.")
        return
    sentry_sdk.init(NOWHERE, traces_sample_rate=1.0)
    logger = logging.getLogger("cost")
    logger.propagate, logger.level = False, logging.INFO

    def span() -> None:
        with sentry_sdk.start_span(op="x"):
            pass

    with sentry_sdk.start_transaction(name="all"):
        print(f"  sentry-python: log     {best(lambda: logger.info('number %d of %s', 1, 'x')):7.2f} us (a breadcrumb, with logging's own work)")
        print(f"  sentry-python: span    {best(span):7.2f} us")
    print(f"  sentry-python: crash   {crash(sentry_sdk):7.2f} ms")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    {"ours": ours, "theirs": theirs}[sys.argv[1]]()
