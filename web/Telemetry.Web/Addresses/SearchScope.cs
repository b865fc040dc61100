using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Telemetry.Web.Addresses;

/// <summary>Where people look on every page until they choose otherwise: one environment, one release.</summary>
/// <param name="Environment">As applications name it; null for all.</param>
/// <param name="Release">As applications name it; null for all.</param>
public sealed record SearchScope(string? Environment, string? Release)
{
    private const int MaxLength = 200;

    /// <summary>Everything.</summary>
    public static SearchScope All { get; } = new(null, null);

    /// <summary>Reads the address of a request.</summary>
    public static SearchScope Parse(IQueryCollection query) => new(Checked(query["env"].LastOrDefault()), Checked(query["release"].LastOrDefault()));

    /// <summary>The query within this scope.</summary>
    public string Apply(string query)
    {
        var scoped = query;
        scoped = Environment is { } environment ? FilterTerm.Include(scoped, "environment", environment) : scoped;
        return Release is { } release ? FilterTerm.Include(scoped, "release", release) : scoped;
    }

    internal void WriteTo(QueryBuilder builder)
    {
        if (Environment is not null)
        {
            builder.Add("env", Environment);
        }

        if (Release is not null)
        {
            builder.Add("release", Release);
        }
    }

    private static string? Checked(string? text) => text is { Length: > 0 and <= MaxLength } ? text : null;
}
