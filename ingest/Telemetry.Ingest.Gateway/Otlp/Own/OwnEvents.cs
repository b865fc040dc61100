namespace Telemetry.Ingest.Gateway.Otlp.Own;

/// <summary>Log records that are something else: events of our own protocol, which any OpenTelemetry collector carries as logs.</summary>
[Flags]
internal enum OwnEvents
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><c>telemetry.crash</c> (docs/crash-format.md).</summary>
    Crash = 1,

    /// <summary><c>telemetry.session</c> (docs/session-format.md).</summary>
    Session = 2,

    /// <summary><c>telemetry.loss</c> (docs/session-format.md).</summary>
    Loss = 4,
}
