"""The death matrix: how real programs die, and what the next start tells of it.

Each row runs the program twice, without us and with us; exit code, stdout and stderr must be the same to the letter. On the interpreter that runs the tests: run-tests.sh runs them on each.
"""

import sys
import unittest

from . import deaths

# (death, kind of the only crash document or None, state of the session, its mechanism, its exit code)
ROWS = (
    ("return", None, "exited", None, None),
    ("exception", None, "crashed", None, None),  # The client reports the exception itself.
    ("thread exception", None, "exited", None, None),
    ("task exception", None, "crashed", None, None),
    ("sys.exit(3)", None, "exited", None, None),
    ("os._exit(3)", None, "exited", "os._exit", 3),
    ("exec", None, "exited", "exec", None),
    ("SIGTERM", None, "exited", "sigterm", -15),
    ("SIGHUP", None, "exited", "sighup", -1),
    ("SIGINT", None, "exited", None, None),
    ("SIGKILL", "vanished", "abnormal", "killed", None),
    ("SIGSEGV", "native", "crashed", "SIGSEGV", -11),
    ("SIGBUS", "native", "crashed", "SIGBUS", -7),
    ("SIGILL", "native", "crashed", "SIGILL", -4),
    ("SIGFPE", "native", "crashed", "SIGFPE", -8),
    ("abort", "native", "crashed", "SIGABRT", -6),
    ("stack overflow", "native", "crashed", "SIGSEGV", -11),
    ("memory limit", None, "crashed", None, None),  # MemoryError, which is an exception.
    ("hang", "hang", "abnormal", "hang", None),
    ("hang and go on", "hang", "exited", None, None),
    ("interpreter held", "hang", "abnormal", "hang", None),
    ("asyncio loop blocked", "hang", "exited", None, None),
    ("exception in __del__", None, "exited", None, None),
    ("exception in atexit", None, "exited", None, None),
    ("exception in excepthook", None, "exited", None, None),  # The application replaced ours.
    ("live thread", None, "exited", None, None),
    ("crash in shutdown", "native", "crashed", "SIGSEGV", -11),
    ("child crashes (fork)", "native", "exited", None, None),
    ("child crashes (spawn)", "native", "exited", None, None),
    ("child is killed (fork)", "vanished", "exited", None, None),
    ("fork", None, "exited", None, None),
    ("program with preexec_fn is killed", None, "exited", None, None),
    ("all files closed", None, "exited", None, None),
    ("own fault handler", "vanished", "abnormal", "killed", None),
)

# With its own fault handler on, the application prints the stacks of all threads, and one of them is ours.
PRINTS_THREADS = ("own fault handler",)


class DeathTests(unittest.TestCase):
    maxDiff = None

    def check(self, python, death, kind, state, mechanism, exit_code):
        found = deaths.Death(python, death)
        if death in PRINTS_THREADS:
            self.assertEqual(found.ours[:2], found.plain[:2])
            self.assertIn("Current thread", found.ours[2])
        else:
            self.assertEqual(found.ours, found.plain)
        self.assertEqual([document["kind"] for document in found.crashes], [kind] if kind else [])
        session = found.session
        self.assertEqual((session["state"], session.get("mechanism"), session.get("exit_code")), (state, mechanism, exit_code))
        self.assertEqual(found.again, [], "told a second time")
        for document in found.crashes:
            self.check_document(document, death)

    def check_document(self, document, death):
        self.assertEqual((document["release"], document["environment"], document["service"]), ("photo@1.0", "test", "photo"))
        self.assertEqual(len(document["id"]), 32)
        self.assertTrue(document["message"]["template"])
        if document["kind"] == "native":
            crashed = [thread for thread in document["threads"] if thread["crashed"]]
            self.assertEqual(len(crashed), 1)
            if death != "crash in shutdown":  # Where the names of threads and modules are gone already.
                self.assertIn("app", [frame["file"][:3] for frame in crashed[0]["stack"]["frames"]])
        if death in ("SIGKILL", "SIGSEGV"):
            self.assertEqual([line["message"] for line in document["breadcrumbs"]], ["working on holiday.png"])


def _add(row):
    name = "test_%s" % "".join(letter if letter.isalnum() else "_" for letter in row[0])
    setattr(DeathTests, name, lambda self: self.check(sys.executable, *row))


if sys.platform == "linux":
    for _row in ROWS:
        _add(_row)


if __name__ == "__main__":
    unittest.main()
