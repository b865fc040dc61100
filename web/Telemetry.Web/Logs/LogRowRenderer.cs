using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Components.Pages.Logs;

namespace Telemetry.Web.Logs;

/// <summary>Draws records as the page's own rows, outside of a page.</summary>
internal sealed class LogRowRenderer(IServiceProvider services, ILoggerFactory loggers, SearchAddress address, LogTable table, TimeProvider time)
{
    /// <summary>The rows as HTML, in the order given.</summary>
    public async Task<string> RenderAsync(IReadOnlyList<LogItem> items)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(LogRows.Items)] = items,
            [nameof(LogRows.Address)] = address.FirstPage() with { View = address.View with { IsLive = false } },
            [nameof(LogRows.Now)] = time.GetUtcNow(),
            [nameof(LogRows.Table)] = table,
        });

        // One renderer for each batch: a renderer remembers everything it has ever drawn.
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<LogRows>(parameters)).ToHtmlString());
    }
}
