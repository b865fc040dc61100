"""A program that fails right after each start is told at once, and may start in a safe mode. A directory that cannot be used harms nobody."""

import os
import subprocess
import sys
import tempfile
import unittest

from . import SOURCE, deaths
from telemetry_sdk.blackbox import _starts

START = """
import json, os, sys; sys.path.insert(0, %r)
from telemetry_sdk import blackbox, sessions
class Options: release = environment = service = install_id = heartbeat_seconds = hang_seconds = None; session_id = os.urandom(16).hex()
documents = []
sessions.start(Options, documents.append, sys.argv[1])
blackbox.start(Options, documents.append, sys.argv[1])
print(json.dumps([blackbox.safe_mode, [d.get("urgent", False) for d in documents if "platform" in d]]), flush=True)
blackbox.note_log("line"); blackbox.beat(); sessions.note_error(True)
%s
sessions.end("exited"); blackbox.stop(0)
"""


class StartTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.directory = folder.name

    def _start(self, then="", directory=None):
        import json

        answer = subprocess.run(
            [sys.executable, "-c", START % (SOURCE, then), directory or self.directory], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60
        )
        self.assertEqual(answer.stderr, b"")
        return json.loads(answer.stdout)

    def test_two_bad_starts_in_a_row_are_a_loop_and_a_good_one_ends_it(self):
        self.assertEqual(self._start("os.kill(os.getpid(), 9)"), [False, []])
        self.assertEqual(self._start("os.kill(os.getpid(), 9)"), [False, [False]])
        self.assertEqual(self._start(), [True, [True]])
        self.assertEqual(self._start(), [False, []])

    def test_a_program_that_lived_is_no_failed_start(self):
        _starts.note(self.directory, True, 5.0)
        _starts.note(self.directory, True, 31.0)
        self.assertFalse(_starts.is_loop(self.directory))

    def test_an_exception_at_the_start_counts_too(self):
        for _ in range(2):
            self._start("blackbox.note_crash('excepthook')")
        self.assertEqual(self._start()[0], True)

    def test_a_directory_that_is_a_file_harms_nobody(self):
        path = os.path.join(self.directory, "file")
        with open(path, "w"):
            pass
        self.assertEqual(self._start(directory=path), [False, []])

    @unittest.skipUnless(sys.platform == "linux" and os.path.exists("/dev/full"), "no full device")
    def test_a_full_disk_harms_nobody(self):
        limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); [blackbox.note_log('x' * 400) for _ in range(100)]"
        ignored = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        self._start(ignored + limited)


@unittest.skipUnless(sys.platform == "linux", "control groups")
class OutOfMemoryTests(unittest.TestCase):
    GROUP = "/sys/fs/cgroup/memory/telemetry-sdk-test-%d" % os.getpid()

    def test_a_real_kill_for_memory_is_told_as_one(self):
        try:
            os.mkdir(self.GROUP)
        except OSError:
            self.skipTest("control groups cannot be made here")
        self.addCleanup(os.rmdir, self.GROUP)
        self._set("memory.limit_in_bytes", 96 << 20)
        eat = "open(%r, 'w').write(str(os.getpid())); import time\n" % (self.GROUP + "/cgroup.procs")
        eat += "blackbox._box._watcher._beat()\nhoard = []\nwhile True: hoard.append(bytearray(os.urandom(1 << 20)))"
        with tempfile.TemporaryDirectory() as directory:
            dead = subprocess.run([sys.executable, "-c", START % (SOURCE, eat), directory], stdout=subprocess.PIPE, timeout=60)
            self.assertEqual(dead.returncode, -9)
            find = "open(%r, 'w').write(str(os.getpid()))" % (self.GROUP + "/cgroup.procs")
            script = os.path.join(deaths.FOLDER, "next_start.py")
            code = "import os, sys, runpy\n%s\nsys.argv = [%r, %r]\nrunpy.run_path(%r, run_name='__main__')" % (find, script, directory, script)
            told = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, timeout=60, check=True).stdout.decode()
        self.assertIn('"out_of_memory"', told)
        self.assertIn("control group", told)

    def _set(self, name, value):
        with open(os.path.join(self.GROUP, name), "w") as file:
            file.write(str(value))


if __name__ == "__main__":
    unittest.main()
