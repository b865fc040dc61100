using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Telemetry.Testing.Browser;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.EndToEnd.Tests.Web;

/// <summary>What a newcomer does: opens the page, installs what it says, runs what it shows, and sees it.</summary>
public sealed partial class FirstProgramTests(Chromium chromium) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-first-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Page_WhatItShows_RunsAndTurnsThePage()
    {
        await using RunningServer server = await RunningServer.StartAsync(Token);
        await using Visitor visitor = await server.VisitAsync(chromium);
        await visitor.OpenAsync("/ingest");
        string install = await visitor.Page.Locator("#snippet-install").InnerTextAsync();
        string program = await visitor.Page.Locator("#snippet-code").InnerTextAsync();
        await visitor.ShootAsync("first-program", isWhole: true);

        string wheel = await FetchAsync(server, install);
        string errors = await RunAsync(program, wheel);

        Assert.Contains("KeyError: 'coffee'", errors, StringComparison.Ordinal);
        await Expect(visitor.Page.Locator("#snippet-code")).ToHaveCountAsync(0);
        await server.Process.ReadWhenAsync("logs", page => page.GetProperty("items").EnumerateArray().Any(log => log.GetProperty("body").GetString() == "Hello, Telemetry"), Token);
        JsonElement issues = await server.Process.ReadWhenAsync("issues", page => page.GetProperty("items").GetArrayLength() == 1, Token);
        JsonElement issue = issues.GetProperty("items")[0];
        Assert.Equal("KeyError: 'coffee'", issue.GetProperty("title").GetString());
        Assert.Equal("hello@1.0.0", issue.GetProperty("firstRelease").GetString());
        await server.Process.ReadWhenAsync("traces", page => page.GetProperty("items").EnumerateArray().Any(trace => trace.GetProperty("name").GetString() == "first span"), Token);
    }

    // As pip would, which is not on every machine that has Python: a wheel without anything compiled is a folder that Python can import from.
    private async Task<string> FetchAsync(RunningServer server, string install)
    {
        Match address = Address().Match(install);
        string path = Path.Combine(_folder.FullName, Path.GetFileName(address.Groups[1].Value));
        using var pip = new HttpClient();
        await File.WriteAllBytesAsync(path, await pip.GetByteArrayAsync(new Uri(address.Groups[1].Value), Token), Token);
        Assert.StartsWith(server.Web.ToString(), address.Groups[1].Value, StringComparison.Ordinal);
        return path;
    }

    private async Task<string> RunAsync(string program, string wheel)
    {
        string file = Path.Combine(_folder.FullName, "hello_telemetry.py");
        await File.WriteAllTextAsync(file, program, Token);
        var start = new ProcessStartInfo("/usr/bin/python3", [file]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PYTHONPATH"] = wheel;
        start.Environment["TELEMETRY_DIRECTORY"] = Path.Combine(_folder.FullName, "sdk");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Token);
        string errors = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 1, $"It ended with {process.ExitCode}: {errors}{await output}");
        return errors;
    }

    [GeneratedRegex(@"^pip install (http://\S+\.whl)$")]
    private static partial Regex Address();
}
