using System.Globalization;

namespace Telemetry.Testing.Load.Requests;

/// <summary>Log requests of one resource and one scope, about 400 bytes a record: a body of about 159 characters, ids, and seven attributes.</summary>
public static class LogTemplates
{
    private static readonly (string Text, int Number, int Weight)[] Severities = [("DEBUG", 5, 15), ("INFO", 9, 65), ("WARN", 13, 14), ("ERROR", 17, 6)];
    private static readonly string[] Routes = ["/api/v1/orders/{id}", "/api/v1/users/{id}", "/api/v1/search", "/login", "/health", "/api/v2/payments", "/static/{path}"];

    /// <summary>A number of different requests; together they hold <paramref name="count"/> × <paramref name="recordsPerRequest"/> different bodies.</summary>
    public static IReadOnlyList<RequestTemplate> Make(int count, int recordsPerRequest, int seed = 1)
    {
        var random = new Random(seed);
        var sentences = new SentenceSource(seed);
        return [.. Enumerable.Range(0, count).Select(i => Request(i, recordsPerRequest, random, sentences))];
    }

    private static RequestTemplate Request(int index, int records, Random random, SentenceSource sentences)
    {
        var scope = new ProtobufWriter();
        var scopeName = new ProtobufWriter();
        scopeName.Text(1, "app.requests");
        scope.Bytes(1, scopeName.Written);
        var slots = new List<ItemSlot>(records);
        for (int i = 0; i < records; i++)
        {
            (ProtobufWriter record, ItemSlot slot) = Record(random, sentences);
            slots.Add(slot.Shift(scope.Bytes(2, record.Written)));
        }

        return ServiceRequest.Wrap(index, scope, slots);
    }

    private static (ProtobufWriter Record, ItemSlot Slot) Record(Random random, SentenceSource sentences)
    {
        var record = new ProtobufWriter();
        int time = record.Fixed64(1);
        int observed = record.Fixed64(11);
        (string severity, int number) = Severity(random);
        record.Varint(2, (ulong)number);
        record.Text(3, severity);
        (string body, int token) = sentences.Next();
        int bodyOffset = record.TextValue(5, body);
        int id = record.Attribute(6, RequestTemplate.RecordIdKey, new string('0', RequestTemplate.RecordIdLength));
        record.Attribute(6, "http.route", Routes[random.Next(Routes.Length)]);
        record.Attribute(6, "http.response.status_code", number >= 17 ? 500 : 200);
        record.Attribute(6, "user.id", string.Create(CultureInfo.InvariantCulture, $"u-{random.Next(50_000)}"));
        record.Attribute(6, "code.function.name", $"handler_{random.Next(40)}");
        record.Attribute(6, "thread.name", $"worker-{random.Next(8)}");
        record.Attribute(6, "duration_ms", random.Next(1, 5000));
        record.Fixed32(8, 1);
        int trace = record.Bytes(9, new byte[16]);
        int span = record.Bytes(10, new byte[8]);
        return (record, new ItemSlot(time, observed, 0, trace, span, ItemSlot.None, id, token < 0 ? ItemSlot.None : bodyOffset + token, ItemSlot.None));
    }

    private static (string Text, int Number) Severity(Random random)
    {
        int at = random.Next(100);
        foreach ((string text, int number, int weight) in Severities)
        {
            if ((at -= weight) < 0)
            {
                return (text, number);
            }
        }

        return ("INFO", 9);
    }
}
