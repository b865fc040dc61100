using Microsoft.Data.Sqlite;
using Telemetry.Control.Projects;
using Telemetry.Storage;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>One running site for all tests that only read. Projects: 1 the shop, 2 whose name is hostile, 3 to which live tests send, 4 without any data.</summary>
public sealed class Site(EngineFixture engine) : IAsyncLifetime
{
    /// <summary>The project that never got a record.</summary>
    public const string EmptyProject = "4";

    /// <summary>The name of project 2.</summary>
    public const string HostileName = "Büro <b>\u202e & Lager";

    private WebHost? _host;
    private ClickHouseEndpoint? _store;

    internal WebHost Host => _host ?? throw new InvalidOperationException("Not initialised yet.");

    internal ClickHouseEndpoint Store => _store ?? throw new InvalidOperationException("Not initialised yet.");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _store = await engine.CreateDatabaseAsync();
        await _store.InsertAsync(ShopTraffic.Logs);
        await _store.InsertAsync(HostileTraffic.Logs);
        await _store.InsertAsync(ShopTraffic.Spans);
        await _store.InsertAsync(HostileTraffic.Spans);
        await _store.InsertAsync(MarketTraffic.Spans);
        _host = await WebHost.StartAsync(_store);
        await AddProjectsAsync(_host);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private static async Task AddProjectsAsync(WebHost host)
    {
        // The first question makes the database.
        await host.App.Services.GetRequiredService<ProjectReader>().ListAsync(CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DirectoryPath, "control.db")}");
        await connection.OpenAsync();
        foreach (var name in new[] { HostileName, "Untouched", "Silent" })
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO projects (name, log_retention_days, span_retention_days, created_at_milliseconds) VALUES ($name, 30, 30, 0)";
            insert.Parameters.AddWithValue("$name", name);
            await insert.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>Tests of this collection run one after the other, so that those that watch frames are disturbed by one other browser at most.</summary>
[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<Site>
{
    public const string Name = "site";
}

/// <summary>Traces and services, on a site of their own: with those of logs in one row, they were most of the time the suite takes.</summary>
[CollectionDefinition(Name)]
public sealed class TraceCollection : ICollectionFixture<Site>
{
    public const string Name = "traces";
}

/// <summary>What people keep and settle (keys, passwords, views, dead letters), on a site of its own, beside the others: most of such a test is waiting.</summary>
[CollectionDefinition(Name)]
public sealed class AccountCollection : ICollectionFixture<Site>
{
    public const string Name = "accounts";
}
