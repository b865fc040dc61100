using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Ingest;

/// <summary>The answers that the ingest page waits for; each started at once.</summary>
internal sealed record IngestStatus
{
    private static readonly TimeSpan Ever = TimeSpan.FromDays(400);

    public required Task<ApiAnswer<IngestLedger>> Ledger { get; init; }

    public required Task<ApiAnswer<IngestTimeline>> Timeline { get; init; }

    public required Task<ApiAnswer<ProjectActivity>> Activity { get; init; }

    public required Task<ApiAnswer<IngestKeyList>> Keys { get; init; }

    public required Task<ApiAnswer<DeadLetterList>> DeadLetters { get; init; }

    /// <summary>What ever came in: asked only when the present range has nothing.</summary>
    public required Task<ApiAnswer<IngestLedger>> Total { get; init; }

    /// <summary>The dead letter that is opened; null: none is.</summary>
    public required Task<ApiAnswer<DeadLetterItem>>? Letter { get; init; }

    public IEnumerable<Task> All => [Ledger, Timeline, Activity, Keys, DeadLetters, Total, Letter ?? Task.CompletedTask];

    public static IngestStatus Start(QueryApiClient api, ProjectDirectory projects, string? projectId, UtcRange range, string? letter, CancellationToken cancellationToken)
    {
        var project = projects.FindAsync(projectId);
        var ledger = project.ThenAsync(found => api.GetLedgerAsync(found.Id, range, cancellationToken));
        return new IngestStatus
        {
            Ledger = ledger,
            Timeline = project.ThenAsync(found => api.GetIngestTimelineAsync(found.Id, range, 70, cancellationToken)),
            Activity = project.ThenAsync(found => api.GetActivityAsync(found.Id, range, cancellationToken)),
            Keys = project.ThenAsync(found => api.ListIngestKeysAsync(found.Id, cancellationToken)),
            DeadLetters = api.ListDeadLettersAsync(50, cancellationToken),
            Letter = string.IsNullOrEmpty(letter) ? null : api.GetDeadLetterAsync(letter, cancellationToken),
            Total = project.ThenAsync(found => TotalAsync(api, found.Id, ledger, range, cancellationToken)),
        };
    }

    private static async Task<ApiAnswer<IngestLedger>> TotalAsync(
        QueryApiClient api, string project, Task<ApiAnswer<IngestLedger>> ledger, UtcRange range, CancellationToken cancellationToken)
    {
        var answer = await ledger;
        return answer.Value is { Signals.Count: 0 } ? await api.GetLedgerAsync(project, new UtcRange(range.To - Ever, range.To), cancellationToken) : answer;
    }
}
