"""Tally: what was spent. ``python -m tally`` opens a window where there is a screen; ``python -m tally add 12.50`` does one thing."""

import sys

import telemetry_sdk

from tally import VERSION
from tally.app import main

telemetry_sdk.init(release="tally@" + VERSION, service="tally", hang_seconds=0.5, heartbeat_seconds=1)
main(sys.argv[1:])
telemetry_sdk.flush(10)
