namespace Telemetry.Testing.Load.Requests;

/// <summary>Span requests of one resource and one scope: traces of five spans, eight attributes a span, an exception event on every twentieth.</summary>
public static class SpanTemplates
{
    private static readonly string[] Names = ["GET /orders/{id}", "POST /payments", "SELECT orders", "INSERT payment", "publish order.created", "render invoice", "redis GET", "GET /health"];

    /// <summary>A number of different requests. <paramref name="spansPerRequest"/> is a multiple of five, so that no trace is split.</summary>
    public static IReadOnlyList<RequestTemplate> Make(int count, int spansPerRequest, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(spansPerRequest % RequestTemplate.SpansPerTrace, 0);
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Request(i, spansPerRequest, random))];
    }

    private static RequestTemplate Request(int index, int spans, Random random)
    {
        var scope = new ProtobufWriter();
        var scopeName = new ProtobufWriter();
        scopeName.Text(1, "app.tracing");
        scopeName.Text(2, "1.4.2");
        scope.Bytes(1, scopeName.Written);
        var slots = new List<ItemSlot>(spans);
        for (int i = 0; i < spans; i++)
        {
            (ProtobufWriter span, ItemSlot slot) = Span(i % RequestTemplate.SpansPerTrace == 0, random);
            slots.Add(slot.Shift(scope.Bytes(2, span.Written)));
        }

        return ServiceRequest.Wrap(index, scope, slots);
    }

    private static (ProtobufWriter Span, ItemSlot Slot) Span(bool isRoot, Random random)
    {
        var span = new ProtobufWriter();
        int trace = span.Bytes(1, new byte[16]);
        int id = span.Bytes(2, new byte[8]);
        int parent = isRoot ? ItemSlot.Root : span.Bytes(4, new byte[8]);
        span.Text(5, Names[random.Next(Names.Length)]);
        span.Varint(6, isRoot ? 2u : 3u);
        int start = span.Fixed64(7);
        int end = span.Fixed64(8);
        int recordId = span.Attribute(9, RequestTemplate.RecordIdKey, new string('0', RequestTemplate.RecordIdLength));
        span.Attribute(9, "http.request.method", random.Next(3) == 0 ? "POST" : "GET");
        span.Attribute(9, "http.response.status_code", 200);
        span.Attribute(9, "url.path", $"/orders/{random.Next(100_000)}");
        span.Attribute(9, "server.address", "orders.internal");
        span.Attribute(9, "network.peer.port", 40_000 + random.Next(2_000));
        span.Attribute(9, "user.id", $"u-{random.Next(50_000)}");
        span.Attribute(9, "thread.name", $"worker-{random.Next(8)}");
        int eventTime = Finish(span, random);
        return (span, new ItemSlot(start, end, random.Next(50_000, 80_000_000), trace, id, parent, recordId, ItemSlot.None, eventTime));
    }

    /// <summary>Status, and on a failed span the exception; returns where the time of that event lies.</summary>
    private static int Finish(ProtobufWriter span, Random random)
    {
        bool failed = random.Next(20) == 0;
        int eventTime = ItemSlot.None;
        if (failed)
        {
            var exception = new ProtobufWriter();
            int inEvent = exception.Fixed64(1);
            exception.Text(2, "exception");
            exception.Attribute(3, "exception.type", "TimeoutError");
            exception.Attribute(3, "exception.message", "no answer from upstream in time");
            eventTime = span.Bytes(11, exception.Written) + inEvent;
        }

        var status = new ProtobufWriter();
        status.Varint(3, failed ? 2u : 1u);
        span.Bytes(15, status.Written);
        return eventTime;
    }
}
