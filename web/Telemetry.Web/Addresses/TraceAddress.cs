using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Telemetry.Web.Addresses;

/// <summary>The address of one trace.</summary>
/// <param name="TraceId">As given; the API judges it.</param>
public sealed record TraceAddress(string TraceId)
{
    /// <summary>Project id; null for the first one.</summary>
    public string? Project { get; init; }

    /// <summary>The span whose details are shown; null for none.</summary>
    public string? Span { get; init; }

    /// <summary>How many rows of the waterfall come before the first one shown.</summary>
    public int Skip { get; init; }

    /// <summary>Reads the address of a request.</summary>
    public static TraceAddress Parse(string traceId, HttpRequest request) => new(traceId)
    {
        Project = request.Query["project"].LastOrDefault() is { Length: > 0 } project ? project : null,
        Span = request.Query["span"].LastOrDefault() is { Length: > 0 } span ? span : null,
        Skip = int.TryParse(request.Query["skip"].LastOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0,
    };

    /// <summary>Path and query.</summary>
    public override string ToString()
    {
        QueryBuilder builder = [];
        if (Project is not null)
        {
            builder.Add("project", Project);
        }

        if (Skip > 0)
        {
            builder.Add("skip", Skip.ToString(CultureInfo.InvariantCulture));
        }

        if (Span is not null)
        {
            builder.Add("span", Span);
        }

        return $"/traces/{Uri.EscapeDataString(TraceId)}{builder}";
    }
}
