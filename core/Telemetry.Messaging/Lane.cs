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

    /// <summary>Frames whose payload is a byte <see cref="Telemetry.Model.Crashes.CrashEncoding"/> and what it says: a lane apart, so that no crash waits behind logs (docs/adr/0110).</summary>
    Crashes = 4,

    /// <summary>Frames whose payload is a byte <see cref="Telemetry.Model.Sessions.SessionEncoding"/> and what it says.</summary>
    Sessions = 5,

    /// <summary>Frames whose payload is a byte <see cref="Telemetry.Model.Attachments.AttachmentEncoding"/> and what it says: apart, as one of them may be as large as hundreds of crashes.</summary>
    Attachments = 6,
}
