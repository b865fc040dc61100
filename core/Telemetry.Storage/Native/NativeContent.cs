using System.Net;

namespace Telemetry.Storage.Native;

/// <summary>Sends a laid-out block straight from the columns' memory, with its length known beforehand.</summary>
internal sealed class NativeContent(NativeOutput output) : HttpContent
{
    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc />
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> piece in output.Pieces)
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = output.Length;
        return true;
    }
}
