using System.Net;
using System.Text.Json;
using Telemetry.Testing.SentryCaptures;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Sentry;

/// <summary>What sentry-python sent, from the door to the API.</summary>
public sealed class SentryLineTests(SentryFixture sentry) : IClassFixture<SentryFixture>
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The recording is older than the retention may be on the day this runs: its times are shifted, for that is how old its clocks seem.
    [Fact]
    public async Task Captures_All_AreFoundWhereTheyBelong_AndTheLedgerAddsUp()
    {
        foreach (SentryCapture capture in SentryCapture.All)
        {
            using HttpRequestMessage request = capture.RequestFor(new Uri(sentry.Server.Ready.OtlpHttp!), sentry.Key);
            using HttpResponseMessage response = await Http.SendAsync(request, Token);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{capture}: {await response.Content.ReadAsStringAsync(Token)}");
        }

        JsonElement ledger = await sentry.Server.ReadWhenAsync("ingest/ledger", ledger => ledger.GetProperty("signals").EnumerateArray().Sum(signal => signal.GetProperty("accepted").GetInt64()) == 35, Token);
        Assert.Equal((17, 8, 4, 2, 1, 1, 2), (Accepted(ledger, "crashes"), Accepted(ledger, "spans"), Accepted(ledger, "logs"), Accepted(ledger, "sessions"), Accepted(ledger, "metrics"), Accepted(ledger, "attachments"), Accepted(ledger, "others")));
        Assert.Equal((8, 4, 2, 1), (Stored(ledger, "spans"), Stored(ledger, "logs"), Stored(ledger, "sessions"), Stored(ledger, "attachments")));
        Assert.All(ledger.GetProperty("signals").EnumerateArray(), signal => Assert.Equal(
            signal.GetProperty("accepted").GetInt64(),
            signal.GetProperty("stored").GetInt64() + signal.GetProperty("dropped").EnumerateObject().Sum(reason => reason.Value.GetInt64())));
        await LookAtTraceAsync();
        await LookAtLogsAsync();
        await LookAtSessionsAsync();
        await LookAtCrashesAsync();
    }

    private static long Accepted(JsonElement ledger, string signal) => SentryFixture.Accepted(ledger, signal);

    private static long Stored(JsonElement ledger, string signal) => SentryFixture.Figure(ledger, signal, "stored");

    private async Task LookAtTraceAsync()
    {
        JsonElement trace = await sentry.Server.ReadWhenAsync("traces/672c97a24e70431eac120b9c02287921", trace => trace.GetProperty("spans").GetArrayLength() == 4, Token);
        JsonElement root = trace.GetProperty("spans").EnumerateArray().Single(span => span.GetProperty("parentSpanId").GetString() == "");
        Assert.Equal(("export", "photo-desktop", 20371000), (root.GetProperty("name").GetString(), root.GetProperty("service").GetString(), root.GetProperty("durationNanoseconds").GetInt64()));
        Assert.Equal(["SELECT 0", "SELECT 1", "SELECT 2"], trace.GetProperty("spans").EnumerateArray().Select(span => span.GetProperty("name").GetString()).Where(name => name != "export"));
    }

    private async Task LookAtLogsAsync()
    {
        JsonElement page = await sentry.Server.ReadWhenAsync("logs?query=service:photo-desktop", page => page.GetProperty("items").GetArrayLength() == 4, Token);
        Assert.Equal(
            ["boom 7", "low disk on C:: 120 MB", "payment failed for {'id': 7}", "structured render took 12.5"],
            page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("body").GetString()).Order(StringComparer.Ordinal));
        Assert.All(page.GetProperty("items").EnumerateArray(), item => Assert.Equal(
            ("3.16.8", "production", "aa3bc5f8ca934d8696723859726cb9ff"),
            (item.GetProperty("release").GetString(), item.GetProperty("environment").GetString(), item.GetProperty("traceId").GetString())));
    }

    // Two versions of the SDK sent the same eight crashes; the newer one another with an attachment.
    private async Task LookAtCrashesAsync()
    {
        List<(string Sdk, string Issue)> seen = [];
        List<(string Event, JsonElement Attachment)> attachments = [];
        foreach (string id in SentryCapture.All.SelectMany(EventIds).Distinct())
        {
            JsonElement crash = await sentry.Server.ReadWhenAsync($"events/{id}", crash => crash.GetProperty("issue").ValueKind == JsonValueKind.Object, Token);
            attachments.AddRange(crash.GetProperty("attachments").EnumerateArray().Select(attachment => (id, attachment)));
            JsonElement document = crash.GetProperty("document");
            if (document.TryGetProperty("exceptions", out JsonElement exceptions))
            {
                Assert.Contains(exceptions.EnumerateArray(), exception => exception.GetProperty("stack").GetProperty("frames").GetArrayLength() > 0);
                Assert.Contains("\"locals\"", document.GetRawText(), StringComparison.Ordinal);
            }

            Assert.NotEqual(0, document.GetProperty("contexts").EnumerateObject().Count() + document.GetProperty("machine").EnumerateObject().Count());
            seen.Add((document.GetProperty("sdk").GetProperty("version").GetString() ?? "", crash.GetProperty("issue").GetProperty("shortId").GetString() ?? ""));
        }

        Assert.Equal(17, seen.Count);
        await LookAtAttachmentAsync(Assert.Single(attachments));
        string[] old = [.. seen.Where(one => one.Sdk == "1.9.10").Select(one => one.Issue).Order(StringComparer.Ordinal)];
        string[] now = [.. seen.Where(one => one.Sdk == "2.64.0").Select(one => one.Issue).Order(StringComparer.Ordinal)];
        Assert.Equal(8, old.Distinct().Count());
        Assert.Equal(old, now.Intersect(old));
    }

    private async Task LookAtAttachmentAsync((string Event, JsonElement Attachment) attached)
    {
        using HttpClient api = sentry.Server.CreateApiClient();
        using HttpResponseMessage response = await api.GetAsync($"projects/1/events/{attached.Event}/attachments/{attached.Attachment.GetProperty("id").GetString()}", Token);
        Assert.Equal(("application/octet-stream", "attachment"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal(attached.Attachment.GetProperty("bytes").GetInt64(), (await response.Content.ReadAsByteArrayAsync(Token)).Length);
    }

    private static IEnumerable<string> EventIds(SentryCapture capture)
    {
        string[] lines = System.Text.Encoding.UTF8.GetString(capture.DecodedBody()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return capture.IsStore || lines.Any(line => line.StartsWith("""{"type":"event""", StringComparison.Ordinal) || line.Contains("\"type\":\"event\"", StringComparison.Ordinal))
            ? [JsonSerializer.Deserialize<JsonElement>(lines[0]).GetProperty("event_id").GetString() ?? ""]
            : [];
    }

    private async Task LookAtSessionsAsync()
    {
        IReadOnlyList<string[]> rows = await sentry.System.Store.RowsAsync("SELECT SessionId, Release, ServiceName, UserId, Status, Sessions FROM sessions FINAL ORDER BY SessionId", Token);
        Assert.Equal(
            ["6d1bd1bc272c45019dd3f756237f2486 3.16.8 photo-desktop u1234 exited 1", "f07c21a9c34b4f38865917ac365f07d2 3.16.8 photo-desktop u1234 exited 1"],
            rows.Select(row => string.Join(' ', row)));
    }
}
