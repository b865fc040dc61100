namespace Telemetry.Testing.Load.Systems;

/// <summary>Which processes a system under load consists of.</summary>
public sealed record SystemPlan
{
    /// <summary>The broker's address; null for the SQLite queue.</summary>
    public Uri? RabbitMq { get; init; }

    /// <summary>The gateway in a process of its own, everything else in another; both on one data directory. Else one process.</summary>
    public bool IsSplit { get; init; }

    /// <summary>Kept at the end; null: a fresh one, removed at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>More environment for every process, for example options of the product as <c>Queue__MaxBytes</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Ingest keys, each of a project of its own; the first is that of the product's first project.</summary>
    public int Projects { get; init; } = 1;
}
