namespace Telemetry.Storage.Logs;

/// <summary>
/// Log records by when they came, not by their own clock: those of the inserts with these numbers. The store counts the inserts of a table up and shows
/// them in that order (docs/adr/0060), so what has come since a number is exactly what has a higher one.
/// </summary>
/// <param name="After">Not included; 0: from the first insert on.</param>
/// <param name="Until">Included.</param>
public readonly record struct BlockRange(long After, long Until)
{
    /// <summary>Whether nothing can be in it.</summary>
    public bool IsEmpty => Until <= After;
}
