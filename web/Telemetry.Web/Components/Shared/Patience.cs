using Microsoft.AspNetCore.Http;

namespace Telemetry.Web.Components.Shared;

/// <summary>
/// Decides how long a page waits before it is sent without its answers. Quick answers arrive with the page, without a flicker of
/// placeholders; slow ones stream in after it. Streaming needs script, so without it the page waits for everything.
/// </summary>
internal sealed class Patience(IHttpContextAccessor accessor, TimeProvider time)
{
    /// <summary>Written by site.js.</summary>
    public const string ScriptCookie = "stream";

    /// <summary>Sent by scripts that take a part out of a page: what streams in after it would be out of their sight.</summary>
    public const string WholePageHeader = "X-Whole-Page";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    /// <summary>Returns when the answers are there, or the moment is over. Answers report their failures themselves.</summary>
    public async Task WaitAsync(params IEnumerable<Task> answers)
    {
        var all = Task.WhenAll(answers);
        if (accessor.HttpContext is { } context && context.Request.Cookies.ContainsKey(ScriptCookie) && !context.Request.Headers.ContainsKey(WholePageHeader))
        {
            await Task.WhenAny(all, Task.Delay(Moment, time, context.RequestAborted));
            return;
        }

        await all;
    }
}
