using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Telemetry.Control;
using Telemetry.Control.Tokens;
using Telemetry.Messaging;
using Telemetry.Query.Api;
using Telemetry.Query.Api.Admin;
using Telemetry.Query.Api.Ledger;
using Telemetry.Server.Adapters;
using Telemetry.Storage;
using Telemetry.Web.Onboarding;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>The pages and the query API in one Kestrel, as in the server, over a real store and a control database of their own.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"telemetry-web-{Guid.NewGuid():N}");

    private WebHost(ClickHouseEndpoint store, bool withQueue, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // On a busy machine a page would be sent without its answers now and then; whether it is must not be chance here. Tests of that ask for it.
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Control:Directory"] = _directory, ["Web:Patience"] = "00:00:10" });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(store);
        builder.Services.AddTelemetryControl();
        if (withQueue)
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Queue:Directory"] = Path.Combine(_directory, "queue") });
            builder.Services.AddTelemetryMessaging();
            builder.Services.AddSingleton<IQueueGauge, QueueGauge>().AddSingleton<IDeadLetters, DeadLetterBox>();
        }

        builder.Services.AddQueryApi();
        builder.Services.AddSingleton<IOneTimeLogin>(Logins);
        builder.Services.AddSingleton<IAccountDesk, AccountDesk>();
        if (withQueue)
        {
            builder.Services.AddSingleton<IIngestKeyHint, IngestKeyHint>();
        }

        builder.Services.AddWeb();
        App = builder.Build();
        App.UseRouting();
        App.UseAuthentication();
        App.UseAuthorization();
        App.MapQueryApi();
        App.MapWeb();
        App.MapGet("/test/fails", static IResult () => throw new InvalidOperationException("On purpose.")).AllowAnonymous();
    }

    public WebApplication App { get; }

    public TestLogins Logins { get; } = new();

    public string DirectoryPath => _directory;

    public Uri Address => new(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.Single() ?? "");

    public static Task<WebHost> StartAsync(ClickHouseEndpoint store, params (string Key, string Value)[] settings) => StartAsync(new WebHost(store, withQueue: false, settings));

    /// <summary>With a queue beside the API, two messages of which are put aside, and a key to put into instructions.</summary>
    public static async Task<WebHost> StartWithQueueAsync(ClickHouseEndpoint store)
    {
        var host = await StartAsync(new WebHost(store, withQueue: true, []));
        await StuckQueue.FillAsync(host.App.Services.GetRequiredService<ITelemetryQueue>(), CancellationToken.None);
        return host;
    }

    private static async Task<WebHost> StartAsync(WebHost host)
    {
        await host.App.StartAsync();
        host.Logins.ApiToken = host.App.Services.GetRequiredService<BootstrapToken>().Text;
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
