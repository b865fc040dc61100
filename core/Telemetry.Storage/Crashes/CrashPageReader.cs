using ClickHouse.Driver.ADO.Readers;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Crashes;

/// <summary>Reads the crashes of an issue, newest first. Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class CrashPageReader
{
    // They travel in the address, where the engine takes 128 KiB of one value.
    private const int MaxHashes = 5000;

    private const string Columns =
        """
        CrashId,
            toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
            toUnixTimestamp64Nano(ReceivedAt) AS ReceivedNanoseconds,
            Release,
            Environment,
            Level,
            Unhandled,
            Message,
            UserId,
            InstallId,
            SessionId,
            TraceId,
            Facts
        """;

    // The order goes on behind the sort key, by id, and reading along the key then reads the whole window, in each part.
    private static readonly IReadOnlyDictionary<string, object> BySorting = new Dictionary<string, object> { ["optimize_read_in_order"] = 0 };

    private readonly QueryRunner _runner;
    private readonly ReleaseList _releases;

    internal CrashPageReader(QueryRunner runner, ReleaseList releases) => (_runner, _releases) = (runner, releases);

    /// <summary>What is wrong with a query over crashes; null: nothing.</summary>
    public static SearchProblem? FindProblem(SearchNode query) => SearchCompiler.FindProblem(query, SearchSchema.Crashes);

    /// <summary>Crashes of some hashes, newest first.</summary>
    /// <param name="request">Project, range of their own times, and query; checked with <see cref="FindProblem"/>.</param>
    /// <param name="hashes">The issue's; of more than 5,000 the first of them.</param>
    /// <param name="before">Only what is older than this place; null: from the newest on.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<IReadOnlyList<ListedCrash>> ReadAsync(SearchRequest request, IReadOnlyList<ulong> hashes, CrashPlace? before, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> releases = await _releases.ReadAsync(request, SearchSchema.Crashes, "crashes", cancellationToken);
        TimeWindow range = before is { } place && place.Time < request.Window.To ? request.Window with { To = Behind(place.Time) } : request.Window;
        List<ListedCrash> page = [];
        // An issue may have a million crashes, of which the newest few are asked for: the last hour has them, or else a little more.
        foreach (SearchStep step in range.IsEmpty ? [] : WindowLadder.Steps(range, isIndexed: false))
        {
            page.AddRange(await ReadAsync(request with { Window = step.Window }, hashes, before, limit - page.Count, new SearchSql(new SqlParameters(), releases), cancellationToken));
            if (page.Count == limit)
            {
                break;
            }
        }

        return page;
    }

    /// <summary>The crash next to a place, of any time that is kept; null when there is none.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="hashes">The issue's, as above.</param>
    /// <param name="place">Where.</param>
    /// <param name="newer">Whether the next newer one is asked for, or the next older one.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<CrashId?> FindNextAsync(ProjectId project, IReadOnlyList<ulong> hashes, CrashPlace place, bool newer, CancellationToken cancellationToken)
    {
        foreach (TimeWindow step in newer ? After(place.Time) : WindowLadder.Steps(new TimeWindow(new UnixNanoseconds(0), Behind(place.Time)), isIndexed: false).Select(step => step.Window))
        {
            var sql = new SearchSql(new SqlParameters(), []);
            string where = Where(new SearchRequest(project, step, new AllNode(new TextSpan(0, 0))), hashes, sql);
            (string condition, string order) = newer ? (Beyond(place, ">", sql), "") : (Beyond(place, "<", sql), " DESC");
            string text = $"SELECT CrashId\nFROM crashes\nWHERE {where}{condition}\nORDER BY\n    Timestamp{order},\n    CrashId{order}\nLIMIT 1";
            List<string> found = await _runner.ReadAsync(new SqlStatement(text, sql.Parameters.Items) { Settings = BySorting }, reader => reader.GetString(0), cancellationToken);
            if (found.Count > 0 && CrashId.TryParse(found[0], out CrashId id))
            {
                return id;
            }
        }

        return null;
    }

    private async Task<List<ListedCrash>> ReadAsync(SearchRequest request, IReadOnlyList<ulong> hashes, CrashPlace? before, int limit, SearchSql sql, CancellationToken cancellationToken)
    {
        string where = Where(request, hashes, sql);
        string older = before is { } place ? Beyond(place, "<", sql) : "";
        string text = $"SELECT\n    {Columns}\nFROM crashes\nWHERE {where}{older}\nORDER BY\n    Timestamp DESC,\n    CrashId DESC\nLIMIT {sql.Parameters.Add("UInt32", limit)}";
        return await _runner.ReadAsync(new SqlStatement(text, sql.Parameters.Items) { Settings = BySorting }, Read, cancellationToken);
    }

    private static IEnumerable<TimeWindow> After(UnixNanoseconds time)
    {
        UnixNanoseconds day = time.Plus(TimeSpan.FromDays(1));
        return [new TimeWindow(time, day), new TimeWindow(day, new UnixNanoseconds(long.MaxValue))];
    }

    private static UnixNanoseconds Behind(UnixNanoseconds time) => new(Math.Max(time.Value, time.Value + 1));

    private static string Where(SearchRequest request, IReadOnlyList<ulong> hashes, SearchSql sql)
    {
        string project = sql.Parameters.AddNamed("project", "UInt32", request.Project.Value);
        string own = $"ProjectId = {project}\n    AND GroupingHash IN {sql.Parameters.Add("Array(UInt64)", hashes.Take(MaxHashes).ToArray())}";
        string from = SearchWhere.Time(sql.Parameters.AddNamed("from", "Int64", request.Window.From.Value));
        string to = SearchWhere.Time(sql.Parameters.AddNamed("to", "Int64", request.Window.To.Value));
        string range = $"{own}\n    AND Timestamp >= {from}\n    AND Timestamp < {to}";
        return SearchCompiler.Compile(request.Query, SearchSchema.Crashes, sql) is { } condition ? $"{range}\n    AND {condition}" : range;
    }

    private static string Beyond(CrashPlace place, string than, SearchSql sql)
    {
        string time = SearchWhere.Time(sql.Parameters.Add("Int64", place.Time.Value));
        // The first half says nothing new; the index understands it.
        return $"\n    AND Timestamp {than}= {time}\n    AND (Timestamp, CrashId) {than} ({time}, {sql.Parameters.Add(place.Id.ToString())})";
    }

    private static ListedCrash Read(ClickHouseDataReader reader) => new()
    {
        Id = CrashId.TryParse(reader.GetString(0), out CrashId id) ? id : default,
        Time = new UnixNanoseconds(reader.GetInt64(1)),
        ReceivedAt = new UnixNanoseconds(reader.GetInt64(2)),
        Release = reader.GetString(3),
        Environment = reader.GetString(4),
        Level = reader.GetString(5),
        IsUnhandled = reader.GetByte(6) != 0,
        Message = reader.GetString(7),
        UserId = reader.GetString(8),
        InstallId = reader.GetString(9),
        SessionId = reader.GetString(10),
        TraceId = reader.GetString(11),
        Facts = reader.GetFieldValue<Dictionary<string, string>>(12),
    };
}
