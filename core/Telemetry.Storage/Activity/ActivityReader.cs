using ClickHouse.Driver.ADO.Readers;
using Telemetry.Model;
using Telemetry.Model.Logs;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Activity;

/// <summary>Reads what the services and releases of a project have done lately: from roll-ups, so that a page may ask at every look.</summary>
public sealed class ActivityReader
{
    private const long Second = 1_000_000_000;
    private const long SecondsPerMinute = 60;
    private const long SecondsPerDay = 86_400;
    private const int FirstErrorNumber = 17;

    private static readonly string SumServices = SqlFile.Read("Activity.sum_services");
    private static readonly string FindReleases = SqlFile.Read("Activity.find_releases");
    private static readonly string[] ErrorTexts = [.. Severity.Texts.Where(text => text.Value >= FirstErrorNumber).Select(text => text.Key).Order(StringComparer.Ordinal)];

    private readonly QueryRunner _runner;

    internal ActivityReader(QueryRunner runner) => _runner = runner;

    /// <summary>The services seen within a week before the range's end, those with most errors first; at most 500. Counts by the minute: the range's first minute is counted whole.</summary>
    /// <exception cref="QueryFailedException">A cap was reached, or the store is not there.</exception>
    public async Task<IReadOnlyList<StoredServiceActivity>> SumServicesAsync(ProjectId project, TimeWindow window, CancellationToken cancellationToken)
    {
        (long from, long to) = Seconds(window);
        var parameters = Parameters(project, to);
        parameters.AddNamed("from", "Int64", from);
        parameters.AddNamed("before", "Int64", from - (to - from));
        parameters.AddNamed("since_logs", "Int64", Math.Min(to - (7 * SecondsPerDay), from - (to - from)));
        parameters.AddNamed("since_spans", "Int64", to - SecondsPerDay);
        return await _runner.ReadAsync(new SqlStatement(SumServices, parameters.Items), Service, cancellationToken);
    }

    /// <summary>The ten releases that were seen first most recently, within two weeks before the end.</summary>
    /// <exception cref="QueryFailedException">A cap was reached, or the store is not there.</exception>
    public async Task<IReadOnlyList<StoredReleaseActivity>> FindReleasesAsync(ProjectId project, TimeWindow window, CancellationToken cancellationToken)
    {
        (_, long to) = Seconds(window);
        var parameters = Parameters(project, to);
        parameters.AddNamed("since", "Int64", to - (14 * SecondsPerDay));
        return await _runner.ReadAsync(new SqlStatement(FindReleases, parameters.Items), Release, cancellationToken);
    }

    private static SqlParameters Parameters(ProjectId project, long to)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("to", "Int64", to);
        parameters.AddNamed("texts", "Array(String)", ErrorTexts);
        return parameters;
    }

    // A DateTime of the store is a second from 1970 to 2106; whole minutes, since the roll-up has no others.
    private static (long From, long To) Seconds(TimeWindow window)
    {
        long from = Math.Clamp(window.From.Value / Second, 15 * SecondsPerDay, uint.MaxValue - SecondsPerDay);
        long to = Math.Clamp((window.To.Value + Second - 1) / Second, from, uint.MaxValue - SecondsPerDay);
        return (from / SecondsPerMinute * SecondsPerMinute, Math.Max(to, from));
    }

    private static StoredServiceActivity Service(ClickHouseDataReader reader) => new(
        reader.GetString(0), (long)reader.GetUInt64(1), (long)reader.GetUInt64(2), (long)reader.GetUInt64(3), Time(reader.GetInt64(4)), Time(reader.GetInt64(5)));

    private static StoredReleaseActivity Release(ClickHouseDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        new UnixNanoseconds(reader.GetInt64(2) * Second),
        new UnixNanoseconds(reader.GetInt64(3) * Second),
        (long)reader.GetUInt64(4),
        (long)reader.GetUInt64(5));

    private static UnixNanoseconds? Time(long seconds) => seconds == 0 ? null : new UnixNanoseconds(seconds * Second);
}
