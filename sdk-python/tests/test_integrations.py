"""Middleware, commands, and what a call costs."""

import asyncio
import os
import sys
import tempfile
import unittest

import telemetry_sdk
from telemetry_sdk import _spans
from telemetry_sdk.integrations.asgi import AsgiMiddleware
from telemetry_sdk.integrations.wsgi import WsgiMiddleware

from . import server

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Started(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.server = server.OtlpServer()
        self.addCleanup(self.server.close)
        self.addCleanup(telemetry_sdk.close)
        telemetry_sdk.init(self.server.dsn, directory=self.folder, batch_seconds=0.02, install_hooks=False, black_box=False, sessions=False, queue_max_items=1_000_000)

    def one_span(self):
        self.assertTrue(telemetry_sdk.flush(10))
        (span,) = self.server.spans()
        return span, {item["key"]: next(iter(item["value"].values())) for item in span["attributes"]}


class Middleware(Started):
    def test_wsgi_request(self):
        def app(environ, start_response):
            start_response("201 Created", [])
            return [b"a", b"b"]

        environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/pay", "QUERY_STRING": "token=secret", "HTTP_TRACEPARENT": PARENT}
        self.assertEqual([b"a", b"b"], list(WsgiMiddleware(app)(environ, lambda *a: None)))
        span, attributes = self.one_span()
        self.assertEqual(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", 2), (span["traceId"], span["parentSpanId"], span["kind"]))
        self.assertEqual(("201", "/pay"), (attributes["http.response.status_code"], attributes["url.path"]))
        self.assertNotIn("secret", str(span))

    def test_wsgi_failure_in_the_body(self):
        def app(environ, start_response):
            start_response("200 OK", [])
            yield b"a"
            raise KeyError("late")

        with self.assertRaises(KeyError):
            list(WsgiMiddleware(app)({}, lambda *a: None))
        span, _ = self.one_span()
        self.assertEqual("KeyError", span["status"]["message"])
        self.assertEqual(["wsgi"], [crash["exceptions"][0]["mechanism"] for crash in self.server.documents()])

    def test_asgi(self):
        async def app(scope, receive, send):
            await send({"type": "http.response.start", "status": 500})
            raise ValueError("x")

        async def send(message):
            pass

        with self.assertRaises(ValueError):
            asyncio.run(AsgiMiddleware(app)({"type": "http", "method": "GET", "path": "/a", "headers": [(b"traceparent", PARENT.encode())]}, None, send))
        span, attributes = self.one_span()
        self.assertEqual(("b7ad6b7169203331", "500"), (span["parentSpanId"], attributes["http.response.status_code"]))
        self.assertEqual(["asgi"], [crash["exceptions"][0]["mechanism"] for crash in self.server.documents()])

    def test_only_a_right_traceparent_is_believed(self):
        self.assertEqual((0x0AF7651916CD43DD8448EB211C80319C, 0xB7AD6B7169203331, True), _spans.parse_traceparent(PARENT))
        for header in (None, "", "x", PARENT + "-1", PARENT.upper(), "ff" + PARENT[2:], "00-" + "0" * 32 + PARENT[35:], PARENT[:36] + "0" * 16 + "-01", PARENT.replace("-", "_")):
            self.assertIsNone(_spans.parse_traceparent(header), header)


class Commands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.server = server.OtlpServer()
        self.addCleanup(self.server.close)
        self.env = {"TELEMETRY_DSN": self.server.dsn, "TELEMETRY_DIRECTORY": os.path.join(folder.name, "state"), "TELEMETRY_CRASH_SECONDS": "10"}

    def command(self, *arguments, **env):
        import subprocess

        environment = {**os.environ, "PYTHONPATH": server.SOURCE, **self.env, **env}
        return subprocess.run([sys.executable, "-m", "telemetry_sdk", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=self.folder, timeout=60, universal_newlines=True)

    def test_doctor(self):
        done = self.command("doctor", "--send", TELEMETRY_LOG_LEVEL="loud")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.assertIn("environment variable TELEMETRY_LOG_LEVEL must be one of", done.stdout)
        self.assertIn("takes this key", done.stdout)
        self.assertEqual(1, len(self.server.documents()))

    def test_doctor_without_a_server_or_a_dsn(self):
        done = self.command("doctor", TELEMETRY_DSN="http://k@127.0.0.1:9/1")
        self.assertEqual((1, True), (done.returncode, "reachable    no" in done.stdout))
        done = self.command("doctor", TELEMETRY_DSN="")
        self.assertEqual((1, True), (done.returncode, "There is no DSN" in done.stdout))

    def test_run_and_inspect(self):
        with open(os.path.join(self.folder, "tool.py"), "w", encoding="utf-8") as file:
            file.write("import sys\nprint(sys.argv)\nif __name__ == '__main__': raise ValueError('x')")
        done = self.command("run", "tool.py", "a", "-b")
        self.assertEqual((1, "['tool.py', 'a', '-b']\n"), (done.returncode, done.stdout))
        (crash,) = self.server.documents()
        self.assertEqual(("tool", "ValueError"), (crash["service"], crash["exceptions"][0]["type"]))
        self.command("run", "tool.py", TELEMETRY_DSN="http://k@127.0.0.1:9/1")
        done = self.command("inspect")
        self.assertRegex(done.stdout, r"crashes +1 items +\d+ bytes  waits")
        self.assertEqual(2, self.command("nonsense").returncode)
