namespace Telemetry.Web.Onboarding;

/// <summary>The first program of a newcomer: plain OpenTelemetry, because what people already have works.</summary>
internal static class PythonSnippet
{
    public const string Install = "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http";

    public const string FileName = "hello_telemetry.py";

    /// <summary>In place of a key that is not known.</summary>
    public const string KeyPlaceholder = "YOUR_INGEST_KEY";

    public static string Write(string endpoint, string key) => $$"""
        import logging
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
        from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        ENDPOINT = "{{endpoint.TrimEnd('/')}}"
        HEADERS = {"x-telemetry-key": "{{key}}"}
        RESOURCE = Resource.create({"service.name": "hello", "service.version": "1.0.0"})

        traces = TracerProvider(resource=RESOURCE)
        traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(f"{ENDPOINT}/v1/traces", headers=HEADERS)))
        trace.set_tracer_provider(traces)

        logs = LoggerProvider(resource=RESOURCE)
        logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter(f"{ENDPOINT}/v1/logs", headers=HEADERS)))
        logging.basicConfig(level=logging.INFO, handlers=[LoggingHandler(logger_provider=logs)])

        with trace.get_tracer("hello").start_as_current_span("first span"):
            logging.info("Hello, Telemetry")

        logs.shutdown()
        traces.shutdown()
        """;
}
