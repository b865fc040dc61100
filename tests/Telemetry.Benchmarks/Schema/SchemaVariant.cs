namespace Telemetry.Benchmarks.Schema;

/// <summary>A table as its migration makes it, with named changes.</summary>
/// <param name="Group">Which decision it belongs to; also an argument of the benchmark.</param>
/// <param name="Name">What is different.</param>
internal sealed record SchemaVariant(string Group, string Name)
{
    /// <summary><c>otel_logs</c> or <c>otel_traces</c>.</summary>
    public string Table { get; init; } = "otel_logs";

    /// <summary>Text of the statement, and what stands there instead. Text that is not there is an error: the migration has moved on.</summary>
    public IReadOnlyList<(string Text, string Instead)> Changes { get; init; } = [];

    /// <summary>Views that stand behind it, as migrated.</summary>
    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>Whether the table itself keeps nothing (engine Null), so that what its views cost is not lost in what it costs.</summary>
    public bool KeepsNothing { get; init; }

    /// <summary>Settings of its inserts, each after a comma.</summary>
    public string InsertSettings { get; init; } = "";

    /// <summary>Whether reading it is measured as well.</summary>
    public bool IsRead { get; init; } = true;

    /// <summary>A statement that finds the rows of a rare word, where the product's own would not use the index; <c>{0}</c> is the word.</summary>
    public string? RareWord { get; init; }

    /// <summary>How often the files are inserted: merges of a bigger table are deeper.</summary>
    public int Files { get; init; } = 20;
}
