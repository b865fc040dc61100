using System.Globalization;
using Telemetry.Testing.Rows;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>Half an hour of a market of seven services, the day after the shop's: 300 orders, every twentieth of which fails.</summary>
internal static class MarketTraffic
{
    /// <summary>The half hour, as an address says it.</summary>
    public const string HalfHour = "from=2026-11-24T10:00:00Z&to=2026-11-24T10:30:00Z";

    /// <summary>Orders; each is a trace.</summary>
    public const int Orders = 300;

    /// <summary>An order that repeats one query.</summary>
    public static string RepeatingOrder => Trace(0);

    private const long Start = ShopTraffic.Start + (24 * 3600 * ShopTraffic.Second);

    /// <summary>All spans.</summary>
    public static IReadOnlyList<TestSpan> Spans { get; } = [.. Enumerable.Range(0, Orders).SelectMany(Order)];

    private static IEnumerable<TestSpan> Order(int i)
    {
        var isFailed = i % 20 == 7;
        long slow = i % 37 == 0 ? 900 : i * 7 % 60;
        yield return Span(i, 1, 0, 0, 320 + slow, "browser", "checkout", "Internal");
        yield return Span(i, 2, 1, 8, 300 + slow, "gateway", "POST /orders", "Server") with { Status = isFailed ? "Error" : "Unset", StatusMessage = isFailed ? "payment failed" : "" };
        yield return Span(i, 3, 2, 12, 40, "identity", "GET /session", "Server");
        yield return Span(i, 4, 2, 60, 220 + slow, "orders", "create order", "Server");
        yield return Database(i, 5, 4, 64, 20 + (slow / 2), "INSERT orders", "postgresql");
        yield return Span(i, 6, 4, 100, 120, "payments", "POST /charge", "Server") with { Status = isFailed ? "Error" : "Unset", StatusMessage = isFailed ? "card declined" : "" };
        yield return Span(i, 7, 6, 110, 90, "payments", "POST", "Client") with { Attributes = new Dictionary<string, string> { ["server.address"] = "api.bank.example" } };
        yield return Span(i, 8, 4, 240, 6, "orders", "send reservation", "Producer") with { Attributes = new Dictionary<string, string> { ["messaging.system"] = "rabbitmq" } };
        yield return Span(i, 9, 4, 250, 18, "stock", "reserve", "Consumer");
        yield return Database(i, 10, 9, 252, 9, "SELECT stock", "redis");
        if (i == 0)
        {
            foreach (var repeat in Enumerable.Range(0, 12))
            {
                yield return Database(i, 20 + repeat, 4, 130 + (repeat * 7), 5, "SELECT line_item", "postgresql");
            }
        }
    }

    private static TestSpan Database(int order, int id, int parent, long offset, long milliseconds, string name, string system) =>
        Span(order, id, parent, offset, milliseconds, id == 10 ? "stock" : "orders", name, "Client") with { Attributes = new Dictionary<string, string> { ["db.system.name"] = system } };

    private static TestSpan Span(int order, int id, int parent, long offset, long milliseconds, string service, string name, string kind) => new()
    {
        Nanoseconds = Start + (order * 6 * ShopTraffic.Second) + (offset * ShopTraffic.Millisecond),
        TraceId = Trace(order),
        SpanId = Hex(id),
        ParentSpanId = parent == 0 ? "" : Hex(parent),
        Service = service,
        Name = name,
        Kind = kind,
        DurationNanoseconds = milliseconds * ShopTraffic.Millisecond,
        Environment = order % 10 == 9 ? "staging" : "production",
    };

    private static string Trace(int order) => (0x10_0000 + order).ToString("x32", CultureInfo.InvariantCulture);

    private static string Hex(int number) => number.ToString("x16", CultureInfo.InvariantCulture);
}
