using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Control.Issues;
using Telemetry.Control.Outbox;
using Telemetry.Model.Issues;
using static Telemetry.Control.Tests.Issues.CrashBuilder;

namespace Telemetry.Control.Tests.Issues;

/// <summary>What tests of an issue's life have in common: a clock that begins at noon, and short ways to do things.</summary>
public abstract class IssueSuite : ControlSuite
{
    internal static readonly IssueActor Ada = new("u1", "Ada");

    internal FakeTimeProvider Clock { get; } = new(Noon);

    internal CountsByHand Counts { get; } = new();

    internal async Task<IssueId> MakeAsync(ControlSetup control, ulong hash, string? release = null) =>
        (await control.Get<IssueAssigner>().AssignAsync([Crash(hash, release, Clock.GetUtcNow())], Token)).Issue();

    /// <summary>Assigns and detects, as the worker does.</summary>
    internal async Task<IReadOnlyList<DetectedChange>> HandleAsync(ControlSetup control, params CrashSighting[] crashes) =>
        await control.Get<IssueDetector>().DetectAsync(crashes, await control.Get<IssueAssigner>().AssignAsync(crashes, Token), Counts, Token);

    internal async Task<EditedIssue> EditAsync(ControlSetup control, IssueId issue, IssueEdit edit) =>
        Assert.Single((await control.Get<IssueEditor>().EditAsync(Project, [issue], edit, Ada, Counts, Token)).Issues);

    internal static async Task<Issue> FindAsync(ControlSetup control, IssueId issue) =>
        await control.Get<IssueReader>().FindAsync(Project, issue.ToString(), Token) ?? throw new InvalidOperationException("The issue is gone.");

    internal static async Task<IReadOnlyList<IssueChanged>> MessagesAsync(ControlSetup control) => await LookAsync(control, async context =>
        (await context.Outbox.Where(row => row.Topic == OutboxTopics.Issues).OrderBy(row => row.Id).ToListAsync(Token)).ConvertAll(row => OutboxJson.Read<IssueChanged>(row.Payload)));

    internal static async Task<IEnumerable<IssueChangeKind>> KindsAsync(ControlSetup control) => (await MessagesAsync(control)).Select(message => message.Kind);

    internal static async Task<IReadOnlyList<IssueActivity>> LinesAsync(ControlSetup control, IssueId issue) =>
        await control.Get<IssueReader>().ListActivityAsync(Project, issue, before: null, 100, Token);
}
