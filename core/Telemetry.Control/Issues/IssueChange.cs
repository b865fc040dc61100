using System.Globalization;
using Telemetry.Control.Outbox;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Writes what happened to an issue, for people (activity) and for the server (outbox), in the transaction of the change.</summary>
internal static class IssueChange
{
    /// <summary>Tells of something. The issue has its id, and the state it has afterwards.</summary>
    /// <returns>The line of the timeline; it has its id when the context is saved.</returns>
    public static IssueActivityRow Tell(ControlContext context, IssueRow issue, IssueChangeKind kind, IssueActor actor, DateTimeOffset now, IssueActivityDetails details, params IReadOnlyList<string> mentions)
    {
        Announce(context, issue, kind, actor, now, details, mentions);
        return context.IssueActivity.Add(new IssueActivityRow
        {
            ProjectId = issue.ProjectId,
            IssueId = issue.Id,
            Kind = kind,
            Actor = actor.Owner,
            ActorName = actor.Name,
            Details = OutboxJson.Write(details),
            StateVersion = issue.StateVersion,
            AtMilliseconds = now.ToUnixTimeMilliseconds(),
        }).Entity;
    }

    /// <summary>The message alone, for an issue that is about to be gone together with its timeline.</summary>
    public static void Announce(ControlContext context, IssueRow issue, IssueChangeKind kind, IssueActor actor, DateTimeOffset now, IssueActivityDetails details, params IReadOnlyList<string> mentions) =>
        OutboxWriter.Add(context, OutboxTopics.Issues, issue.Id.ToString(CultureInfo.InvariantCulture), Message(issue, kind, actor, now, details, mentions), now);

    private static IssueChanged Message(IssueRow issue, IssueChangeKind kind, IssueActor actor, DateTimeOffset now, IssueActivityDetails details, IReadOnlyList<string> mentions) => new()
    {
        Kind = kind,
        Project = checked((uint)issue.ProjectId),
        Issue = issue.Id,
        ShortId = issue.ShortId,
        Title = issue.Title,
        Culprit = issue.Culprit,
        Level = issue.Level,
        At = now,
        Actor = actor.Name,
        Release = details.Release,
        Environment = details.Environment,
        Before = details.Before,
        After = details.After,
        Mentions = mentions,
    };
}
