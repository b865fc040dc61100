using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Outbox;
using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests.Outbox;

public sealed class SqliteOutboxReaderTests : OutboxReaderTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresOutboxReaderTests(PostgresFixture postgres) : OutboxReaderTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

public abstract class OutboxReaderTests : ControlSuite
{
    private const string Topic = "tests";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task ClaimAsync_ConsumerThatDies_LosesItsMessagesWhenTheTimeIsUp()
    {
        await using ControlSetup first = Database.Open(_clock);
        await using ControlSetup second = Database.Open(_clock);
        await WriteAsync(first, "a", "b", "a");
        OutboxClaim dead = await first.Get<OutboxReader>().ClaimAsync(Topic, 10, Lease, Token);

        Assert.Equal(["a:0", "b:1", "a:2"], Texts(dead));
        Assert.Empty((await second.Get<OutboxReader>().ClaimAsync(Topic, 10, Lease, Token)).Messages);
        _clock.Advance(Lease);
        OutboxClaim alive = await second.Get<OutboxReader>().ClaimAsync(Topic, 10, Lease, Token);

        Assert.Equal(Texts(dead), Texts(alive));
        Assert.All(alive.Messages, message => Assert.Equal(2, message.Attempts));
        Assert.Equal(0, await first.Get<OutboxReader>().DoneAsync(dead, Ids(dead), Token));
        Assert.Equal(3, await second.Get<OutboxReader>().DoneAsync(alive, Ids(alive), Token));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await first.Get<OutboxReader>().ClaimAsync(Topic, 10, Lease, Token)).Messages);
    }

    [Fact]
    public async Task RetryAsync_LaterMessagesOfTheSubject_WaitForIt()
    {
        await using ControlSetup control = Database.Open(_clock);
        OutboxReader reader = control.Get<OutboxReader>();
        await WriteAsync(control, "a", "b", "a", "a");
        OutboxClaim claim = await reader.ClaimAsync(Topic, 1, Lease, Token);

        Assert.Equal(1, await reader.RetryAsync(claim, claim.Messages[0].Id, "the channel was away", _clock.GetUtcNow().AddMinutes(5), Token));
        Assert.Equal(["b:1"], Texts(await reader.ClaimAsync(Topic, 10, Lease, Token)));
        _clock.Advance(TimeSpan.FromMinutes(5));
        OutboxClaim later = await reader.ClaimAsync(Topic, 10, Lease, Token);

        Assert.Equal(["a:0", "b:1", "a:2", "a:3"], Texts(later));
        await reader.GiveUpAsync(later, later.Messages[0].Id, "nobody is there", Token);
        await reader.DoneAsync(later, [later.Messages[1].Id, later.Messages[2].Id, later.Messages[3].Id], Token);
        Assert.Equal([("nobody is there", 2)], await LookAsync(control, async context =>
            (await context.Outbox.Where(row => row.Error != null).ToListAsync(Token)).Select(row => (row.Error!, row.Attempts)).ToArray()));
    }

    [Fact]
    public async Task ClaimAsync_SubjectInOtherHands_IsLeftAlone()
    {
        await using ControlSetup first = Database.Open(_clock);
        await using ControlSetup second = Database.Open(_clock);
        await WriteAsync(first, "a", "a", "b");

        OutboxClaim one = await first.Get<OutboxReader>().ClaimAsync(Topic, 1, Lease, Token);
        OutboxClaim two = await second.Get<OutboxReader>().ClaimAsync(Topic, 10, Lease, Token);

        Assert.Equal(["a:0"], Texts(one));
        Assert.Equal(["b:2"], Texts(two));
        Assert.Empty((await first.Get<OutboxReader>().ClaimAsync("other topic", 10, Lease, Token)).Messages);
    }

    [Fact]
    public async Task ClaimAsync_ConsumersThatDieAtRandom_LoseNothingAndKeepTheOrder()
    {
        await using ControlSetup left = Database.Open(_clock);
        await using ControlSetup right = Database.Open(_clock);
        string[] subjects = [.. Enumerable.Range(0, 200).Select(number => $"s{number % 7}")];
        await WriteAsync(left, subjects);
        var seen = new List<string>();

        for (int turn = 0; seen.Distinct().Count() < subjects.Length; turn++)
        {
            OutboxReader[] readers = [left.Get<OutboxReader>(), right.Get<OutboxReader>()];
            OutboxClaim[] claims = await Task.WhenAll(readers.Select(reader => Task.Run(() => reader.ClaimAsync(Topic, 17, Lease, Token), Token)));
            Assert.Empty(Texts(claims[0]).Intersect(Texts(claims[1])));
            seen.AddRange(claims.SelectMany(Texts));
            // One of them dies with all it has, the other with the second half of it.
            await readers[turn % 2].DoneAsync(claims[turn % 2], [.. Ids(claims[turn % 2]).Take(9)], Token);
            _clock.Advance(Lease);
            Assert.True(turn < 200, "The messages do not become fewer.");
        }

        foreach (string subject in subjects.Distinct())
        {
            int[] firsts = [.. seen.Distinct().Where(text => text.StartsWith(subject + ":", StringComparison.Ordinal)).Select(text => int.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))];
            Assert.Equal(firsts.Order(), firsts);
        }
    }

    [Fact]
    public async Task DeleteOldAsync_WhatIsOpen_IsKept()
    {
        await using ControlSetup control = Database.Open(_clock);
        OutboxReader reader = control.Get<OutboxReader>();
        await WriteAsync(control, "a", "b");
        OutboxClaim claim = await reader.ClaimAsync(Topic, 1, Lease, Token);
        await reader.DoneAsync(claim, Ids(claim), Token);

        Assert.Equal(0, await reader.DeleteOldAsync(Token));
        _clock.Advance(OutboxReader.KeptDone + TimeSpan.FromMinutes(1));
        Assert.Equal(1, await reader.DeleteOldAsync(Token));
        Assert.Equal(["b:1"], Texts(await reader.ClaimAsync(Topic, 10, Lease, Token)));
    }

    private async Task WriteAsync(ControlSetup control, params string[] subjects) => await control.Get<ControlDatabase>().ChangeAsync(
        [Project],
        (context, _) =>
        {
            foreach ((int index, string subject) in subjects.Index())
            {
                OutboxWriter.Add(context, Topic, subject, $"{subject}:{index}", _clock.GetUtcNow());
            }

            return Task.FromResult(0);
        },
        Token);

    private static IEnumerable<string> Texts(OutboxClaim claim) => claim.Messages.Select(message => message.Read<string>());

    private static long[] Ids(OutboxClaim claim) => [.. claim.Messages.Select(message => message.Id)];
}
