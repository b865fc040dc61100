namespace Telemetry.Web.Charts;

/// <summary>What the values of a chart are, which decides how they are written.</summary>
public enum ChartUnit
{
    /// <summary>Counts; may be fractions, as rates are.</summary>
    Count,

    /// <summary>Nanoseconds.</summary>
    Nanoseconds,

    /// <summary>0 to 1.</summary>
    Share,

    /// <summary>Bytes.</summary>
    Bytes,
}
