using System.Net;
using Google.Protobuf;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Intake;

public sealed class TakenBatchesTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private static readonly BatchKey Key = new(new IngestKeyId(1), Signal.Logs, Guid.Parse(Id));
    private static readonly byte[] Logs = new LogsRequestBuilder().WithRecords(3).Build().ToByteArray();

    [Fact]
    public async Task Post_ABatchAgain_IsAnsweredAndNotStoredAgain()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(host, "/v1/logs", Id, [0xff, 0xff]));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, "/v1/logs", Id, Logs));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, "/v1/logs", Id.ToUpperInvariant(), Logs));
        // Another signal with the same id, and what is no id.
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, "/v1/traces", Id, []));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, "/v1/logs", "no id", Logs));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, "/v1/logs", "no id", Logs));

        IReadOnlyList<IntakeFrame> frames = await host.ReceiveAsync(Lane.Logs);
        Assert.Equal(3, frames.Count);
        Assert.All(frames, frame => Assert.Equal(Logs, frame.Payload.ToArray()));
    }

    [Fact]
    public async Task Once_TwoAtATime_TheSecondWaitsForTheFirst()
    {
        var batches = new TakenBatches(TimeProvider.System);
        var first = new TaskCompletionSource<IntakeAnswer?>();
        Task<IntakeAnswer?> one = batches.OnceAsync(Key, () => new(first.Task)).AsTask();
        Task<IntakeAnswer?> two = batches.OnceAsync(Key, () => throw new InvalidOperationException("Taken twice.")).AsTask();

        Assert.False(two.IsCompleted);
        first.SetResult(IntakeAnswer.Accepted);

        Assert.Same(IntakeAnswer.Accepted, await one);
        Assert.Same(IntakeAnswer.Accepted, await two);
    }

    [Fact]
    public async Task Once_TheFirstIsCutOffOrBreaks_TheSecondIsTaken()
    {
        var batches = new TakenBatches(TimeProvider.System);
        var first = new TaskCompletionSource<IntakeAnswer?>();
        Task<IntakeAnswer?> one = batches.OnceAsync(Key, () => new(first.Task)).AsTask();
        Task<IntakeAnswer?> two = batches.OnceAsync(Key, () => new(IntakeAnswer.Accepted)).AsTask();

        first.SetException(new InvalidOperationException("Broken."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => one);
        Assert.Same(IntakeAnswer.Accepted, await two);
    }

    [Fact]
    public async Task Once_ManyOthersMeanwhile_IsRememberedForAGeneration()
    {
        var batches = new TakenBatches(TimeProvider.System);
        await batches.OnceAsync(Key, () => new(IntakeAnswer.Accepted));
        for (int number = 0; number < TakenBatches.MaxRemembered; number++)
        {
            await batches.OnceAsync(Key with { Id = Guid.NewGuid() }, () => new(IntakeAnswer.Accepted));
        }

        Assert.Same(IntakeAnswer.Accepted, await batches.OnceAsync(Key, () => throw new InvalidOperationException("Forgotten too soon.")));
    }

    private static async Task<HttpStatusCode> SendAsync(GatewayHost host, string path, string id, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("x-telemetry-key", host.Key);
        request.Headers.Add(TakenBatches.Header, id);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-protobuf");
        using HttpResponseMessage answer = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
