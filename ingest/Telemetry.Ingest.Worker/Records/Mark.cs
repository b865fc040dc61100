namespace Telemetry.Ingest.Worker.Records;

/// <summary>Keys of the attributes by which a stored record says what was changed on the way in (docs/ingest-limits.md).</summary>
internal static class Mark
{
    /// <summary>Names of what was cut, separated by commas.</summary>
    public static readonly byte[] Truncated = "telemetry.truncated"u8.ToArray();

    /// <summary>Names of what held bytes that are no UTF-8; each is U+FFFD now.</summary>
    public static readonly byte[] InvalidUtf8 = "telemetry.invalid_utf8"u8.ToArray();

    /// <summary>Names of the ids that were none; they are empty now.</summary>
    public static readonly byte[] InvalidId = "telemetry.invalid_id"u8.ToArray();

    /// <summary>The client's time in Unix nanoseconds, where it was out of range and the time of receipt stands instead.</summary>
    public static readonly byte[] OriginalTimestamp = "telemetry.original_timestamp"u8.ToArray();

    /// <summary>The client's end of a span in Unix nanoseconds, where it lies before the start and the duration is 0.</summary>
    public static readonly byte[] OriginalEndTimestamp = "telemetry.original_end_timestamp"u8.ToArray();

    /// <summary>A severity number outside the specification's range; 0 is stored.</summary>
    public static readonly byte[] OriginalSeverityNumber = "telemetry.original_severity_number"u8.ToArray();

    /// <summary>Attributes that got no key of their own, as one JSON object.</summary>
    public static readonly byte[] OtherAttributes = "telemetry.other_attributes"u8.ToArray();

    /// <summary>How many attributes did not even fit there.</summary>
    public static readonly byte[] LostAttributes = "telemetry.lost_attributes"u8.ToArray();

    /// <summary>How many attributes the client left out itself; the name is OpenTelemetry's.</summary>
    public static readonly byte[] DroppedAttributes = "otel.dropped_attributes_count"u8.ToArray();

    /// <summary>The same of a span's scope, whose attributes are kept among the span's behind <see cref="ScopePrefix"/>.</summary>
    public static readonly byte[] ScopeDroppedAttributes = "otel.scope.dropped_attributes_count"u8.ToArray();

    /// <summary>Before the keys of a scope's attributes on a span.</summary>
    public static readonly byte[] ScopePrefix = "otel.scope."u8.ToArray();

    /// <summary>How many events the client left out.</summary>
    public static readonly byte[] DroppedEvents = "otel.dropped_events_count"u8.ToArray();

    /// <summary>How many links the client left out.</summary>
    public static readonly byte[] DroppedLinks = "otel.dropped_links_count"u8.ToArray();
}
