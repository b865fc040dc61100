using Telemetry.Web.Addresses;

namespace Telemetry.Web.Api;

/// <summary>What to search for.</summary>
/// <param name="Project">Its id.</param>
/// <param name="Query">In the query language; empty for everything.</param>
/// <param name="Range">Half open.</param>
public sealed record ApiSearch(string Project, string Query, UtcRange Range)
{
    /// <summary>In place of the range's start, with all nine digits; null to take that.</summary>
    public string? ExactFrom { get; init; }

    /// <summary>In place of the range's end; null to take that.</summary>
    public string? ExactTo { get; init; }
}
