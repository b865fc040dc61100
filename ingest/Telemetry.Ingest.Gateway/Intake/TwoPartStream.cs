namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>Reads one piece of memory and then another, without putting them together.</summary>
internal sealed class TwoPartStream(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second) : Stream
{
    private ReadOnlyMemory<byte> _current = first;
    private ReadOnlyMemory<byte> _next = second;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_current.IsEmpty)
        {
            _current = _next;
            _next = default;
        }

        int read = Math.Min(buffer.Length, _current.Length);
        _current.Span[..read].CopyTo(buffer);
        _current = _current[read..];
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
