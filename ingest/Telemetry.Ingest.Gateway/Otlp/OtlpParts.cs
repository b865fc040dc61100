using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Own;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>What a request holds for each line: its records, and what came among them but is something else.</summary>
/// <param name="signal">What the records are.</param>
/// <param name="items">How many they are.</param>
/// <param name="records">The request, or what is left of it.</param>
internal sealed class OtlpParts(OtlpSignal signal, int items, ReadOnlyMemory<byte> records) : IDisposable
{
    private IntakeBuffer? _rest;
    private IntakeBuffer? _sessions;

    /// <summary>What the records are.</summary>
    public OtlpSignal Signal => signal;

    /// <summary>Records that are what they seem; may be none when there are sessions or losses.</summary>
    public int Items => items;

    /// <summary>The request with these records alone.</summary>
    public ReadOnlyMemory<byte> Records => _rest?.Written ?? records;

    /// <summary>How many sessions.</summary>
    public int Sessions { get; private init; }

    /// <summary>The payload of a frame of the session lane; empty when there are none.</summary>
    public ReadOnlyMemory<byte> SessionPayload => _sessions?.Written ?? default;

    /// <summary>What the client says it dropped, and reports that say nothing.</summary>
    public IReadOnlyList<LossItem> Losses { get; private init; } = [];

    /// <summary>Takes a request apart. One without records of ours, as nearly all are, stays as it is and costs nothing.</summary>
    /// <param name="signal">What it holds.</param>
    /// <param name="items">How many.</param>
    /// <param name="request">A request whose framing is sound (<see cref="OtlpWalker"/>).</param>
    /// <param name="budget">For what is copied.</param>
    /// <exception cref="BufferRoomException">All requests together hold too much memory now.</exception>
    public static OtlpParts Of(OtlpSignal signal, int items, ReadOnlyMemory<byte> request, IntakeBudget budget)
    {
        bool mayBeOurs = signal.Signal == Model.Signal.Logs && (OwnEventWords.Find(request.Span) & (OwnEvents.Session | OwnEvents.Loss)) != 0;
        return mayBeOurs ? Split(signal, request, new OwnRecords(budget, request.Length)) : new OtlpParts(signal, items, request);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rest?.Dispose();
        _sessions?.Dispose();
    }

    private static OtlpParts Split(OtlpSignal signal, ReadOnlyMemory<byte> request, OwnRecords records)
    {
        try
        {
            records.Split(request.Span);
            return new OtlpParts(signal, records.OtherItems, default) { Sessions = records.SessionItems, Losses = records.Losses, _rest = records.Others, _sessions = records.Sessions };
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }
}
