using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
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
        Assert.Equal("1.0.0", issue.GetProperty("firstRelease").GetString());
        await server.Process.ReadWhenAsync("traces", page => page.GetProperty("items").EnumerateArray().Any(trace => trace.GetProperty("name").GetString() == "first span"), Token);
    }

    // No exception tells of it: the black box does, when the program is started again.
    [Fact]
    public async Task Program_ThatSegfaults_IsAnIssueWithItsStackAtTheNextStart()
    {
        await using RunningServer server = await RunningServer.StartAsync(Token);
        await using Visitor visitor = await server.VisitAsync(chromium);
        await visitor.OpenAsync("/ingest");
        string wheel = await FetchAsync(server, await visitor.Page.Locator("#snippet-install").InnerTextAsync());
        // The first page turns by itself when anything arrives.
        await visitor.OpenAsync("/issues");
        string program = $"""
            import ctypes, sys
            import telemetry_sdk

            telemetry_sdk.init("{server.Process.Ready.Project!.Dsn}", release="photo@2.0")

            def decode(picture):
                ctypes.string_at(picture)

            if "crash" in sys.argv:
                decode(0)
            telemetry_sdk.flush(30)
            """;

        await RunAsync(program, wheel, exitCode: 139, "crash");
        await RunAsync(program, wheel, exitCode: 0);

        await server.Process.ReadWhenAsync("issues", page => page.GetProperty("items").GetArrayLength() == 1, Token);
        await visitor.OpenAsync("/issues/DEFAULT-1");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("SIGSEGV");
        await Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Where it ended" })).ToContainTextAsync("decode");
        await Expect(visitor.Page.Locator("#crash-markdown")).ToContainTextAsync("in decode");
        await visitor.ShootAsync("segfault", isWhole: true);
        JsonElement sessions = await server.Process.ReadWhenAsync("sessions", page => page.GetProperty("items").EnumerateArray().Any(session => session.GetProperty("state").GetString() == "crashed"), Token);
        Assert.Contains(sessions.GetProperty("items").EnumerateArray(), session => session.GetProperty("mechanism").GetString() == "SIGSEGV");
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

    private async Task<string> RunAsync(string program, string wheel, int exitCode = 1, params string[] arguments)
    {
        string file = Path.Combine(_folder.FullName, "hello_telemetry.py");
        await File.WriteAllTextAsync(file, program, Token);
        var start = new ProcessStartInfo("/usr/bin/python3", [file, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PYTHONPATH"] = wheel;
        start.Environment["TELEMETRY_DIRECTORY"] = Path.Combine(_folder.FullName, "sdk");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Token);
        string errors = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == exitCode, $"It ended with {process.ExitCode}: {errors}{await output}");
        return errors;
    }

    [GeneratedRegex(@"^pip install (http://\S+\.whl)$")]
    private static partial Regex Address();
}
