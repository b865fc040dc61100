using System.Diagnostics;
using Telemetry.Messaging;
using Telemetry.Testing.Captures;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Grpc;

/// <summary>The gRPC implementation most Python applications send with, which is not the one of .NET: grpcio on grpc-core.</summary>
public sealed class PythonClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // A channel without generated classes: bytes in, bytes out. Prints status, answer and details of each call.
    private const string Program = """
        import sys, grpc
        target, key, path = sys.argv[1], sys.argv[2], sys.argv[3]
        body = sys.stdin.buffer.read()
        channel = grpc.insecure_channel(target)
        export = channel.unary_unary(path, request_serializer=bytes, response_deserializer=bytes)
        def call(body, key, compression):
            try:
                answer = export(body, metadata=(("x-telemetry-key", key),), compression=compression, timeout=30)
                print("OK", answer.hex())
            except grpc.RpcError as error:
                details = dict(error.trailing_metadata()).get("grpc-status-details-bin", b"")
                print(error.code().name, error.details(), details.hex())
        call(body, key, grpc.Compression.NoCompression)
        call(body, key, grpc.Compression.Gzip)
        call(b"", key, grpc.Compression.NoCompression)
        call(b"\xff", key, grpc.Compression.NoCompression)
        call(body, "unknown", grpc.Compression.NoCompression)
        call(b"\x00" * (17 << 20), key, grpc.Compression.Gzip)
        """;

    [Fact]
    public async Task Export_FromPython_IsUnderstoodAndUnderstands()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        OtlpCapture capture = OtlpCaptures.All.First(capture => capture.IsGrpc && capture.Path.Contains("Logs", StringComparison.Ordinal));

        string[] lines = await RunAsync(host, capture);

        Assert.Equal(["OK ", "OK ", "OK "], lines[..3]);
        Assert.StartsWith("INVALID_ARGUMENT Not valid protobuf: a number that is cut off at byte 0. 0803", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("UNAUTHENTICATED The ingest key is missing", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("RESOURCE_EXHAUSTED The request is larger", lines[5], StringComparison.Ordinal);
        Assert.All(await host.ReceiveAsync(Lane.Logs), frame => Assert.Equal(capture.Body, frame.Payload.ToArray()));
    }

    private static async Task<string[]> RunAsync(GatewayHost host, OtlpCapture capture)
    {
        using var limit = new CancellationTokenSource(Limit);
        ProcessStartInfo start = new("/usr/bin/python3", ["-c", Program, host.GrpcAddress.Authority, host.Key, capture.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process python = Process.Start(start)!;
        await python.StandardInput.BaseStream.WriteAsync(capture.Body, limit.Token);
        python.StandardInput.Close();
        Task<string> errors = python.StandardError.ReadToEndAsync(limit.Token);
        string output = await python.StandardOutput.ReadToEndAsync(limit.Token);
        Assert.True(output.Length > 0, await errors);
        await python.WaitForExitAsync(limit.Token);
        return output.TrimEnd('\n').Split('\n');
    }
}
