"""Delivery against a server, a disk and a clock that fail: what arrives and what is counted as lost is all there was."""

import os
import unittest

from . import faults


TRIES = 400


class Faults(unittest.TestCase):
    """Some seconds of it, always the same; soak.py goes on for as long as one likes."""

    def test_every_item_arrives_or_is_counted_and_no_call_blocks(self):
        run = faults.Run(TRIES, seed=20261125).go()
        self.assertEqual([], run.problems)
        self.assertGreaterEqual(run.tries, TRIES, "requests that met a fault")
        self.assertEqual({fault.__name__ for fault in faults.FAULTS}, set(run.seen))
        self.assertLess(run.slowest, 0.5 if os.cpu_count() <= 2 else 0.1)
