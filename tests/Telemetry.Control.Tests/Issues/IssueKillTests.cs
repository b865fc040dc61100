using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Testing.Postgres;
using static Telemetry.Control.Tests.Issues.CrashBuilder;

namespace Telemetry.Control.Tests.Issues;

public sealed class SqliteIssueKillTests : IssueKillTests
{
    protected override ControlDatabaseKind Database { get; } = new SqliteControl();
}

public sealed class PostgresIssueKillTests(PostgresFixture postgres) : IssueKillTests
{
    protected override ControlDatabaseKind Database { get; } = new PostgresControl(postgres);
}

/// <summary>What a worker does with a batch, ended at each statement and around each commit, and done again.</summary>
public abstract class IssueKillTests : IssueSuite
{
    [Fact]
    public async Task Handle_EndedAnywhereAndDoneAgain_TellsEachChangeOnce()
    {
        using var watch = new CommandWatch(Database.Mark);
        await using ControlSetup control = Database.Open(Clock);
        await MakeAsync(control, 1, "1.0");
        int step = 0;
        for (bool hasEnded = true; hasEnded;)
        {
            step++;
            ulong hash = (ulong)(step * 10);
            IssueId known = await MakeAsync(control, hash, "1.0");
            await EditAsync(control, known, new IssueEdit { Status = IssueStatus.Resolved });
            Clock.Advance(TimeSpan.FromMinutes(1));
            CrashSighting[] batch = [Crash(hash, $"2.{step}", Clock.GetUtcNow()), Crash(hash + 1, "1.0", Clock.GetUtcNow()), Crash(hash + 2, $"3.{step}", Clock.GetUtcNow())];
            watch.Restart(endAt: step);

            if (await Record.ExceptionAsync(() => HandleAsync(control, batch)) is { } exception)
            {
                Assert.IsType<KilledException>(exception.GetBaseException());
            }

            hasEnded = watch.HasEnded;
            watch.Restart(endAt: 0);
            await HandleAsync(control, batch);
            await HandleAsync(control, batch);
            await CheckAsync(control, known, batch);
        }

        // Two transactions of some statements each, or the steps were not those.
        Assert.InRange(step, 12, 60);
    }

    [Fact]
    public async Task AssignAsync_KnownIssues_TakesAsManyStatementsForManyAsForFew()
    {
        using var watch = new CommandWatch(Database.Mark);
        await using ControlSetup control = Database.Open(Clock);
        CrashSighting[] Batch(int second) => [.. Enumerable.Range(0, 500).Select(crash => Crash((ulong)(crash % 50), $"1.{crash % 5}", Noon.AddSeconds(second)))];
        IssueAssigner assigner = control.Get<IssueAssigner>();
        await assigner.AssignAsync(Batch(0), Token);
        watch.Restart(endAt: 0);

        IReadOnlyList<AssignedCrash> answers = await assigner.AssignAsync(Batch(1), Token);
        Assert.InRange(watch.Statements, 4, 5);
        watch.Restart(endAt: 0);
        Assert.Empty(await control.Get<IssueDetector>().DetectAsync(Batch(1), answers, Counts, Token));

        Assert.Equal(1, watch.Statements);
        Assert.Equal(Noon.AddSeconds(1), (await FindAsync(control, answers[0].Issue!.Value)).LastSeen);
    }

    private static async Task CheckAsync(ControlSetup control, IssueId known, CrashSighting[] batch)
    {
        IReadOnlyList<AssignedCrash> answers = await control.Get<IssueAssigner>().AssignAsync(batch, Token);
        ILookup<long, IssueChangeKind> told = (await MessagesAsync(control)).ToLookup(message => message.Issue, message => message.Kind);
        Assert.Equal(known, answers[0].Issue);
        Assert.Equal([IssueChangeKind.Created, IssueChangeKind.Resolved, IssueChangeKind.Regressed], told[known.Value]);
        Assert.All(answers.Skip(1), crash => Assert.Equal([IssueChangeKind.Created], told[crash.Issue!.Value.Value]));
        Assert.Equal([IssueChangeKind.Regressed, IssueChangeKind.Resolved, IssueChangeKind.Created], (await LinesAsync(control, known)).Select(line => line.Kind));
        Assert.Equal(batch[0].Release, (await FindAsync(control, known)).LastRelease);
    }
}
