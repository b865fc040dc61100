using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control.Issues;
using Telemetry.Model;
using Telemetry.Model.Issues;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Issues;

/// <summary>Crashes that are stored, and have their issues, as the worker leaves them. A test's crashes lie on a day of its own, since all share the store.</summary>
/// <param name="Host">The API.</param>
/// <param name="Noon">Of the test's day.</param>
internal sealed record IssueWorld(QueryApiHost Host, DateTimeOffset Noon)
{
    private static int _days;
    private static int _crashes;

    public const string Project = "/api/v1/projects/1";

    /// <summary>The day, as parameters.</summary>
    public string Day => $"from={Text(Noon.Date)}&to={Text(Noon.Date.AddDays(1))}";

    // Three days apart: tests store crashes of the day before and after theirs as well, which must not be another's.
    public static IssueWorld On(QueryApiHost host) => new(host, new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero).AddDays(-3 * Interlocked.Increment(ref _days)));

    /// <summary>A crash of the day, not stored yet.</summary>
    public TestCrash Crash(ulong hash, int minute = 0) => new() { Project = 1, Number = Interlocked.Increment(ref _crashes), Hash = hash, Time = Noon.AddMinutes(minute), RetentionDays = 400 };

    /// <summary>Stores crashes and assigns them; an issue is called after its hash.</summary>
    public async Task<IReadOnlyList<string>> StoreAsync(params TestCrash[] crashes)
    {
        await Host.Store.InsertAsync(crashes);
        IReadOnlyList<AssignedCrash> made = await Host.Services.GetRequiredService<IssueAssigner>().AssignAsync([.. crashes.Select(Sighting)], TestContext.Current.CancellationToken);
        return [.. made.Select(crash => crash.Issue.ToString() ?? "")];
    }

    private static CrashSighting Sighting(TestCrash crash) => new()
    {
        Project = new ProjectId(crash.Project),
        Keys = [new GroupingKey(1, crash.Hash)],
        Title = string.Create(CultureInfo.InvariantCulture, $"ValueError: number {crash.Hash} is gone"),
        Type = crash.Hash % 2 == 0 ? "KeyError" : "shop.errors.ValueError",
        Culprit = "shop.cart.checkout",
        Level = crash.Hash % 2 == 0 ? "warning" : "error",
        Release = crash.Release.Length == 0 ? null : crash.Release,
        Environment = crash.Environment,
        OccurredAt = crash.Time,
        ReceivedAt = crash.ReceivedAt ?? crash.Time,
    };

    private static string Text(DateTime date) => date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
