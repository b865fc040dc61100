"""The next start of the program: tells what it found, one JSON document a line. ``next_start.py DIRECTORY``."""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src"))

from telemetry_sdk import blackbox, sessions  # noqa: E402


class Options:
    release, environment, service = "photo@1.1", "test", "photo"
    session_id = install_id = consent = heartbeat_seconds = hang_seconds = None


def tell(document):
    print(json.dumps(document), flush=True)


sessions.start(Options, tell, sys.argv[1])
blackbox.start(Options, tell, sys.argv[1])
print(json.dumps({"safe_mode": blackbox.safe_mode}))
sessions.end("exited")
blackbox.stop(0)
