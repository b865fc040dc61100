using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Telemetry.Messaging;
using Telemetry.Messaging.Sqlite;
using Telemetry.Model;
using Telemetry.Testing;
using Telemetry.Testing.Otlp;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>The command line for dead letters, on the queue of a running server.</summary>
public sealed class DeadLetterTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_NothingWrong_SaysSo()
    {
        string empty = Directory.CreateTempSubdirectory("telemetry-letters-").FullName;
        Directory.CreateDirectory(Path.Combine(empty, "queue"));

        (int code, string output) = await RunAsync(empty, "list");

        Assert.Equal((0, "No dead letters.\n"), (code, output));
        Directory.Delete(empty, recursive: true);
    }

    [Fact]
    public async Task List_NoQueueThere_IsRefused()
    {
        string empty = Directory.CreateTempSubdirectory("telemetry-letters-").FullName;

        (int code, string output) = await RunAsync(empty, "list");

        Assert.Equal(2, code);
        Assert.Contains("There is no queue in", output, StringComparison.Ordinal);
        Directory.Delete(empty, recursive: true);
    }

    [Fact]
    public async Task Show_UnknownId_SaysSo()
    {
        var id = Guid.NewGuid();

        (int code, string output) = await RunAsync(server.Process.DataDirectory, "show", id.ToString());

        Assert.Equal((1, $"There is no dead letter {id}.\n"), (code, output));
    }

    [Fact]
    public async Task Drop_MessageThatCannotBeStored_IsListedShownReplayedAndCounted()
    {
        // Spans in the lane of log records: no gateway does that, so the test goes around it.
        Guid id = await PublishAsync(StrayFrame(items: 3));
        JsonElement listed = await DeadLetterAsync(id);
        Assert.Equal(("logs", 3), (listed.GetProperty("lane").GetString(), listed.GetProperty("items").GetInt32()));
        Assert.NotEmpty(listed.GetProperty("reason").GetString()!);

        (int shown, string detail) = await RunAsync(server.Process.DataDirectory, "show", id.ToString());
        Assert.Equal(0, shown);
        Assert.Contains("project 1, key 1, 3 spans", detail, StringComparison.Ordinal);

        // Replayed, it is as broken as before, and comes back.
        Assert.Equal((0, "1 replayed.\n"), await RunAsync(server.Process.DataDirectory, "replay", id.ToString()));
        await DeadLetterAsync(id);

        Assert.Equal((0, "1 dropped.\n"), await RunAsync(server.Process.DataDirectory, "drop", id.ToString()));
        await server.Process.ReadWhenAsync("ingest/ledger", answer => Dropped(answer) is 3 or 8, Token);
        Assert.Equal(1, (await RunAsync(server.Process.DataDirectory, "drop", id.ToString())).Code);
    }

    [Fact]
    public async Task Api_MessageThatCannotBeStored_IsListedShownReplayedAndDropped()
    {
        Guid id = await PublishAsync(StrayFrame(items: 5), items: 5);
        using HttpClient api = server.Process.CreateApiClient();
        JsonElement letter = await LetterOfApiAsync(api, id);
        Assert.Equal(("logs", 5), (letter.GetProperty("lane").GetString(), letter.GetProperty("items").GetInt32()));

        JsonElement whole = await api.GetFromJsonAsync<JsonElement>(new Uri($"admin/dead-letters/{id}", UriKind.Relative), Token);
        JsonElement request = Assert.Single(whole.GetProperty("requests").EnumerateArray());
        Assert.Equal(("1", "spans"), (request.GetProperty("project").GetString(), request.GetProperty("signal").GetString()));

        using HttpResponseMessage replayed = await api.PostAsync(new Uri($"admin/dead-letters/{id}/replay", UriKind.Relative), null, Token);
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        await LetterOfApiAsync(api, id);

        using HttpResponseMessage dropped = await api.DeleteAsync(new Uri($"admin/dead-letters/{id}", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, dropped.StatusCode);
        // The other test of this server drops three.
        await server.Process.ReadWhenAsync("ingest/ledger", answer => Dropped(answer) is 5 or 8, Token);
        using HttpResponseMessage again = await api.DeleteAsync(new Uri($"admin/dead-letters/{id}", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    private static async Task<JsonElement> LetterOfApiAsync(HttpClient api, Guid id) => (JsonElement)await Eventually.GivesAsync<object>(
        async () =>
        {
            JsonElement list = await api.GetFromJsonAsync<JsonElement>(new Uri("admin/dead-letters?limit=1000", UriKind.Relative), Token);
            JsonElement[] found = [.. list.GetProperty("items").EnumerateArray().Where(letter => letter.GetProperty("id").GetGuid() == id)];
            return found is [var letter] ? letter : null;
        },
        Limit,
        $"{id} is a dead letter of the API",
        Token);

    private static long Dropped(JsonElement ledger) => ledger.GetProperty("signals").EnumerateArray()
        .Where(signal => signal.GetProperty("signal").GetString() == "spans" && signal.GetProperty("dropped").TryGetProperty("dropped_by_operator", out _))
        .Sum(signal => signal.GetProperty("dropped").GetProperty("dropped_by_operator").GetInt64());

    private static byte[] StrayFrame(int items)
    {
        byte[] payload = new SpansRequestBuilder().WithSpans(items).ToBytes();
        byte[] body = new byte[IntakeFrameCodec.HeaderLength + payload.Length];
        IntakeFrameCodec.WriteHeader(body, new IntakeFrame(
            new ProjectId(1), new IngestKeyId(1), Signal.Spans, 30, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000, items, payload));
        payload.CopyTo(body, IntakeFrameCodec.HeaderLength);
        return body;
    }

    private static async Task<(int Code, string Output)> RunAsync(string dataDirectory, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [ServerExecutable.Path, "dead-letters", .. arguments, "--data", dataDirectory])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        Task<string> error = process.StandardError.ReadToEndAsync(Token);
        string output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output + await error);
    }

    private async Task<Guid> PublishAsync(byte[] body, int items = 3)
    {
        var options = new QueueOptions { Directory = Path.Combine(server.Process.DataDirectory, "queue") };
        await using var queue = new SqliteQueue(Options.Create(options), TimeProvider.System, NullLogger<SqliteQueue>.Instance);
        await queue.StartAsync(Token);
        var message = new QueueMessage(Guid.CreateVersion7(), Lane.Logs, items, body);
        PublishResult result = await queue.PublishAsync(message, Token);
        Assert.Equal(PublishStatus.Stored, result.Status);
        return message.Id;
    }

    private async Task<JsonElement> DeadLetterAsync(Guid id) =>
        (JsonElement)await Eventually.GivesAsync<object>(async () => await FindAsync(id), Limit, $"{id} is a dead letter", Token);

    private async Task<object?> FindAsync(Guid id)
    {
        (int code, string json) = await RunAsync(server.Process.DataDirectory, "list", "--json");
        Assert.Equal(0, code);
        JsonElement[] found = [.. JsonSerializer.Deserialize<JsonElement[]>(json)!.Where(letter => letter.GetProperty("id").GetGuid() == id)];
        return found is [var letter] ? letter : null;
    }
}
