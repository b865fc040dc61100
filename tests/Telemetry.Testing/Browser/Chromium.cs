using Microsoft.Playwright;
using Xunit;

namespace Telemetry.Testing.Browser;

/// <summary>One browser for the assembly, the Debian one; started by the first test that looks at a page. Each visit is a context of its own: no cookies shared.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The first is the same browser without windows of its own: a fifth less of two cores.
    private static readonly string[] Executables = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A fresh visitor.</summary>
    public async Task<Visitor> VisitAsync(Uri site, Screen? screen = null)
    {
        var browser = await StartOnceAsync();
        return await Visitor.CreateAsync(browser, site, screen ?? new Screen());
    }

    /// <inheritdoc />
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _gate.Dispose();
    }

    private async Task<IBrowser> StartOnceAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            // An upper bound, not a measure: the five seconds it has by itself are too few where everything runs on two cores.
            Assertions.SetDefaultExpectTimeout(Visitor.PatienceMilliseconds);
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("TELEMETRY_CHROMIUM") ?? Executables.FirstOrDefault(File.Exists) ?? Executables[^1],
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync",
                ],
                Timeout = 120_000,
            });
        }
        finally
        {
            _gate.Release();
        }
    }
}
