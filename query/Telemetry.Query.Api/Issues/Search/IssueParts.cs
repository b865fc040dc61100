using Telemetry.Control.Issues;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>An issue with the hashes its crashes are stored under.</summary>
/// <param name="Issue">The issue; where one is asked for that is part of another, that other.</param>
/// <param name="Hashes">Never empty.</param>
internal sealed record IssueWithHashes(Issue Issue, IReadOnlyList<ulong> Hashes);

/// <summary>Finds an issue and what its crashes are stored under.</summary>
internal sealed class IssueParts(IssueReader issues)
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

        if (issue is null)
        {
            return null;
        }

        ILookup<IssueId, IssueKey> keys = await issues.ListKeysAsync(project, [issue.Id], cancellationToken);
        ulong[] hashes = [.. keys[issue.Id].Select(key => key.Key.Hash).Distinct()];
        return hashes.Length == 0 ? null : new IssueWithHashes(issue, hashes);
    }

    /// <summary>The issue of a key; null when it has been deleted.</summary>
    public async Task<IssueWithHashes?> FindAsync(ProjectId project, GroupingKey key, CancellationToken cancellationToken) =>
        await issues.FindByKeyAsync(project, key, cancellationToken) is { } issue ? await FindAsync(project, issue.ToString(), cancellationToken) : null;
}
