"""The flight file: readable whatever was interrupted, and told by exactly one."""

import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from . import SOURCE
from telemetry_sdk.blackbox import _layout
from telemetry_sdk.blackbox._claims import claim
from telemetry_sdk.blackbox._files import OwnFile
from telemetry_sdk.blackbox._flight import Flight
from telemetry_sdk.blackbox._record import read
from telemetry_sdk.blackbox._slots import Slots

LEAVE = """
import sys; sys.path.insert(0, %r)
from telemetry_sdk.blackbox._flight import Flight
flight = Flight(sys.argv[1], {"role": "main", "release": "photo@1.0"})
flight.beat({"memory": 1})
flight.log("the last line")
"""

CLAIM = """
import sys; sys.path.insert(0, %r)
from telemetry_sdk.blackbox._claims import claim
print("ready", flush=True); sys.stdin.readline()
claim(sys.argv[1], None, 0, lambda found: print(found.record.id))
"""


class SlotsTests(unittest.TestCase):
    def test_a_write_interrupted_at_any_byte_leaves_the_one_before(self):
        slots = Slots(0, 128, 2)
        file = bytearray(slots.end)
        for number in (1, 2):
            file[slots.place(number) : slots.place(number) + 128] = slots.encode(number, b"text %d" % number).ljust(128, b"\0")
        third = slots.encode(3, b"another text")
        for cut in range(len(third)):
            torn = bytearray(file)
            torn[slots.place(3) : slots.place(3) + cut] = third[:cut]
            texts = [written.text for written in slots.read(bytes(torn))]
            self.assertEqual(texts[-1], b"text 2", cut)

    def test_a_file_of_any_bytes_is_read(self):
        for size in (0, 1, 20, 127, 300):
            self.assertEqual(Slots(0, 128, 2).read(os.urandom(size)), [])
        self.assertEqual(Slots(0, 128, 2).read(b"\0" * 256), [])

    def test_the_newest_takes_the_place_of_the_oldest(self):
        slots = Slots(0, 64, 4)
        file = bytearray(slots.end)
        for number in range(1, 11):
            text = slots.encode(number, b"%d" % number)
            file[slots.place(number) : slots.place(number) + len(text)] = text
        self.assertEqual([written.text for written in slots.read(bytes(file))], [b"7", b"8", b"9", b"10"])


class FlightTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.directory = folder.name

    def _stem(self):
        return next(os.path.join(self.directory, name[:-7]) for name in os.listdir(self.directory) if name.endswith(".flight"))

    def _leave(self):
        subprocess.run([sys.executable, "-c", LEAVE % SOURCE, self.directory], check=True, timeout=60)
        return self._stem()

    def test_what_is_too_long_for_the_file_is_left_out_and_the_rest_kept(self):
        flight = Flight(self.directory, {"release": "photo@1.0", "details": "x" * 20000})
        with open(self._stem() + ".flight", "rb") as file:
            record = read(self._stem(), file.read())
        flight.abandon()
        self.assertEqual(record.header["release"], "photo@1.0")
        self.assertNotIn("details", record.header)

    def test_a_file_with_any_byte_changed_is_read_or_told_unreadable(self):
        stem = self._leave()
        with open(stem + ".flight", "rb") as file:
            whole = file.read()
        for place in list(range(0, len(whole), 397)) + [0, 5, 17, _layout.BEAT.offset, _layout.LOG.offset]:
            damaged = bytearray(whole)
            damaged[place] ^= 0xFF
            record = read(stem, bytes(damaged))
            self.assertTrue(record is None or record.header["release"] == "photo@1.0")

    def test_another_file_under_our_number_is_not_written(self):
        file = OwnFile(os.path.join(self.directory, "ours"))
        other = os.path.join(self.directory, "theirs")
        descriptor = os.open(other, os.O_RDWR | os.O_CREAT)
        os.dup2(descriptor, file.fd)
        self.assertFalse(file.write(0, b"harm"))
        self.assertEqual(os.stat(other).st_size, 0)
        os.close(descriptor)
        os.close(file.fd)

    def test_of_ten_that_look_at_the_same_time_one_tells(self):
        for _ in range(5):
            self._leave()
        finders = [
            subprocess.Popen(
                [sys.executable, "-c", CLAIM % SOURCE, self.directory], stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True
            )
            for _ in range(10)
        ]
        for finder in finders:
            finder.stdout.readline()
        for finder in finders:
            finder.stdin.write("\n")
            finder.stdin.flush()
        told = [line for finder in finders for line in finder.communicate(timeout=60)[0].split()]
        self.assertEqual((len(told), len(set(told))), (5, 5))
        self.assertEqual([name for name in os.listdir(self.directory) if name.endswith(".flight")], [])

    def test_of_two_threads_that_look_one_tells(self):
        self._leave()
        told = []
        threads = [threading.Thread(target=claim, args=(self.directory, None, 0, told.append)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(told), 1)
        self.assertEqual([line for _, line in told[0].record.log], ["the last line"])

    def test_a_living_process_is_left_alone(self):
        process = subprocess.Popen(
            [sys.executable, "-c", LEAVE % SOURCE + "print('up', flush=True); sys.stdin.readline()", self.directory],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        process.stdout.readline()
        told = []
        claim(self.directory, None, 0, told.append)
        self.assertEqual(told, [])
        process.communicate(b"\n", timeout=60)
        claim(self.directory, None, 0, told.append)
        self.assertEqual(len(told), 1)

    def test_a_finder_that_fails_leaves_it_to_the_next_but_not_for_ever(self):
        self._leave()

        def fail(found):
            raise RuntimeError("cannot")

        for _ in range(3):
            with self.assertRaises(RuntimeError):
                claim(self.directory, None, 0, fail)
        claim(self.directory, None, 0, fail)
        self.assertEqual(os.listdir(self.directory), [])

    def test_a_file_that_was_never_whole_goes_after_a_minute(self):
        path = os.path.join(self.directory, "0" * 32 + ".flight")
        with open(path, "wb") as file:
            file.write(b"\0" * 100)
        claim(self.directory, None, 0, self.fail)
        self.assertTrue(os.path.exists(path))
        old = time.time() - 120
        os.utime(path, (old, old))
        claim(self.directory, None, 0, self.fail)
        self.assertFalse(os.path.exists(path))


if __name__ == "__main__":
    unittest.main()
