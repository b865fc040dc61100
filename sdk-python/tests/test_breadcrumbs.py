"""What the program asked of others before it died."""

import tempfile
import unittest

from . import server

CODE = """
import sys, subprocess, urllib.request, urllib.error, telemetry_sdk as t
t.init(sys.argv[1], directory=sys.argv[2], black_box=False, sessions=False)
base = sys.argv[3]
for path in ("/found?token=abc", "/missing"):
    try:
        answer = urllib.request.urlopen(urllib.request.Request(base + path, data=b"{}", headers={"authorization": "Bearer xyz"}), timeout=10)
        print(answer.code, answer.status, answer.getcode())
    except urllib.error.HTTPError as error:
        print(error.code)
subprocess.run([sys.executable, "-c", "pass", "--password=abc"])
try:
    subprocess.run(["/no/such/program", "x"])
except FileNotFoundError:
    pass
t.add_breadcrumb("pressed Save", category="user")
t.capture_message("now")
print(t.flush(20))
"""


class Breadcrumbs(unittest.TestCase):
    def test_requests_and_programs_are_noted_without_what_is_nobodys_business(self):
        other = server.OtlpServer(lambda outer, handler, body: server.reply(handler, 200 if handler.path.startswith("/found") else 404))
        http = server.OtlpServer()
        self.addCleanup(other.close)
        self.addCleanup(http.close)
        with tempfile.TemporaryDirectory() as folder:
            done = server.run(CODE, http.dsn, folder, other.dsn.replace("key@", "")[: -len("/1")])
        self.assertEqual(["200 200 200", "404", "True"], done.stdout.split("\n")[:3], done.stderr)
        (crash,) = http.documents()
        crumbs = crash["breadcrumbs"]
        self.assertEqual(["http", "http", "subprocess", "subprocess", "default"], [crumb["type"] for crumb in crumbs])
        self.assertEqual(["POST 127.0.0.1/found → 200", "POST 127.0.0.1/missing → 404"], [crumb["message"] for crumb in crumbs[:2]])
        self.assertEqual(["info", "warning"], [crumb["level"] for crumb in crumbs[:2]])
        self.assertTrue(crumbs[2]["message"].startswith("python"), crumbs[2])
        self.assertEqual("program", crumbs[3]["message"])
        self.assertLess(float(crumbs[0]["values"]["duration_ms"]), 10_000)
        for secret in ("abc", "xyz"):
            self.assertNotIn(secret, str(crumbs))
