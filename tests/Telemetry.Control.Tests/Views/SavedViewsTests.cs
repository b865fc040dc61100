using Telemetry.Control.Tokens;
using Telemetry.Control.Views;
using Telemetry.Model;
using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests.Views;

public sealed class SqliteSavedViewsTests : SavedViewsTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresSavedViewsTests(PostgresFixture postgres) : SavedViewsTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class SavedViewsTests : IAsyncLifetime
{
    private static readonly ProjectId Project = new(1);
    private static readonly ApiTokenGrant Ada = new("Ada", IsAdministrator: true, []) { Owner = "u1" };
    private static readonly ApiTokenGrant Bob = new("Bob", IsAdministrator: true, []) { Owner = "u2" };

    protected abstract ControlDatabaseKind Database { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    [Fact]
    public async Task SaveAsync_SameName_KeepsTheLink()
    {
        await using ControlSetup control = Database.Open();
        SavedViews views = control.Get<SavedViews>();
        SavedView first = (await views.SaveAsync(Project, Ada, "errors", "/logs", "query=level%3Aerror", Token))!;

        SavedView second = (await views.SaveAsync(Project, Ada, "errors", "/traces", "query=status%3Aerror", Token))!;

        Assert.Equal(first.Id, second.Id);
        Assert.Equal([second], await views.ListAsync(Project, "u1", Token));
        Assert.Equal("/traces", (await views.FindAsync(Project, first.Id, Token))?.Path);
    }

    [Fact]
    public async Task ListAsync_AnotherOwnersView_IsNotListedYetOpensByItsLink()
    {
        await using ControlSetup control = Database.Open();
        SavedViews views = control.Get<SavedViews>();
        SavedView ofAda = (await views.SaveAsync(Project, Ada, "errors", "/logs", "", Token))!;

        Assert.Empty(await views.ListAsync(Project, Bob.Owner, Token));
        Assert.Equal(ofAda, await views.FindAsync(Project, ofAda.Id, Token));
        Assert.Null(await views.FindAsync(new ProjectId(2), ofAda.Id, Token));
        Assert.False(await views.DeleteAsync(Project, Bob.Owner, ofAda.Id, Token));
        Assert.True(await views.DeleteAsync(Project, Ada.Owner, ofAda.Id, Token));
        Assert.Null(await views.FindAsync(Project, ofAda.Id, Token));
    }

    [Fact]
    public async Task SaveAsync_TooMany_SavesNoMore()
    {
        await using ControlSetup control = Database.Open();
        SavedViews views = control.Get<SavedViews>();
        for (int i = 0; i < SavedViews.MaxPerOwner; i++)
        {
            Assert.NotNull(await views.SaveAsync(Project, Ada, $"view {i}", "/logs", "", Token));
        }

        Assert.Null(await views.SaveAsync(Project, Ada, "one more", "/logs", "", Token));
        Assert.NotNull(await views.SaveAsync(Project, Ada, "view 7", "/traces", "", Token));
        Assert.NotNull(await views.SaveAsync(Project, Bob, "one more", "/logs", "", Token));
    }
}
