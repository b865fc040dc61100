"""What users write about a crash. It goes straight to the server, in the form of Sentry's envelopes: the person waits for an answer, and there is nothing to keep when there is none."""

from __future__ import annotations

import json
import uuid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from ._client import Client

MAX_COMMENTS = 8192
_MAX_NAME = 200


def send(client: Client, comments: str, event_id: Optional[str], name: str, email: str, timeout_seconds: float) -> bool:
    """True when the server has it. Waits so long at most; never raises."""
    options = client.options
    if options.dsn is None or options.consent == "denied" or (options.require_consent and options.consent != "granted") or not comments.strip():
        return False
    from .delivery.http import HttpTransport

    transport = HttpTransport(options.dsn, options.ca_file, options.proxy, timeout_seconds)
    path = f"/api/{options.dsn.project}/envelope/?sentry_key={options.dsn.key}"
    return transport.send(path, _envelope(client, comments, event_id, name, email), timeout_seconds).outcome == "taken"


def _envelope(client: Client, comments: str, event_id: Optional[str], name: str, email: str) -> bytes:
    import gzip

    # An id of its own: sent twice, it is one.
    own = uuid.uuid4().hex
    said = {"message": comments[:MAX_COMMENTS], "name": name[:_MAX_NAME], "contact_email": email[:_MAX_NAME], "associated_event_id": event_id}
    feedback = {"event_id": own, "type": "feedback", "release": client.options.release, "environment": client.options.environment, "contexts": {"feedback": said}}
    body = json.dumps(feedback).encode()
    lines = (json.dumps({"event_id": own}).encode(), json.dumps({"type": "feedback", "length": len(body)}).encode(), body, b"")
    return gzip.compress(b"\n".join(lines))
