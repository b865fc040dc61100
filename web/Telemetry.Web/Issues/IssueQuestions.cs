using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Crashes;

namespace Telemetry.Web.Issues;

/// <summary>The answers that the page of an issue waits for; each asked as soon as what it needs is known.</summary>
internal sealed class IssueQuestions
{
    private const int CrashesAtOnce = 10;
    private const int SimilarAtOnce = 6;
    private const int LinesAtOnce = 50;
    private const int FeedbackAtOnce = 5;
    private const int LogsAtOnce = 20;

    private readonly QueryApiClient _api;
    private readonly UtcRange _range;
    private readonly CancellationToken _cancellationToken;
    private string _project = "";

    private IssueQuestions(QueryApiClient api, UtcRange range, CancellationToken cancellationToken) => (_api, _range, _cancellationToken) = (api, range, cancellationToken);

    public required Task<ApiAnswer<IssueDetails>> Details { get; init; }

    /// <summary>The crash the address names, or the newest one.</summary>
    public Task<ApiAnswer<CrashItem>> Crash { get; private set; } = null!;

    public Task<ApiAnswer<CrashPage>> Crashes { get; private set; } = null!;

    public Task<ApiAnswer<IssueChanges>> Changes { get; private set; } = null!;

    public Task<ApiAnswer<IssueFacts>> Facts { get; private set; } = null!;

    public Task<ApiAnswer<IssueList>> Similar { get; private set; } = null!;

    public Task<ApiAnswer<CrashGroupingItem>> Grouping { get; private set; } = null!;

    public Task<ApiAnswer<IssueGroupList>> Groups { get; private set; } = null!;

    public Task<ApiAnswer<IssueTimelinePage>> Timeline { get; private set; } = null!;

    public Task<ApiAnswer<FeedbackList>> Feedback { get; private set; } = null!;

    public Task<ApiAnswer<LogPage>> Logs { get; private set; } = null!;

    /// <summary>What <see cref="Logs"/> are; null until the crash is known, or when it is none.</summary>
    public AroundCrash? Around { get; private set; }

    /// <summary>Id of the crash that is shown; null until it is known.</summary>
    public string? ShownCrash => Crash is { IsCompletedSuccessfully: true, Result.Value: { } crash } ? crash.Id : null;

    /// <summary>What has a place kept free for it.</summary>
    public IReadOnlyList<Task> Beside => [Crashes, Changes, Facts, Similar, Grouping, Groups, Timeline, Logs];

    /// <summary>Asks everything.</summary>
    public static IssueQuestions Ask(
        QueryApiClient api, ProjectDirectory projects, SearchAddress address, UtcRange range, string issue, IssueView view, CancellationToken cancellationToken)
    {
        string query = address.Scope.Apply(address.Query);
        string project = "";
        var details = projects.FindAsync(address.Project).ThenAsync(found =>
        {
            project = found.Id;
            // The figures are of what the page is narrowed to; what is searched among the crashes is not theirs, and may have a mistake in it.
            return api.GetIssueAsync(new ApiSearch(found.Id, address.Scope.Apply(""), range), issue, cancellationToken);
        });
        var questions = new IssueQuestions(api, range, cancellationToken) { Details = details };
        questions.Begin(query, address.Cursor, view, () => questions._project = project);
        return questions;
    }

    private void Begin(string query, string? cursor, IssueView view, Action know)
    {
        Task<ApiAnswer<T>> After<T>(Func<IssueItem, Task<ApiAnswer<T>>> ask)
            where T : class => Details.ThenAsync(details =>
            {
                know();
                return ask(details.Issue);
            });

        Crash = Details.ThenAsync(details =>
        {
            know();
            return (view.Crash ?? details.LatestEvent) is { } id ? _api.GetCrashAsync(_project, id, _cancellationToken) : Task.FromResult<ApiAnswer<CrashItem>>(new ApiFailure(ApiFailureKind.NotFound, ""));
        });
        Crashes = After(issue => _api.ListCrashesAsync(new ApiSearch(_project, query, _range), issue.Id, CrashesAtOnce, cursor, _cancellationToken));
        Timeline = After(issue => _api.GetIssueTimelineAsync(_project, issue.Id, LinesAtOnce, view.Lines, _cancellationToken));
        Feedback = After(issue => _api.ListIssueFeedbackAsync(_project, issue.Id, _range, FeedbackAtOnce, view.Written, _cancellationToken));
        // The counts are wanted sooner than the comparisons, which read much more.
        Changes = Crash.AfterAsync(() => After(issue => _api.GetIssueChangesAsync(_project, issue.Id, _range, _cancellationToken)));
        Facts = Crash.AfterAsync(() => After(issue => _api.GetIssueFactsAsync(_project, issue.Id, _range, _cancellationToken)));
        Groups = Crash.AfterAsync(() => After(issue => _api.ListIssueGroupsAsync(_project, issue.Id, _range, _cancellationToken)));
        Similar = Crash.AfterAsync(() => After(SimilarAsync));
        Grouping = Crash.ThenAsync(known => _api.GetCrashGroupingAsync(_project, known.Id, _cancellationToken));
        Logs = Crash.ThenAsync(LogsAsync);
    }

    private Task<ApiAnswer<IssueList>> SimilarAsync(IssueItem issue) => issue.Type.Length == 0
        ? Task.FromResult<ApiAnswer<IssueList>>(new ApiFailure(ApiFailureKind.NotFound, ""))
        : _api.SearchIssuesAsync(new ApiSearch(_project, FilterTerm.Include("", "type", issue.Type), _range), IssueSort.All[0].Code, SimilarAtOnce, null, _cancellationToken);

    private Task<ApiAnswer<LogPage>> LogsAsync(CrashItem crash)
    {
        if (CrashDocument.Read(crash.Document) is { } document && UtcTime.TryParse(crash.Time) is { } time)
        {
            Around = AroundCrash.Find(document, time);
        }

        return Around?.Query is { } query
            ? _api.SearchLogsAsync(new ApiSearch(_project, query, Around.Range), LogsAtOnce, null, _cancellationToken)
            : Task.FromResult<ApiAnswer<LogPage>>(new ApiFailure(ApiFailureKind.NotFound, ""));
    }
}
