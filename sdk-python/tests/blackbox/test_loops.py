"""When a silent loop counts as one that hangs."""

import threading
import unittest

from . import SOURCE  # noqa: F401
from telemetry_sdk.blackbox._hang import SAMPLES, Loops, Samples


class LoopTests(unittest.TestCase):
    def setUp(self):
        self.loops = Loops()

    def test_a_loop_that_beats_never_hangs(self):
        for _ in range(100):
            self.loops.beat()
            self.assertIsNone(self.loops.look(1.0, 10.0))

    def test_a_silent_loop_hangs_after_the_time_in_which_the_watcher_ran(self):
        self.loops.beat()
        self.loops.look(1.0, 3.0)
        found = [self.loops.look(1.0, 3.0) is not None for _ in range(3)]
        self.assertEqual(found, [False, False, True])
        self.assertTrue(self.loops.is_silent(threading.get_ident()))

    def test_a_loop_that_does_not_run_is_not_asked_to_beat(self):
        self.loops.beat(lambda frames: False)
        self.assertTrue(all(self.loops.look(5.0, 3.0) is None for _ in range(4)))

    def test_a_loop_that_rests_is_not_watched(self):
        self.loops.beat()
        self.loops.rest()
        self.assertFalse(self.loops.any)

    def test_a_thread_that_ended_does_not_hang(self):
        thread = threading.Thread(target=self.loops.beat)
        thread.start()
        thread.join()
        self.loops.look(1.0, 3.0)
        self.assertIsNone(self.loops.look(9.0, 3.0))

    def test_samples_name_the_silent_thread_and_end(self):
        samples = Samples(threading.get_ident())
        while not samples.is_complete:
            samples.take()
        samples.take()
        self.assertEqual(len(samples.context()), SAMPLES)
        self.assertIn("test_samples_name", next(iter(samples.context().values())))


if __name__ == "__main__":
    unittest.main()
