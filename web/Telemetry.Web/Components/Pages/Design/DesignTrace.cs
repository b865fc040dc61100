using System.Globalization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Components.Pages.Design;

/// <summary>A made-up trace that has everything a trace can have.</summary>
internal static class DesignTrace
{
    public const string Id = "5b8efff798038103d269b633813fc60c";

    public const string Start = "2026-11-23T10:20:00.000000000Z";

    private const long Millisecond = 1_000_000;

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public static TraceDetail Detail { get; } = new(
        Id,
        [
            Span("c1", "", 0, 842, "POST /api/checkout", "gateway"),
            Span("c2", "c1", 4, 820, "create order", "checkout"),
            .. Enumerable.Range(0, 12).Select(index => Span((0x10 + index).ToString("x2", CultureInfo.InvariantCulture), "c2", 10 + (index * 7), 5, "SELECT line_item", "checkout")),
            Failed,
            Span("c5", "c2", 700, 1, "publish", "checkout"),
            Span("d1", "c1", 826, 12, "send mail", "mailer"),
            Span("d2", "d1", 828, 8, "SMTP", "mailer"),
            Span("e1", "ff", 300, 40, "a span whose parent is not here", "worker"),
        ],
        IsTruncated: false);

    public static IReadOnlyList<TraceSummary> Summaries { get; } =
    [
        .. Enumerable.Range(0, 40).Select(index => new TraceSummary
        {
            TraceId = (index + 1).ToString("x32", CultureInfo.InvariantCulture),
            Start = string.Create(CultureInfo.InvariantCulture, $"2026-11-23T10:{59 - index:00}:00.000000000Z"),
            DurationNanoseconds = (20 + (index * index % 900)) * Millisecond,
            Service = index % 3 == 0 ? "gateway" : "checkout",
            Name = index == 3 ? "a name that is much longer than its place in the table, and then goes on and on" : "POST /api/checkout",
            SpanCount = 5 + index,
            ErrorCount = index % 9 == 4 ? 1 : 0,
        }),
    ];

    private static SpanItem Failed => Span("c4", "c2", 100, 540, "POST /charge", "billing-worker") with
    {
        Kind = "client",
        Status = "error",
        StatusMessage = "connection refused",
        Attributes = new Dictionary<string, string> { ["http.request.method"] = "POST", ["server.address"] = "bank.example" },
        Events =
        [
            new SpanEventItem("2026-11-23T10:20:00.101000000Z", "exception", new Dictionary<string, string>
            {
                ["exception.type"] = "ConnectionError",
                ["exception.message"] = "refused",
                ["exception.stacktrace"] = "Traceback (most recent call last):\n  File \"pay.py\", line 10, in charge\nConnectionError: refused",
            }),
        ],
        Links = [new SpanLinkItem("0000000000000000000000000000dddd", "00000000000000d1", "", None)],
    };

    private static SpanItem Span(string id, string parent, long offsetMilliseconds, long milliseconds, string name, string service) => new()
    {
        SpanId = id.PadLeft(16, '0'),
        ParentSpanId = parent.Length > 0 ? parent.PadLeft(16, '0') : "",
        Name = name,
        Kind = "server",
        Start = Start,
        OffsetNanoseconds = offsetMilliseconds * Millisecond,
        DurationNanoseconds = milliseconds * Millisecond,
        Status = "unset",
        StatusMessage = "",
        Service = service,
        Release = "1.4.2",
        Environment = "production",
        Scope = "app",
        Attributes = name.StartsWith("SELECT", StringComparison.Ordinal) ? new Dictionary<string, string> { ["db.system.name"] = "postgresql" } : None,
        Resource = new Dictionary<string, string> { ["host.name"] = "node-1" },
        Events = [],
        Links = [],
    };
}
