"""A server that all tests of releases share, and the command line of the SDK against it."""

import atexit
import functools
import json
import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

from .. import server
from .. import test_end_to_end as real

ROOT = real.ROOT
IS_BUILT = bool(real.SERVER)
wait_for = real.wait_for


class Product:
    def __init__(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = self._folder.name
        self._process = subprocess.Popen(
            ["dotnet", real.SERVER[-1], "--data", os.path.join(self.folder, "data"), "--http", "127.0.0.1:0", "--otlp-http", "127.0.0.1:0", "--otlp-grpc", "127.0.0.1:0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        atexit.register(self._stop)
        self.ready = wait_for(lambda: real.read_json(os.path.join(self.folder, "data", "ready.json")), 60)
        self.dsn = self.ready["project"]["dsn"]

    def _stop(self):
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(30)
        self._folder.cleanup()

    def get(self, path):
        request = urllib.request.Request(self.ready["api"] + "/projects/1" + path, headers={"Authorization": "Bearer " + self.ready["adminToken"]})
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)

    def issues(self, wanted):
        return [issue for issue in self.get("/issues?limit=100")["items"] if wanted(issue)]

    def events(self, issue):
        return [self.get("/events/" + event["id"]) for event in self.get("/issues/%s/events" % issue["id"])["items"]]

    def environ(self, state=None, **more):
        """For a program that reports here. ``state``: name of its directory, so that two installs do not share one."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TELEMETRY_")}
        own = {"TELEMETRY_DSN": self.dsn, "TELEMETRY_CRASH_SECONDS": "30", "TELEMETRY_TOKEN": self.ready["adminToken"], "TELEMETRY_URL": self.ready["web"]}
        return {**kept, "PYTHONPATH": server.SOURCE, **own, **({"TELEMETRY_DIRECTORY": os.path.join(self.folder, state)} if state else {}), **more}

    def run(self, arguments, **more):
        """Runs to its end; never waits for ever."""
        more.setdefault("env", self.environ())
        return subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, universal_newlines=True, **more)

    def release(self, *arguments, **environ):
        return self.run([sys.executable, "-m", "telemetry_sdk", "release", *arguments], env=self.environ(**environ))


@functools.lru_cache(maxsize=None)
def start():
    return Product()
