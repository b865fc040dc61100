using System.Net;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.Control;
using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Listeners;
using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Sentry;
using Telemetry.Messaging;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests;

/// <summary>
/// The gateway as the server hosts it: Kestrel on loopback, the SQLite queue and the SQLite control database in a directory of its own.
/// No worker: what was accepted lies in the queue, for <see cref="ReceiveAsync"/>.
/// </summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private static readonly BatchLimits WhateverIsThere = new(int.MaxValue, long.MaxValue, TimeSpan.Zero);

    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory;
    private readonly WebApplication _app;

    private GatewayHost(DirectoryInfo directory, WebApplication app, string key)
    {
        _directory = directory;
        _app = app;
        Key = key;
        Uri[] addresses = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];
        GrpcAddress = addresses[0];
        HttpAddress = addresses[1];
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = HttpAddress };
        Web = new HttpClient(new SocketsHttpHandler()) { BaseAddress = addresses[2] };
    }

    public Uri GrpcAddress { get; }

    public Uri HttpAddress { get; }

    /// <summary>A client without a key in its headers.</summary>
    public HttpClient Http { get; }

    /// <summary>A client of the listener that is not the gateway's. It serves <c>/</c>.</summary>
    public HttpClient Web { get; }

    /// <summary>A valid key, without limits.</summary>
    public string Key { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<GatewayHost> StartAsync(params (string Key, string Value)[] settings) => await StartAsync(null, settings);

    public static async Task<GatewayHost> StartAsync(TimeProvider? time, params (string Key, string Value)[] settings)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("telemetry-gateway-");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Queue:Directory"] = Path.Combine(directory.FullName, "queue"),
            ["Control:Directory"] = Path.Combine(directory.FullName, "control"),
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.Services.AddTelemetryMessaging().AddTelemetryControl().AddGateway(builder.Configuration);
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
        {
            kestrel.LimitForGateway(kestrel.ApplicationServices.GetRequiredService<GatewayOptions>());
            kestrel.ListenOtlpGrpc(new IPEndPoint(IPAddress.Loopback, 0));
            kestrel.ListenOtlpHttp(new IPEndPoint(IPAddress.Loopback, 0));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        WebApplication app = builder.Build();
        app.UseGatewayListeners();
        app.MapOtlpGrpc();
        app.MapOtlpHttp();
        app.MapSentry();
        app.MapGet("/", () => "web");
        await app.Services.GetRequiredService<ControlDatabase>().PrepareAsync(default);
        await app.StartAsync();
        KeyedProject? first = await app.Services.GetRequiredService<ProjectReader>().FindFirstKeyedAsync(default);
        return new GatewayHost(directory, app, first!.IngestKey);
    }

    public GrpcChannel Channel() => GrpcChannel.ForAddress(GrpcAddress, new GrpcChannelOptions { MaxReceiveMessageSize = null });

    /// <summary>Takes a batch of what was accepted, and acknowledges it.</summary>
    public async Task<IReadOnlyList<IntakeFrame>> ReceiveAsync(Lane lane)
    {
        using var limit = new CancellationTokenSource(WaitLimit);
        ITelemetryQueue queue = Services.GetRequiredService<ITelemetryQueue>();
        using DeliveredBatch batch = await queue.ReceiveAsync(lane, WhateverIsThere, limit.Token);
        List<IntakeFrame> frames = [];
        foreach (QueueMessage message in batch.Messages)
        {
            ReadOnlyMemory<byte> rest = message.Body;
            while (IntakeFrameCodec.TryRead(ref rest, out IntakeFrame frame))
            {
                frames.Add(frame with { Payload = frame.Payload.ToArray() });
            }
        }

        await queue.AcknowledgeAsync(batch, limit.Token);
        return frames;
    }

    /// <summary>Waits until the memory that requests hold is as it should be.</summary>
    public Task BytesInFlightAsync(Func<long, bool> isRight)
    {
        IntakeBudget budget = Services.GetRequiredService<IntakeBudget>();
        return Eventually.HoldsAsync(() => isRight(budget.BytesInUse), WaitLimit, "the bytes in flight", TestContext.Current.CancellationToken);
    }

    /// <summary>Posts protobuf to a path, with the host's key.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, IMessage message) => PostAsync(path, message.ToByteArray(), "application/x-protobuf");

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType, string? contentEncoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("x-telemetry-key", Key);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (contentEncoding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", contentEncoding);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Web.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
