"""Delivery against a server, a disk and a clock that fail in every way. Used by test_faults.py, and for hours by soak.py."""

import gzip
import json
import logging
import os
import random
import socket
import struct
import sys
import tempfile
import time

import telemetry_sdk
from telemetry_sdk import _client

from . import server

TRIES_BETWEEN = 4
KINDS = ("logs",) * 12 + ("spans",) * 7 + ("crashes",)


class Run:
    """One run: :meth:`go` until there were so many requests, then everything is delivered and counted."""

    def __init__(self, requests, seed, seconds=30.0):
        self.requests, self.seconds, self.source = requests, seconds, random.Random(seed)
        self.faulty, self.seen = True, {}
        self.unsaid = dict.fromkeys(("logs", "spans", "crashes"), 0)
        self.produced = dict.fromkeys(("logs", "spans", "crashes"), 0)
        self.slowest = 0.0
        self.tries = 0
        self.problems = []

    def go(self):
        http = server.OtlpServer(self._behave)
        http.unsaid = self._unsaid
        clock = Clock()
        try:
            with tempfile.TemporaryDirectory() as folder:
                self._produce(http, folder, clock)
                clock.right()
                disk(full=False)
                self.faulty = False
                if not all(telemetry_sdk.flush(30) for _ in range(3)):
                    self.problems.append("Not everything was delivered once the server was well.")
                self._compare(http)
        finally:
            clock.right()
            disk(full=False)
            telemetry_sdk.close()
            http.close()
        return self

    def _behave(self, outer, handler, body):
        fault = self.source.choice(FAULTS) if self.faulty else accepted
        self.seen[fault.__name__] = self.seen.get(fault.__name__, 0) + 1
        fault(outer, handler, body)

    def _unsaid(self, body):
        """The client will never know that these arrived."""
        for part in body.get("resourceSpans", ()):
            self.unsaid["spans"] += sum(len(scope["spans"]) for scope in part["scopeSpans"])
        for part in body.get("resourceLogs", ()):
            for record in part["scopeLogs"][0]["logRecords"]:
                self.unsaid["crashes" if "eventName" in record else "logs"] += 1

    def _produce(self, http, folder, clock):
        telemetry_sdk.init(http.dsn, directory=folder, batch_seconds=0.0, install_hooks=False, black_box=False, sessions=False, timeout_seconds=0.05, queue_max_items=100, spool_max_bytes=1_500_000)
        self.client = _client.current()
        self.sender = self.client.pipeline._made()[2]
        # The waiting between tries is tested by itself; here tries are what counts.
        self.sender.backoff.failed = lambda now, asked: None
        logger = logging.getLogger("tests.faults")
        logger.propagate, logger.handlers = False, [logging.NullHandler()]
        logger.setLevel(logging.INFO)
        end, number = time.monotonic() + self.seconds, 0
        while self.sender.tries < self.requests and time.monotonic() < end:
            number += 1
            self._one(logger, number)
            if number % 50 == 0:
                self.client.pipeline.settle(1.0)
                self._wait(self.sender.tries + TRIES_BETWEEN)
                damage(folder, self.source)
                clock.jump(self.source)
                disk(full=self.source.random() < 0.2)
        self.tries = self.sender.tries

    def _wait(self, tries):
        """Lets so much be sent that most of it can arrive: what only overflows proves little."""
        spool = self.client.pipeline._made()[0]
        with self.sender.progress:
            self.sender.progress.wait_for(lambda: self.sender.tries >= tries or not spool.pending(), 0.5)

    def _one(self, logger, number):
        kind, start = KINDS[number % len(KINDS)], time.monotonic()
        try:
            if kind == "logs":
                logger.info("item %d", number)
            elif kind == "spans":
                with telemetry_sdk.span("item"):
                    pass
            else:
                telemetry_sdk.capture_message("item")
        except BaseException as error:
            self.problems.append(f"The application saw {error!r}.")
        self.slowest = max(self.slowest, time.monotonic() - start)
        self.produced[kind] += 1

    def _compare(self, http):
        # A second delivery is known by the id of its batch, as the server does it.
        arrived = {
            "logs": len(sequences(http.logs())),
            "spans": len(sequences(http.spans())),
            "crashes": len({crash["id"] for crash in http.documents()}),
        }
        self.arrived, self.lost = arrived, {signal: sum(count for (name, _), count in http.lost().items() if name == signal) for signal in self.produced}
        for signal, produced in self.produced.items():
            # One whose answer was lost may be dropped later by the client, which cannot know: it arrived, and counts as lost. Nothing else may differ.
            difference = arrived[signal] + self.lost[signal] - produced
            if difference < 0 or difference > self.unsaid[signal]:
                self.problems.append(f"{signal}: {produced} made, {arrived[signal]} arrived, {self.lost[signal]} counted as lost, {self.unsaid[signal]} answers lost.")
        again = {}
        for name, body in http.batches:
            if again.setdefault(name, body) != body:
                self.problems.append("Two batches had one id.")


class Clock:
    """The wall clock of this process, set by somebody who does not know what time it is. The monotonic one stays right."""

    JUMPS = (0, 0, -3600, 3600, -30 * 86400, 20 * 86400, -1_700_000_000, 400 * 86400)

    def __init__(self):
        self._time, self._time_ns = time.time, time.time_ns

    def jump(self, source):
        offset = source.choice(self.JUMPS)
        time.time = lambda: self._time() + offset
        time.time_ns = lambda: self._time_ns() + offset * 1_000_000_000

    def right(self):
        time.time, time.time_ns = self._time, self._time_ns


def disk(full):
    """Files may not grow beyond 2 KB, or as they like: what a full disk says, without filling one."""
    if sys.platform == "win32":
        return
    import resource

    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048 if full else most, most))


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


def half_a_body(outer, handler, body):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"partial")
    handler.close_connection = True


def half_an_answer(outer, handler, body):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n")
    handler.close_connection = True


def nonsense(outer, handler, body):
    handler.wfile.write(b"\x00\xff\x00 what\r\n\r\n")
    handler.close_connection = True


def taken_but_not_said(outer, handler, body):
    content = json.loads(gzip.decompress(body))
    outer.unsaid(content)
    outer.bodies.append((handler.path, "", content))
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


FAULTS = [accepted, unavailable, error_500, reset, half_a_body, half_an_answer, nonsense, taken_but_not_said, too_slow, redirected, taken_with_odd_words]
