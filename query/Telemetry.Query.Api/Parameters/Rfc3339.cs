using Telemetry.Model.Times;

namespace Telemetry.Query.Api.Parameters;

/// <summary>Times of the control database as the contract writes them.</summary>
internal static class Rfc3339
{
    public static string Write(DateTimeOffset time) => UnixNanoseconds.From(time).ToString();

    public static string? Write(DateTimeOffset? time) => time is { } known ? Write(known) : null;
}
