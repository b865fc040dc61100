using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues;

/// <summary>Reads what is to be changed of an issue, and says what is wrong with it.</summary>
internal sealed class IssuePatchReader(DateTimeOffset now)
{
    private const int MaxReleases = 20;
    private const int MaxRelease = 200;
    private const int MaxAssignee = 200;
    private const long MaxCount = 1_000_000_000;
    private const int MaxWindowMinutes = 30 * 24 * 60;

    private static readonly TimeSpan MaxTime = TimeSpan.FromDays(5 * 366);

    /// <summary>The change, or what is wrong: exactly one of the two.</summary>
    public (IssueEdit? Edit, ProblemHttpResult? Problem) Read(IssuePatch patch)
    {
        try
        {
            return (Edit(patch), null);
        }
        catch (WrongPatchException wrong)
        {
            return (null, ApiProblem.Parameter(wrong.Parameter, wrong.Message));
        }
    }

    private IssueEdit Edit(IssuePatch patch)
    {
        if (patch is { Status: null, Assignee: null, Priority: null })
        {
            throw new WrongPatchException("status", "Nothing is to be changed: give 'status', 'assignee' or 'priority'.");
        }

        IssueStatus? status = patch.Status is null ? null : Word<IssueStatus>("status", patch.Status);
        Check(patch.Resolution is null || status == IssueStatus.Resolved, "resolution", "'resolution' goes with the status 'resolved' only.");
        Check(patch.Archive is null || status == IssueStatus.Archived, "archive", "'archive' goes with the status 'archived' only.");
        Check(patch.Reviewed is null || status == IssueStatus.Unresolved, "reviewed", "'reviewed' goes with the status 'unresolved' only.");
        Check(patch.Assignee is null || (patch.Assignee.Length <= MaxAssignee && !patch.Assignee.Any(char.IsControl)), "assignee", $"'assignee' may have {MaxAssignee} characters, and no control characters.");
        (ResolutionKind kind, IReadOnlyList<string> releases) = Resolution(patch.Resolution);
        return new IssueEdit
        {
            Status = status,
            Resolution = kind,
            Releases = releases,
            Archive = patch.Archive is null ? null : Archive(patch.Archive),
            IsReviewed = patch.Reviewed == true,
            SetsAssignee = patch.Assignee is not null,
            Assignee = string.IsNullOrWhiteSpace(patch.Assignee) ? null : patch.Assignee.Trim(),
            Priority = patch.Priority is null ? null : Word<IssuePriority>("priority", patch.Priority),
            IfVersion = patch.IfVersion,
        };
    }

    private static (ResolutionKind Kind, IReadOnlyList<string> Releases) Resolution(IssueResolutionChange? change)
    {
        IReadOnlyList<string> releases = change?.Releases ?? [];
        Check(releases.Count == 0 || change?.In == "release", "resolution.releases", "Releases are named with 'in' being 'release' only.");
        Check(releases.Count <= MaxReleases && releases.All(IsRelease), "resolution.releases", $"There may be {MaxReleases} releases of 1 to {MaxRelease} characters each.");
        Check(change?.In != "release" || releases.Count > 0, "resolution.releases", "With 'in' being 'release', name at least one.");
        return change?.In switch
        {
            null or "now" => (ResolutionKind.Now, []),
            "current" or "release" => (ResolutionKind.Release, releases),
            "next" => (ResolutionKind.Next, []),
            _ => throw new WrongPatchException("resolution.in", "'in' must be now, current, next or release."),
        };
    }

    private IssueArchive Archive(IssueArchiveChange change)
    {
        ArchiveKind kind = Word<ArchiveKind>("archive.until", change.Until ?? "");
        bool isCount = kind is ArchiveKind.Events or ArchiveKind.Users;
        Check(isCount == change.Count is not null, "archive.count", "'count' belongs to 'until' being events or users, and must be there then.");
        Check(change.Count is null or (>= 1 and <= MaxCount), "archive.count", $"'count' must be a whole number from 1 to {MaxCount}.");
        Check(change.WindowMinutes is null || (isCount && change.WindowMinutes is >= 1 and <= MaxWindowMinutes), "archive.windowMinutes", $"'windowMinutes' goes with 'count', from 1 to {MaxWindowMinutes}.");
        Check((kind == ArchiveKind.Time) == change.Time is not null, "archive.time", "'time' belongs to 'until' being time, and must be there then.");
        return new IssueArchive(kind, now, change.Time is null ? null : Time(change.Time), change.Count, change.WindowMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null);
    }

    private DateTimeOffset Time(string text)
    {
        Check(TimeText.TryParse(text, now, out UnixNanoseconds time), "archive.time", $"'time' is no time: {TimeText.Forms}.");
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(time.Value / 1_000_000);
        Check(at > now && at - now <= MaxTime, "archive.time", "'time' must lie ahead, by five years at most.");
        return at;
    }

    private static T Word<T>(string parameter, string text)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        Check(words.Contains(text, StringComparer.Ordinal), parameter, $"'{parameter}' must be one of {string.Join(", ", words)}.");
        return Enum.Parse<T>(text, ignoreCase: true);
    }

    private static bool IsRelease(string? release) => release is { Length: >= 1 and <= MaxRelease } && !release.Any(char.IsControl);

    private static void Check(bool isRight, string parameter, string message)
    {
        if (!isRight)
        {
            throw new WrongPatchException(parameter, message);
        }
    }

    private sealed class WrongPatchException(string parameter, string message) : Exception(message)
    {
        public string Parameter { get; } = parameter;
    }
}
