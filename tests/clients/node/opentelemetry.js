// A program with OpenTelemetry that crashes: once in a span, and once for good. Arguments: the OTLP/HTTP address, the key.
const [address, key] = process.argv.slice(2);
const { SpanStatusCode, trace } = require('@opentelemetry/api');
const { SeverityNumber } = require('@opentelemetry/api-logs');
const { OTLPLogExporter } = require('@opentelemetry/exporter-logs-otlp-proto');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { BatchLogRecordProcessor, LoggerProvider } = require('@opentelemetry/sdk-logs');
const { BatchSpanProcessor, NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');

const resource = resourceFromAttributes({ 'service.name': 'node-otel', 'service.version': '3.0.0' });
const headers = { 'x-telemetry-key': key };
const spanProcessor = new BatchSpanProcessor(new OTLPTraceExporter({ url: `${address}/v1/traces`, headers }));
const logProcessor = new BatchLogRecordProcessor({ exporter: new OTLPLogExporter({ url: `${address}/v1/logs`, headers }) });
const tracers = new NodeTracerProvider({ resource, spanProcessors: [spanProcessor] });
const loggers = new LoggerProvider({ resource, processors: [logProcessor] });
tracers.register();

process.on('uncaughtException', async error => {
  loggers.getLogger('crash').emit({
    severityNumber: SeverityNumber.FATAL,
    body: 'the program ends',
    attributes: { 'exception.type': error.name, 'exception.message': error.message, 'exception.stacktrace': error.stack },
  });
  loggers.getLogger('crash').emit({ severityNumber: SeverityNumber.INFO, body: 'good bye' });
  await Promise.all([tracers.forceFlush(), loggers.forceFlush()]);
  process.exit(1);
});

trace.getTracer('shop').startActiveSpan('pay', span => {
  try {
    JSON.parse('{');
  } catch (error) {
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
});
null.price();
