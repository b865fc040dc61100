"""What the SDK costs, beside sentry-python in the same run where that is installed.

    python3 benchmarks/cost.py

Starts are measured in fresh processes with compiled modules, as installed ones are, one SDK after the other in turn: the median of each, and of
the quotients. Costs of calls are processor time of the calling thread: the best of seven rounds. Nothing is sent anywhere.
"""

from __future__ import annotations

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from typing import Dict, List, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
NOWHERE = "http://key@127.0.0.1:9/1"
STARTS = 15

OURS = f"import telemetry_sdk as sdk; sdk.init({NOWHERE!r}, directory=folder)"
THEIRS = f"import sentry_sdk as sdk; sdk.init({NOWHERE!r}, traces_sample_rate=1.0)"
NOTHING = "pass"
# Wall-clock time: what a person waits for. RSS in MB half a second later, with what threads in the background have loaded.
START = """
import os, sys, time
folder = sys.argv[1]
began = time.perf_counter()
{start}
took = time.perf_counter() - began
time.sleep(0.7 if {settled} else 0)
with open("/proc/self/statm") as file:
    print(took * 1000, int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)
sys.stdout.flush()
os._exit(0)
"""


def run(code: str, source: str, folder: str) -> List[float]:
    environment = {**os.environ, "PYTHONPATH": source}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code, folder], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
    return [float(value) for value in done.stdout.split()]


def start(code: str, source: str, settled: bool = False) -> Optional[List[float]]:
    with tempfile.TemporaryDirectory() as folder:
        return run(START.format(start=code, settled=settled), source, folder) or None


def starts(source: str) -> None:
    start(OURS, source)
    ours: List[float] = []
    theirs: List[float] = []
    for _ in range(STARTS):
        for code, costs in ((OURS, ours), (THEIRS, theirs)):
            measured = start(code, source)
            if measured is not None:
                costs.append(measured[0])
    print(f"import + init            {statistics.median(ours):7.1f} ms (at most 30)")
    if theirs:
        quotient = statistics.median(one / other for one, other in zip(ours, theirs))
        print(f"  sentry-python          {statistics.median(theirs):7.1f} ms; ours is {quotient:.2f} of it (aim: 0.10)")


def memory(source: str) -> None:
    found: Dict[str, float] = {}
    for name, code in (("nothing", NOTHING), ("ours", OURS), ("theirs", THEIRS)):
        measured = [one[1] for one in (start(code, source, settled=True) for _ in range(3)) if one is not None]
        if measured:
            found[name] = statistics.median(measured)
    print(f"memory                   {found['ours'] - found['nothing']:7.1f} MB (at most 8)")
    if "theirs" in found:
        print(f"  sentry-python          {found['theirs'] - found['nothing']:7.1f} MB")


def wheel() -> None:
    with tempfile.TemporaryDirectory() as folder:
        code = "import os, sys, telemetry_build as b; print(os.path.getsize(os.path.join(sys.argv[1], b.build_wheel(sys.argv[1]))))"
        done = subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT, env={**os.environ, "PYTHONPATH": os.path.join(ROOT, "build_backend")}, stdout=subprocess.PIPE, timeout=60)
        print(f"wheel                    {int(done.stdout) / 1000:7.1f} KB (at most 150)")


def calls(source: str, name: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((source, HERE))}
    subprocess.run([sys.executable, "-W", "ignore", os.path.join(HERE, "calls.py"), name], env=environment, timeout=120)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(ROOT, "src"), os.path.join(folder, "src"))
        source = os.path.join(folder, "src")
        compileall.compile_dir(source, quiet=2)
        print(f"Python {sys.version.split()[0]}")
        starts(source)
        memory(source)
        wheel()
        for name in ("ours", "theirs"):
            sys.stdout.flush()
            calls(source, name)


if __name__ == "__main__":
    main()
