"""The spool: kills, damage, room, worth, several processes."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import unittest
import unittest.mock

from telemetry_sdk.delivery import records, signals
from telemetry_sdk.delivery.losses import Losses
from telemetry_sdk.delivery.spool import Spool

from . import server

WRITER = """
import sys
from telemetry_sdk.delivery.losses import Losses
from telemetry_sdk.delivery.spool import Spool
spool = Spool(sys.argv[1], 20_000_000, Losses())
for number in range(int(sys.argv[2])):
    spool.append(2, 3, b"record %d of " % number + sys.argv[3].encode())
print("ready", flush=True)
sys.stdin.read()
"""


def drained(spool):
    taken = []
    while True:
        entry = spool.take()
        if entry is None:
            return taken
        taken.append(entry)
        spool.done(entry)


class Records(unittest.TestCase):
    def test_any_damaged_byte_costs_one_record_and_is_counted(self):
        content = b"".join(records.pack(2, number + 1, 0, os.urandom(40)) for number in range(5))
        everything = 1 + 2 + 3 + 4 + 5
        for place in range(len(content)):
            damaged = bytearray(content)
            damaged[place] ^= 1 << random.randrange(8)
            found = list(records.read(bytes(damaged)))
            good = [record for record in found if record.payload is not None]
            self.assertGreaterEqual(len(good), 4, place)
            self.assertEqual(everything, sum(record.items for record in found), "byte %d of %d" % (place, len(content)))
            self.assertFalse(any(record.done for record in found))

    def test_a_write_cut_short_costs_the_record_that_was_written(self):
        content = records.pack(2, 1, 0, b"first") + records.pack(2, 7, 0, b"second" * 20)
        whole = len(records.pack(2, 1, 0, b"first"))
        for length in range(whole, len(content)):
            found = list(records.read(content[:length]))
            self.assertEqual(b"first", found[0].payload)
            self.assertLessEqual(sum(record.items for record in found), 1 + 7)

    def test_noise_is_survived(self):
        source = random.Random(7)
        for _ in range(300):
            noise = bytes(source.randrange(256) for _ in range(source.randrange(400)))
            pieces = [noise, records.MARK, records.END, records.pack(1, 1, 0, b"x")]
            source.shuffle(pieces)
            self.assertEqual(1, sum(record.payload == b"x" for record in records.read(b"".join(pieces))))


class Spools(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder, self.losses = folder.name, Losses()

    def spool(self, max_bytes=20_000_000):
        spool = Spool(self.folder, max_bytes, self.losses)
        self.addCleanup(spool.close)
        return spool

    def test_what_was_sent_is_not_taken_over_while_its_file_goes(self):
        first, second, unlink = self.spool(), self.spool(), os.unlink
        first.append(2, 3, b"sent")

        found = []

        def others_look_first(path):
            watching.stop()
            second.adopt()
            found.append(second.pending())
            os.path.exists(path) and unlink(path)

        watching = unittest.mock.patch("os.unlink", others_look_first)
        watching.start()
        self.assertEqual([b"sent"], [entry.payload for entry in drained(first)])
        self.assertEqual([0], found)
        self.assertEqual([], os.listdir(self.folder))

    def test_crashes_go_first_then_the_oldest(self):
        spool = self.spool()
        for number, kind in enumerate((signals.SPANS, signals.LOGS, signals.CRASHES, signals.LOGS, signals.SESSIONS)):
            spool.append(kind, 1, b"%d" % number)
        self.assertEqual([b"2", b"4", b"1", b"3", b"0"], [entry.payload for entry in drained(spool)])
        spool.close()
        self.assertEqual([], os.listdir(self.folder))

    def test_the_next_process_finds_what_waits_and_nothing_that_is_done(self):
        spool = self.spool()
        for number in range(10):
            spool.append(signals.LOGS, 1, b"%d" % number)
        for _ in range(4):
            spool.done(spool.take())
        spool.close()
        following = self.spool()
        following.adopt()
        self.assertEqual([b"%d" % number for number in range(4, 10)], [entry.payload for entry in drained(following)])

    def test_no_room_drops_spans_then_logs_never_crashes(self):
        spool = self.spool(max_bytes=2_000_000)
        for kind in (signals.CRASHES, signals.LOGS, signals.SPANS):
            spool.append(kind, 5, os.urandom(600_000))
        for _ in range(2):
            spool.append(signals.CRASHES, 1, os.urandom(600_000))
        kept = [(entry.signal, entry.items) for entry in drained(spool)]
        self.assertEqual([(0, 5), (0, 1), (0, 1)], [item for item in kept if item[0] == 0][:3])
        total = sum(items for _, items in kept) + sum(self.losses.total.values())
        self.assertEqual(5 + 5 + 5 + 2, total)
        self.assertEqual(5, self.losses.total[("spans", "spool_full")])

    def test_it_never_takes_more_than_its_room(self):
        spool = self.spool(max_bytes=1_500_000)
        for _ in range(60):
            spool.append(signals.LOGS, 1, os.urandom(100_000))
            self.assertLessEqual(sum(os.path.getsize(os.path.join(self.folder, name)) for name in os.listdir(self.folder)), 1_500_000)
        self.assertEqual(60, len(drained(spool)) + sum(self.losses.total.values()))

    @unittest.skipIf(sys.platform == "win32", "signals of Unix")
    def test_kill_9_loses_nothing_written_and_the_living_keep_theirs(self):
        killed, living = (
            subprocess.Popen([sys.executable, "-c", WRITER, self.folder, "50", name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": server.SOURCE})
            for name in ("killed", "living")
        )
        try:
            killed.stdout.readline(), living.stdout.readline()
            killed.send_signal(signal.SIGKILL)
            killed.wait()
            spool = self.spool()
            spool.adopt()
            self.assertEqual([b"record %d of killed" % number for number in range(50)], [entry.payload for entry in drained(spool)])
        finally:
            living.kill()
            living.communicate()
            killed.communicate()
        spool.adopt()
        self.assertEqual(50, len(drained(spool)))

    def test_an_unusable_disk_means_memory_and_bounded(self):
        spool = Spool(os.path.join(self.folder, "gone"), 20_000_000, self.losses)
        for _ in range(50):
            spool.append(signals.LOGS, 2, os.urandom(100_000))
        kept = len(drained(spool))
        self.assertTrue(0 < kept <= 20 and "cannot be written" in spool.trouble)
        self.assertEqual(100, 2 * kept + self.losses.total[("logs", "spool_full")])

    def test_a_full_disk_leaves_no_half_record(self):
        spool = self.spool()
        spool.append(signals.LOGS, 1, b"before")
        place = spool._open[signals.LOGS]
        real = place.append

        def full(content):
            os.pwrite(place._descriptor, content[: len(content) // 2], place.size)
            os.ftruncate(place._descriptor, place.size)
            raise OSError(28, "No space left on device")

        place.append = full
        spool.append(signals.LOGS, 1, b"during")
        place.append = real
        spool.append(signals.LOGS, 1, b"after")
        self.assertEqual({b"before", b"during", b"after"}, {entry.payload for entry in drained(spool)})

    def test_what_is_too_old_is_counted(self):
        spool = Spool(self.folder, 20_000_000, self.losses, max_age_seconds=-5)
        spool.append(signals.LOGS, 4, b"old")
        self.assertIsNone(spool.take())
        self.assertEqual({("logs", "too_old"): 4}, self.losses.total)
        spool.close()

    def test_purge_deletes_what_earlier_runs_left_too(self):
        earlier = self.spool()
        earlier.append(signals.LOGS, 1, b"earlier")
        earlier.close()
        spool = self.spool()
        spool.append(signals.CRASHES, 1, b"now")
        spool.purge("consent")
        self.assertEqual([], os.listdir(self.folder))
        self.assertEqual({("logs", "consent"): 1, ("crashes", "consent"): 1}, self.losses.total)
