namespace Telemetry.Web.Addresses;

/// <summary>A half-open range of time.</summary>
public readonly record struct UtcRange(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;
}
