using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Tests;

/// <summary>Tests that hold for every kind of control database: a class of its own per kind gives it.</summary>
public abstract class ControlSuite : IAsyncLifetime
{
    internal static readonly ProjectId Project = new(1);

    protected abstract ControlDatabaseKind Database { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    /// <summary>Looks into the tables themselves.</summary>
    internal static async Task<T> LookAsync<T>(ControlSetup control, Func<ControlContext, Task<T>> look)
    {
        await control.Get<ControlDatabase>().PrepareAsync(Token);
        await using ControlContext context = await control.Get<IDbContextFactory<ControlContext>>().CreateDbContextAsync(Token);
        return await look(context);
    }
}
