namespace Telemetry.Web.Charts;

/// <summary>What a chart of values over time shows.</summary>
public sealed record ChartValues
{
    /// <summary>Start of each step, in order.</summary>
    public required IReadOnlyList<DateTimeOffset> Times { get; init; }

    /// <summary>From one time to the next.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Each with as many values as there are times.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>How values are written.</summary>
    public ChartUnit Unit { get; init; } = ChartUnit.Count;

    /// <summary>Whether the series are parts of a whole and stand on one another.</summary>
    public bool IsStacked { get; init; }

    /// <summary>The highest value drawn; 0 when there is none.</summary>
    public double Highest => Enumerable.Range(0, Times.Count).Select(Height).DefaultIfEmpty().Max();

    private double Height(int index)
    {
        var values = Series.Select(series => series.Values[index] ?? 0);
        return IsStacked ? values.Sum() : values.DefaultIfEmpty().Max();
    }
}
