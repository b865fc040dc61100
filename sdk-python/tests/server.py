"""A small OTLP server on loopback that can be told to misbehave, and reads what it got."""

import gzip
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SOURCE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src")


class OtlpServer:
    """``behave(handler, body)`` answers; the default keeps the body and says 200."""

    def __init__(self, behave=None):
        self.bodies, self.batches, self._lock, self.behave = [], [], threading.Lock(), behave
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.batches.append((self.headers["x-telemetry-batch"], body))
                outer.answer(self, body)

            def log_message(self, *arguments):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda request, address: None  # clients that hang up are what some tests are about
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def dsn(self):
        return "http://key@127.0.0.1:%d/1" % self._http.server_address[1]

    def answer(self, handler, body):
        if self.behave is None:
            self.accept(handler, body)
        else:
            self.behave(self, handler, body)

    def accept(self, handler, body, headers=()):
        with self._lock:
            self.bodies.append((handler.path, handler.headers.get("x-telemetry-key"), json.loads(gzip.decompress(body))))
        reply(handler, 200, b"{}", headers)

    def records(self):
        with self._lock:
            bodies = list(self.bodies)
        return [record for _, _, body in bodies for part in body.get("resourceLogs", []) for scope in part["scopeLogs"] for record in scope["logRecords"]]

    def spans(self):
        with self._lock:
            bodies = list(self.bodies)
        return [span for _, _, body in bodies for part in body.get("resourceSpans", []) for scope in part["scopeSpans"] for span in scope["spans"]]

    def logs(self):
        return [record for record in self.records() if "eventName" not in record]

    def documents(self, name="telemetry.crash"):
        return [json.loads(record["body"]["stringValue"]) for record in self.records() if record.get("eventName") == name]

    def lost(self):
        """{(signal, reason): count} of all reports of losses."""
        total = {}
        for report in self.documents("telemetry.loss"):
            for item in report["items"]:
                key = (item["signal"], item["reason"])
                total[key] = total.get(key, 0) + item["count"]
        return total

    def close(self):
        self._http.shutdown()
        self._http.server_close()


def reply(handler, status, body=b"", headers=()):
    handler.send_response(status)
    for name, value in headers:
        handler.send_header(name, value)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def run(code, *arguments, timeout=60, env=None, options=()):
    """Runs ``code`` in a process of its own with this interpreter. Its stdout, stderr and exit code."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TELEMETRY_")}
    environment.update({"PYTHONPATH": SOURCE, **(env or {})})
    return subprocess.run(
        [sys.executable, *options, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, env=environment, universal_newlines=True
    )
