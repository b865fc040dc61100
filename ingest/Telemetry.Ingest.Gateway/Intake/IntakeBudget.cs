namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>
/// The memory that all requests being read may hold together. A request takes its share before it takes the memory, so that a flood of
/// large requests is answered with "later" and not with an out-of-memory kill.
/// </summary>
internal sealed class IntakeBudget(long maxBytes)
{
    private long _bytesInUse;

    /// <summary>Bytes taken now.</summary>
    public long BytesInUse => Interlocked.Read(ref _bytesInUse);

    /// <summary>Takes a share; false when there is not that much left.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _bytesInUse, bytes) <= maxBytes)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    /// <summary>Gives a share back.</summary>
    public void GiveBack(int bytes) => Interlocked.Add(ref _bytesInUse, -bytes);
}
