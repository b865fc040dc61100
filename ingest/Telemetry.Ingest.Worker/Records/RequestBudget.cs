using Telemetry.Messaging;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>What one request may still use of things it shares with others, also when its records end up in several blocks.</summary>
internal sealed class RequestBudget
{
    private int _newKeys;
    private long _repeatedBytes;

    /// <summary>Starts for a request.</summary>
    public void Begin(in IntakeFrame frame)
    {
        _newKeys = IngestLimits.MaxNewKeys;
        _repeatedBytes = IngestLimits.MaxRepeatedBytes + ((long)frame.Payload.Length * IngestLimits.RepeatFactor);
    }

    /// <summary>Takes an attribute key that nobody else in the block has.</summary>
    public bool TryTakeNewKey() => _newKeys-- > 0;

    /// <summary>Takes bytes that are only there because a resource or scope is repeated.</summary>
    public bool TryRepeat(int bytes) => (_repeatedBytes -= bytes) >= 0;
}
