using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Telemetry.Testing.Otlp;

namespace Telemetry.Demo.Shop;

/// <summary>
/// One purchase at the till: a trace through five services, a database, a cache, a broker and a bank, and what they logged on the way. About one in twelve goes wrong, in one of the
/// ways a shipped Python application does.
/// </summary>
internal sealed class ShopPurchase
{
    /// <summary>How long a purchase may take: start it this long ago, and nothing of it lies in the future.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(7);

    private static readonly string[] Products = ["espresso beans", "oat milk", "filter papers", "grinder", "mug", "gift card"];

    private readonly Random _random;
    private readonly ByteString _traceId;
    private readonly ulong _start;
    private readonly Dictionary<ShopService, Resource> _instances = [];
    private readonly ExportLogsServiceRequest _logs = new();
    private readonly ExportTraceServiceRequest _spans = new();

    private ShopPurchase(Random random, DateTimeOffset start)
    {
        _random = random;
        _start = start.UnixNanoseconds() + (ulong)random.Next(1_000_000);
        _traceId = ByteString.CopyFrom(Bytes(16));
    }

    /// <summary>The traffic of one purchase that started at a given time.</summary>
    public static (ExportLogsServiceRequest Logs, ExportTraceServiceRequest Spans) Make(Random random, DateTimeOffset start)
    {
        ShopPurchase purchase = new(random, start);
        purchase.Run();
        return (purchase._logs, purchase._spans);
    }

    private void Run()
    {
        string product = Products[_random.Next(Products.Length)];
        int price = _random.Next(2, 400);
        bool declined = _random.Next(16) == 0;
        bool timedOut = !declined && _random.Next(24) == 0;
        long queryTook = timedOut ? 5_000 : _random.Next(2, 40);
        int items = _random.Next(1, 16);
        long total = queryTook + (3 * items) + _random.Next(60, 120) + (_random.Next(60) == 0 ? 1_200 : 0);

        ByteString checkout = Span(ShopService.Till, "checkout", ByteString.Empty, 0, total, Kind.Internal, timedOut ? "the shop did not answer" : "");
        Log(ShopService.Till, checkout, 1, 9, "INFO", $"Checkout of {product} for {price}.00 EUR started", ("cart.items", items));
        ByteString order = Span(ShopService.Api, "POST /orders", checkout, 6, total - 10, Kind.Server, timedOut ? "HTTP 504" : "", ("http.route", "/orders"), ("http.response.status_code", timedOut ? 504 : 201));
        ByteString session = Span(ShopService.Accounts, "GET /session", order, 7, 2, Kind.Server, "", ("http.route", "/session"));
        Span(ShopService.Accounts, "GET session", session, 7, 1, Kind.Client, "", ("db.system.name", "redis"));
        ByteString insert = Span(ShopService.Api, "INSERT orders", order, 9, queryTook, Kind.Client, timedOut ? "canceling statement due to statement timeout" : "", ("db.system.name", "postgresql"));
        Log(ShopService.Api, insert, 10, 5, "DEBUG", $"INSERT INTO orders took {queryTook} ms", ("db.rows", 1));
        if (timedOut)
        {
            Fail(ShopService.Api, order, queryTook + 9, "psycopg.errors.QueryCanceled", "canceling statement due to statement timeout", "shop/api/orders.py", "create_order", 118);
            return;
        }

        // The query in a loop that every shop has: a page that folds repeats shows it at once.
        for (int item = 0; item < items; item++)
        {
            Span(ShopService.Api, "SELECT line_item", order, queryTook + 10 + (3 * item), 2, Kind.Client, "", ("db.system.name", "postgresql"));
        }

        long paying = queryTook + 10 + (3 * items);
        ByteString pay = Span(ShopService.Payments, "POST /charge", order, paying, total - paying - 15, Kind.Server, declined ? "card declined" : "", ("http.route", "/charge"), ("payment.amount", price));
        Span(ShopService.Payments, "POST /v1/charges", pay, paying + 3, total - paying - 22, Kind.Client, declined ? "HTTP 402" : "", ("server.address", "api.bank.example"), ("http.response.status_code", declined ? 402 : 200));
        if (declined)
        {
            Log(ShopService.Payments, pay, paying + 10, 13, "WARNING", $"Card declined for {price}.00 EUR: insufficient funds", ("payment.provider", "stripe"));
            Fail(ShopService.Till, checkout, total - 4, "till.payments.CardDeclined", "insufficient funds", "till/payments.py", "charge", 64);
            return;
        }

        Log(ShopService.Payments, pay, paying + 12, 9, "INFO", $"Charged {price}.00 EUR", ("payment.provider", "stripe"), ("payment.amount", price));
        Span(ShopService.Api, "send reservations", order, total - 16, 1, Kind.Producer, "", ("messaging.system", "rabbitmq"), ("messaging.destination.name", "reservations"));
        Span(ShopService.Stock, "reserve", order, total - 14, _random.Next(2, 9), Kind.Consumer, "", ("messaging.destination.name", "reservations"));
        Log(ShopService.Stock, order, total - 8, 9, "INFO", $"Reserved 1 of {product}", ("stock.left", _random.Next(200)));
        Log(ShopService.Till, checkout, total - 1, 9, "INFO", $"Receipt printed for order {_random.Next(10_000, 99_999)}");
    }

    private void Fail(ShopService service, ByteString span, long at, string type, string message, string file, string function, int line)
    {
        string stack = $"Traceback (most recent call last):\n  File \"{file}\", line {line}, in {function}\n    raise {type.Split('.')[^1]}({message})\n{type}: {message}";
        Log(service, span, at, 17, "ERROR", $"{function} failed: {message}", ("exception.type", type), ("exception.message", message), ("exception.stacktrace", stack));
    }

    private void Log(ShopService service, ByteString span, long atMilliseconds, int severity, string text, string body, params (string Key, object Value)[] attributes)
    {
        LogRecord record = new()
        {
            TimeUnixNano = At(atMilliseconds),
            ObservedTimeUnixNano = At(atMilliseconds),
            SeverityNumber = severity,
            SeverityText = text,
            Body = OtlpValues.Any(body),
            TraceId = _traceId,
            SpanId = span,
        };
        AddAll(record.Attributes, attributes);
        ScopeLogs scope = new() { Scope = new InstrumentationScope { Name = service.Scope }, LogRecords = { record } };
        _logs.ResourceLogs.Add(new ResourceLogs { Resource = Instance(service), ScopeLogs = { scope } });
    }

    private ByteString Span(ShopService service, string name, ByteString parent, long atMilliseconds, long tookMilliseconds, Kind kind, string error, params (string Key, object Value)[] attributes)
    {
        Span span = new()
        {
            TraceId = _traceId,
            SpanId = ByteString.CopyFrom(Bytes(8)),
            ParentSpanId = parent,
            Name = name,
            Kind = (Span.Types.SpanKind)kind,
            StartTimeUnixNano = At(atMilliseconds),
            EndTimeUnixNano = At(atMilliseconds + Math.Max(1, tookMilliseconds)),
            Status = new Status { Code = error.Length > 0 ? Status.Types.StatusCode.Error : Status.Types.StatusCode.Unset, Message = error },
        };
        AddAll(span.Attributes, attributes);
        ScopeSpans scope = new() { Scope = new InstrumentationScope { Name = service.Scope }, Spans = { span } };
        _spans.ResourceSpans.Add(new ResourceSpans { Resource = Instance(service), ScopeSpans = { scope } });
        return span.SpanId;
    }

    private static void AddAll(Google.Protobuf.Collections.RepeatedField<KeyValue> target, (string Key, object Value)[] attributes)
    {
        foreach ((string key, object value) in attributes)
        {
            target.Add(key, value);
        }
    }

    private Resource Instance(ShopService service)
    {
        if (!_instances.TryGetValue(service, out Resource? instance))
        {
            _instances[service] = instance = service.Instance(_random);
        }

        return instance;
    }

    private ulong At(long milliseconds) => _start + ((ulong)milliseconds * 1_000_000);

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private enum Kind
    {
        Internal = 1,
        Server = 2,
        Client = 3,
        Producer = 4,
        Consumer = 5,
    }
}
