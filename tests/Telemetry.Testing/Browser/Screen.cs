using Microsoft.Playwright;

namespace Telemetry.Testing.Browser;

/// <summary>What a visitor's browser is like.</summary>
public sealed record Screen
{
    public int Width { get; init; } = 1440;

    public int Height { get; init; } = 900;

    public ColorScheme Theme { get; init; } = ColorScheme.Light;

    public bool HasScript { get; init; } = true;

    /// <summary>UTC+5:45 in every season: a time shown in it cannot be mistaken for one in UTC.</summary>
    public string TimeZone { get; init; } = "Asia/Kathmandu";

    public static Screen Phone => new() { Width = 390, Height = 844 };

    public static Screen WithoutScript => new() { HasScript = false };

    public string Name => $"{Theme.ToString().ToLowerInvariant()}-{Width}";
}
