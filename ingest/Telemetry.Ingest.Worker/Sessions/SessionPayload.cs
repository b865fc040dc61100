using Telemetry.Messaging;
using Telemetry.Model.Sessions;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>The payload of a frame of the session lane → rows: one byte <see cref="SessionEncoding"/>, then what it says.</summary>
internal static class SessionPayload
{
    /// <summary>Reads it.</summary>
    public static SessionsRead Read(in IntakeFrame frame) =>
        !frame.Payload.IsEmpty && (SessionEncoding)frame.Payload.Span[0] == SessionEncoding.OtlpLogs
            ? OtlpSessionReader.Read(frame)
            : new SessionsRead(new SessionReader().Read(frame), []);
}
