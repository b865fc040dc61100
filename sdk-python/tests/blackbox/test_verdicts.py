"""What is concluded from what was left: one case a line of the table in docs/black-box.md."""

import unittest

from . import SOURCE  # noqa: F401
from telemetry_sdk.blackbox import _dump
from telemetry_sdk.blackbox._document import of_dead
from telemetry_sdk.blackbox._frames import Paths
from telemetry_sdk.blackbox._record import Record
from telemetry_sdk.blackbox._verdict import Now, judge

GIB = 1 << 30
NOTHING = _dump.parse("")
NOW = Now(False, {"group_kills": 0, "machine_kills": 0, "limit": GIB}, 16 * GIB)
SEGV = """Fatal Python error: Segmentation fault

Thread 0x00007f1c2affd640 [pool-1] (most recent call first):
  File "/usr/lib/python3.14/threading.py", line 327 in wait

Current thread 0x00007f1c2e1ff740 [python] (most recent call first):
  File "/opt/photo/photo/gr\\xf6\\xdfe.py", line 12 in save
  File "/opt/photo/photo/__main__.py", line 5 in <module>
  ...

Current thread's C stack trace (most recent call first):
  Binary file "/usr/bin/python3", at _Py_DumpStack+0x48 [0x5f]

Extension modules: numpy.core._multiarray_umath, PIL._imaging (total: 2)
"""


def record(**parts):
    values = dict(
        id="a" * 32, header={"started": 100.0, "role": "main", "release": "photo@1.0"}, end={}, beat={}, beat_time=0.0, stack={}, loaded={},
        log=[], dump=NOTHING, dump_time=0.0, timeout=None, ended_by=None, hang={},
    )
    values.update(parts)
    return Record(**values)


class VerdictTests(unittest.TestCase):
    def check(self, found, kind, mechanism, sure, now=NOW):
        verdict = judge(found, now)
        self.assertEqual((verdict.kind, verdict.mechanism, verdict.sure), (kind, mechanism, sure))

    def test_kill_in_the_control_group_is_out_of_memory(self):
        beat = {"group_kills": 0, "memory": GIB // 10}
        self.check(record(beat=beat), "out_of_memory", "out_of_memory", "likely", NOW._replace(memory={"group_kills": 1}))

    def test_kill_elsewhere_on_the_machine_is_only_that_of_a_large_process(self):
        now = NOW._replace(memory={"machine_kills": 3})
        self.check(record(beat={"machine_kills": 2, "memory": 8 * GIB}), "out_of_memory", "out_of_memory", "likely", now)
        self.check(record(beat={"machine_kills": 2, "memory": GIB // 10}), "vanished", "killed", "likely", now)

    def test_full_memory_without_a_counter_is_possible(self):
        self.check(record(beat={"limit": GIB, "memory": GIB * 97 // 100}), "out_of_memory", "out_of_memory", "possible")

    def test_another_boot_is_power_loss_unless_it_was_asked_to_end(self):
        now = NOW._replace(has_rebooted=True)
        self.check(record(), "vanished", "power_loss", "likely", now)
        self.check(record(ended_by="SIGTERM"), None, "sigterm", "certain", now)

    def test_counters_begin_anew_with_the_machine(self):
        self.check(record(beat={"machine_kills": 5, "memory": 8 * GIB}), "vanished", "killed", "likely", NOW._replace(memory={"machine_kills": 0}))

    def test_an_interpreter_that_was_held_until_the_end_hung(self):
        self.check(record(timeout=_dump.parse("0:00:10)!\nThread 0x01 (most recent call first):\n  File \"a.py\", line 1 in f\n")), "hang", "hang", "likely")

    def test_a_hang_that_was_ended_politely_is_a_hang(self):
        verdict = judge(record(hang={"kind": "hang"}, ended_by="SIGTERM"), NOW)
        self.assertEqual(verdict.kind, "hang")
        self.assertIn("SIGTERM", verdict.why)

    def test_nothing_is_reported_of_a_program_that_said_it_ends(self):
        self.check(record(end={"state": "exited", "mechanism": "os._exit", "exit_code": 3}), None, "os._exit", "certain")


class DumpTests(unittest.TestCase):
    def test_threads_signal_and_modules_are_read(self):
        dump = _dump.parse(SEGV)
        self.assertEqual(dump.signal, "SIGSEGV")
        self.assertEqual([(thread.ident, thread.is_current, thread.is_cut) for thread in dump.threads], [(0x7F1C2AFFD640, False, False), (0x7F1C2E1FF740, True, True)])
        self.assertEqual(dump.threads[1].frames, [("/opt/photo/photo/__main__.py", 5, "<module>"), ("/opt/photo/photo/größe.py", 12, "save")])
        self.assertEqual(dump.extensions, ["numpy.core._multiarray_umath", "PIL._imaging"])

    def test_of_several_windows_exceptions_the_last_counts(self):
        text = "Windows fatal exception: code 0x8001010d\n\nThread 0x01 (most recent call first):\n  File \"a.py\", line 1 in f\n\n"
        dump = _dump.parse(text + text.replace("code 0x8001010d", "access violation").replace("in f", "in g"))
        self.assertEqual((dump.signal, [thread.frames[0].function for thread in dump.threads]), ("access violation", ["g"]))

    def test_any_text_is_read(self):
        for text in ("Fatal Python error: ", SEGV[:300], "Thread 0xzz (most recent call first):\n  File", "\0" * 100, "Extension modules: "):
            _dump.parse(text)

    def test_a_document_of_it_marks_the_thread_and_names_its_modules(self):
        found = record(dump=_dump.parse(SEGV), dump_time=160.0, header={"started": 100.0, "main_file": "/opt/photo/photo/__main__.py", "paths": ["/opt/photo"]})
        document = of_dead(found, judge(found, NOW), 170.0)
        crashed = [thread for thread in document["threads"] if thread["crashed"]]
        self.assertEqual(len(crashed), 1)
        self.assertEqual([frame["module"] for frame in crashed[0]["stack"]["frames"]], ["__main__", "photo.größe"])
        self.assertEqual(document["contexts"]["native_modules"]["PIL._imaging"], "loaded")
        self.assertEqual(document["contexts"]["black_box"]["ran_for_seconds"], "60.0")
        self.assertEqual(document["id"], of_dead(found, judge(found, NOW), 999.0)["id"])


class PathsTests(unittest.TestCase):
    def test_modules_come_from_the_folder_they_were_imported_from(self):
        paths = Paths("/opt/app/run.py", ["/usr/lib/python3.11", "/usr/lib/python3.11/site-packages", "C:\\app"])
        for file, module in (
            ("/usr/lib/python3.11/site-packages/PIL/Image.py", "PIL.Image"),
            ("/usr/lib/python3.11/json/__init__.py", "json"),
            ("/opt/app/run.py", "__main__"),
            ("C:\\app\\photo\\export.py", "photo.export"),
            ("photo/export.py", "photo.export"),  # A frozen program.
            ("<frozen importlib._bootstrap>", "importlib._bootstrap"),
            ("/home/x/other.py", None),
            ("<string>", None),
        ):
            self.assertEqual(paths.frame(file, 1, "f").get("module"), module, file)


if __name__ == "__main__":
    unittest.main()
