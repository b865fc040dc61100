using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Telemetry.Query.Api.Tests.Issues;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Releases;

public sealed class SourceApiTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Sources = "/api/v1/projects/1/releases/1.0/sources";
    private const string Lines = "import os\r\n\rdef save():\n    raise ValueError\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_ThenAgainThenDelete_IsListedStoredOnceAndGone()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        SourceBundleItem first = await UploadAsync(host, "1.0", ("photo/export.py", Lines), ("photo/__init__.py", ""), ("main.py", Lines));
        SourceBundleItem second = await UploadAsync(host, "1.1", ("photo/export.py", Lines));
        SourceList page = await host.GetAsync<SourceList>($"{Sources}?limit=2");
        SourceList rest = await host.GetAsync<SourceList>($"{Sources}?limit=2&cursor={page.Next}");

        Assert.Equal(3, (await host.GetAsync<ReleaseDetails>("/api/v1/projects/1/releases/1.0")).Sources?.Files);
        Assert.Equal((3, 2, 0), (first.Files, first.NewTexts, second.NewTexts));
        Assert.Equal([("main.py", "main"), ("photo/__init__.py", "photo")], page.Items.Select(file => (file.Path, file.Module)));
        Assert.Equal(("photo.export", null, Encoding.UTF8.GetByteCount(Lines)), (Assert.Single(rest.Items).Module, rest.Next, rest.Items[0].Bytes));
        await host.SendAsync<SourceBundleItem>(HttpMethod.Delete, Sources, null, host.Token);
        await host.GetProblemAsync(Sources, HttpStatusCode.NotFound);
        Assert.Equal(1, (await host.GetAsync<SourceList>("/api/v1/projects/1/releases/1.1/sources")).Bundle.Files);
    }

    // A frozen program: by module, by its file where the module is the program itself, and nothing where it is not certain.
    [Fact]
    public async Task Event_WithoutSource_HasTheLinesOfItsRelease()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        await UploadAsync(host, "1.0", ("app/photo/export.py", Lines), ("app/main.py", Lines), ("a/twin.py", "1"), ("b/twin.py", "2"), ("app/decoder.py", Lines));
        TestCrash crash = IssueWorld.On(host).Crash(9301) with { Release = "1.0", Document = Document };
        await IssueWorld.On(host).StoreAsync(crash);

        var item = await host.GetAsync<JsonElement>($"{IssueWorld.Project}/events/{crash.Id}");

        JsonElement[] frames = [.. item.GetProperty("document").GetProperty("exceptions")[0].GetProperty("stack").GetProperty("frames").EnumerateArray()];
        Assert.Equal(("    raise ValueError", "release"), (frames[0].GetProperty("source").GetString(), frames[0].GetProperty("source_from").GetString()));
        Assert.Equal(["import os", "", "def save():"], frames[1].GetProperty("before").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal("sent", frames[2].GetProperty("source").GetString());
        Assert.All(frames[2..], frame => Assert.False(frame.TryGetProperty("source_from", out _)));
    }

    [Theory]
    [InlineData("../main.py", "name of a source")]
    [InlineData("/main.py", "name of a source")]
    [InlineData("C:/main.py", "name of a source")]
    [InlineData("a\\main.py", "name of a source")]
    [InlineData("logo.png", "name of a source")]
    [InlineData("main.py|main.py", "twice")]
    [InlineData("nul.py", "UTF-8")]
    [InlineData("bomb.py", "more than 2097152 bytes")]
    [InlineData("telemetry-sources.json", "no file")]
    [InlineData("telemetry-sources.json|main.py", "module map")]
    public async Task Upload_SomethingWrong_NamesIt(string names, string expected)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string Text(string name) => name switch { "nul.py" => "\0", "bomb.py" => new string(' ', 3_000_000), _ => "" };

        using HttpResponseMessage answer = await SendAsync(host, Sources, Zip([.. names.Split('|').Select(name => (name, Text(name)))]));

        JsonElement problem = await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Contains(expected, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Upload_NoArchiveOrNoRight_IsRefused()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        using HttpClient stranger = host.CreateClient(withToken: false);

        using HttpResponseMessage garbage = await SendAsync(host, Sources, [1, 2, 3]);
        using HttpResponseMessage enormous = await SendAsync(host, Sources, new byte[17 * 1024 * 1024]);
        using HttpResponseMessage unknown = await stranger.PostAsync(Sources, new ByteArrayContent([]), Token);

        await QueryApiHost.ReadProblemAsync(garbage, HttpStatusCode.BadRequest);
        await QueryApiHost.ReadProblemAsync(enormous, HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }

    private const string Document = """
        {"release":"1.0","exceptions":[{"type":"ValueError","stack":{"frames":[
          {"module":"app.photo.export","file":"photo/export.py","line":4},
          {"module":"__main__","file":"main.py","line":4,"own":true},
          {"module":"app.main","file":"main.py","line":1,"source":"sent"},
          {"module":"__main__","file":"twin.py","line":1,"own":true},
          {"module":"json.decoder","file":"json/decoder.py","line":1,"own":false},
          {"module":"app.main","file":"main.py","line":4000}]}}]}
        """;

    private static async Task<SourceBundleItem> UploadAsync(QueryApiHost host, string version, params (string Path, string Text)[] files)
    {
        using HttpResponseMessage answer = await SendAsync(host, $"/api/v1/projects/1/releases/{version}/sources", Zip(files));
        string body = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonSerializer.Deserialize<SourceBundleItem>(body, JsonSerializerOptions.Web)!;
    }

    private static async Task<HttpResponseMessage> SendAsync(QueryApiHost host, string path, byte[] archive)
    {
        using HttpClient client = host.CreateClient();
        // What is too large is refused before it is sent.
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new ByteArrayContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return await client.PostAsync(path, content, Token);
    }

    private static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, string text) in files)
            {
                using Stream entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return archive.ToArray();
    }
}
