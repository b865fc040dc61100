namespace Telemetry.Messaging;

/// <summary>One ordered queue. Signals have lanes of their own, so that a flood or a poison message in one never holds up another.</summary>
public enum Lane : byte
{
    /// <summary>Frames whose payload is an <c>ExportLogsServiceRequest</c>.</summary>
    Logs = 1,

    /// <summary>Frames whose payload is an <c>ExportTraceServiceRequest</c>.</summary>
    Spans = 2,

    /// <summary>Frames whose payload is one <see cref="Telemetry.Model.DropReason"/> byte: items the gateway dropped, for the ledger.</summary>
    Ledger = 3,
}
