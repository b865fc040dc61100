using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Own;
using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>
/// Copies the records of a request that are crashes, with their resource and scope, into a smaller request of the same kind: log records with an attribute
/// <c>exception.type</c> or <c>exception.message</c> or the event name <c>telemetry.crash</c>, spans with an event named <c>exception</c>.
/// </summary>
internal static class CrashCopier
{
    private static readonly RecordItems OfLog = record => CrashRecord.Count(record, Signal.Logs);
    private static readonly RecordItems OfSpan = record => CrashRecord.Count(record, Signal.Spans);

    /// <summary>Whether the bytes can hold a crash at all. Two vectorised searches: nearly every request ends here.</summary>
    public static bool MayHoldCrash(ReadOnlySpan<byte> request, Signal signal) =>
        signal is Signal.Logs or Signal.Spans && (request.IndexOf("exception."u8) >= 0 || (signal == Signal.Logs && OwnEventWords.Find(request).HasFlag(OwnEvents.Crash)));

    /// <summary>What the copied request is called in the crash lane.</summary>
    public static CrashEncoding EncodingOf(Signal signal) => signal == Signal.Spans ? CrashEncoding.OtlpSpans : CrashEncoding.OtlpLogs;

    /// <summary>Appends the smaller request; nothing when there is no crash.</summary>
    /// <param name="request">A request whose framing is sound (<see cref="OtlpWalker"/>).</param>
    /// <param name="signal">Logs or spans.</param>
    /// <param name="output">Gets the request.</param>
    /// <returns>Crashes: log records, or exception events of spans.</returns>
    /// <exception cref="BufferRoomException">The buffer's limit is reached.</exception>
    public static int Copy(ReadOnlySpan<byte> request, Signal signal, IntakeBuffer output) => RecordCopier.Copy(request, signal == Signal.Logs ? OfLog : OfSpan, output);
}
