using System.Net;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Issues;

public sealed class AttachmentApiTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Attachment = "abababababababababababababababab";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_WithFeedbackAndAttachments_NamesThem()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        TestCrash crash = world.Crash(9101);
        await world.StoreAsync(crash);
        await AttachAsync(host, crash.Id, "<b>.html");
        await WriteAsync(host, world, crash.Id, "it broke");

        var item = await host.GetAsync<JsonElement>($"{IssueWorld.Project}/events/{crash.Id}");
        var list = await host.GetAsync<AttachmentList>($"{IssueWorld.Project}/events/{crash.Id}/attachments");

        JsonElement attachment = Assert.Single(item.GetProperty("attachments").EnumerateArray());
        Assert.Equal((Attachment, "<b>.html", "text/html", 4), (attachment.GetProperty("id").GetString(), attachment.GetProperty("name").GetString(), attachment.GetProperty("contentType").GetString(), attachment.GetProperty("bytes").GetInt32()));
        Assert.Equal("it broke", Assert.Single(item.GetProperty("feedback").EnumerateArray()).GetProperty("comments").GetString());
        Assert.Equal(Attachment, Assert.Single(list.Items).Id);
    }

    // A browser must save it, whatever its name and its type say.
    [Fact]
    public async Task Download_Hostile_IsBytesToBeSaved()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        TestCrash crash = IssueWorld.On(host).Crash(9102);
        await AttachAsync(host, crash.Id, "a\"; filename=evil.html\r\nX: y.html");
        using HttpClient client = host.CreateClient();

        using HttpResponseMessage response = await client.GetAsync($"{IssueWorld.Project}/events/{crash.Id}/attachments/{Attachment}", Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([0, 255, 10, 60], await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(("application/octet-stream", "attachment"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.False(response.Headers.Contains("X"));
    }

    [Theory]
    [InlineData("no-id")]
    [InlineData("cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd")]
    public async Task Download_Unknown_IsNotFound(string attachment)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        await host.GetProblemAsync($"{IssueWorld.Project}/events/{Attachment}/attachments/{attachment}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Feedback_OfAnIssue_IsThatOfItsEventsOnly_NewestFirst()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        TestCrash[] crashes = [world.Crash(9103), world.Crash(9103), world.Crash(9104)];
        IReadOnlyList<string> issues = await world.StoreAsync(crashes);
        await WriteAsync(host, world, crashes[0].Id, "first");
        await WriteAsync(host, world, crashes[1].Id, "second", minute: 5);
        await WriteAsync(host, world, crashes[2].Id, "of another");
        await WriteAsync(host, world, "", "of nothing");

        var all = await host.GetAsync<FeedbackList>($"{IssueWorld.Project}/issues/{issues[0]}/feedback?{world.Day}");
        var newest = await host.GetAsync<FeedbackList>($"{IssueWorld.Project}/issues/{issues[0]}/feedback?{world.Day}&limit=1");

        Assert.Equal([("second", crashes[1].Id), ("first", crashes[0].Id)], all.Items.Select(item => (item.Comments, item.EventId)));
        Assert.Equal(["second"], newest.Items.Select(item => item.Comments));
        Assert.Null(all.Next);
        var older = await host.GetAsync<FeedbackList>($"{IssueWorld.Project}/issues/{issues[0]}/feedback?limit=1&cursor={newest.Next}");
        Assert.Equal("first", Assert.Single(older.Items).Comments);
        Assert.Null(older.Next);
    }

    [Fact]
    public async Task Feedback_OfAProject_IsAllOfIt_OrWhatIsAboutNoCrash_PageByPage()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        TestCrash crash = world.Crash(9105);
        await world.StoreAsync(crash);
        await WriteAsync(host, world, "", "of nothing", minute: 1);
        await WriteAsync(host, world, crash.Id, "of a crash", minute: 2);
        // At one moment, the larger id first.
        string[] ids = [new('a', 32), new('b', 32), new('c', 32)];
        foreach (string id in ids)
        {
            await WriteAsync(host, world, "", id, minute: 3, id);
        }

        var all = await host.GetAsync<FeedbackList>($"{IssueWorld.Project}/feedback?{world.Day}");
        List<string> walked = [];
        string? cursor = "";
        do
        {
            var page = await host.GetAsync<FeedbackList>($"{IssueWorld.Project}/feedback?{world.Day}&without_event=true&limit=2&cursor={cursor}");
            walked.AddRange(page.Items.Select(item => item.Comments));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal([ids[2], ids[1], ids[0], "of a crash", "of nothing"], all.Items.Select(item => item.Comments));
        Assert.Equal([ids[2], ids[1], ids[0], "of nothing"], walked);
        var list = await host.GetAsync<IssueList>($"{IssueWorld.Project}/issues?{world.Day}");
        Assert.Equal(1, Assert.Single(list.Items).Feedback);
    }

    [Theory]
    [InlineData("cursor=AAAA")]
    [InlineData("cursor=%22")]
    [InlineData("without_event=perhaps")]
    [InlineData("limit=201")]
    public async Task Feedback_AskedWrongly_SaysWhatIsWrong(string query)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        await host.GetProblemAsync($"{IssueWorld.Project}/feedback?{query}", HttpStatusCode.BadRequest);
    }

    private static Task AttachAsync(QueryApiHost host, string crash, string name) => host.Store.InsertAsync(
        "attachments (ProjectId, EventId, AttachmentId, ReceivedAt, Name, ContentType, Kind, Size, Content, RetentionDays)",
        $"(1, '{crash}', '{Attachment}', now64(9), '{name.Replace("\r\n", "\\r\\n", StringComparison.Ordinal)}', 'text/html', 'event.attachment', 4, unhex('00FF0A3C'), 400)",
        $"(2, '{crash}', 'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd', now64(9), 'of another project', '', '', 4, 'abcd', 400)");

    private static Task WriteAsync(QueryApiHost host, IssueWorld world, string crash, string comments, int minute = 0, string? id = null) => host.Store.InsertAsync(
        "user_feedback (ProjectId, EventId, FeedbackId, Timestamp, ReceivedAt, Comments, RetentionDays)",
        $"(1, '{crash}', '{id ?? Guid.NewGuid().ToString("N")}', toDateTime64('{world.Noon.AddMinutes(minute):yyyy-MM-dd HH:mm:ss}', 9, 'UTC'), now64(9), '{comments}', 400)");
}
