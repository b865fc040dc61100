"""A program with sentry_sdk that crashes. Argument: the DSN."""
import logging
import sys

import sentry_sdk
from sentry_sdk.envelope import Envelope, Item, PayloadRef

sentry_sdk.init(dsn=sys.argv[1], release="python-shop@1.4.0", environment="test", traces_sample_rate=1.0)


def price(order):
    return order["price"]


with sentry_sdk.start_transaction(op="task", name="checkout"):
    with sentry_sdk.start_span(op="db.query", description="SELECT 1"):
        pass
try:
    raise ValueError("no such coupon")
except ValueError as error:
    # As the page of feedback shows it.
    report = {"event_id": sentry_sdk.capture_exception(error), "name": "Ada",
              "email": "ada@example.com", "comments": "It stopped when I saved."}
    envelope = Envelope()
    envelope.add_item(Item(type="user_report", payload=PayloadRef(json=report)))
    sentry_sdk.Hub.current.client.transport.capture_envelope(envelope)
logging.getLogger("shop").warning("prices are old")
price({"id": 7})
