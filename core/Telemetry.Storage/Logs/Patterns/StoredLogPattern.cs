using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs.Patterns;

/// <summary>A template that messages follow.</summary>
public sealed record StoredLogPattern
{
    /// <summary>Words and <see cref="LogPatternReader.Variable"/>s.</summary>
    public required string Template { get; init; }

    /// <summary>Records of the sample.</summary>
    public required long Count { get; init; }

    /// <summary>The highest of them, 0 to 24.</summary>
    public required int SeverityNumber { get; init; }

    /// <summary>That record's.</summary>
    public required string SeverityText { get; init; }

    /// <summary>A few.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>The oldest record of the sample.</summary>
    public required UnixNanoseconds First { get; init; }

    /// <summary>The newest.</summary>
    public required UnixNanoseconds Last { get; init; }

    /// <summary>The first line of one of the messages.</summary>
    public required string Example { get; init; }
}

/// <summary>The templates of a sample.</summary>
/// <param name="Items">The most frequent first.</param>
/// <param name="Records">Records looked at: the newest that match.</param>
/// <param name="IsComplete">Whether these are all that match.</param>
public sealed record StoredLogPatterns(IReadOnlyList<StoredLogPattern> Items, long Records, bool IsComplete);
