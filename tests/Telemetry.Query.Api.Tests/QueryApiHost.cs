using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.Control;
using Telemetry.Control.Tokens;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Ledger;
using Telemetry.Storage;
using Xunit;

namespace Telemetry.Query.Api.Tests;

/// <summary>The query API on a real Kestrel, over a store and a control database of its own. Project 1 exists; everything a test inserts belongs to it.</summary>
internal sealed class QueryApiHost : IAsyncDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"telemetry-query-{Guid.NewGuid():N}");
    private readonly WebApplication _app;

    /// <summary>Sends JSON with a token.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using HttpClient client = CreateClient();
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request);
    }

    /// <summary>The same; the answer must be a success.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body, token);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web) ?? throw new InvalidOperationException(text);
    }

    private QueryApiHost(ClickHouseEndpoint store, TimeProvider? time, IQueueGauge? queue, ApiTokenGrant? grant, (string Key, string Value)[] settings)
    {
        Store = store;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Control:Directory"] = _directory });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRoutingCore().AddSingleton(time ?? TimeProvider.System).AddSingleton(store);
        builder.Services.AddTelemetryControl();
        builder.Services.AddQueryApi();
        if (queue is not null)
        {
            builder.Services.AddSingleton(queue);
        }

        if (grant is not null)
        {
            builder.Services.AddSingleton(grant).Configure<AuthenticationOptions>(options => options.SchemeMap[ApiAccess.Scheme].HandlerType = typeof(GrantHandler));
        }

        _app = builder.Build();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapQueryApi();
    }

    public ClickHouseEndpoint Store { get; }

    public IServiceProvider Services => _app.Services;

    public string Token => _app.Services.GetRequiredService<BootstrapToken>().Text;

    public static async Task<QueryApiHost> StartAsync(
        ClickHouseEndpoint store, TimeProvider? time = null, IQueueGauge? queue = null, ApiTokenGrant? grant = null, params (string Key, string Value)[] settings)
    {
        var host = new QueryApiHost(store, time, queue, grant, settings);
        await host._app.StartAsync();
        return host;
    }

    /// <summary>A client with the administrator's token, or with none.</summary>
    public HttpClient CreateClient(bool withToken = true)
    {
        string address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.Single() ?? "";
        var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = withToken ? new AuthenticationHeaderValue("Bearer", Token) : null;
        return client;
    }

    /// <summary>Asks with the administrator's token; the answer must be a success.</summary>
    public async Task<T> GetAsync<T>(string path)
    {
        using HttpClient client = CreateClient();
        using HttpResponseMessage response = await client.GetAsync(path);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web) ?? throw new InvalidOperationException(body);
    }

    /// <summary>Asks with the administrator's token; the answer must be a problem document of that status.</summary>
    public async Task<JsonElement> GetProblemAsync(string path, HttpStatusCode status)
    {
        using HttpClient client = CreateClient();
        using HttpResponseMessage response = await client.GetAsync(path);
        return await ReadProblemAsync(response, status);
    }

    /// <summary>The problem document of an answer.</summary>
    public static async Task<JsonElement> ReadProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem;
    }

    /// <summary>Stops as the server does when it is told to.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        // Made when something asks the control database.
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }
}
