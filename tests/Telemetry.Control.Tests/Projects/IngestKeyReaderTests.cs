using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Projects;
using Telemetry.Model;
using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests.Projects;

public sealed class SqliteIngestKeyReaderTests : IngestKeyReaderTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresIngestKeyReaderTests(PostgresFixture postgres) : IngestKeyReaderTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class IngestKeyReaderTests : IAsyncLifetime
{
    protected abstract ControlDatabaseKind Database { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    [Fact]
    public async Task FindAsync_KeyOfFirstStart_GrantsProjectOne()
    {
        await using ControlSetup control = Database.Open();
        KeyedProject? first = await control.Get<ProjectReader>().FindFirstKeyedAsync(Token);

        IngestKeyGrant? grant = await control.Get<IngestKeyReader>().FindAsync(first!.IngestKey, Token);

        Assert.Equal(new IngestKeyGrant(new IngestKeyId(1), new ProjectId(1), 30, 30, null, null), grant);
        Assert.Equal("default", first.Project.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("' OR 1=1 --0000000000000000000000000000000000000000000000000000")]
    [InlineData("\u0000\ud800000000000000000000000000000000000000000000000000000000000000")]
    public async Task FindAsync_UnknownKey_ReturnsNull(string key)
    {
        await using ControlSetup control = Database.Open();

        Assert.Null(await control.Get<IngestKeyReader>().FindAsync(key, Token));
    }

    [Fact]
    public async Task FindAsync_KeyInOtherCase_ReturnsNull()
    {
        await using ControlSetup control = Database.Open();
        KeyedProject? first = await control.Get<ProjectReader>().FindFirstKeyedAsync(Token);

        Assert.Null(await control.Get<IngestKeyReader>().FindAsync(first!.IngestKey.ToUpperInvariant(), Token));
    }

    [Fact]
    public async Task FindAsync_KeyWithLimits_GrantsThem()
    {
        await using ControlSetup control = Database.Open();
        string key = await control.Get<IngestKeyWriter>().CreateAsync(new ProjectId(1), maxItemsPerSecond: 500, maxBytesPerSecond: 1_000_000, Token);

        IngestKeyGrant? grant = await control.Get<IngestKeyReader>().FindAsync(key, Token);

        Assert.Equal(new IngestKeyGrant(new IngestKeyId(2), new ProjectId(1), 30, 30, 500, 1_000_000), grant);
    }

    [Fact]
    public async Task FindAsync_RevokedKey_ReturnsNull()
    {
        await using ControlSetup control = Database.Open();
        string key = await control.Get<IngestKeyWriter>().CreateAsync(new ProjectId(1), null, null, Token);

        Assert.True(await control.Get<IngestKeyWriter>().RevokeAsync(new IngestKeyId(2), Token));

        Assert.Null(await control.Get<IngestKeyReader>().FindAsync(key, Token));
        Assert.False(await control.Get<IngestKeyWriter>().RevokeAsync(new IngestKeyId(2), Token));
    }

    [Fact]
    public async Task RotateAsync_WithGrace_BothWorkUntilItIsOver()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using ControlSetup control = Database.Open(clock);
        IngestKey old = await control.Get<IngestKeyWriter>().CreateAsync(new ProjectId(1), "desktop", Token);

        IngestKey made = (await control.Get<IngestKeyWriter>().RotateAsync(new ProjectId(1), old.Id, TimeSpan.FromHours(1), Token))!;

        Assert.Equal("desktop", made.Name);
        Assert.NotNull(await control.Get<IngestKeyReader>().FindAsync(old.Text, Token));
        Assert.NotNull(await control.Get<IngestKeyReader>().FindAsync(made.Text, Token));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await control.Get<IngestKeyReader>().FindAsync(old.Text, Token));
        Assert.NotNull(await control.Get<IngestKeyReader>().FindAsync(made.Text, Token));
        Assert.Null(await control.Get<IngestKeyWriter>().RotateAsync(new ProjectId(1), old.Id, TimeSpan.FromHours(1), Token));
    }

    [Fact]
    public async Task RevokeAsync_KeyInItsGrace_EndsAtOnce()
    {
        await using ControlSetup control = Database.Open();
        IngestKey old = await control.Get<IngestKeyWriter>().CreateAsync(new ProjectId(1), "desktop", Token);
        await control.Get<IngestKeyWriter>().RotateAsync(new ProjectId(1), old.Id, TimeSpan.FromHours(1), Token);

        Assert.True(await control.Get<IngestKeyWriter>().RevokeAsync(new ProjectId(1), old.Id, Token));

        Assert.Null(await control.Get<IngestKeyReader>().FindAsync(old.Text, Token));
    }

    [Fact]
    public async Task RevokeAsync_KeyOfAnotherProject_IsLeftAlone()
    {
        await using ControlSetup control = Database.Open();
        IngestKey key = await control.Get<IngestKeyWriter>().CreateAsync(new ProjectId(1), "", Token);

        Assert.False(await control.Get<IngestKeyWriter>().RevokeAsync(new ProjectId(2), key.Id, Token));
        Assert.Null(await control.Get<IngestKeyWriter>().RotateAsync(new ProjectId(2), key.Id, TimeSpan.Zero, Token));

        Assert.NotNull(await control.Get<IngestKeyReader>().FindAsync(key.Text, Token));
    }

    [Fact]
    public async Task FindAsync_AfterReopening_FindsTheSameKey()
    {
        string key;
        await using (ControlSetup before = Database.Open())
        {
            key = (await before.Get<ProjectReader>().FindFirstKeyedAsync(Token))!.IngestKey;
        }

        await using ControlSetup after = Database.Open();

        Assert.NotNull(await after.Get<IngestKeyReader>().FindAsync(key, Token));
        Assert.Single(await after.Get<ProjectReader>().ListAsync(Token));
    }

    [Fact]
    public async Task PrepareAsync_FourProcessesAtOnce_MakeOneProject()
    {
        ControlSetup[] setups = [Database.Open(), Database.Open(), Database.Open(), Database.Open()];

        await Task.WhenAll(setups.Select(setup => setup.Get<ControlDatabase>().PrepareAsync(Token)));

        Assert.Single(await setups[0].Get<ProjectReader>().ListAsync(Token));
        foreach (ControlSetup setup in setups)
        {
            await setup.DisposeAsync();
        }
    }
}
