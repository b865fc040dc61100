using System.Globalization;
using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues;

/// <summary>Issues as the contract writes them.</summary>
internal static partial class IssueItems
{
    public static IssueItem From(Issue issue) => new()
    {
        Id = issue.Id.ToString(),
        ShortId = issue.ShortId,
        Title = issue.Title,
        Type = issue.Type,
        Culprit = issue.Culprit,
        Level = issue.Level,
        State = From(issue.State),
        StateVersion = issue.StateVersion,
        MergedInto = issue.MergedInto?.ToString(),
        FirstSeen = Rfc3339.Write(issue.FirstSeen),
        LastSeen = Rfc3339.Write(issue.LastSeen),
        FirstRelease = issue.FirstRelease,
        LastRelease = issue.LastRelease,
    };

    public static IssueStateItem From(IssueState state) => new(
        Word(state.Status), Word(state.Substatus), Rfc3339.Write(state.Since), Resolution(state.Resolution), Archive(state.Archive), state.Assignee, Word(state.Priority));

    public static IssueTimelineItem From(IssueActivity line, string caller) => new()
    {
        Id = line.Id.ToString(CultureInfo.InvariantCulture),
        Kind = Word(line.Kind),
        Actor = line.Actor.Name,
        At = Rfc3339.Write(line.At),
        Before = line.Details.Before is { } before ? From(before) : null,
        After = line.Details.After is { } after ? From(after) : null,
        Release = line.Details.Release,
        Environment = line.Details.Environment,
        Others = line.Details.Others,
        Rule = line.Details.Rule,
        Comment = line.Comment is { } comment ? From(comment, caller) : null,
    };

    public static IssueCommentItem From(IssueComment comment, string caller) => new(
        comment.Id.ToString(CultureInfo.InvariantCulture), comment.Author.Name ?? "", comment.Author.Owner == caller, comment.Text, Rfc3339.Write(comment.CreatedAt), Rfc3339.Write(comment.EditedAt));

    public static EditedIssueItem From(EditedIssue edited) =>
        new(From(edited.Issue), [.. edited.Changes.Select(change => change.ToString(CultureInfo.InvariantCulture))], edited.IsConflict);

    public static DiscardedIssueItem From(DiscardedKey key) => new(KeyText.Write(key.Key), key.ShortId, key.Title, key.ActorName, Rfc3339.Write(key.DiscardedAt));

    private static IssueResolutionItem? Resolution(IssueResolution? resolution) =>
        resolution is null ? null : new IssueResolutionItem(Word(resolution.Kind), resolution.Releases, Rfc3339.Write(resolution.At));

    private static IssueArchiveItem? Archive(IssueArchive? archive) => archive is null
        ? null
        : new IssueArchiveItem(Word(archive.Kind), Rfc3339.Write(archive.Until), archive.Count, archive.Window is { } window ? (int)window.TotalMinutes : null, Rfc3339.Write(archive.At));

    // Camel case: the only word of two is mergedAway.
    private static string Word<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
