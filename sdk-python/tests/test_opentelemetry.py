"""OpenTelemetry in the same application: what we record hangs below its span. With the package where it is installed, else with a stand-in of its three calls."""

import importlib.util
import tempfile
import unittest

from . import server

STAND_IN = """
import sys, types
module, package = types.ModuleType("opentelemetry.trace"), types.ModuleType("opentelemetry")
class Context: trace_id, span_id, trace_flags, is_valid = 0x1234, 0x99, 1, True
class Empty: trace_id = span_id = trace_flags = 0; is_valid = False
class Current:
    context = Context
    def get_span_context(self): return self.context
module.get_current_span = lambda: Current()
sys.modules.update({"opentelemetry": package, "opentelemetry.trace": module}); package.trace = module
def leave(): Current.context = Empty
"""
REAL = """
from opentelemetry import trace
from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags
scope = trace.use_span(NonRecordingSpan(SpanContext(0x1234, 0x99, False, TraceFlags(1))))
scope.__enter__()
def leave(): scope.__exit__(None, None, None)
"""
CODE = """
import sys, logging, telemetry_sdk as t
t.init(sys.argv[1], directory=sys.argv[2], black_box=False, sessions=False)
logging.getLogger("a").warning("within")
print(t.traceparent())
with t.span("ours"): pass
t.capture_message("broken")
leave()
with t.span("alone"): pass
logging.getLogger("a").warning("outside")
print(t.traceparent(), t.flush(20))
"""


class Attached(unittest.TestCase):
    def test_spans_records_and_crashes_are_of_its_trace(self):
        http = server.OtlpServer()
        self.addCleanup(http.close)
        is_real = importlib.util.find_spec("opentelemetry") is not None
        with tempfile.TemporaryDirectory() as folder:
            done = server.run((REAL if is_real else STAND_IN) + CODE, http.dsn, folder)
        trace, span = f"{0x1234:032x}", f"{0x99:016x}"
        self.assertEqual([f"00-{trace}-{span}-01", "None True"], done.stdout.splitlines(), done.stderr)
        spans = {one["name"]: one for one in http.spans()}
        self.assertEqual((trace, span), (spans["ours"]["traceId"], spans["ours"]["parentSpanId"]))
        self.assertNotEqual(trace, spans["alone"]["traceId"])
        records = {one["body"]["stringValue"]: one for one in http.logs()}
        self.assertEqual((trace, span), (records["within"]["traceId"], records["within"]["spanId"]))
        self.assertNotIn("traceId", records["outside"])
        (crash,) = http.documents()
        self.assertEqual((trace, span), (crash["trace_id"], crash["span_id"]))
