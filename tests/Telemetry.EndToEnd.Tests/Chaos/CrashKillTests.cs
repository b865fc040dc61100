using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control;
using Telemetry.Control.Outbox;
using Telemetry.Model.Issues;
using Telemetry.Testing;
using Telemetry.Testing.Load.Systems;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Chaos;

/// <summary>A worker that dies in the middle of crashes, again and again: counts, states of issues and messages are exact afterwards.</summary>
public sealed class CrashKillTests(ITestOutputHelper output)
{
    private const int Bugs = 8;
    private const int Kills = 6;
    private const int FewestBetweenKills = 40;
    private const int MostBetweenKills = 400;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<int> _accepted = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KillTheWorker_AmongCrashes_CountsStatesAndMessagesAreExact()
    {
        await using RunningSystem system = await RunningSystem.StartAsync(new SystemPlan { IsSplit = true }, Token);
        for (int number = 0; number < Bugs; number++)
        {
            await SendAsync(system, number, "1.0");
        }

        await system.Worker.Process.ReadWhenAsync("issues", list => list.GetProperty("total").GetInt32() == Bugs, Token);
        string resolved = await ResolveFirstAsync(system);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task sending = SendAsync(system, stop.Token);
        var random = new Random();
        for (int kill = 0; kill < Kills; kill++)
        {
            // Any moment will do, among crashes.
            int until = _accepted.Count + random.Next(FewestBetweenKills, MostBetweenKills);
            await Eventually.HoldsAsync(() => _accepted.Count >= until, Limit, "crashes are accepted", Token);
            await system.Worker.KillAsync(Token);
            await system.Worker.StartAsync(Token);
        }

        await stop.CancelAsync();
        await sending;
        await VerifyAsync(system, resolved);
    }

    private async Task VerifyAsync(RunningSystem system, string resolved)
    {
        int accepted = _accepted.Count;
        output.WriteLine($"{accepted} crashes accepted.");
        JsonElement list = await system.Worker.Process.ReadWhenAsync("issues", list => Sum(list, "count") == accepted, Token);
        Assert.Equal(Bugs, list.GetProperty("total").GetInt32());
        Assert.Equal(Enumerable.Range(0, Bugs).Select(bug => (long)_accepted.Count(number => number % Bugs == bug)).Order(), list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("count").GetInt64()).Order());
        Assert.Equal([accepted.ToString(CultureInfo.InvariantCulture), accepted.ToString(CultureInfo.InvariantCulture)], (await system.Store.RowsAsync("SELECT count(), uniqExact(CrashId) FROM crashes", Token)).Single());
        Assert.Equal(_accepted.Distinct().Count(), accepted);
        await system.Worker.Process.ReadWhenAsync("ingest/ledger", ledger => Stored(ledger) == accepted, Token);
        JsonElement back = await system.Worker.Process.ReadWhenAsync($"issues/{resolved}", _ => true, Token);
        Assert.Equal("regressed", back.GetProperty("issue").GetProperty("state").GetProperty("substatus").GetString());

        // One message for each thing that happened: each issue was made once, one was resolved once, and came back once.
        IReadOnlyList<IssueChanged> messages = await MessagesAsync(system.DataDirectory);
        Assert.Equal(Bugs, messages.Where(message => message.Kind == IssueChangeKind.Created).Select(message => message.Issue).Distinct().Count());
        Assert.Equal(
            [(IssueChangeKind.Created, Bugs), (IssueChangeKind.Regressed, 1), (IssueChangeKind.Resolved, 1)],
            messages.GroupBy(message => message.Kind).OrderBy(kind => kind.Key.ToString(), StringComparer.Ordinal).Select(kind => (kind.Key, kind.Count())));
    }

    private async Task SendAsync(RunningSystem system, CancellationToken stop)
    {
        for (int number = Bugs; !stop.IsCancellationRequested; number++)
        {
            await SendAsync(system, number, "2.1");
        }
    }

    private async Task SendAsync(RunningSystem system, int number, string release)
    {
        string id = (number + 1).ToString("x32", CultureInfo.InvariantCulture);
        string payload = JsonSerializer.Serialize(new
        {
            event_id = id,
            timestamp = TimeProvider.System.GetUtcNow(),
            platform = "python",
            release = $"photo@{release}",
            user = new { id = $"u{number % 5}" },
            exception = new { values = new[] { new { type = $"Bug{number % Bugs}Error", value = $"number {number}", stacktrace = new { frames = new[] { new { module = "photo.export", function = $"run_{number % Bugs}", filename = "photo/export.py", lineno = 7 } } } } } },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{system.Gateway.Process.Ready.OtlpHttp}/api/1/envelope/"))
        {
            Content = new StringContent($$"""{"event_id":"{{id}}"}""" + "\n" + """{"type":"event"}""" + "\n" + payload + "\n", Encoding.UTF8, "application/x-sentry-envelope"),
        };
        request.Headers.Add("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_key={system.Keys[0]}");
        using HttpResponseMessage answer = await _http.SendAsync(request, Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Token)}");
        _accepted.Enqueue(number);
    }

    private static async Task<string> ResolveFirstAsync(RunningSystem system)
    {
        using HttpClient api = system.Worker.Process.CreateApiClient();
        JsonElement list = await api.GetFromJsonAsync<JsonElement>("projects/1/issues?query=type:Bug0Error", Token);
        string id = list.GetProperty("items")[0].GetProperty("id").GetString() ?? "";
        using HttpResponseMessage answer = await api.PatchAsJsonAsync($"projects/1/issues/{id}", new { status = "resolved", resolution = new { @in = "release", releases = new[] { "2.0" } } }, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return id;
    }

    private static async Task<IReadOnlyList<IssueChanged>> MessagesAsync(string dataDirectory)
    {
        await using ServiceProvider control = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Control:Directory"] = Path.Combine(dataDirectory, "control") }).Build())
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddTelemetryControl()
            .BuildServiceProvider();
        OutboxClaim claim = await control.GetRequiredService<OutboxReader>().ClaimAsync(OutboxTopics.Issues, 1000, TimeSpan.FromSeconds(1), Token);
        return [.. claim.Messages.Select(message => message.Read<IssueChanged>())];
    }

    private static long Sum(JsonElement list, string name) => list.GetProperty("items").EnumerateArray().Sum(item => item.GetProperty(name).GetInt64());

    private static long Stored(JsonElement ledger) => ledger.GetProperty("signals").EnumerateArray()
        .Where(signal => signal.GetProperty("signal").GetString() == "crashes").Sum(signal => signal.GetProperty("stored").GetInt64());
}
