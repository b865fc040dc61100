"""A real program, the real server: its crash is an issue."""

import glob
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

from . import server

ROOT = os.path.dirname(os.path.dirname(server.SOURCE))
SERVER = sorted(glob.glob(os.path.join(ROOT, "server", "Telemetry.Server", "bin", "*", "net10.0", "Telemetry.Server.dll")))
APP = """
import logging, threading
import telemetry_sdk
telemetry_sdk.init(release="photo@3.16.8", environment="test", service="photo")
logging.getLogger("photo").warning("low disk on %s", "D:")
def save(name, password="hunter2"):
    with telemetry_sdk.span("save"):
        raise OSError(28, "No space left", name)
save("holiday.png")
"""

SEGFAULT = """
import ctypes, os, threading
import telemetry_sdk
telemetry_sdk.init(release="photo@3.16.8", environment="test", service="photo")
def wait_for_disk():
    threading.Event().wait()
threading.Thread(target=wait_for_disk, name="writer", daemon=True).start()
def decode(name):
    ctypes.string_at(0)
if os.environ.get("DIES"):
    decode("holiday.png")
telemetry_sdk.flush(30)
"""


@unittest.skipUnless(SERVER, "the server is not built")
class EndToEnd(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.process = subprocess.Popen(
            ["dotnet", SERVER[-1], "--data", os.path.join(cls.folder, "data"), "--http", "127.0.0.1:0", "--otlp-http", "127.0.0.1:0", "--otlp-grpc", "127.0.0.1:0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        cls.addClassCleanup(cls.stop)
        cls.ready = wait_for(lambda: read_json(os.path.join(cls.folder, "data", "ready.json")), 60)

    @classmethod
    def stop(cls):
        cls.process.send_signal(signal.SIGTERM)
        cls.process.wait(30)

    def get(self, path):
        request = urllib.request.Request(self.ready["api"] + path, headers={"Authorization": "Bearer " + self.ready["adminToken"]})
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)

    def test_a_crash_is_an_issue_with_its_logs_and_its_span(self):
        env = {"TELEMETRY_DSN": self.ready["project"]["dsn"], "TELEMETRY_DIRECTORY": os.path.join(self.folder, "state"), "TELEMETRY_CRASH_SECONDS": "30"}
        done = server.run(APP, env=env)
        self.assertEqual((1, True), (done.returncode, "No space left" in done.stderr))
        (issue,) = wait_for(lambda: self.get("/projects/1/issues")["items"], 60)
        self.assertEqual(("OSError", "fatal", 1), (issue["type"], issue["level"], issue["count"]))
        (event,) = self.get("/projects/1/issues/%s/events" % issue["id"])["items"]
        document = self.get("/projects/1/events/%s" % event["id"])["document"]
        frame = document["exceptions"][0]["stack"]["frames"][-1]
        self.assertEqual(("save", {"name": "'holiday.png'", "password": "[Filtered]"}), (frame["function"], frame["locals"]))
        self.assertEqual("photo", document["service"])
        self.assertEqual([], document.get("problems", []))
        (record,) = wait_for(lambda: [item for item in self.get("/projects/1/logs")["items"] if not item["eventName"]], 60)
        self.assertEqual(("low disk on D:", "photo", "3.16.8", "test"), (record["body"], record["service"], record["release"], record["environment"]))
        (trace,) = wait_for(lambda: self.get("/projects/1/traces")["items"], 60)
        self.assertEqual((document["trace_id"], "save"), (trace["traceId"], trace["name"]))

    def test_a_segfault_is_an_issue_with_the_stacks_of_all_threads_at_the_next_start(self):
        env = {"TELEMETRY_DSN": self.ready["project"]["dsn"], "TELEMETRY_DIRECTORY": os.path.join(self.folder, "flights")}
        died = server.run(SEGFAULT, env={**env, "DIES": "1"})
        self.assertEqual((-signal.SIGSEGV, ""), (died.returncode, died.stderr))
        self.assertEqual(0, server.run(SEGFAULT, env=env).returncode)
        (issue,) = wait_for(lambda: [item for item in self.get("/projects/1/issues")["items"] if item["title"] == "Segmentation fault (SIGSEGV)"], 60)
        (event,) = self.get("/projects/1/issues/%s/events" % issue["id"])["items"]
        document = self.get("/projects/1/events/%s" % event["id"])["document"]
        self.assertEqual(("native", "fatal", []), (document["kind"], document["level"], document.get("problems", [])))
        stacks = [[frame["function"] for frame in thread["stack"]["frames"]] for thread in sorted(document["threads"], key=lambda thread: not thread.get("crashed"))]
        self.assertEqual(2, len(stacks), "threads of the SDK are not told")
        self.assertEqual(["<module>", "decode", "string_at"], stacks[0])
        self.assertIn("wait_for_disk", stacks[1])
        self.assertEqual("certain", document["contexts"]["black_box"]["sure"])

    def test_doctor_knows_a_wrong_key(self):
        dsn = self.ready["project"]["dsn"]
        for text, expected in ((dsn, "takes this key"), (dsn.replace(self.ready["project"]["key"], "wrong"), "unknown or revoked")):
            env = {**os.environ, "PYTHONPATH": server.SOURCE, "TELEMETRY_DSN": text, "TELEMETRY_DIRECTORY": self.folder}
            done = subprocess.run([sys.executable, "-m", "telemetry_sdk", "doctor"], env=env, stdout=subprocess.PIPE, timeout=60, universal_newlines=True)
            self.assertIn(expected, done.stdout)


def read_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def wait_for(question, seconds):
    """Asks until there is an answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError("No answer within %d s." % seconds)
