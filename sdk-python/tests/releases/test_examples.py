"""The examples, run as their readers do, against a real server."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

from . import product

EXAMPLES = os.path.join(product.ROOT, "examples")


@unittest.skipUnless(product.IS_BUILT, "the server is not built")
class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.product = product.start()

    def test_three_releases_of_a_desktop_tool_are_the_issues_of_their_story(self):
        done = self.product.run([sys.executable, os.path.join(EXAMPLES, "desktop-tool", "tell_story.py"), os.path.join(self.product.folder, "data")])
        self.assertEqual(0, done.returncode, done.stderr)
        others = ("Shipped", "gold", "said")
        story = lambda issue: not any(word in issue["title"] for word in others)  # noqa: E731
        issues = product.wait_for(lambda: (found := self.product.issues(story)) and len(found) == 5 and sum(issue["count"] for issue in found) == 9 and found, 60)
        told = {(issue["type"] or issue["title"]).rpartition(".")[2]: (issue["count"], issue["firstRelease"], issue["lastRelease"], issue["substatus"]) for issue in issues}
        self.assertEqual((3, "1.0", "1.2", "regressed"), told.pop("ZeroDivisionError"), told)
        self.assertEqual((2, "1.0", "1.1", "new"), told.pop("ValueError"), told)
        self.assertEqual((2, "1.1", "1.1", "new"), told.pop("KeyError"), told)
        titles = sorted(issue["title"] for issue in issues)
        self.assertTrue(any("SIGSEGV" in title for title in titles), titles)
        self.assertEqual({(1, "1.1", "1.1", "new"), (1, "1.2", "1.2", "new")}, set(told.values()))
        (upgrade,) = [issue for issue in issues if issue["type"] == "KeyError"]
        frames = self.product.events(upgrade)[0]["document"]["exceptions"][0]["stack"]["frames"]
        self.assertEqual(("migrate", 'settings = {"format": 2, "currency": settings["currency"]}', "release"), (frames[-1]["function"], frames[-1]["source"].strip(), frames[-1]["source_from"]))

    def test_the_command_line_program_times_its_work_and_tells_what_it_could_not_read(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "picture"), "w") as file:
                file.write("400x300\n")
            done = self.product.run([sys.executable, os.path.join(EXAMPLES, "cli", "resize.py"), "--width", "200", "picture", "gone"], env=self.product.environ("cli", TELEMETRY_SHUTDOWN_SECONDS="30"), cwd=folder)
        self.assertEqual((1, "picture: 200x150\n"), (done.returncode, done.stdout))
        self.assertTrue(product.wait_for(lambda: [log for log in self.product.get("/logs?query=service:resize")["items"] if log["body"] == "cannot read gone"], 60))

    def test_the_web_service_answers_and_its_crash_is_an_issue(self):
        service = subprocess.Popen([sys.executable, os.path.join(EXAMPLES, "web-service", "service.py"), "0"], env=self.product.environ("web"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, universal_newlines=True)
        self.addCleanup(service.stdout.close)
        self.addCleanup(service.wait, 30)
        self.addCleanup(service.terminate)
        address = "http://127.0.0.1:%d/" % int(service.stdout.readline())
        with urllib.request.urlopen(address + "tea", timeout=30) as answer:
            self.assertEqual({"product": "tea", "cents": 250}, json.load(answer))
        with self.assertRaises(urllib.error.HTTPError):
            urllib.request.urlopen(address + "gold", timeout=30)
        product.wait_for(lambda: self.product.issues(lambda issue: issue["title"] == "KeyError: 'gold'"), 60)

    def test_what_a_user_says_is_with_the_crash(self):
        code = "import telemetry_sdk as t; t.init(release='said@9.8', service='said'); e = t.capture_exception(LookupError('said')); print(t.flush(30), t.send_feedback('I pressed save', e, name='Ada', timeout_seconds=30), t.send_feedback('  '))"
        done = self.product.run([sys.executable, "-c", code], env=self.product.environ("said"))
        self.assertEqual("True True False\n", done.stdout, done.stderr)
        (issue,) = product.wait_for(lambda: self.product.issues(lambda issue: issue["title"] == "LookupError: said"), 60)
        feedback = product.wait_for(lambda: self.product.events(issue)[0]["feedback"], 60)
        self.assertEqual([("I pressed save", "Ada")], [(said["comments"], said["name"]) for said in feedback])
