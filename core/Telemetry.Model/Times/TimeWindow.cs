namespace Telemetry.Model.Times;

/// <summary>A half-open range of time.</summary>
/// <param name="From">Included.</param>
/// <param name="To">Not included; never before <paramref name="From"/>.</param>
public readonly record struct TimeWindow(UnixNanoseconds From, UnixNanoseconds To)
{
    /// <summary>Whether nothing can lie in it.</summary>
    public bool IsEmpty => From >= To;

    /// <summary>Its width in nanoseconds; wider than a <see cref="long"/> can count: the largest one.</summary>
    public long Nanoseconds => (long)Int128.Clamp((Int128)To.Value - From.Value, 0, long.MaxValue);
}
