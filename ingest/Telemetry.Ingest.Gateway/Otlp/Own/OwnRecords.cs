using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Model.Sessions;

namespace Telemetry.Ingest.Gateway.Otlp.Own;

/// <summary>Takes sessions and loss reports out of a logs request: they came among logs and are none (docs/adr/0150).</summary>
internal sealed class OwnRecords(IntakeBudget budget, int requestBytes) : IDisposable
{
    // What a writer asks for at once although it may not need it.
    private const int SlackBytes = 64;

    private readonly List<LossItem> _losses = [];

    /// <summary>The request without them.</summary>
    public IntakeBuffer Others { get; } = new(budget, requestBytes + SlackBytes);

    /// <summary>Records in <see cref="Others"/>.</summary>
    public int OtherItems { get; private set; }

    /// <summary>The sessions with their resources and scopes, behind a byte <see cref="SessionEncoding"/>.</summary>
    public IntakeBuffer Sessions { get; } = new(budget, requestBytes + SlackBytes);

    /// <summary>Records in <see cref="Sessions"/>.</summary>
    public int SessionItems { get; private set; }

    /// <summary>What the loss reports say.</summary>
    public IReadOnlyList<LossItem> Losses => _losses;

    /// <summary>Does it.</summary>
    /// <exception cref="BufferRoomException">All requests together hold too much memory now.</exception>
    public void Split(ReadOnlySpan<byte> request)
    {
        OtherItems = RecordCopier.Copy(request, KeepOther, Others);
        if (Sessions.Reserve(SlackBytes) is var room and not BufferRoom.Enough)
        {
            throw new BufferRoomException(room);
        }

        Sessions.Free[0] = (byte)SessionEncoding.OtlpLogs;
        Sessions.Advance(1);
        SessionItems = RecordCopier.Copy(request, static record => LogEvent.Of(record) == OwnEvents.Session ? 1 : 0, Sessions);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Others.Dispose();
        Sessions.Dispose();
    }

    private int KeepOther(ReadOnlySpan<byte> record)
    {
        OwnEvents kind = LogEvent.Of(record);
        if (kind == OwnEvents.Loss)
        {
            _losses.AddRange(LossReport.Read(LogEvent.Body(record)));
        }

        return kind is OwnEvents.Session or OwnEvents.Loss ? 0 : 1;
    }
}
