using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Migrations;
using Telemetry.Control.Projects;
using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests.Migrations;

public sealed class SqliteMigratorTests : ControlMigratorTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();

    [Fact]
    public async Task AskAsync_DirectoryThatBecomesUsable_RecoversByItself()
    {
        string path = ((SqliteControl)Database).Directory;
        await File.WriteAllTextAsync(path, "in the way", Token);
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using ControlSetup control = Database.Open(clock);
        await Assert.ThrowsAsync<ControlUnavailableException>(() => control.Get<ProjectReader>().ListAsync(Token));

        File.Delete(path);
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Single(await control.Get<ProjectReader>().ListAsync(Token));
    }
}

public sealed class PostgresMigratorTests(PostgresFixture postgres) : ControlMigratorTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);

    [Fact]
    public async Task AskAsync_NoServer_SaysSoWithoutThePassword()
    {
        await using var control = new ControlSetup(
            TimeProvider.System, ("Control:Kind", "postgres"), ("Control:ConnectionString", "Host=127.0.0.1;Port=1;Username=u;Password=geheim;Timeout=2"));

        ControlUnavailableException exception = await Assert.ThrowsAsync<ControlUnavailableException>(() => control.Get<ProjectReader>().ListAsync(Token));

        Assert.StartsWith("The control database (postgres) cannot be used:", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", exception.ToString(), StringComparison.Ordinal);
    }
}

public abstract class ControlMigratorTests : IAsyncLifetime
{
    protected abstract ControlDatabaseKind Database { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    [Fact]
    public async Task Schema_EveryMappedColumn_IsThere()
    {
        await using ControlSetup control = Database.Open();
        await control.Get<ControlDatabase>().PrepareAsync(Token);
        await using ControlContext context = await control.Get<IDbContextFactory<ControlContext>>().CreateDbContextAsync(Token);

        foreach (IEntityType type in context.Model.GetEntityTypes())
        {
            // What lies in a column of JSON has no columns of its own.
            string columns = type.IsMappedToJson() ? type.GetContainerColumnName()! : string.Join(", ", type.GetProperties().Select(property => property.GetColumnName()));
            string sql = $"SELECT {columns} FROM {type.GetTableName()}";
            await context.Database.ExecuteSqlRawAsync(sql, Token);
        }
    }

    [Fact]
    public async Task PrepareAsync_StepOfANewerVersion_IsRefused()
    {
        await ChangeHistoryAsync("INSERT INTO schema_migrations VALUES ('9999_add_flying_cars', '', 0)");
        await using ControlSetup control = Database.Open();

        ControlUnavailableException exception = await Assert.ThrowsAsync<ControlUnavailableException>(() => control.Get<ControlDatabase>().PrepareAsync(Token));

        Assert.Contains("A newer version of the server wrote this database (9999_add_flying_cars)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrepareAsync_StepThatChanged_IsRefused()
    {
        await ChangeHistoryAsync("UPDATE schema_migrations SET checksum = 'other' WHERE name = '0001_create_projects'");
        await using ControlSetup control = Database.Open();

        ControlUnavailableException exception = await Assert.ThrowsAsync<ControlUnavailableException>(() => control.Get<ControlDatabase>().PrepareAsync(Token));

        Assert.Contains("0001_create_projects was changed after it ran here", exception.Message, StringComparison.Ordinal);
    }

    private async Task ChangeHistoryAsync(string sql)
    {
        await using ControlSetup control = Database.Open();
        await control.Get<ControlDatabase>().PrepareAsync(Token);
        await using ControlContext context = await control.Get<IDbContextFactory<ControlContext>>().CreateDbContextAsync(Token);
        await context.Database.ExecuteSqlRawAsync(sql, Token);
    }
}

public sealed class MigrationScriptTests
{
    [Fact]
    public void All_BothKinds_HaveTheSameSteps() =>
        Assert.Equal(MigrationScript.All(ControlKind.Sqlite).Select(script => script.Name), MigrationScript.All(ControlKind.Postgres).Select(script => script.Name));

    [Fact]
    public void All_Names_AreNumberedWithoutGaps()
    {
        IReadOnlyList<MigrationScript> scripts = MigrationScript.All(ControlKind.Sqlite);

        Assert.NotEmpty(scripts);
        Assert.All(scripts.Index(), script => Assert.StartsWith($"{script.Index + 1:0000}_", script.Item.Name, StringComparison.Ordinal));
    }
}
