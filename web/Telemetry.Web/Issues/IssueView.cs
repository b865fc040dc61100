using Microsoft.AspNetCore.Http;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Issues;

/// <summary>What the address of an issue's page says beside the search.</summary>
/// <param name="Crash">Id of the crash that is shown; null: the newest.</param>
/// <param name="Lines">Cursor of the timeline; null: its newest lines.</param>
public sealed record IssueView(string? Crash, string? Lines)
{
    /// <summary>Reads an address.</summary>
    public static IssueView Parse(IQueryCollection query) => new(Read(query, "event"), Read(query, "lines"));

    /// <summary>The page with other lines of the timeline, at the timeline; null: the newest.</summary>
    public string WithLines(SearchAddress address, string? cursor)
    {
        string start = address.ToString();
        string[] parts = [.. Part("event", Crash), .. Part("lines", cursor)];
        return parts.Length == 0 ? start + "#timeline" : $"{start}{(start.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', parts)}#timeline";
    }

    private static IEnumerable<string> Part(string name, string? value) => value is null ? [] : [$"{name}={Uri.EscapeDataString(value)}"];

    private static string? Read(IQueryCollection query, string name) => query[name].LastOrDefault() is { Length: > 0 } value ? value : null;
}
