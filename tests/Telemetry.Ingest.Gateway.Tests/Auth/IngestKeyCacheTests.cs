using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control;
using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Model;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Auth;

public sealed class IngestKeyCacheTests
{
    private static readonly IngestKeyGrant Grant = new(new IngestKeyId(7), new ProjectId(3), 30, 14, null, null);

    private readonly FakeTimeProvider _time = new();
    private readonly GatewayOptions _options = new();
    private int _questions;
    private Func<string, Task<IngestKeyGrant?>> _answer = _ => Task.FromResult<IngestKeyGrant?>(Grant);

    [Fact]
    public async Task Find_RevokedKey_StopsWithinTenSeconds()
    {
        await using var control = new ControlHost();
        string key = await control.Writer.CreateAsync(ControlHost.FirstProject, null, null, TestContext.Current.CancellationToken);
        IngestKeyCache cache = Cache(control.Reader.FindAsync);
        AdmittedKey admitted = (await cache.FindAsync(key)).Key!;

        await control.Writer.RevokeAsync(admitted.Grant.Key, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(KeyStatus.Unknown, (await cache.FindAsync(key)).Status);
    }

    [Fact]
    public async Task Find_RevokedKeyInSteadyUse_StopsWithinTenSeconds()
    {
        await using var control = new ControlHost();
        string key = await control.Writer.CreateAsync(ControlHost.FirstProject, null, null, TestContext.Current.CancellationToken);
        IngestKeyCache cache = Cache(control.Reader.FindAsync);
        AdmittedKey admitted = (await cache.FindAsync(key)).Key!;
        await control.Writer.RevokeAsync(admitted.Grant.Key, TestContext.Current.CancellationToken);

        // Checked behind the back of a request: the ones after it hear of it, and nobody waited.
        _time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.HoldsAsync(
            async () => (await cache.FindAsync(key)).Status == KeyStatus.Unknown, TimeSpan.FromSeconds(20), "the revocation", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Find_FreshKey_AsksOnce()
    {
        IngestKeyCache cache = Cache();

        for (int i = 0; i < 100; i++)
        {
            Assert.Same(Grant, (await cache.FindAsync("key")).Key?.Grant);
        }

        Assert.Equal(1, _questions);
    }

    [Fact]
    public async Task Find_ManyRequestsOfANewKey_AskOnce()
    {
        var answer = new TaskCompletionSource<IngestKeyGrant?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = _ => answer.Task;
        IngestKeyCache cache = Cache();

        Task<KeyLookup>[] lookups = [.. Enumerable.Range(0, 100).Select(_ => cache.FindAsync("key").AsTask())];
        answer.SetResult(Grant);

        Assert.All(await Task.WhenAll(lookups), lookup => Assert.Equal(KeyStatus.Valid, lookup.Status));
        Assert.Equal(1, _questions);
    }

    [Fact]
    public async Task Find_ChangedGrant_IsTakenOverAndTheQuotaKept()
    {
        IngestKeyCache cache = Cache();
        AdmittedKey before = (await cache.FindAsync("key")).Key!;
        _answer = _ => Task.FromResult<IngestKeyGrant?>(Grant with { MaxItemsPerSecond = 5 });

        _time.Advance(TimeSpan.FromSeconds(9));
        AdmittedKey after = (await cache.FindAsync("key")).Key!;

        Assert.Equal(5, after.Grant.MaxItemsPerSecond);
        Assert.Same(before.Quota, after.Quota);
    }

    [Fact]
    public async Task Find_UnknownKey_IsNotAskedAboutAgainAtOnce()
    {
        _answer = _ => Task.FromResult<IngestKeyGrant?>(null);
        IngestKeyCache cache = Cache();

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(KeyStatus.Unknown, (await cache.FindAsync("key")).Status);
        }

        Assert.Equal(1, _questions);
        _time.Advance(TimeSpan.FromSeconds(5));
        _answer = _ => Task.FromResult<IngestKeyGrant?>(Grant);
        Assert.Equal(KeyStatus.Valid, (await cache.FindAsync("key")).Status);
    }

    [Fact]
    public async Task Find_FloodOfInventedKeys_AsksAThousandTimesAtMost()
    {
        _answer = _ => Task.FromResult<IngestKeyGrant?>(null);
        IngestKeyCache cache = Cache();

        int turnedAway = 0;
        for (int i = 0; i < 20_000; i++)
        {
            turnedAway += (await cache.FindAsync($"invented {i}")).Status == KeyStatus.Unavailable ? 1 : 0;
        }

        Assert.Equal(1000, _questions);
        Assert.Equal(19_000, turnedAway);
    }

    [Fact]
    public async Task Find_FloodOfInventedKeys_LeavesKnownKeysAlone()
    {
        IngestKeyCache cache = Cache();
        await cache.FindAsync("key");
        _answer = _ => Task.FromResult<IngestKeyGrant?>(null);
        for (int i = 0; i < 2000; i++)
        {
            await cache.FindAsync($"invented {i}");
        }

        _answer = _ => Task.FromResult<IngestKeyGrant?>(Grant);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(KeyStatus.Valid, (await cache.FindAsync("key")).Status);
    }

    [Fact]
    public async Task Find_DatabaseIsAway_KnownKeysWorkForAWhile()
    {
        IngestKeyCache cache = Cache();
        await cache.FindAsync("key");
        _answer = _ => Task.FromException<IngestKeyGrant?>(new ControlUnavailableException("Away.", new IOException()));

        _time.Advance(_options.KeysOutliveDatabase);
        Assert.Equal(KeyStatus.Valid, (await cache.FindAsync("key")).Status);
        Assert.Equal(KeyStatus.Unavailable, (await cache.FindAsync("new key")).Status);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(KeyStatus.Unavailable, (await cache.FindAsync("key")).Status);

        _answer = _ => Task.FromResult<IngestKeyGrant?>(Grant);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(KeyStatus.Valid, (await cache.FindAsync("key")).Status);
    }

    [Fact]
    public async Task Find_DatabaseIsAway_IsNotAskedAtEveryRequest()
    {
        IngestKeyCache cache = Cache();
        await cache.FindAsync("key");
        _answer = _ => Task.FromException<IngestKeyGrant?>(new ControlUnavailableException("Away.", new IOException()));
        _time.Advance(TimeSpan.FromSeconds(9));

        for (int i = 0; i < 100; i++)
        {
            await cache.FindAsync("key");
        }

        Assert.Equal(2, _questions);
    }

    [Fact]
    public async Task Find_DatabaseDoesNotAnswer_IsGivenUpAfterASecond()
    {
        _answer = _ => new TaskCompletionSource<IngestKeyGrant?>().Task;
        IngestKeyCache cache = Cache();

        Task<KeyLookup> lookup = cache.FindAsync("key").AsTask();
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1.1));
                return lookup.IsCompleted;
            },
            TimeSpan.FromSeconds(20),
            "the answer",
            TestContext.Current.CancellationToken);

        Assert.Equal(KeyStatus.Unavailable, (await lookup).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Find_NoKey_AsksNobody(string? key)
    {
        Assert.Equal(KeyStatus.Unknown, (await Cache().FindAsync(key)).Status);
        Assert.Equal(KeyStatus.Unknown, (await Cache().FindAsync(new string('x', 10_000))).Status);
        Assert.Equal(0, _questions);
    }

    private IngestKeyCache Cache(IngestKeyFinder? find = null) =>
        new(find ?? ((key, _) => { Interlocked.Increment(ref _questions); return _answer(key); }), _options, _time, NullLogger<IngestKeyCache>.Instance);
}
