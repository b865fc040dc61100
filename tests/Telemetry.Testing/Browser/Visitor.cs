using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Telemetry.Testing.Browser;

/// <summary>A person with a browser. What the browser complains about, script errors and breaches of the content security policy, fails the test at the end.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>How long anything on a page may take before a visit counts as failed.</summary>
    public const float PatienceMilliseconds = 30_000;

    private readonly IBrowserContext _context;
    private readonly Uri _site;
    private readonly ConcurrentQueue<string> _complaints = [];

    private Visitor(IBrowserContext context, IPage page, Uri site)
    {
        _context = context;
        _site = site;
        Page = page;
        page.SetDefaultTimeout(PatienceMilliseconds);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) => Note(message);
        page.Dialog += (_, dialog) =>
        {
            _complaints.Enqueue($"A dialog opened: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    /// <summary>The one page of the visit.</summary>
    public IPage Page { get; }

    /// <summary>How complaints start that a test causes on purpose.</summary>
    public string? Expected { get; set; }

    /// <summary>A visit in a context of its own.</summary>
    public static async Task<Visitor> CreateAsync(IBrowser browser, Uri site, Screen screen)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Theme,
            JavaScriptEnabled = screen.HasScript,
            TimezoneId = screen.TimeZone,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return new Visitor(context, await context.NewPageAsync(), site);
    }

    /// <summary>Opens an address as typed into the browser.</summary>
    public async Task<IResponse> OpenAsync(string path) =>
        await Page.GotoAsync(new Uri(_site, path).ToString()) ?? throw new InvalidOperationException($"No answer for {path}.");

    /// <summary>The path and query in the address bar.</summary>
    public string Address => new Uri(Page.Url).PathAndQuery;

    /// <summary>A picture for people to look at, in <c>artifacts/screens</c>: of the window, or of all of the page.</summary>
    public Task ShootAsync(string name, bool isWhole = false) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(RepositoryRoot.Path, "artifacts", "screens", $"{name}.png"), FullPage = isWhole });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    // Browsers report the status of pages that say 404 or 403 on purpose; that is no fault of a page.
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && (Expected is null || !message.Text.StartsWith(Expected, StringComparison.Ordinal)) && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 40", StringComparison.Ordinal))
        {
            _complaints.Enqueue($"{message.Text} ({message.Location})");
        }
    }
}
