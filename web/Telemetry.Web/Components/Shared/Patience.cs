using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Telemetry.Web.Components.Shared;

/// <summary>
/// Decides how long a page waits before it is sent without its answers. Quick answers arrive with the page, without a flicker of
/// placeholders; slow ones stream in after it. Streaming needs script, so without it the page waits for everything.
/// </summary>
internal sealed class Patience(IHttpContextAccessor accessor, IOptions<WebOptions> options, TimeProvider time)
{
    /// <summary>Written by site.js.</summary>
    public const string ScriptCookie = "stream";

    private TimeSpan Moment => options.Value.Patience;

    private TimeSpan Blink => options.Value.Patience / 3;

    /// <summary>Returns when the answers are there, or the moment is over. Answers report their failures themselves.</summary>
    public Task WaitAsync(params IEnumerable<Task> answers) => WaitAsync([.. answers], []);

    /// <summary>The same for a page with things beside what the reader has come for: it does not wait a moment for those, only a blink.</summary>
    /// <param name="wanted">What the reader has come for.</param>
    /// <param name="beside">What has a place kept free for it.</param>
    public async Task WaitAsync(IReadOnlyList<Task> wanted, IReadOnlyList<Task> beside)
    {
        var all = Task.WhenAll([.. wanted, .. beside]);
        if (accessor.HttpContext is { } context && context.Request.Cookies.ContainsKey(ScriptCookie))
        {
            var blink = Task.Delay(Blink, time, context.RequestAborted);
            await Task.WhenAny(Task.WhenAll(wanted), Task.Delay(Moment, time, context.RequestAborted));
            await Task.WhenAny(all, blink);
            return;
        }

        await all;
    }
}
