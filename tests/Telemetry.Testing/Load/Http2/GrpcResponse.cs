using System.Globalization;
using Google.Rpc;
using OpenTelemetry.Proto.Collector.Logs.V1;

namespace Telemetry.Testing.Load.Http2;

/// <summary>The answer of one gRPC call as its frames come in: headers, message, trailers.</summary>
internal sealed class GrpcResponse
{
    private const int GrpcPrefixLength = 5;

    private byte[] _message = [];
    private string _status = "";
    private string _text = "";
    private string _details = "";
    private string? _failure;

    /// <summary>No more frames will come.</summary>
    public bool IsComplete { get; private set; }

    public void AddHeaders(in Frame frame, ReadOnlySpan<byte> block)
    {
        if (!frame.Has(Frame.EndHeaders) || frame.Has(Frame.Padded) || frame.Has(Frame.Priority))
        {
            throw new IOException("The server sent headers in a form that Kestrel does not use.");
        }

        ResponseHeaders.Read(block, Found);
        IsComplete |= frame.Has(Frame.EndStream);
    }

    public void AddData(in Frame frame, ReadOnlySpan<byte> data)
    {
        if (data.Length > 0)
        {
            _message = [.. _message, .. data];
        }

        IsComplete |= frame.Has(Frame.EndStream);
    }

    public void Reset(uint errorCode)
    {
        _failure = IsComplete ? _failure : $"The server reset the stream with HTTP/2 error {errorCode}.";
        IsComplete = true;
    }

    public ExportAnswer ToAnswer()
    {
        if (_failure is not null || !int.TryParse(_status, NumberStyles.None, CultureInfo.InvariantCulture, out int status))
        {
            return ExportAnswer.Lost(_failure ?? "The answer had no grpc-status.");
        }

        long rejected = Rejected();
        ExportOutcome outcome = status == 0 && rejected == 0 ? ExportOutcome.Acknowledged : ExportOutcome.Refused;
        return new ExportAnswer(outcome, status, RetryAfter(), rejected, Uri.UnescapeDataString(_text));
    }

    private void Found(string name, string value)
    {
        switch (name)
        {
            case "grpc-status":
                _status = value;
                break;
            case "grpc-message":
                _text = value;
                break;
            case "grpc-status-details-bin":
                _details = value;
                break;
            case ":status" when value != "200":
                _failure = $"The server answered with HTTP status {value}.";
                break;
        }
    }

    /// <summary>Partial success has the same field numbers for every signal.</summary>
    private long Rejected() => _message.Length <= GrpcPrefixLength
        ? 0
        : ExportLogsServiceResponse.Parser.ParseFrom(_message.AsSpan(GrpcPrefixLength)).PartialSuccess?.RejectedLogRecords ?? 0;

    private TimeSpan? RetryAfter()
    {
        if (_details.Length == 0)
        {
            return null;
        }

        string padded = _details.PadRight((_details.Length + 3) / 4 * 4, '=');
        var status = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(padded));
        return status.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan();
    }
}
