using System.Globalization;
using Telemetry.Testing.Rows;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>An hour of a small shop, at a fixed time.</summary>
internal static class ShopTraffic
{
    public const long Second = 1_000_000_000;

    public const long Millisecond = 1_000_000;

    /// <summary>2026-11-23T10:00:00Z.</summary>
    public const long Start = 1_795_428_000 * Second;

    /// <summary>The hour, as an address says it.</summary>
    public const string Hour = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z";

    /// <summary>One record per second.</summary>
    public const int Count = 250;

    /// <summary>Twenty minutes later, when the one interesting thing happens.</summary>
    public const long CheckoutStart = Start + (20 * 60 * Second);

    /// <summary>A trace of five spans, one of them failed.</summary>
    public const string Checkout = "5b8efff798038103d269b633813fc60c";

    /// <summary>The span of <see cref="Checkout"/> that failed.</summary>
    public const string FailedSpan = "00000000000000c4";

    /// <summary>A trace of 12,000 spans.</summary>
    public const string Large = "000000000000000000000000000f0f0f";

    /// <summary>A trace without a root, with a circle and with clocks that disagree.</summary>
    public const string Odd = "0000000000000000000000000000dddd";

    private static readonly string[] Services = ["gateway", "checkout", "billing-worker"];

    public static IReadOnlyList<TestLog> Logs { get; } =
    [
        .. Enumerable.Range(0, Count).Select(Log),
        new TestLog
        {
            Nanoseconds = CheckoutStart + 123_456_789,
            SeverityNumber = 17,
            SeverityText = "ERROR",
            Service = "billing-worker",
            Release = "1.4.2",
            Environment = "staging",
            Body = "Charge failed: disk full",
            TraceId = Checkout,
            SpanId = FailedSpan,
            Scope = "app.payments",
            EventName = "charge.failed",
            Attributes = new Dictionary<string, string>
            {
                ["http.route"] = "/pay/{id}",
                ["user.id"] = "42",
                ["odd key: \"quoted\" \\ and (more)"] = "value with \"quotes\" and \\",
            },
            Resource = new Dictionary<string, string> { ["host.name"] = "node-1", ["service.version"] = "1.4.2" },
        },
    ];

    public static IReadOnlyList<TestSpan> Spans { get; } =
    [
        CheckoutSpan("00000000000000c1", "", 0, 842, "POST /api/checkout", "gateway"),
        CheckoutSpan("00000000000000c2", "00000000000000c1", 4, 820, "create order", "checkout"),
        CheckoutSpan("00000000000000c3", "00000000000000c2", 10, 45, "SELECT orders", "checkout"),
        CheckoutSpan(FailedSpan, "00000000000000c2", 100, 540, "POST /charge", "billing-worker") with
        {
            Kind = "Client",
            Status = "Error",
            StatusMessage = "connection refused",
            Attributes = new Dictionary<string, string> { ["http.request.method"] = "POST", ["retries"] = "2" },
            Resource = new Dictionary<string, string> { ["host.name"] = "node-1" },
            Events = [(CheckoutStart + (101 * Millisecond), "exception", new Dictionary<string, string>
            {
                ["exception.type"] = "ConnectionError",
                ["exception.message"] = "refused",
                ["exception.stacktrace"] = "Traceback (most recent call last):\n  File \"pay.py\", line 10, in charge\nConnectionError: refused",
            })],
            Links = [(Odd, "00000000000000d1")],
        },
        CheckoutSpan("00000000000000c5", "00000000000000c2", 700, 1, "publish", "checkout"),
        Span(Odd, "00000000000000d1", "00000000000000ee", 0, 50, "orphan", "gateway"),
        Span(Odd, "00000000000000d2", "00000000000000d1", 30, 90, "parent", "gateway"),
        Span(Odd, "00000000000000d3", "00000000000000d2", 10, 9, "early child", "catalogue"),
        Span(Odd, "00000000000000d4", "00000000000000d5", 12, 5, "circle a", "billing-worker"),
        Span(Odd, "00000000000000d5", "00000000000000d4", 13, 5, "circle b", "billing-worker"),
        .. Enumerable.Range(0, 12_000).Select(i =>
            Span(Large, Hex(i + 1), i == 0 ? "" : Hex(((i - 1) / 4) + 1), i / 10, i == 0 ? 1300 : 3, string.Create(CultureInfo.InvariantCulture, $"step {i}"), Services[i % 3])),
    ];

    private static TestLog Log(int i) => new()
    {
        Nanoseconds = Start + (i * Second),
        SeverityNumber = i % 50 == 7 ? 17 : i % 10 == 3 ? 13 : 9,
        SeverityText = i % 50 == 7 ? "ERROR" : i % 10 == 3 ? "WARNING" : "INFO",
        Service = Services[i % 3],
        Body = string.Create(CultureInfo.InvariantCulture, $"request number {i} done in {i * 7 % 90} ms"),
        Attributes = new Dictionary<string, string> { ["http.route"] = i % 2 == 0 ? "/cart" : "/pay" },
        Resource = new Dictionary<string, string> { ["host.name"] = "node-1" },
    };

    private static TestSpan Span(string trace, string id, string parent, long offsetMilliseconds, long milliseconds, string name, string service) => new()
    {
        Nanoseconds = Start + (offsetMilliseconds * Millisecond),
        TraceId = trace,
        SpanId = id,
        ParentSpanId = parent,
        Name = name,
        Service = service,
        DurationNanoseconds = milliseconds * Millisecond,
    };

    private static TestSpan CheckoutSpan(string id, string parent, long offsetMilliseconds, long milliseconds, string name, string service) =>
        Span(Checkout, id, parent, ((CheckoutStart - Start) / Millisecond) + offsetMilliseconds, milliseconds, name, service);

    private static string Hex(int number) => number.ToString("x16", CultureInfo.InvariantCulture);
}
