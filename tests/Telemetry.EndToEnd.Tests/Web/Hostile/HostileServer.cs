using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Web.Hostile;

/// <summary>A real server to which every hostile text was sent in every field, and whose people typed them wherever they can.</summary>
public sealed partial class HostileServer : IAsyncLifetime
{
    private RunningServer? _server;

    internal RunningServer Server => _server ?? throw new InvalidOperationException("Not initialised yet.");

    /// <summary>Keys of the records, as addresses name them, newest first.</summary>
    internal IReadOnlyList<string> RecordKeys { get; private set; } = [];

    /// <summary>Addresses of the services, as the list links to them.</summary>
    internal IReadOnlyList<string> ServiceLinks { get; private set; } = [];

    /// <summary>Ids of the saved views.</summary>
    internal IReadOnlyList<string> Views { get; private set; } = [];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(CancellationToken.None);
        await TypeAsync(_server);
        await SendAsync(_server);
        string rows = await _server.Browser.GetStringAsync(new Uri("/logs/rows?limit=100", UriKind.Relative));
        string services = await _server.Browser.GetStringAsync(new Uri("/services", UriKind.Relative));
        ServiceLinks = [.. ServiceLink().Matches(services).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()];
        Assert.True(ServiceLinks.Count >= HostileTexts.ForTelemetry.Count, $"/services names {ServiceLinks.Count} services.");
        RecordKeys = [.. RowKey().Matches(rows).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static async Task SendAsync(RunningServer server)
    {
        DateTimeOffset time = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        int number = 1;
        foreach (string text in HostileTexts.ForTelemetry.Values)
        {
            await server.SendAsync("/v1/logs", HostileRequests.Log(text, number, time.AddSeconds(number)));
            await server.SendAsync("/v1/traces", HostileRequests.Span(text, number, time.AddMilliseconds(number)));
            number++;
        }

        int all = HostileTexts.ForTelemetry.Count;
        await server.Process.ReadWhenAsync("logs/count", answer => answer.GetProperty("total").GetInt64() == all);
        await server.Process.ReadWhenAsync($"traces/{HostileRequests.Trace}", answer => answer.GetProperty("spans").GetArrayLength() == all);
    }

    private async Task TypeAsync(RunningServer server)
    {
        List<string> views = [];
        foreach (string name in HostileTexts.ForNames.Values)
        {
            await MadeAsync(server, "admin/projects/1/keys", new { name });
            await MadeAsync(server, "admin/tokens", new { name, scope = "read", project = (string?)null, expiresInDays = 1 });
            string view = await MadeAsync(server, "projects/1/views", new { name, path = "/logs", query = $"query={Uri.EscapeDataString(name)}" });
            views.Add(JsonDocument.Parse(view).RootElement.GetProperty("id").GetString()!);
        }

        Views = views;
        await NameProjectsAsync(Path.Combine(server.Process.DataDirectory, "control", "control.db"));
    }

    private static async Task<string> MadeAsync(RunningServer server, string path, object body)
    {
        (HttpStatusCode status, string answer) = await server.PostAsync(path, body);
        Assert.True((int)status is 200 or 201, $"{path}: {status} {answer}");
        return answer;
    }

    // There is no page yet that names a project.
    private static async Task NameProjectsAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        foreach (string name in HostileTexts.ForNames.Values)
        {
            await using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO projects (name, log_retention_days, span_retention_days, created_at_milliseconds) VALUES ($name, 30, 30, 0); UPDATE projects SET name = $script WHERE id = 1";
            insert.Parameters.AddWithValue("$name", name);
            insert.Parameters.AddWithValue("$script", HostileTexts.Script);
            await insert.ExecuteNonQueryAsync();
        }
    }

    [GeneratedRegex("href=\"(/services/name/[^\"]+)\"")]
    private static partial Regex ServiceLink();

    [GeneratedRegex("data-key=\"([^\"]+)\"")]
    private static partial Regex RowKey();
}
