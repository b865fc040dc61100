using Telemetry.Web.Addresses;

namespace Telemetry.Web.Api;

/// <summary>What to search for.</summary>
/// <param name="Project">Its id.</param>
/// <param name="Query">In the query language; empty for everything.</param>
/// <param name="Range">Half open.</param>
public sealed record ApiSearch(string Project, string Query, UtcRange Range);
