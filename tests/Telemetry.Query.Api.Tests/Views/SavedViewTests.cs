using System.Net;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Views;

public sealed class SavedViewTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Views = "/api/v1/projects/1/views";

    [Fact]
    public async Task Save_ListOpenDelete_GoTogether()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        SavedViewItem saved = await host.SendAsync<SavedViewItem>(HttpMethod.Post, Views, new NewSavedView("errors", "/logs", "query=level%3Aerror"), host.Token);

        Assert.Equal(saved, Assert.Single((await host.GetAsync<SavedViewList>(Views)).Items));
        Assert.Equal(saved, await host.GetAsync<SavedViewItem>($"{Views}/{saved.Id}"));
        await host.SendAsync<SavedViewItem>(HttpMethod.Delete, $"{Views}/{saved.Id}", token: host.Token);
        Assert.Empty((await host.GetAsync<SavedViewList>(Views)).Items);
        await host.GetProblemAsync($"{Views}/{saved.Id}", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("", "/logs", "")]
    [InlineData("x", "https://elsewhere.example/", "")]
    [InlineData("x", "//elsewhere.example", "")]
    [InlineData("x", "/\\elsewhere.example", "")]
    [InlineData("x", "/logs?query=", "")]
    [InlineData("x", "", "")]
    [InlineData("x", "/logs", "a=\u0001")]
    public async Task Save_SomethingWrong_IsRefused(string name, string path, string query)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, Views, new NewSavedView(name, path, query), host.Token);

        await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.BadRequest);
    }
}
