"""Steps, the safe mode, and the file of diagnostics: what an application uses when it goes badly."""

import json
import os
import tempfile
import unittest

from . import server

START = "import os, sys, logging, telemetry_sdk as t\nt.init(sys.argv[1], directory=sys.argv[2], release='app@1')\n"
DIES = START + "with t.step('outer'):\n    with t.step('migrate settings', from_='3.1', to='3.2'):\n        os.kill(os.getpid(), 9)"
FAILS = START + "with t.step('over'): pass\nwith t.step('migrate settings', from_='3.1', to='3.2'):\n    raise ValueError('no such setting')"


class Steps(unittest.TestCase):
    def setUp(self):
        self.http = server.OtlpServer()
        self.addCleanup(self.http.close)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_app(self, code):
        return server.run(code, self.http.dsn, self.folder)

    def test_a_death_is_told_with_the_step_it_happened_in(self):
        self.run_app(DIES)
        self.run_app(START + "t.flush(20)")
        (crash,) = self.http.documents()
        self.assertEqual("The process was killed, or lost without a trace, in step 'migrate settings'", crash["message"]["text"])
        self.assertEqual("The process was killed, or lost without a trace", crash["message"]["template"])
        self.assertEqual("migrate settings", crash["tags"]["step"])
        self.assertEqual({"name": "migrate settings", "from": "3.1", "to": "3.2"}, crash["contexts"]["step"])

    def test_a_step_that_failed_is_a_record_in_its_span_and_prints_nothing(self):
        done = self.run_app(FAILS)
        self.assertTrue(done.stderr.startswith("Traceback"), done.stderr)
        self.run_app(START + "t.flush(20)")
        (record,) = [one for one in self.http.logs() if "failed" in one["body"]["stringValue"]]
        spans = {span["name"]: span for span in self.http.spans()}
        self.assertEqual("Step 'migrate settings' failed: ValueError", record["body"]["stringValue"])
        self.assertEqual(spans["migrate settings"]["spanId"], record["spanId"])
        self.assertIn("step.from", {attribute["key"] for attribute in record["attributes"]})
        self.assertNotIn("status", spans["over"])
        (crash,) = self.http.documents()
        self.assertIn("step 'migrate settings' began", [crumb["message"] for crumb in crash["breadcrumbs"]])

    def test_two_starts_that_end_badly_offer_a_safe_mode(self):
        for expected in ("False", "False", "True"):
            done = self.run_app(START + "print(t.safe_mode, flush=True); os.kill(os.getpid(), 9)")
            self.assertEqual(expected, done.stdout.strip(), done.stderr)


class Diagnostics(unittest.TestCase):
    def test_one_file_without_secrets_and_the_flight_goes_on(self):
        http = server.OtlpServer(lambda outer, handler, body: server.reply(handler, 503))
        self.addCleanup(http.close)
        code = START + (
            "logging.warning('password=hunter2secret'); t.add_breadcrumb('opened a file')\n"
            "t.flush(0.3)\nwith t.step('now'):\n    print(t.export_diagnostics(sys.argv[2] + '/mail.json'), flush=True)\n"
            "import subprocess; print(subprocess.run([sys.executable, '-c', sys.argv[3], sys.argv[1], sys.argv[2]], stdout=subprocess.PIPE).stdout.decode())"
        )
        second = "import sys\nfrom telemetry_sdk import blackbox\nclass O: pass\nblackbox.start(O, lambda d: print('DEATH'), sys.argv[2])"
        with tempfile.TemporaryDirectory() as folder:
            done = server.run(code, http.dsn.replace("key@", "keyofmine123@"), folder, second)
            with open(os.path.join(folder, "mail.json"), encoding="utf-8") as file:
                text = file.read()
        self.assertEqual("True", done.stdout.strip(), done.stderr)
        for secret in ("hunter2secret", "keyofmine123"):
            self.assertNotIn(secret, text)
        document = json.loads(text)
        self.assertEqual("now", document["flights"][0]["step"]["name"])
        self.assertIn("waits", {record["state"] for record in document["spool"]})
        self.assertTrue(any("opened a file" in line for line in document["logs"]))
        self.assertEqual("app@1", document["options"]["release"])
        self.assertEqual({"environment", "distributions", "delivery", "files"}, {name for name in ("environment", "distributions", "delivery", "files") if isinstance(document[name], dict)})

    def test_nothing_to_tell_before_the_start(self):
        self.assertEqual("False", server.run("import telemetry_sdk as t; print(t.export_diagnostics('/nowhere/x'))").stdout.strip())
