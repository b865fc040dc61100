using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenTelemetry.Proto.Common.V1;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Sentry;

/// <summary>
/// Enormous and hostile crashes through the whole running server: each becomes a crash of an issue that says what was left out, its neighbours in the same request are not touched, and the ledger adds up.
/// </summary>
public sealed class HostileCrashTests(SentryFixture sentry) : IClassFixture<SentryFixture>
{
    private static readonly HttpClient Http = new();

    public static TheoryData<string> OfSentry { get; } = [.. HostileCrashes.OfSentry.Keys];

    public static TheoryData<string> OfOurs { get; } = [.. HostileCrashes.OfOurs.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(OfSentry))]
    public async Task SentryEvent_Hostile_IsACrashOfAnIssue_AndItsNeighboursAreKept(string name)
    {
        (Func<JsonObject> make, string problem) = HostileCrashes.OfSentry[name];
        (string hostile, string before, string behind) = (NewId(), NewId(), NewId());
        JsonObject document = make();
        document["event_id"] = hostile;
        long crashes = await AcceptedAsync("crashes");

        HttpStatusCode status = await PostAsync(
            $"/api/{sentry.Server.Ready.Project!.Id}/envelope/", HostileCrashes.Envelope(("event", Neighbour(before)), ("event", document), ("event", Neighbour(behind))), request => request.Headers.Add("X-Sentry-Auth", $"Sentry sentry_key={sentry.Key}"));

        Assert.Equal(HttpStatusCode.OK, status);
        await IsFoundAsync(hostile, problem);
        await IsFoundAsync(before, null);
        await IsFoundAsync(behind, null);
        await AddsUpAsync(crashes + 3);
    }

    [Theory]
    [MemberData(nameof(OfOurs))]
    public async Task OurDocument_Hostile_IsACrashOfAnIssue_AndItsNeighboursAreKept(string name)
    {
        (Func<JsonObject> make, string problem) = HostileCrashes.OfOurs[name];
        (string hostile, string behind) = (NewId(), NewId());
        JsonObject document = make();
        document["id"] = hostile;
        long crashes = await AcceptedAsync("crashes");
        long logs = await AcceptedAsync("logs");
        byte[] request = new LogsRequestBuilder().StartingAt(TimeProvider.System.GetUtcNow().AddMinutes(-1))
            .WithRecords(1).WithRecords(1, record => Crash(record, document)).WithRecords(1, record => Crash(record, new JsonObject { ["version"] = 1, ["id"] = behind, ["message"] = new JsonObject { ["text"] = "neighbour" } })).ToBytes();

        HttpStatusCode status = await PostAsync("/v1/logs", request, post => post.Headers.Add("x-telemetry-key", sentry.Key));

        Assert.Equal(HttpStatusCode.OK, status);
        await IsFoundAsync(hostile, problem);
        await IsFoundAsync(behind, null);
        await AddsUpAsync(crashes + 2);
        Assert.Equal(logs + 3, await AcceptedAsync("logs"));
    }

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static JsonObject Neighbour(string id) => new() { ["event_id"] = id, ["platform"] = "python", ["message"] = "neighbour", ["level"] = "error" };

    private static void Crash(OpenTelemetry.Proto.Logs.V1.LogRecord record, JsonObject document)
    {
        record.EventName = "telemetry.crash";
        record.Body = new AnyValue { StringValue = document.ToJsonString() };
    }

    private async Task<HttpStatusCode> PostAsync(string path, byte[] body, Action<HttpRequestMessage> authenticate)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, sentry.Server.Ready.OtlpHttp + path) { Content = new ByteArrayContent(body) };
        post.Content.Headers.Add("Content-Type", "application/x-protobuf");
        authenticate(post);
        using HttpResponseMessage response = await Http.SendAsync(post, Token);
        return response.StatusCode;
    }

    /// <summary>By its id, and in the list of issues; with the problem named, if there is one.</summary>
    private async Task IsFoundAsync(string id, string? problem)
    {
        JsonElement crash = await sentry.Server.ReadWhenAsync($"events/{id}", crash => crash.GetProperty("issue").ValueKind == JsonValueKind.Object, Token);
        string issue = crash.GetProperty("issue").GetProperty("shortId").GetString() ?? "";
        await sentry.Server.ReadWhenAsync("issues?limit=100", list => list.GetProperty("items").EnumerateArray().Any(item => item.GetRawText().Contains($"\"{issue}\"", StringComparison.Ordinal)), Token);
        string[] problems = crash.GetProperty("document").TryGetProperty("problems", out JsonElement texts) ? [.. texts.EnumerateArray().Select(text => text.GetString() ?? "")] : [];
        Assert.True(problem is null ? problems.Length == 0 : problems.Any(text => text.Contains(problem, StringComparison.Ordinal)), $"{problem}: {string.Join("\n", problems)}");
        // What is kept of ten megabytes is small enough to be read on a page.
        Assert.InRange(crash.GetRawText().Length, 1, 2_000_000);
    }

    private async Task<long> AcceptedAsync(string signal) => SentryFixture.Accepted(await sentry.Server.ReadWhenAsync("ingest/ledger", _ => true, Token), signal);

    private async Task AddsUpAsync(long crashes)
    {
        JsonElement ledger = await sentry.Server.ReadWhenAsync("ingest/ledger", ledger => SentryFixture.Accepted(ledger, "crashes") == crashes, Token);
        Assert.Equal(crashes, SentryFixture.Figure(ledger, "crashes", "stored"));
        Assert.All(ledger.GetProperty("signals").EnumerateArray(), signal => Assert.Equal(
            signal.GetProperty("accepted").GetInt64(),
            signal.GetProperty("stored").GetInt64() + signal.GetProperty("dropped").EnumerateObject().Sum(reason => reason.Value.GetInt64())));
    }
}
