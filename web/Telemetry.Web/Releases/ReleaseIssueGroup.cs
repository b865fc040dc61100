using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Releases;

/// <summary>Some of a release's issues, under a title.</summary>
/// <param name="Id">In the page.</param>
/// <param name="Title">For people.</param>
/// <param name="Note">What they are.</param>
/// <param name="None">What it means that there are none.</param>
/// <param name="Query">In the language of issues.</param>
internal sealed record ReleaseIssueGroup(string Id, string Title, string Note, string None, string Query)
{
    /// <summary>The issues.</summary>
    public Task<ApiAnswer<IssueList>> Answer { get; init; } = Task.FromResult<ApiAnswer<IssueList>>(new ApiFailure(ApiFailureKind.NotFound, ""));

    /// <summary>The groups of a release, worst first.</summary>
    public static IReadOnlyList<ReleaseIssueGroup> Of(string version) =>
    [
        new("began", "New in it", "No release before it had them.", "Nothing began in this release.", FilterTerm.Include("", "first_release", version)),
        new("back", "Came back", "Resolved before, and seen in it again.", "Nothing has come back in it.", FilterTerm.Include("is:regressed", "release", version)),
        new("fixed", "Resolved in it", "Said to be fixed by this release.", "Nothing is said to be fixed by it.", FilterTerm.Include("", "resolved_in", version)),
        new("open", "Still open", "Everything unresolved that was seen in it.", "Nothing seen in it is unresolved.", FilterTerm.Include("is:unresolved", "release", version)),
    ];
}
