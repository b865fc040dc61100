using System.Text.Json;
using Telemetry.Testing.Load.Systems;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Sentry;

/// <summary>The product as one process, with a way into its engine.</summary>
public sealed class SentryFixture : IAsyncLifetime
{
    private RunningSystem? _system;

    public RunningSystem System => _system ?? throw new InvalidOperationException("Not started.");

    public ServerProcess Server => System.Gateway.Process;

    public string Dsn => Server.Ready.Project!.Dsn!;

    public string Key => Server.Ready.Project!.Key;

    public async ValueTask InitializeAsync() => _system = await RunningSystem.StartAsync(new SystemPlan(), TestContext.Current.CancellationToken);

    /// <summary>Items accepted of a signal, as the ledger has them.</summary>
    public static long Accepted(JsonElement ledger, string signal) => Figure(ledger, signal, "accepted");

    /// <summary>Items of a signal under a name of the ledger.</summary>
    public static long Figure(JsonElement ledger, string signal, string name) => ledger.GetProperty("signals").EnumerateArray()
        .Where(one => one.GetProperty("signal").GetString() == signal).Sum(one => one.GetProperty(name).GetInt64());

    public ValueTask DisposeAsync() => _system?.DisposeAsync() ?? default;
}
