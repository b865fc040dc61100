using System.Net;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Grpc;

/// <summary>A frame that promises 4 MB, sends a part, and then stays silent until it is aborted.</summary>
internal sealed class NeverEndingContent(int sentBytes = 100_000) : HttpContent
{
    private const int StatedBytes = 4 << 20;

    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Abort() => _end.TrySetException(new IOException("Aborted."));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(RequestBytes.Frame(new byte[sentBytes], 0, StatedBytes));
        await stream.FlushAsync();
        await _end.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
