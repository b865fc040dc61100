using System.Net;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Sessions;

public sealed class SessionApiTests(EngineFixture engine)
{
    private const string First = "0192f0c1d2e34f5a8b9c0d1e2f3a4b5c";
    private const string Second = "1192f0c1d2e34f5a8b9c0d1e2f3a4b5c";
    private const string Range = "from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z";

    [Fact]
    public async Task Find_ToldTwice_IsItsLastWord()
    {
        await using QueryApiHost host = await StartAsync();

        var session = await host.GetAsync<SessionListItem>("/api/v1/projects/1/sessions/0192F0C1-d2e3-4f5a-8b9c-0d1e2f3a4b5c");

        Assert.Equal(
            new SessionListItem
            {
                Id = First,
                InstallId = "i1",
                State = "crashed",
                Mechanism = "segfault",
                Started = "2026-11-23T10:00:00.000000000Z",
                Time = "2026-11-23T10:01:00.000000000Z",
                DurationSeconds = 12.5,
                Errors = 1,
                Release = "3.16.8",
                PreviousRelease = "",
                Environment = "",
                Service = "",
                UserId = "",
                Kind = "",
                Consent = "",
                Packaging = "",
                ExitCode = -11,
                SdkName = "",
                SdkVersion = "",
            },
            session);
    }

    [Theory]
    [InlineData("", Second, First)]
    [InlineData("&limit=1", Second)]
    [InlineData("&install=i1", First)]
    [InlineData("&install=i9")]
    [InlineData("&session=1192F0C1-D2E3-4f5a-8b9c-0d1e2f3a4b5c", Second)]
    public async Task List_Narrowed_IsNewestFirstWithoutSumsAndOtherProjects(string narrowed, params string[] expected)
    {
        await using QueryApiHost host = await StartAsync();

        var list = await host.GetAsync<SessionList>($"/api/v1/projects/1/sessions?{Range}{narrowed}");

        Assert.Equal(expected, list.Items.Select(item => item.Id));
        Assert.All(list.Items, item => Assert.Equal(item.Id == First ? -11 : null, item.ExitCode));
    }

    [Fact]
    public async Task List_OtherRange_HasNone()
    {
        await using QueryApiHost host = await StartAsync();

        Assert.Empty((await host.GetAsync<SessionList>("/api/v1/projects/1/sessions?from=2026-11-23T10:00:01Z&to=2026-11-23T10:30:00Z")).Items);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("2192f0c1d2e34f5a8b9c0d1e2f3a4b5c")]
    [InlineData("aa-0")]
    [InlineData("%27%20OR%201=1")]
    public async Task Find_UnknownSumOrOfAnotherProject_IsNotFound(string session)
    {
        await using QueryApiHost host = await StartAsync();

        await host.GetProblemAsync($"/api/v1/projects/1/sessions/{session}", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("limit=501", "limit")]
    [InlineData("from=yesterday", "from")]
    public async Task List_WrongParameter_IsNamed(string query, string parameter)
    {
        await using QueryApiHost host = await StartAsync();

        Assert.Equal(parameter, (await host.GetProblemAsync($"/api/v1/projects/1/sessions?{query}", HttpStatusCode.BadRequest)).GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task List_EndlessId_IsNamed()
    {
        await using QueryApiHost host = await StartAsync();

        Assert.Equal("install", (await host.GetProblemAsync($"/api/v1/projects/1/sessions?install={new string('x', 201)}", HttpStatusCode.BadRequest)).GetProperty("parameter").GetString());
    }

    private async Task<QueryApiHost> StartAsync()
    {
        QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync(
            "sessions (ProjectId, SessionId, InstallId, Version, Status, AbnormalMechanism, Started, Timestamp, Duration, Errors, Release, ExitCode, Sessions, RetentionDays)",
            $"(1, '{First}', 'i1', 2, 'crashed', 'segfault', '2026-11-23 10:00:00', '2026-11-23 10:01:00', 12500000000, 1, '3.16.8', -11, 1, 30)",
            $"(1, '{First}', 'i1', 1, 'ok', '', '2026-11-23 10:00:00', '2026-11-23 10:00:00', 0, 0, '3.16.8', NULL, 1, 30)",
            $"(1, '{Second}', 'i2', 1, 'ok', '', '2026-11-23 11:00:00', '2026-11-23 11:00:00', 0, 0, '3.16.8', NULL, 1, 30)",
            "(1, 'aa-0', '', 1, '', '', '2026-11-23 11:00:00', '2026-11-23 11:00:00', 0, 0, '3.16.8', NULL, 12, 30)",
            "(2, '2192f0c1d2e34f5a8b9c0d1e2f3a4b5c', 'i1', 1, 'ok', '', '2026-11-23 11:00:00', '2026-11-23 11:00:00', 0, 0, '3.16.8', NULL, 1, 30)");
        return host;
    }
}
