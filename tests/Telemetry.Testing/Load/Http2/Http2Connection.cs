using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Telemetry.Testing.Load.Http2;

/// <summary>One cleartext HTTP/2 connection that carries one gRPC call after the other. The call's bytes go out in as few writes as flow control allows.</summary>
internal sealed class Http2Connection : IDisposable
{
    private const int MaxFramePayload = 16_384;
    private const int GrpcPrefixLength = 5;

    // The peer may not use a dynamic table (setting 1), may not push (setting 2); and answers shall never wait for us to open the window.
    private static readonly byte[] Preface =
    [
        .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 12, 4, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0,
        0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7f, 0, 0, 0,
    ];

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly HeaderBlocks _headers;
    private readonly FrameReader _frames;
    private byte[] _output = new byte[64 * 1024];
    private long _connectionWindow = 65_535;
    private long _initialStreamWindow = 65_535;
    private long _streamWindow;
    private int _streamId = -1;
    private GrpcResponse _response = new();

    private Http2Connection(HeaderBlocks headers)
    {
        _headers = headers;
        _frames = new FrameReader(_socket);
    }

    public static async Task<Http2Connection> OpenAsync(Uri address, HeaderBlocks headers, CancellationToken cancellationToken)
    {
        var connection = new Http2Connection(headers);
        try
        {
            await connection._socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port, cancellationToken);
            await connection._socket.SendAsync(Preface, cancellationToken);

            // Without the server's settings the first request would be cut to the protocol's small initial window.
            while ((await connection.HandleFrameAsync(cancellationToken)).Type != FrameType.Settings)
            {
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a call. May return early when the server has answered already.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> payload, bool compressed, CancellationToken cancellationToken)
    {
        byte[] headers = _streamId < 0 ? _headers.First : _headers.Following;
        _streamId += 2;
        _streamWindow = _initialStreamWindow;
        _response = new GrpcResponse();
        int pending = WriteHeaders(headers);
        int total = GrpcPrefixLength + payload.Length;
        int sent = 0;
        while (sent < total && !_response.IsComplete)
        {
            int allowed = (int)Math.Min(total - sent, Math.Min(_connectionWindow, _streamWindow));
            pending = WriteData(pending, payload.Span, compressed, sent, allowed, sent + allowed == total);
            sent += allowed;
            _connectionWindow -= allowed;
            _streamWindow -= allowed;
            await FlushAsync(pending, cancellationToken);
            pending = 0;
            if (sent < total)
            {
                await HandleFrameAsync(cancellationToken);
            }
        }

        if (sent < total)
        {
            await FlushAsync(WriteControl(FrameType.ResetStream, 0, _streamId, 8), cancellationToken); // CANCEL
        }
    }

    /// <summary>Waits for the end of the call.</summary>
    public async ValueTask<ExportAnswer> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (!_response.IsComplete)
        {
            await HandleFrameAsync(cancellationToken);
        }

        return _response.ToAnswer();
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<Frame> HandleFrameAsync(CancellationToken cancellationToken)
    {
        (Frame frame, ReadOnlyMemory<byte> payload) = await _frames.ReadAsync(cancellationToken);
        switch (frame.Type)
        {
            case FrameType.Headers when frame.StreamId == _streamId:
                _response.AddHeaders(frame, payload.Span);
                break;
            case FrameType.Data when frame.StreamId == _streamId:
                _response.AddData(frame, payload.Span);
                break;
            case FrameType.ResetStream when frame.StreamId == _streamId:
                _response.Reset(BinaryPrimitives.ReadUInt32BigEndian(payload.Span));
                break;
            case FrameType.WindowUpdate:
                Grow(frame.StreamId, BinaryPrimitives.ReadInt32BigEndian(payload.Span) & int.MaxValue);
                break;
            case FrameType.Settings when !frame.Has(Frame.Acknowledge):
                Apply(payload.Span);
                await FlushAsync(WriteControl(FrameType.Settings, Frame.Acknowledge, 0, null), cancellationToken);
                break;
            case FrameType.Ping when !frame.Has(Frame.Acknowledge):
                await FlushAsync(WritePong(payload.Span), cancellationToken);
                break;
            case FrameType.GoAway:
                throw new IOException("The server closed the connection.");
        }

        return frame;
    }

    private void Grow(int streamId, int by)
    {
        if (streamId == 0)
        {
            _connectionWindow += by;
        }
        else if (streamId == _streamId)
        {
            _streamWindow += by;
        }
    }

    private void Apply(ReadOnlySpan<byte> settings)
    {
        const int InitialWindowSize = 4;
        for (; settings.Length >= 6; settings = settings[6..])
        {
            if (BinaryPrimitives.ReadInt16BigEndian(settings) == InitialWindowSize)
            {
                long size = BinaryPrimitives.ReadInt32BigEndian(settings[2..]);
                _streamWindow += size - _initialStreamWindow;
                _initialStreamWindow = size;
            }
        }
    }

    private int WriteHeaders(byte[] block)
    {
        new Frame(FrameType.Headers, Frame.EndHeaders, _streamId, block.Length).Write(_output);
        block.CopyTo(_output, Frame.HeaderLength);
        return Frame.HeaderLength + block.Length;
    }

    /// <summary>Cuts bytes <paramref name="from"/> … of prefix + payload into frames behind what is pending; returns the new end.</summary>
    private int WriteData(int pending, ReadOnlySpan<byte> payload, bool compressed, int from, int count, bool last)
    {
        int needed = pending + count + (((count / MaxFramePayload) + 1) * Frame.HeaderLength);
        if (_output.Length < needed)
        {
            Array.Resize(ref _output, needed);
        }

        Span<byte> prefix = stackalloc byte[GrpcPrefixLength];
        prefix[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], payload.Length);
        for (int end = from + count; from < end;)
        {
            int length = Math.Min(MaxFramePayload, end - from);
            new Frame(FrameType.Data, last && from + length == end ? Frame.EndStream : (byte)0, _streamId, length).Write(_output.AsSpan(pending));
            Span<byte> body = _output.AsSpan(pending + Frame.HeaderLength, length);
            int ofPrefix = Math.Clamp(GrpcPrefixLength - from, 0, length);
            prefix.Slice(Math.Min(from, GrpcPrefixLength), ofPrefix).CopyTo(body);
            payload.Slice(from + ofPrefix - GrpcPrefixLength, length - ofPrefix).CopyTo(body[ofPrefix..]);
            pending += Frame.HeaderLength + length;
            from += length;
        }

        return pending;
    }

    private int WriteControl(FrameType type, byte flags, int streamId, uint? value)
    {
        new Frame(type, flags, streamId, value is null ? 0 : 4).Write(_output);
        BinaryPrimitives.WriteUInt32BigEndian(_output.AsSpan(Frame.HeaderLength), value ?? 0);
        return Frame.HeaderLength + (value is null ? 0 : 4);
    }

    private int WritePong(ReadOnlySpan<byte> ping)
    {
        new Frame(FrameType.Ping, Frame.Acknowledge, 0, ping.Length).Write(_output);
        ping.CopyTo(_output.AsSpan(Frame.HeaderLength));
        return Frame.HeaderLength + ping.Length;
    }

    private async ValueTask FlushAsync(int count, CancellationToken cancellationToken)
    {
        for (int sent = 0; sent < count;)
        {
            sent += await _socket.SendAsync(_output.AsMemory(sent, count - sent), cancellationToken);
        }
    }
}
