"""A program with sentry_sdk that crashes. Argument: the DSN."""
import sys

import sentry_sdk

sentry_sdk.init(dsn=sys.argv[1], release="python-shop@1.4.0", environment="test", traces_sample_rate=1.0)


def price(order):
    return order["price"]


with sentry_sdk.start_transaction(op="task", name="checkout"):
    with sentry_sdk.start_span(op="db.query", description="SELECT 1"):
        pass
price({"id": 7})
