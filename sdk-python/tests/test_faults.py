"""Delivery against a server that fails in every way: what arrives and what is counted as lost is all there was."""

import json
import logging
import os
import random
import socket
import struct
import tempfile
import time
import unittest

import telemetry_sdk
from telemetry_sdk import _client

from . import server


class Faults(unittest.TestCase):
    """Thousands of requests, each answered by chance in one of many wrong ways: nothing is lost without being counted."""

    REQUESTS = 1000

    def test_every_item_arrives_or_is_counted_and_no_call_blocks(self):
        source, faulty, seen = random.Random(20261125), [True], set()

        def behave(outer, handler, body):
            fault = source.choice(FAULTS) if faulty[0] else accepted
            seen.add(fault.__name__)
            fault(outer, handler, body)

        http = server.OtlpServer(behave)
        self.addCleanup(http.close)
        self.addCleanup(telemetry_sdk.close)
        with tempfile.TemporaryDirectory() as folder:
            telemetry_sdk.init(http.dsn, directory=folder, batch_seconds=0.0, install_hooks=False, black_box=False, sessions=False, timeout_seconds=0.05, queue_max_items=100, spool_max_bytes=1_500_000)
            client = _client.current()
            # The waiting between tries is tested by itself; here tries are what counts.
            client.pipeline._made()[2].backoff.failed = lambda now, asked: None
            logger = logging.getLogger("tests.faults")
            logger.propagate, logger.handlers = False, [logging.NullHandler()]
            logger.setLevel(logging.INFO)
            produced, slowest, number = {"logs": 0, "spans": 0, "crashes": 0}, 0.0, 0
            end = time.monotonic() + 30
            while client.pipeline._made()[2].tries < self.REQUESTS and time.monotonic() < end:
                number += 1
                start, busy = time.monotonic(), time.process_time()
                kind = ("logs", "logs", "spans", "crashes")[number % 4]
                if kind == "logs":
                    logger.info("item %d", number)
                elif kind == "spans":
                    with telemetry_sdk.span("item"):
                        pass
                else:
                    telemetry_sdk.capture_message("item")
                took = time.monotonic() - start
                slowest = max(slowest, took)
                produced[kind] += 1
                if number % 50 == 0:
                    client.pipeline.settle(1.0)
                    damage(folder, source)
            tries = client.pipeline._made()[2].tries
            faulty[0] = False
            for _ in range(3):
                self.assertTrue(telemetry_sdk.flush(30))
            arrived = {"logs": len(http.logs()), "spans": len(http.spans()), "crashes": len({crash["id"] for crash in http.documents()})}
            lost = {signal: sum(count for (name, _), count in http.lost().items() if name == signal) for signal in produced}
        self.assertGreaterEqual(tries, self.REQUESTS, "requests that met a fault")
        self.assertEqual({fault.__name__ for fault in FAULTS}, seen)
        for signal in produced:
            # An answer that was lost on its way back means a second delivery: crashes are known by their id, logs and spans by their sequence.
            unique = arrived[signal] if signal == "crashes" else len(sequences(http.logs() if signal == "logs" else http.spans()))
            # One whose answer was lost may be dropped later by the client, which cannot know: it arrived, and counts as lost. Nothing else may differ.
            difference = unique + lost[signal] - produced[signal]
            self.assertTrue(0 <= difference <= unsaid[0], (signal, difference, unsaid, arrived, lost, produced))
        self.assertLess(slowest, 0.5 if os.cpu_count() <= 2 else 0.1)


def sequences(items):
    return {attribute["value"]["intValue"] for item in items for attribute in item["attributes"] if attribute["key"] == "telemetry.sequence"}


def damage(folder, source):
    """Flips a byte of a record that waits, as a failing disk does."""
    spool = os.path.join(folder, "spool")
    names = sorted(os.listdir(spool))
    if not names:
        return
    try:
        with open(os.path.join(spool, source.choice(names)), "r+b") as file:
            content = file.read()
            if content:
                place = source.randrange(len(content))
                file.seek(place)
                file.write(bytes([content[place] ^ 0x40]))
    except OSError:
        pass  # sent and removed meanwhile


def accepted(outer, handler, body):
    outer.accept(handler, body)


def unavailable(outer, handler, body):
    server.reply(handler, 503, b"{}", [("retry-after", "1")])


def error_500(outer, handler, body):
    server.reply(handler, 500, b"<html>oops")


def reset(outer, handler, body):
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def half_an_answer(outer, handler, body):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n")
    handler.close_connection = True


def nonsense(outer, handler, body):
    handler.wfile.write(b"\x00\xff\x00 what\r\n\r\n")
    handler.close_connection = True


unsaid = [0]


def taken_but_not_said(outer, handler, body):
    unsaid[0] += 1
    outer.bodies.append((handler.path, "", json.loads(gzip.decompress(body))))
    handler.close_connection = True


def too_slow(outer, handler, body):
    handler.connection.settimeout(0.5)
    try:
        handler.connection.recv(1)  # until the client gives up
    except OSError:
        pass
    handler.close_connection = True


def redirected(outer, handler, body):
    server.reply(handler, 302, b"", [("location", "http://127.0.0.1:9/")])


def taken_with_odd_words(outer, handler, body):
    outer.bodies.append((handler.path, "", json.loads(gzip.decompress(body))))
    server.reply(handler, 200, b'{"partialSuccess": [1')


FAULTS = [accepted, unavailable, error_500, reset, half_an_answer, nonsense, taken_but_not_said, too_slow, redirected, taken_with_odd_words]
