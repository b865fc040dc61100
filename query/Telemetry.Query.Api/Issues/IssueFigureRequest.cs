using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues;

/// <summary>Reads what a call for figures of an issue asks for. For one request.</summary>
internal sealed class IssueFigureRequest(ParameterReader parameters, IssueParts parts)
{
    /// <summary>The issue and what is counted, or the answer to give instead.</summary>
    public async Task<(AskedIssue? Asked, ProblemHttpResult Problem)> ReadAsync(string project, string issue, IssueFigureParameters asked, CancellationToken cancellationToken)
    {
        TimeWindow window = parameters.Range(asked.From, asked.To, IssueListEndpoints.DefaultRange);
        SearchNode query = parameters.Search(asked.Query, CrashPageReader.FindProblem);
        ProblemHttpResult missing = ApiProblem.NotFound(IssueParameters.Missing);
        if (parameters.Problem is { } problem)
        {
            return (null, problem);
        }

        CrashScope scope = new(ProjectAccess.Parse(project), window) { Environments = RequiredValues.Environments(query) };
        return (await parts.FindAsync(scope.Project, issue, cancellationToken) is { } found ? new AskedIssue(scope, found) : null, missing);
    }
}

/// <summary>An issue of which figures are asked for.</summary>
/// <param name="Scope">What is counted.</param>
/// <param name="Found">The issue.</param>
internal sealed record AskedIssue(CrashScope Scope, IssueWithHashes Found)
{
    /// <summary>What its crashes are stored under.</summary>
    public IReadOnlyList<ulong> Hashes => Found.Hashes;
}
