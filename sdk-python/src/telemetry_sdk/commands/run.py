"""Runs a program as ``python app.py`` would, with the SDK on."""

from __future__ import annotations

import os
import runpy
import sys

import telemetry_sdk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List


def main(arguments: List[str]) -> int:
    if arguments[0] == "-m":
        if len(arguments) < 2:
            print("run -m needs the name of a module.", file=sys.stderr)
            return 2
        sys.argv = arguments[1:]
        sys.path.insert(0, os.getcwd())
        telemetry_sdk.init(service=os.environ.get("TELEMETRY_SERVICE") or arguments[1].partition(".")[0])
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        return 0
    if not os.path.exists(arguments[0]):
        print(f"There is no file {arguments[0]}.", file=sys.stderr)
        return 2
    sys.argv = arguments
    sys.path.insert(0, os.path.dirname(os.path.abspath(arguments[0])))
    telemetry_sdk.init(service=os.environ.get("TELEMETRY_SERVICE") or os.path.splitext(os.path.basename(arguments[0]))[0])
    runpy.run_path(arguments[0], run_name="__main__")
    return 0
