using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Search;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Storage.Tests.Search;

/// <summary>What the roll-up answers is what counting the records would answer.</summary>
public sealed class LogRollupTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const long Second = 1_000_000_000;
    private const long Start = 1_795_305_600 * Second;

    [Theory]
    [InlineData(0, 3600)]
    [InlineData(0, 3601)]
    [InlineData(59, 3600)]
    [InlineData(61, 3541)]
    [InlineData(7, 119)]
    [InlineData(7, 66)]
    public async Task Count_AnyRange_IsThatOfTheRecords(long fromSecond, long toSecond)
    {
        uint project = (uint)(9000 + fromSecond + toSecond);
        await FillAsync(project);
        using var store = new ReaderStore(database.Endpoint);
        LogReader reader = store.Get<LogReader>();
        var window = new TimeWindow(new UnixNanoseconds(Start + (fromSecond * Second)), new UnixNanoseconds(Start + (toSecond * Second)));
        var everything = new SearchRequest(new ProjectId(project), window, SearchText.Parse("-environment:dev"));

        // has:message holds for every record, and the roll-up knows no messages.
        SearchRequest records = everything with { Query = SearchText.Parse("-environment:dev has:message") };
        foreach (string? by in new[] { null, "level", "service" })
        {
            Assert.Equivalent(
                await reader.CountAsync(records, by, TestContext.Current.CancellationToken),
                await reader.CountAsync(everything, by, TestContext.Current.CancellationToken),
                strict: true);
        }

        Assert.Equivalent(
            await reader.CountOverTimeAsync(records, 60, "level", TestContext.Current.CancellationToken),
            await reader.CountOverTimeAsync(everything, 60, "level", TestContext.Current.CancellationToken),
            strict: true);
    }

    [Theory]
    [InlineData("", null, true)]
    [InlineData("level:>=warn service:[a,b] -env:dev has:release", "level", true)]
    [InlineData("disk", null, false)]
    [InlineData("(service:a OR user.id:7)", null, false)]
    [InlineData("", "attributes.http.route", false)]
    public void Answers_FieldsOfTheRollup_Only(string query, string? by, bool expected)
    {
        var hour = new TimeWindow(new UnixNanoseconds(Start), new UnixNanoseconds(Start + (3600 * Second)));

        Assert.Equal(expected, LogRollup.Answers(new SearchRequest(new ProjectId(1), hour, SearchText.Parse(query)), by));
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(120, true)]
    public void Answers_Buckets_OnlyOfWholeMinutes(long widthSeconds, bool expected)
    {
        var hour = new TimeWindow(new UnixNanoseconds(Start), new UnixNanoseconds(Start + (3600 * Second)));

        Assert.Equal(expected, LogRollup.Answers(new SearchRequest(new ProjectId(1), hour, SearchText.Parse("")), null, widthSeconds * Second));
    }

    private Task FillAsync(uint project) => database.Endpoint.InsertAsync((TestLog[])[.. Enumerable.Range(0, 600).Select(i => new TestLog
    {
        Project = project,
        Nanoseconds = Start + (i * 6 * Second) + (i % 7),
        SeverityNumber = i % 5 == 0 ? 0 : i % 3 == 0 ? 17 : 9,
        SeverityText = i % 10 == 0 ? "warning" : "",
        Service = i % 4 == 0 ? "billing" : "shop",
        Environment = i % 9 == 0 ? "dev" : "production",
        Body = "said",
    })]);
}
