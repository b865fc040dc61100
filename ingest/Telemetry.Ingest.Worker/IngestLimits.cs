namespace Telemetry.Ingest.Worker;

/// <summary>
/// What one record may carry; docs/ingest-limits.md says what becomes of the rest. Constants, because a batch that is repeated must
/// give the same rows.
/// </summary>
internal static class IngestLimits
{
    /// <summary>Bytes of the text of an attribute's value, and of every other free text but the body.</summary>
    public const int MaxValueBytes = 64 * 1024;

    /// <summary>Bytes of a body's text.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Bytes of an attribute's key, and of names: service, release, scope, span, event, severity.</summary>
    public const int MaxNameBytes = 1024;

    /// <summary>Attributes of a record, resource or scope that get a key of their own.</summary>
    public const int MaxAttributes = 256;

    /// <summary>Keys that one request may bring and nobody else in the block has.</summary>
    public const int MaxNewKeys = 1000;

    /// <summary>Bytes of a resource's or scope's attribute values: they are repeated for each of its records.</summary>
    public const int MaxSharedAttributeBytes = 128 * 1024;

    /// <summary>
    /// Bytes that repeating resources and scopes may add to one request: this much and <see cref="RepeatFactor"/> times its size. Ten
    /// thousand records under a 4 kB resource fit; four million empty records under a 128 kB one would fill a disk.
    /// </summary>
    public const long MaxRepeatedBytes = 64 * 1024 * 1024;

    /// <summary>See <see cref="MaxRepeatedBytes"/>.</summary>
    public const int RepeatFactor = 16;
}
