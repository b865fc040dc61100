using Telemetry.Testing.Rows;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>What an application, or whoever can make it log, may send: in every field that a page shows.</summary>
internal static class HostileTraffic
{
    public const string Hour = "from=2026-11-23T12:00:00Z&to=2026-11-23T13:00:00Z";

    public const string Script = "<script>alert('owned')</script><img src=x onerror=alert(1)>\"'><svg onload=alert(2)>";

    public const string Trace = "00000000000000000000000000000bad";

    public const string Span = "0000000000000bad";

    public const int LongLength = 1_000_000;

    private const long Start = ShopTraffic.Start + (2 * 3600 * ShopTraffic.Second);

    /// <summary>A direction override, a colour code, a bell, a zero-width space, a C1 control.</summary>
    public const string Invisible = "user=\u202egnp.exe\u202c \u001b[31mred\u001b[0m bell\u0007 zero\u200bwidth c1\u009b";

    public static IReadOnlyList<TestLog> Logs { get; } =
    [
        new TestLog
        {
            Nanoseconds = Start + 1,
            SeverityText = Script,
            SeverityNumber = 0,
            Service = Script,
            Release = Script,
            Environment = Script,
            Scope = Script,
            EventName = Script,
            Body = Script,
            TraceId = Trace,
            SpanId = Span,
            Attributes = new Dictionary<string, string> { [Script] = Script, ["javascript:alert(1)"] = "javascript:alert(1)" },
            Resource = new Dictionary<string, string> { [Script] = Script },
        },
        new TestLog { Nanoseconds = Start + 2, Service = "invisible", Body = Invisible, Attributes = new Dictionary<string, string> { [Invisible] = Invisible } },
        new TestLog { Nanoseconds = Start + 3, Service = "rtl", Body = "مرحبا بالعالم: تم حفظ الملف" },
        new TestLog { Nanoseconds = Start + 4, Service = "emoji", Body = "family 👩‍👩‍👧 done 🎉" },
        new TestLog { Nanoseconds = Start + 5, Service = "long", Body = new string('x', LongLength), Attributes = new Dictionary<string, string> { ["long"] = new string('y', 50_000) } },
    ];

    public static IReadOnlyList<TestSpan> Spans { get; } =
    [
        new TestSpan
        {
            Nanoseconds = Start,
            TraceId = Trace,
            SpanId = Span,
            ParentSpanId = "00000000000000ff",
            Name = Script,
            Service = Script,
            Release = Script,
            Environment = Script,
            Status = "Error",
            StatusMessage = Script,
            Attributes = new Dictionary<string, string> { [Script] = Script },
            Resource = new Dictionary<string, string> { [Script] = Script },
            Events = [(Start, Script, new Dictionary<string, string> { [Script] = Script, ["exception.stacktrace"] = Script })],
            Links = [(Trace, Span)],
        },
    ];
}
