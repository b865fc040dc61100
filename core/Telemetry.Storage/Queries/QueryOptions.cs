using System.ComponentModel.DataAnnotations;

namespace Telemetry.Storage.Queries;

/// <summary>What one query may cost, and how many may run.</summary>
public sealed class QueryOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string SectionName = "Query";

    /// <summary>Queries that run in the store at a time, all users together. Default 8.</summary>
    [Range(1, 1000, ErrorMessage = "Query:MaxConcurrentQueries must lie between 1 and 1000.")]
    public int MaxConcurrentQueries { get; init; } = 8;

    /// <summary>Queries that may wait for their turn; further ones are refused at once. Default 1000: a page has up to five, and 200 people look at once when something is wrong.</summary>
    [Range(0, 100_000, ErrorMessage = "Query:MaxWaitingQueries must lie between 0 and 100000.")]
    public int MaxWaitingQueries { get; init; } = 1000;

    /// <summary>How long a query may wait for its turn, in seconds. Default 20; pages give up after 30.</summary>
    [Range(0, 600, ErrorMessage = "Query:MaxWaitSeconds must lie between 0 and 600.")]
    public int MaxWaitSeconds { get; init; } = 20;

    /// <summary>Memory of one query in the store, in bytes. Default 512 MiB.</summary>
    [Range(1_048_576, long.MaxValue, ErrorMessage = "Query:MaxMemoryBytesPerQuery must be at least 1048576 (1 MB).")]
    public long MaxMemoryBytesPerQuery { get; init; } = 512L << 20;

    /// <summary>Time of one query in the store, in seconds. Default 20.</summary>
    [Range(0.01, 3600, ErrorMessage = "Query:MaxSecondsPerQuery must lie between 0.01 and 3600.")]
    public double MaxSecondsPerQuery { get; init; } = 20;

    /// <summary>After this long a page answers with what it has found, and says how far it has looked, in seconds. Default 5.</summary>
    [Range(0, 3600, ErrorMessage = "Query:MaxSecondsPerPage must lie between 0 and 3600.")]
    public double MaxSecondsPerPage { get; init; } = 5;
}
