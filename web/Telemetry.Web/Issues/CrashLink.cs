using Telemetry.Web.Addresses;

namespace Telemetry.Web.Issues;

/// <summary>The page of an issue with one of its crashes.</summary>
internal static class CrashLink
{
    /// <summary>Name of the part of the address.</summary>
    public const string Parameter = "event";

    /// <summary>The page the reader is on, with that crash.</summary>
    public static string To(SearchAddress page, string crash)
    {
        string address = (page with { Open = null }).ToString();
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={Uri.EscapeDataString(crash)}";
    }
}
