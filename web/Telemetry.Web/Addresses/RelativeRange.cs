namespace Telemetry.Web.Addresses;

/// <summary>A range that ends now, as the picker offers it.</summary>
/// <param name="Code">In addresses.</param>
/// <param name="Label">For people.</param>
/// <param name="Length">How far back.</param>
public sealed record RelativeRange(string Code, string Label, TimeSpan Length)
{
    /// <summary>What a page shows when its address says nothing.</summary>
    public static RelativeRange Default { get; } = new("1h", "Last hour", TimeSpan.FromHours(1));

    /// <summary>The longest: what pages about issues and releases show when their address says nothing.</summary>
    public static RelativeRange Month { get; } = new("30d", "Last 30 days", TimeSpan.FromDays(30));

    /// <summary>All of them, shortest first.</summary>
    public static IReadOnlyList<RelativeRange> All { get; } =
    [
        new("15m", "Last 15 minutes", TimeSpan.FromMinutes(15)),
        Default,
        new("6h", "Last 6 hours", TimeSpan.FromHours(6)),
        new("24h", "Last 24 hours", TimeSpan.FromHours(24)),
        new("7d", "Last 7 days", TimeSpan.FromDays(7)),
        Month,
    ];

    /// <summary>The one with this code, or null.</summary>
    public static RelativeRange? Find(string? code) => All.FirstOrDefault(range => range.Code == code);
}
