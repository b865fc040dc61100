"""The way to the server: batches that are sent again, proxies, certificates."""

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from telemetry_sdk import _dsn
from telemetry_sdk.delivery.http import HttpTransport

from . import server

TWO_RUNS = "import os, sys, logging, telemetry_sdk as t\nt.init(sys.argv[1], directory=sys.argv[2], install_hooks=False, black_box=False, sessions=False)\n"
LOG = TWO_RUNS + "logging.getLogger('a').warning('once'); print(t.flush(%s)); os._exit(0)"


class Again(unittest.TestCase):
    def test_a_batch_whose_answer_was_lost_has_the_same_id_in_the_process_that_takes_it_over(self):
        http = server.OtlpServer(lambda outer, handler, body: setattr(handler, "close_connection", True))
        self.addCleanup(http.close)
        with tempfile.TemporaryDirectory() as folder:
            self.assertIn("False", server.run(LOG % 0.7, http.dsn, folder).stdout)
            http.behave = None
            done = server.run(TWO_RUNS + "print(t.flush(20))", http.dsn, folder)
        self.assertIn("True", done.stdout, done.stderr)
        identities = {name for name, _ in http.batches}
        self.assertGreaterEqual(len(http.batches), 2)
        self.assertEqual(1, len(identities), identities)
        self.assertRegex(identities.pop(), "^[0-9a-f]{32}$")


class Proxy:
    """Forwards requests, and lets tunnels through; notes what it was asked for."""

    def __init__(self):
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                outer.asked.append(("POST", self.path))
                self.rfile.read(int(self.headers["content-length"]))
                server.reply(self, 200, b"{}")

            def do_CONNECT(self):
                outer.asked.append(("CONNECT", self.path))
                host, _, port = self.path.partition(":")
                with socket.create_connection((host, int(port)), 5) as far:
                    self.send_response(200)
                    self.end_headers()
                    back = threading.Thread(target=_pump, args=(far, self.connection), daemon=True)
                    back.start()
                    _pump(self.connection, far)
                    back.join(5)
                self.close_connection = True

            def log_message(self, *arguments):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda request, address: None
        self.address = "http://127.0.0.1:%d" % self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self):
        self._http.shutdown()
        self._http.server_close()


def _pump(source, target):
    try:
        while True:
            part = source.recv(65536)
            if not part:
                break
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


class Proxies(unittest.TestCase):
    def test_a_plain_proxy_is_asked_for_the_whole_address(self):
        proxy = Proxy()
        self.addCleanup(proxy.close)
        transport = HttpTransport(_dsn.parse("http://key@telemetry.invalid:4318/1"), None, proxy.address, 5)
        self.assertEqual("taken", transport.send("/v1/logs", b"x").outcome)
        self.assertEqual([("POST", "http://telemetry.invalid:4318/v1/logs")], proxy.asked)

    def test_a_proxy_that_is_gone_is_a_reason_to_wait(self):
        answer = HttpTransport(_dsn.parse("http://key@telemetry.invalid:4318/1"), None, "http://127.0.0.1:9", 5).send("/v1/logs", b"x")
        self.assertEqual("later", answer.outcome)


@unittest.skipUnless(shutil.which("openssl"), "openssl makes the certificates")
class Encrypted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.certificate = os.path.join(cls.folder, "ca.pem")
        key = os.path.join(cls.folder, "key.pem")
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cls.certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=30)
        cls.http = server.OtlpServer()
        cls.addClassCleanup(cls.http.close)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cls.certificate, key)
        cls.http._http.socket = context.wrap_socket(cls.http._http.socket, server_side=True)
        cls.dsn = cls.http.dsn.replace("http://", "https://").replace("127.0.0.1", "localhost")

    def test_a_certificate_of_ones_own_is_trusted_when_named(self):
        self.assertEqual("taken", self.send(self.certificate, "").outcome)

    def test_a_stranger_is_told_nothing(self):
        before = len(self.http.batches)
        answer = self.send(None, "")
        self.assertEqual("later", answer.outcome)
        self.assertIn("CERTIFICATE_VERIFY_FAILED", answer.problem)
        self.assertEqual(before, len(self.http.batches))

    def test_certificates_that_cannot_be_read_are_said_and_read_again(self):
        path = os.path.join(self.folder, "later.pem")
        transport = HttpTransport(_dsn.parse(self.dsn), path, "", 5)
        answer = transport.send("/v1/logs", PACKED)
        self.assertEqual(("later", True), (answer.outcome, "FileNotFoundError" in answer.problem))
        shutil.copy(self.certificate, path)
        self.assertEqual("taken", transport.send("/v1/logs", PACKED).outcome)

    def test_the_name_in_the_certificate_counts(self):
        dsn = self.dsn.replace("localhost", "127.0.0.1")
        answer = HttpTransport(_dsn.parse(dsn), self.certificate, "", 5).send("/v1/logs", PACKED)
        self.assertEqual("later", answer.outcome)

    def test_through_a_tunnel_the_proxy_sees_only_where_to(self):
        proxy = Proxy()
        self.addCleanup(proxy.close)
        self.assertEqual("taken", self.send(self.certificate, proxy.address).outcome)
        self.assertEqual(["CONNECT"], [method for method, _ in proxy.asked])
        self.assertTrue(proxy.asked[0][1].startswith("localhost:"))

    def send(self, ca_file, proxy):
        return HttpTransport(_dsn.parse(self.dsn), ca_file, proxy, 5).send("/v1/logs", PACKED)


PACKED = __import__("gzip").compress(b"{}")
