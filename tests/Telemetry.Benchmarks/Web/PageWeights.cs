using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Telemetry.Testing.Browser;

namespace Telemetry.Benchmarks.Web;

/// <summary>Bytes over the wire of a page, headers included, as the browser counts them: with an empty cache, and with one that the same page has filled.</summary>
internal static class PageWeights
{
    private const double ColdKilobytes = 250;
    private const double WarmKilobytes = 40;

    public static async Task MeasureAsync(WebStage stage, CancellationToken cancellationToken)
    {
        foreach (WebPage page in WebPage.All(stage.Data).Where(page => page.IsWeighed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using Visitor visitor = await stage.VisitAsync();
            ICDPSession session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
            await session.SendAsync("Network.enable");
            var bytes = new WireBytes(session);
            PageWeight cold = await LoadAsync(visitor, page, bytes, 0);
            PageWeight warm = await LoadAsync(visitor, page, bytes, 1);
            stage.Report.Add("Page weight, KB over the wire", new { Page = page.Name, Cold = cold.Kilobytes, ColdRequests = cold.Requests, Warm = warm.Kilobytes, WarmRequests = warm.Requests, WarmLargest = warm.Largest });
            stage.Report.AtMost($"{page.Name}: weight, cold", cold.Kilobytes, ColdKilobytes, "KB");
            stage.Report.AtMost($"{page.Name}: weight, warm", warm.Kilobytes, WarmKilobytes, "KB");
        }
    }

    private static async Task<PageWeight> LoadAsync(Visitor visitor, WebPage page, WireBytes bytes, int number)
    {
        bytes.Clear();
        await visitor.OpenAsync(page.Path(number));
        await visitor.Page.Locator(page.Results).First.WaitForAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return bytes.Sum();
    }

    private sealed record PageWeight(double Kilobytes, int Requests, string Largest);

    private sealed class WireBytes
    {
        private readonly ConcurrentDictionary<string, string> _addresses = [];
        private readonly ConcurrentDictionary<string, double> _bytes = [];

        public WireBytes(ICDPSession session)
        {
            session.Event("Network.requestWillBeSent").OnEvent += (_, message) => Note(message, (id, text) => _addresses[id] = new Uri(text.GetProperty("request").GetProperty("url").GetString()!).AbsolutePath);
            session.Event("Network.loadingFinished").OnEvent += (_, message) => Note(message, (id, text) => _bytes[id] = text.GetProperty("encodedDataLength").GetDouble());
        }

        public void Clear()
        {
            _addresses.Clear();
            _bytes.Clear();
        }

        public PageWeight Sum()
        {
            KeyValuePair<string, double>[] sent = [.. _bytes.Where(one => one.Value > 0)];
            string largest = string.Join(", ", sent.OrderByDescending(one => one.Value).Take(3).Select(one => $"{_addresses.GetValueOrDefault(one.Key)?.Split('/')[^1]} {one.Value / 1000:0.0}"));
            return new PageWeight(Math.Round(sent.Sum(one => one.Value) / 1000, 1), sent.Length, largest);
        }

        private static void Note(JsonElement? message, Action<string, JsonElement> note)
        {
            if (message is { } text)
            {
                note(text.GetProperty("requestId").GetString()!, text);
            }
        }
    }
}
