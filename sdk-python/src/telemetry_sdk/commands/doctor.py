"""Says what is set, and whether it works."""

from __future__ import annotations

import os

from .. import _crash, _directory, _options, _otlp, _release
from .._version import VERSION
from ..delivery import payloads
from ..delivery.http import HttpTransport

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

_ADVICE = {
    "taken": "The server answers and takes this key.",
    "refused": "The server answers, but refuses what was sent: is it a Telemetry server of this version?",
}


def main(arguments: List[str]) -> int:
    options = _options.read(None, {}, os.environ)
    print(f"telemetry-sdk {VERSION}")
    for problem in options.problems:
        print(f"  problem: {problem}")
    if options.dsn is None:
        print("Nothing is sent.")
        return 1
    service, release = _release.find()
    options.service, options.release = options.service or service, options.release or release
    directory = _directory.usable(_directory.base(options))
    for name, value in (("server", options.dsn.base), ("project", options.dsn.project), ("service", options.service), ("release", options.release or "not found: set TELEMETRY_RELEASE"),
                        ("environment", options.environment), ("directory", directory or "none can be written: reports live in memory only")):  # fmt: skip
        print(f"  {name:<12} {value}")
    return _reach(options, "--send" in arguments)


def _reach(options: _options.Options, send: bool) -> int:
    assert options.dsn is not None
    document = _crash.complete(_crash.of_message("A test report of telemetry_sdk doctor.", "info", options), options, None)
    # Without --send an empty request: the server checks the key all the same, and stores nothing.
    request = _otlp.event(options, "telemetry.crash", document, 0, 9) if send else {"resourceLogs": []}
    answer = HttpTransport(options.dsn, options.ca_file, options.proxy, options.timeout_seconds).send("/v1/logs", payloads.pack(request))
    print(f"  reachable    {_ADVICE.get(answer.outcome, 'no')} {answer.problem}".rstrip())
    if send and answer.outcome == "taken":
        print(f"  sent         report {document['id']}: look for “A test report” among the issues.")
    return 0 if answer.outcome == "taken" else 1
