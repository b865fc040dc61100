using Telemetry.Ingest.Worker.Attributes;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>What the parts of one decoder share: memory for texts that have to be made, and the current request's budget. Not thread-safe.</summary>
internal sealed class DecoderScratch
{
    private byte[] _key = new byte[256];

    /// <summary>Values as text.</summary>
    public AnyValueText Values { get; } = new();

    /// <summary>Text as stored.</summary>
    public StoredText Texts { get; } = new();

    /// <summary>The current request's.</summary>
    public RequestBudget Budget { get; set; } = new();

    /// <summary>A key with something before it; the key itself when there is nothing. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Prefixed(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> key)
    {
        if (prefix.IsEmpty)
        {
            return key;
        }

        int length = prefix.Length + key.Length;
        if (_key.Length < length)
        {
            _key = new byte[length];
        }

        prefix.CopyTo(_key);
        key.CopyTo(_key.AsSpan(prefix.Length));
        return _key.AsSpan(0, length);
    }
}
