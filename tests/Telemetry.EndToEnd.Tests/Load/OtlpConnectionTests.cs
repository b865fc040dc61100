using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Logs.V1;
using Telemetry.Model;
using Telemetry.Testing.Load;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Load;

/// <summary>The generator's own HTTP/2 against Kestrel: what it reports must be what was answered.</summary>
public sealed class OtlpConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_BodiesOfManySizes_ArriveWholeAndAreAcknowledged()
    {
        var received = new List<byte[]>();
        await using WebApplication server = await StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Add(body.ToArray());
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        using OtlpConnection connection = Connect(server);
        int[] sizes = [1, 16_379, 16_380, 100_000, 900_000, 3_000_000, 7];

        foreach (int size in sizes)
        {
            byte[] payload = new byte[size];
            new Random(size).NextBytes(payload);
            ExportAnswer answer = await connection.ExportAsync(payload, Token);
            Assert.Equal(ExportOutcome.Acknowledged, answer.Outcome);
            Assert.Equal(payload, received[^1][5..]);
        }
    }

    [Fact]
    public async Task Export_UnavailableWithRetryInfo_IsRefusedAndRetryable()
    {
        var status = new Google.Rpc.Status { Code = 14, Details = { Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(250)) }) } };
        await using WebApplication server = await StartAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "14";
            context.Response.Headers["grpc-message"] = "The queue is full%2E";
            context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
            return Task.CompletedTask;
        });
        using OtlpConnection connection = Connect(server);

        ExportAnswer answer = await connection.ExportAsync(new byte[2_000_000], Token);

        Assert.Equal(new ExportAnswer(ExportOutcome.Refused, 14, TimeSpan.FromMilliseconds(250), 0, "The queue is full."), answer);
        Assert.True(answer.IsRetryable);
    }

    [Fact]
    public async Task Export_PartialSuccess_IsRefusedWithTheCount()
    {
        byte[] message = new ExportLogsServiceResponse { PartialSuccess = new ExportLogsPartialSuccess { RejectedLogRecords = 3 } }.ToByteArray();
        await using WebApplication server = await StartAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await context.Response.Body.WriteAsync((byte[])[0, 0, 0, 0, (byte)message.Length, .. message], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        using OtlpConnection connection = Connect(server);

        ExportAnswer answer = await connection.ExportAsync(new byte[10], Token);

        Assert.Equal((ExportOutcome.Refused, 3L), (answer.Outcome, answer.RejectedItems));
    }

    [Fact]
    public async Task Export_StreamReset_HasNoAnswerAndTheNextOneWorks()
    {
        bool abort = true;
        await using WebApplication server = await StartAsync(async context =>
        {
            if (abort)
            {
                context.Abort();
                return;
            }

            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        using OtlpConnection connection = Connect(server);

        Assert.Equal(ExportOutcome.NoAnswer, (await connection.ExportAsync(new byte[10], Token)).Outcome);
        abort = false;
        Assert.Equal(ExportOutcome.Acknowledged, (await connection.ExportAsync(new byte[10], Token)).Outcome);
    }

    [Fact]
    public async Task Export_NobodyListens_HasNoAnswer()
    {
        using var connection = new OtlpConnection(new Uri("http://127.0.0.1:1"), Signal.Logs, "key", gzip: false);

        Assert.Equal(ExportOutcome.NoAnswer, (await connection.ExportAsync(new byte[10], Token)).Outcome);
    }

    private static OtlpConnection Connect(WebApplication server) => new(new Uri(server.Urls.Single()), Signal.Logs, "key", gzip: false);

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        WebApplication server = builder.Build();
        server.MapPost("/opentelemetry.proto.collector.logs.v1.LogsService/Export", answer);
        await server.StartAsync(Token);
        return server;
    }
}
