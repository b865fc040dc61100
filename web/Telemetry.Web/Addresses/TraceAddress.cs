using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Telemetry.Web.Addresses;

/// <summary>The address of one trace: the whole state of its page.</summary>
/// <param name="TraceId">As given; the API judges it.</param>
public sealed record TraceAddress(string TraceId)
{
    // An address has an end: what is beyond stays as the page shows it by itself.
    private const int MaxIds = 100;

    private const int MaxFind = 200;

    /// <summary>Project id; null for the first one.</summary>
    public string? Project { get; init; }

    /// <summary>The span whose details are shown; null for none.</summary>
    public string? Span { get; init; }

    /// <summary>How many rows of the waterfall come before the first one shown; null: as many as bring the span of the address in sight.</summary>
    public int? Skip { get; init; }

    /// <summary>Whether the trace is drawn as a flame instead of a waterfall.</summary>
    public bool IsFlame { get; init; }

    /// <summary>What to mark; empty for nothing.</summary>
    public string Find { get; init; } = "";

    /// <summary>Ids of spans whose descendants are folded away.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    /// <summary>Ids of first spans of repeats that are shown one by one.</summary>
    public IReadOnlyList<string> Opened { get; init; } = [];

    /// <summary>Reads the address of a request.</summary>
    public static TraceAddress Parse(string traceId, HttpRequest request) => new(traceId)
    {
        Project = Text(request, "project"),
        Span = Text(request, "span"),
        Skip = int.TryParse(Text(request, "skip"), NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : null,
        IsFlame = Text(request, "view") == "flame",
        Find = Text(request, "find") is { } find ? find[..Math.Min(find.Length, MaxFind)] : "",
        Closed = Ids(request, "closed"),
        Opened = Ids(request, "opened"),
    };

    /// <summary>The same page with the descendants of a span folded away, or shown again.</summary>
    public TraceAddress Fold(string spanId) => this with { Closed = Toggle(Closed, spanId) };

    /// <summary>The same page with a repeat shown one by one, or as one row again.</summary>
    public TraceAddress Unfold(string firstSpanId) => this with { Opened = Toggle(Opened, firstSpanId) };

    /// <summary>Path and query.</summary>
    public override string ToString()
    {
        QueryBuilder builder = [];
        Add(builder, "project", Project);
        Add(builder, "view", IsFlame ? "flame" : null);
        Add(builder, "find", Find);
        Add(builder, "closed", string.Join(',', Closed));
        Add(builder, "opened", string.Join(',', Opened));
        Add(builder, "skip", Skip?.ToString(CultureInfo.InvariantCulture));
        Add(builder, "span", Span);
        return $"/traces/{Uri.EscapeDataString(TraceId)}{builder}";
    }

    private static void Add(QueryBuilder builder, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            builder.Add(name, value);
        }
    }

    private static string? Text(HttpRequest request, string name) => request.Query[name].LastOrDefault() is { Length: > 0 } text ? text : null;

    private static string[] Ids(HttpRequest request, string name) =>
        [.. (Text(request, name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Take(MaxIds)];

    private static string[] Toggle(IReadOnlyList<string> ids, string id) => ids.Contains(id) ? [.. ids.Where(other => other != id)] : [.. ids.TakeLast(MaxIds - 1), id];
}
