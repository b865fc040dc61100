using System.ComponentModel.DataAnnotations;

namespace Telemetry.Storage;

/// <summary>Where the analytical store is: embedded (the default), or an external ClickHouse.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>Section of the configuration.</summary>
    public const string SectionName = "Storage";

    /// <summary>An external ClickHouse, for example <c>Host=clickhouse;Port=8123;Username=telemetry;Password=…;Database=telemetry</c>. Empty, the default, starts the embedded engine.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Name of the cluster on which tables are replicated and distributed. Only with <see cref="ConnectionString"/>; empty, the default, means a single node.</summary>
    [RegularExpression("[A-Za-z0-9_-]+", ErrorMessage = "Storage:Cluster may hold letters, digits, '-' and '_'.")]
    public string? Cluster { get; init; }

    /// <summary>The embedded engine's database.</summary>
    [RegularExpression("[A-Za-z_][A-Za-z0-9_]*", ErrorMessage = "Storage:Database must be a plain name: letters, digits and '_'.")]
    public string Database { get; init; } = "telemetry";

    /// <summary>The embedded engine's directory; made when absent, owned by one process at a time.</summary>
    [Required(ErrorMessage = "Storage:Directory is empty.")]
    public string Directory { get; init; } = "data/engine";

    /// <summary>The engine library's path. Empty: the environment variable <c>TELEMETRY_ENGINE_LIBRARY</c>, else the npm package beside the application.</summary>
    public string? EngineLibrary { get; init; }

    /// <summary>Loopback port of the embedded engine; 0, the default, picks a free one at every start.</summary>
    [Range(0, 65535, ErrorMessage = "Storage:Port must lie between 0 and 65535.")]
    public int Port { get; init; }

    /// <summary>Password of the embedded engine's user. Empty, the default, makes a random one at every start.</summary>
    public string? Password { get; init; }

    /// <summary>Memory the embedded engine may use, in bytes. Null, the default, means a quarter of the memory of the machine or container.</summary>
    [Range(268_435_456, long.MaxValue, ErrorMessage = "Storage:MaxMemoryBytes must be at least 268435456 (256 MB).")]
    public long? MaxMemoryBytes { get; init; }

    /// <summary>Whether the engine is ours to run.</summary>
    internal bool IsEmbedded => string.IsNullOrEmpty(ConnectionString);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsEmbedded && !string.IsNullOrEmpty(Cluster))
        {
            yield return new ValidationResult("Storage:Cluster needs Storage:ConnectionString: the embedded engine is a single node.");
        }
    }
}
