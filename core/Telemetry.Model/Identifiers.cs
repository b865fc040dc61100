namespace Telemetry.Model;

/// <summary>A project: the unit of access, retention and accounting. Positive; decimal in addresses and DSNs.</summary>
public readonly record struct ProjectId(uint Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An ingest key of a project. Never the key's text, so it may appear in logs and in the ledger.</summary>
public readonly record struct IngestKeyId(uint Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
