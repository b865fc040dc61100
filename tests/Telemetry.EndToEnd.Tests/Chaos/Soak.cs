using System.Globalization;

namespace Telemetry.EndToEnd.Tests.Chaos;

/// <summary>How long tests go on that can go on for ever: <c>make soak</c> says so, <c>make test</c> is content with their short form.</summary>
internal static class Soak
{
    /// <summary>Zero in the short form.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable("TELEMETRY_SOAK_MINUTES"), CultureInfo.InvariantCulture, out double minutes) ? minutes : 0);

    /// <summary>Whether this is a long run.</summary>
    public static bool IsLong => Duration > TimeSpan.Zero;
}
