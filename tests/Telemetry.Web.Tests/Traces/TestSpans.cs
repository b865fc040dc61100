using System.Globalization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Tests.Traces;

/// <summary>Spans for tests of layout.</summary>
internal static class TestSpans
{
    /// <summary>A span by number; parent 0 is none.</summary>
    public static SpanItem Of(int id, int parent, long offset, long duration, string name = "work", string status = "unset") => new()
    {
        SpanId = Hex(id),
        ParentSpanId = parent == 0 ? "" : Hex(parent),
        Name = name,
        Kind = "internal",
        Start = "2026-11-23T10:00:00.000000000Z",
        OffsetNanoseconds = offset,
        DurationNanoseconds = duration,
        Status = status,
        StatusMessage = "",
        Service = "shop",
        Release = "",
        Environment = "",
        Scope = "",
        Attributes = new Dictionary<string, string>(),
        Resource = new Dictionary<string, string>(),
        Events = [],
        Links = [],
    };

    /// <summary>The id of a number.</summary>
    public static string Hex(int number) => number.ToString("x16", CultureInfo.InvariantCulture);
}
