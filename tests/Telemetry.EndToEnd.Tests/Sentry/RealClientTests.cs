using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Sentry;

/// <summary>Real SDKs in real programs that crash for real: each crash arrives, and so does what the SDK sends beside it.</summary>
public sealed partial class RealClientTests(SentryFixture sentry) : IClassFixture<SentryFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SentryPython_Crashes_TheCrashAndTheTransactionArrive()
    {
        string output = await CrashAsync("/usr/bin/python3", "python/sentry_crash.py", sentry.Dsn);

        Assert.Contains("KeyError: 'price'", output, StringComparison.Ordinal);
        await ArrivesAsync("python-shop", crashes: 3, spans: 2);
        string page = await ReadIssueAsync("type:KeyError release:1.4.0");
        Assert.Contains("KeyError", page, StringComparison.Ordinal);
        Assert.Equal(["price", "<module>"], OwnCalls(page));
        Assert.Contains("prices are old", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>order</bdi></dt>", page, StringComparison.Ordinal);
        Assert.Contains("It stopped when I saved.", await ReadIssueAsync("type:ValueError release:1.4.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SentryNode_Crashes_TheCrashAndTheTransactionArrive()
    {
        string output = await CrashAsync("node", "node/sentry.js", sentry.Dsn);

        Assert.Contains("TypeError: order 7 has no price", output, StringComparison.Ordinal);
        await ArrivesAsync("node-shop", crashes: 1, spans: 1);
        string page = await ReadIssueAsync("type:TypeError release:2.1.0");
        Assert.Contains("order 7 has no price", page, StringComparison.Ordinal);
        Assert.Equal("price", OwnCalls(page)[0]);
        Assert.Contains("prices are old", page, StringComparison.Ordinal);
        Assert.Contains("throw new TypeError", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenTelemetryNode_Crashes_BothExceptionsArriveAndTheirRecordsToo()
    {
        await CrashAsync("node", "node/opentelemetry.js", sentry.Server.Ready.OtlpHttp!, sentry.Key);

        await ArrivesAsync("node-otel", crashes: 2, spans: 1);
        JsonElement logs = await sentry.Server.ReadWhenAsync("logs?query=service:node-otel", page => page.GetProperty("items").GetArrayLength() == 2, Token);
        Assert.Contains("Cannot read properties of null", await ReadIssueAsync("type:TypeError release:3.0.0"), StringComparison.Ordinal);
        string caught = await ReadIssueAsync("type:SyntaxError release:3.0.0");
        Assert.Contains("SyntaxError", caught, StringComparison.Ordinal);
        Assert.Contains("Trace", caught, StringComparison.Ordinal);
        Assert.Contains(logs.GetProperty("items").EnumerateArray(), item => item.GetProperty("attributes").TryGetProperty("exception.stacktrace", out _));
    }

    // Its page as a browser without script gets it, from the top of the stack on.
    private async Task<string> ReadIssueAsync(string query)
    {
        JsonElement found = await sentry.Server.ReadWhenAsync($"issues?query={Uri.EscapeDataString(query)}", page => page.GetProperty("items").GetArrayLength() == 1, Token);
        return await sentry.ReadPageAsync($"/issues/{found.GetProperty("items")[0].GetProperty("shortId").GetString()}", Token);
    }

    private static string[] OwnCalls(string page) => [.. OwnCall().Matches(page).Select(call => call.Groups[1].Value)];

    private async Task<string> CrashAsync(string program, string script, params string[] arguments)
    {
        _before = await sentry.Server.ReadWhenAsync("ingest/ledger", _ => true, Token);
        string path = Path.Combine(RepositoryRoot.Path, "tests", "clients", script);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        using Process process = Process.Start(new ProcessStartInfo(program, [path, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        string errors = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 1, $"It ended with {process.ExitCode}. scripts/install-test-parts.sh installs what it needs. {errors} {await output}");
        return errors;
    }

    private JsonElement _before;

    private async Task ArrivesAsync(string service, int crashes, int spans)
    {
        long before = SentryFixture.Accepted(_before, "crashes");
        await sentry.Server.ReadWhenAsync("ingest/ledger", ledger => SentryFixture.Accepted(ledger, "crashes") == before + crashes, Token);
        await sentry.Server.ReadWhenAsync($"traces?query=service:{service}", page => page.GetProperty("items").EnumerateArray().Sum(trace => trace.GetProperty("spanCount").GetInt32()) == spans, Token);
    }

    [GeneratedRegex("<details [^>]*class=\"frame own\"[^>]*>\\s*<summary[^>]*>\\s*<bdi class=\"function\"[^>]*>(.+?)</bdi>", RegexOptions.Singleline)]
    private static partial Regex OwnCall();
}
