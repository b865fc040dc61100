using Telemetry.Control.Issues;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>An issue with the hashes its crashes are stored under.</summary>
/// <param name="Issue">The issue; where one is asked for that is part of another, that other.</param>
/// <param name="Hashes">Never empty.</param>
internal sealed record IssueWithHashes(Issue Issue, IReadOnlyList<ulong> Hashes);

/// <summary>Finds an issue and what its crashes are stored under.</summary>
internal sealed class IssueParts(IssueReader issues, IssueKeyReader keysOfIssues)
{
    // Merges are made flat when they are made; this is for two at the same moment.
    private const int MaxSteps = 10;

    /// <summary>By number or short id; null when there is none.</summary>
    public async Task<IssueWithHashes?> FindAsync(ProjectId project, string name, CancellationToken cancellationToken)
    {
        Issue? issue = await issues.FindAsync(project, name, cancellationToken);
        for (int step = 0; step < MaxSteps && issue?.MergedInto is { } target; step++)
        {
            issue = await issues.FindAsync(project, target.ToString(), cancellationToken);
        }

        return issue is null ? null : await WithHashesAsync(issue, cancellationToken);
    }

    /// <summary>The issue of a key; null when it has been deleted.</summary>
    public async Task<IssueWithHashes?> FindAsync(ProjectId project, GroupingKey key, CancellationToken cancellationToken) =>
        (await keysOfIssues.FindAsync(project, [key], cancellationToken)).GetValueOrDefault(key) is { } issue ? await WithHashesAsync(issue, cancellationToken) : null;

    private async Task<IssueWithHashes?> WithHashesAsync(Issue issue, CancellationToken cancellationToken)
    {
        ILookup<IssueId, IssueKey> keys = await issues.ListKeysAsync(issue.Project, [issue.Id], cancellationToken);
        ulong[] hashes = [.. keys[issue.Id].Select(key => key.Key.Hash).Distinct()];
        return hashes.Length == 0 ? null : new IssueWithHashes(issue, hashes);
    }
}
