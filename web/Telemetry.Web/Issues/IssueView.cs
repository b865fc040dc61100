using Microsoft.AspNetCore.Http;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Issues;

/// <summary>What the address of an issue's page says beside the search.</summary>
/// <param name="Crash">Id of the crash that is shown; null: the newest.</param>
/// <param name="Lines">Cursor of the timeline; null: its newest lines.</param>
/// <param name="Written">Cursor of the feedback; null: the newest.</param>
public sealed record IssueView(string? Crash, string? Lines, string? Written = null)
{
    /// <summary>Reads an address.</summary>
    public static IssueView Parse(IQueryCollection query) => new(Read(query, "event"), Read(query, "lines"), Read(query, "written"));

    /// <summary>The page with other lines of the timeline, at the timeline; null: the newest.</summary>
    public string WithLines(SearchAddress address, string? cursor) => (this with { Lines = cursor }).Address(address) + "#timeline";

    /// <summary>The page with other feedback, at the feedback; null: the newest.</summary>
    public string WithWritten(SearchAddress address, string? cursor) => (this with { Written = cursor }).Address(address) + "#feedback";

    private string Address(SearchAddress address)
    {
        string start = address.ToString();
        string[] parts = [.. Part("event", Crash), .. Part("lines", Lines), .. Part("written", Written)];
        return parts.Length == 0 ? start : $"{start}{(start.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', parts)}";
    }

    private static IEnumerable<string> Part(string name, string? value) => value is null ? [] : [$"{name}={Uri.EscapeDataString(value)}"];

    private static string? Read(IQueryCollection query, string name) => query[name].LastOrDefault() is { Length: > 0 } value ? value : null;
}
