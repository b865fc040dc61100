using System.Net.Sockets;

namespace Telemetry.Testing.Load.Http2;

/// <summary>Reads whole frames off a socket, many per system call when they come together.</summary>
internal sealed class FrameReader(Socket socket)
{
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next frame; its payload is valid until the next call.</summary>
    public async ValueTask<(Frame Frame, ReadOnlyMemory<byte> Payload)> ReadAsync(CancellationToken cancellationToken)
    {
        await FillAsync(Frame.HeaderLength, cancellationToken);
        Frame frame = Frame.Read(_buffer.AsSpan(_start));
        await FillAsync(Frame.HeaderLength + frame.Length, cancellationToken);
        ReadOnlyMemory<byte> payload = _buffer.AsMemory(_start + Frame.HeaderLength, frame.Length);
        _start += Frame.HeaderLength + frame.Length;
        return (frame, payload);
    }

    private async ValueTask FillAsync(int count, CancellationToken cancellationToken)
    {
        if (count > _buffer.Length - _start)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        while (_end - _start < count)
        {
            int read = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += read > 0 ? read : throw new IOException("The server ended the connection.");
        }
    }
}
