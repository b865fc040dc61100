"""From a call in the application to the server, over a server that fails in every way it can."""

import gzip
import logging
import os
import socket
import tempfile
import time
import unittest

import telemetry_sdk
from telemetry_sdk import _client
from telemetry_sdk.delivery.backoff import Backoff

from . import server


class Delivery(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.server = server.OtlpServer()
        self.addCleanup(self.server.close)
        self.addCleanup(telemetry_sdk.close)
        self.logger = logging.getLogger("tests.delivery")
        self.logger.propagate, self.logger.handlers = False, [logging.NullHandler()]
        self.logger.setLevel(1)

    def start(self, **options):
        given = {"directory": self.folder, "batch_seconds": 0.02, "install_hooks": False, "black_box": False, "sessions": False, "service": "app", "release": "app@1.2"}
        self.assertTrue(telemetry_sdk.init(self.server.dsn, **{**given, **options}))
        return _client.current()

    def test_a_log_record_with_template_parameters_and_extra(self):
        self.start()
        self.logger.warning("low disk on %s: %d MB, token=%s", "D:", 12, "geheim123", extra={"tenant": 7, "password": "hunter2", "odd": object})
        self.assertTrue(telemetry_sdk.flush(10))
        (record,) = self.server.logs()
        attributes = {item["key"]: next(iter(item["value"].values())) for item in record["attributes"]}
        self.assertEqual(("low disk on D:: 12 MB, token=[Filtered]", 13), (record["body"]["stringValue"], record["severityNumber"]))
        self.assertEqual(("low disk on %s: %d MB, token=%s", "D:", "12", "7", "[Filtered]"), tuple(attributes[name] for name in ("log.template", "log.parameter.0", "log.parameter.1", "tenant", "password")))
        self.assertEqual("key", self.server.bodies[0][1])

    def test_parameters_that_change_later_are_written_as_they_were(self):
        self.start(batch_seconds=1.0)
        items = [1]
        self.logger.info("items %s", items)
        items.append(2)
        telemetry_sdk.flush(10)
        self.assertEqual("items [1]", self.server.logs()[0]["body"]["stringValue"])

    def test_debug_records_go_only_with_a_crash(self):
        self.start()
        self.logger.debug("a detail")
        telemetry_sdk.flush(10)
        self.assertEqual([], self.server.logs())
        identifier = telemetry_sdk.capture_exception(ValueError("x"))
        telemetry_sdk.flush(10)
        (record,) = self.server.logs()
        self.assertIn({"key": "telemetry.crash_id", "value": {"stringValue": identifier}}, record["attributes"])

    def test_the_debug_ring_is_bounded(self):
        client = self.start(debug_ring_bytes=10_000)
        for number in range(1000):
            self.logger.debug("a detail %d", number)
        self.assertLessEqual(len(client.logs.ring.take("")), 50)

    def test_a_logged_exception_is_one_crash_with_its_breadcrumbs(self):
        self.start()
        self.logger.info("opened %s", "album")
        try:
            1 / 0
        except ZeroDivisionError as error:
            self.logger.exception("export failed")
            telemetry_sdk.capture_exception(error)
        telemetry_sdk.flush(10)
        (crash,) = self.server.documents()
        self.assertEqual(("logging", True, "tests.delivery"), (crash["exceptions"][0]["mechanism"], crash["exceptions"][0]["handled"], crash["logger"]))
        self.assertEqual(["opened album", "export failed"], [item["message"] for item in crash["breadcrumbs"]])

    def test_spans_nest_and_carry_logs(self):
        self.start()

        @telemetry_sdk.span("inner")
        def work():
            self.logger.info("inside")
            return telemetry_sdk.traceparent()

        with self.assertRaises(KeyError), telemetry_sdk.span("outer", pages=3) as outer:
            header = work()
            raise KeyError
        telemetry_sdk.flush(10)
        inner, sent = sorted(self.server.spans(), key=lambda item: item["name"])
        self.assertEqual((sent["traceId"], sent["spanId"], inner["spanId"]), (inner["traceId"], inner["parentSpanId"], self.server.logs()[0]["spanId"]))
        self.assertEqual((2, "KeyError"), (sent["status"]["code"], sent["status"]["message"]))
        self.assertEqual("00-%s-%s-01" % (inner["traceId"], inner["spanId"]), header)
        self.assertEqual(outer.duration, int(sent["endTimeUnixNano"]) - int(sent["startTimeUnixNano"]))

    def test_offline_then_online_in_the_next_run(self):
        address = self.server.dsn
        self.server.behave = lambda outer, handler, body: handler.connection.close()
        client = self.start()
        identifier = telemetry_sdk.capture_exception(ValueError("offline"))
        self.assertFalse(telemetry_sdk.flush(0.3))
        telemetry_sdk.close()
        self.assertEqual([], self.server.documents())
        self.server.behave = None
        self.assertNotEqual(client, self.start())
        self.assertEqual(address, self.server.dsn)
        self.assertTrue(telemetry_sdk.flush(10))
        self.assertEqual({identifier}, {crash["id"] for crash in self.server.documents()})

    def test_consent(self):
        self.start(require_consent=True)
        telemetry_sdk.capture_message("first")
        self.assertFalse(telemetry_sdk.flush(0.2))
        self.assertEqual([], self.server.bodies)
        telemetry_sdk.set_consent(False)
        telemetry_sdk.capture_message("refused")
        self.assertEqual([], os.listdir(os.path.join(self.folder, "spool")))
        telemetry_sdk.close()
        self.start(require_consent=True)
        telemetry_sdk.capture_message("still refused")
        telemetry_sdk.set_consent(True)
        telemetry_sdk.capture_message("second")
        self.assertTrue(telemetry_sdk.flush(10))
        self.assertEqual(["second"], [crash["message"]["text"] for crash in self.server.documents()])

    def test_the_server_can_switch_it_off(self):
        self.server.behave = lambda outer, handler, body: outer.accept(handler, body, [("x-telemetry-disable", "3600")])
        client = self.start()
        telemetry_sdk.capture_message("one")
        telemetry_sdk.flush(10)
        telemetry_sdk.capture_message("two")
        self.logger.info("three")
        self.assertEqual({("crashes", "disabled"): 1, ("logs", "disabled"): 1}, client.pipeline.losses.total)
        self.assertEqual(1, len(self.server.documents()))

    def test_before_send_changes_drops_and_may_fail(self):
        def before_send(crash):
            if crash["message"]["text"] == "fail":
                raise RuntimeError
            return None if crash["message"]["text"] == "drop" else dict(crash, tags={"seen": "yes"})

        self.start(before_send=before_send, before_send_log=lambda log: None if "secret" in log["message"] else dict(log, message=log["message"].upper()))
        for text in ("keep", "drop", "fail"):
            telemetry_sdk.capture_message(text)
        self.logger.info("a word")
        self.logger.info("a secret word")
        telemetry_sdk.flush(10)
        telemetry_sdk.flush(10)
        (crash,) = self.server.documents()
        self.assertEqual(("keep", {"seen": "yes"}), (crash["message"]["text"], crash["tags"]))
        self.assertEqual(["A WORD"], [record["body"]["stringValue"] for record in self.server.logs()])
        self.assertEqual({("crashes", "before_send"): 2, ("logs", "before_send"): 1}, self.server.lost())

    def test_sampling_is_counted(self):
        self.start(log_sample_rate=0.0, trace_sample_rate=0.0, crash_sample_rate=0.0)
        self.logger.info("x")
        with telemetry_sdk.span("x"):
            pass
        telemetry_sdk.capture_exception(ValueError())
        telemetry_sdk.flush(10)
        self.assertEqual({("logs", "sample"): 1, ("spans", "sample"): 1, ("crashes", "sample"): 1}, self.server.lost())

    def test_what_the_server_refuses_is_not_sent_again(self):
        def behave(outer, handler, body):
            if b"logRecords" in gzip.decompress(body) and not outer.bodies:
                outer.bodies.append(("", "", {}))
                return server.reply(handler, 400)
            outer.accept(handler, body)

        self.server.behave = behave
        self.start()
        telemetry_sdk.capture_message("refused")
        telemetry_sdk.flush(10)
        telemetry_sdk.flush(10)
        self.assertEqual({("crashes", "server_refused"): 1}, self.server.lost())

    def test_a_full_queue_is_counted(self):
        client = self.start(queue_max_items=10, batch_seconds=5.0)
        for number in range(25):
            self.logger.info("%d", number)
        self.assertTrue(telemetry_sdk.flush(10))
        telemetry_sdk.flush(10)
        self.assertEqual(25, len(self.server.logs()) + client.pipeline.losses.total[("logs", "queue_full")])

    def test_an_exit_waits_no_longer_than_told_for_a_server_that_does_not_answer(self):
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        code = (
            "import telemetry_sdk as t, logging, time, atexit\natexit.register(lambda: print(time.monotonic() - start))\n"
            "t.init('http://k@127.0.0.1:%d/1', directory=%r)\nlogging.getLogger('a').error('x')\nstart = time.monotonic()" % (listener.getsockname()[1], self.folder)
        )
        took = float(server.run(code).stdout)
        self.assertLess(took, 0.5)  # 0.1 s and what a busy machine adds
        self.assertNotEqual([], os.listdir(os.path.join(self.folder, "spool")))


class BackOffs(unittest.TestCase):
    def test_doubles_with_chance_up_to_five_minutes_and_listens_to_the_server(self):
        backoff = Backoff()
        for number in range(12):
            backoff.failed(0.0, None)
            longest = min(300.0, 2.0**number)
            self.assertTrue(longest / 2 <= backoff.wait_seconds(0.0) <= longest)
        backoff.failed(0.0, 1234.0)
        self.assertEqual(1234.0, backoff.wait_seconds(0.0))
        backoff.failed(0.0, 1e12)
        self.assertLessEqual(backoff.wait_seconds(0.0), 86_400)
        backoff.succeeded()
        self.assertEqual(0.0, backoff.wait_seconds(0.0))
