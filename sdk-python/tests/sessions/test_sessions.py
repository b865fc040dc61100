"""Sessions: their states, who tells their ends, and the name of an installation."""

import os
import subprocess
import sys
import tempfile
import unittest

from . import SOURCE
from telemetry_sdk import sessions
from telemetry_sdk.sessions import _dead
from telemetry_sdk.sessions._install import Install
from telemetry_sdk.sessions._run import Run

DIE = """
import os, sys; sys.path.insert(0, %r)
from telemetry_sdk import sessions
class Options: release = "photo@1.0"; session_id = "a" * 32
sessions.start(Options, lambda document: None, sys.argv[1])
%s
os.kill(os.getpid(), 9)
"""


class Options:
    def __init__(self, release="photo@1.0", session_id=None):
        self.release = release
        self.session_id = session_id


class SessionTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.directory = folder.name
        self.told = []

    def _run(self, release="photo@1.0"):
        return Run(Options(release), self.told.append, self.directory)

    def test_start_and_end_are_told_with_rising_numbers(self):
        run = self._run()
        run.end("exited", None, 0)
        self.assertEqual([(document["sequence"], document["state"]) for document in self.told], [(1, "ok"), (2, "exited")])
        self.assertEqual(self.told[1]["exit_code"], 0)
        self.assertEqual((self.told[0]["id"], self.told[0]["started"]), (self.told[1]["id"], self.told[1]["started"]))

    def test_errors_make_it_errored_and_unhandled_ones_crashed(self):
        for handled, state in ((True, "errored"), (False, "crashed")):
            run = self._run()
            run.note_error(True)
            run.note_error(handled)
            run.end("exited", None, None)
            self.assertEqual((self.told[-1]["state"], self.told[-1]["errors"]), (state, 2))
            self.assertNotIn("unhandled", self.told[-1])

    def test_the_end_is_told_once(self):
        run = self._run()
        run.end("exited", None, None)
        run.end("crashed", None, None)
        self.assertEqual(len(self.told), 2)

    def test_the_release_before_this_one_is_told_after_an_update(self):
        self._run("photo@1.0")
        self._run("photo@1.1")
        self._run("photo@1.1")
        self.assertEqual([document.get("previous_release") for document in self.told], [None, "photo@1.0", "photo@1.0"])

    def _die(self, before=""):
        subprocess.run([sys.executable, "-c", DIE % (SOURCE, before), self.directory], timeout=60)

    def test_the_black_box_knows_the_end_before_the_next_session_starts(self):
        self._die("sessions.note_error(True)")
        sessions.conclude(self.directory, "a" * 32, "abnormal", "killed", None, 0.0)
        _dead.tell(self.directory, self.told.append)
        self.assertEqual([(d["state"], d["mechanism"], d["errors"], d["sequence"]) for d in self.told], [("abnormal", "killed", 1, 3)])

    def test_the_black_box_knows_the_end_after_the_next_session_started(self):
        self._die()
        _dead.tell(self.directory, self.told.append)
        self.assertEqual(self.told, [])
        _dead.conclude(self.directory, "a" * 32, _dead.End("exited", "sigterm", -15, 0.0), self.told.append)
        self.assertEqual([(d["state"], d["mechanism"], d["exit_code"]) for d in self.told], [("exited", "sigterm", -15)])
        self.assertEqual([name for name in os.listdir(self.directory) if name.endswith(".session")], [])

    def test_without_a_black_box_the_second_start_tells_that_nobody_knows(self):
        self._die()
        _dead.tell(self.directory, self.told.append)
        kept, _dead._WAIT_SECONDS = _dead._WAIT_SECONDS, 0.0
        self.addCleanup(lambda: setattr(_dead, "_WAIT_SECONDS", kept))
        _dead.tell(self.directory, self.told.append)
        self.assertEqual([(d["state"], d["mechanism"]) for d in self.told], [("abnormal", "unknown")])

    def test_a_name_that_is_no_name_of_a_file_is_used_for_none(self):
        Run(Options(session_id="../../etc/passwd"), self.told.append, self.directory)
        self.assertEqual([name for name in os.listdir(self.directory) if name.endswith(".session")], [])


class InstallTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.directory = folder.name

    def test_it_is_random_stays_and_can_be_reset(self):
        first = sessions.install_id(self.directory)
        self.assertRegex(first, "^[0-9a-f]{32}$")
        self.assertEqual(sessions.install_id(self.directory), first)
        second = sessions.reset_install_id(self.directory)
        self.assertNotEqual(second, first)
        self.assertEqual(sessions.install_id(self.directory), second)

    def test_a_damaged_file_is_replaced(self):
        with open(os.path.join(self.directory, "install.json"), "w") as file:
            file.write('{"id": "half')
        first = sessions.install_id(self.directory)
        self.assertEqual(sessions.install_id(self.directory), first)

    def test_of_two_first_starts_at_the_same_time_both_have_one_name(self):
        code = "import sys; sys.path.insert(0, %r)\nfrom telemetry_sdk import sessions\nprint(sessions.install_id(sys.argv[1]))" % SOURCE
        starts = [subprocess.Popen([sys.executable, "-c", code, self.directory], stdout=subprocess.PIPE) for _ in range(6)]
        self.assertEqual(len({start.communicate(timeout=60)[0] for start in starts}), 1)

    def test_a_directory_that_cannot_be_written_gives_a_name_all_the_same(self):
        self.assertEqual(len(Install("/proc/telemetry").id), 32)


if __name__ == "__main__":
    unittest.main()
