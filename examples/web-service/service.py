"""A web service of the standard library alone. Any WSGI server runs it the same way: ``gunicorn service:app``.

    TELEMETRY_DSN=… python examples/web-service/service.py 8000
"""

import json
import logging
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import telemetry_sdk
from telemetry_sdk.integrations.wsgi import WsgiMiddleware

PRICES = {"tea": 250, "cake": 320}
log = logging.getLogger("prices")


def prices(environ, start_response):
    name = environ["PATH_INFO"].strip("/")
    log.info("asked for %s", name)
    with telemetry_sdk.span("look up", product=name):
        price = PRICES[name]
    start_response("200 OK", [("content-type", "application/json")])
    return [json.dumps({"product": name, "cents": price}).encode()]


# Each request is a span; what it raises is a crash with the request's address.
app = WsgiMiddleware(prices)


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    logging.getLogger("prices").setLevel(logging.INFO)
    telemetry_sdk.init(release="prices@1.0", service="prices")
    with make_server("127.0.0.1", int(sys.argv[1]), app, handler_class=Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()
