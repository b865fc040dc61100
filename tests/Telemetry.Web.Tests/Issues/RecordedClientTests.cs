using System.Text;
using System.Text.Json;
using Telemetry.Testing.SentryCaptures;
using Xunit;

namespace Telemetry.Web.Tests.Issues;

/// <summary>What real SDKs sent, as recorded on the wire, is all on the page: what was expected of it is read from the recording, not written down here.</summary>
[Collection(CrashCollection.Name)]
public sealed class RecordedClientTests(CrashSite site, Chromium chromium)
{
    [Theory]
    [InlineData("sentry-python-1.9.10")]
    [InlineData("sentry-python-2.64.0")]
    public async Task Page_OfEachRecordedCrash_ShowsItsFramesVariablesAndContexts(string client)
    {
        JsonElement[] events = [.. SentryCapture.All.Where(capture => capture.Name.StartsWith(client, StringComparison.Ordinal)).SelectMany(CrashesOf)];
        Assert.True(events.Length >= 5, $"Only {events.Length} crashes were recorded of {client}.");
        await using var visitor = await site.VisitAsync(chromium, "/issues", Screen.WithoutScript);

        foreach (JsonElement crash in events)
        {
            string id = crash.GetProperty("event_id").GetString()!;
            Assert.Equal(200, (await visitor.OpenAsync($"/events/{id}")).Status);
            string shown = await visitor.Page.Locator(".crash").InnerHTMLAsync();
            string text = await visitor.Page.Locator(".crash").TextContentAsync() ?? "";
            Assert.All(Expected(crash), expected => Assert.True(text.Contains(expected, StringComparison.Ordinal), $"{id} does not show {expected}: {shown}"));
        }
    }

    private static IEnumerable<JsonElement> CrashesOf(SentryCapture capture) => Encoding.UTF8.GetString(capture.DecodedBody()).Split('\n')
        .Where(line => line.StartsWith('{') && line.Contains("\"exception\"", StringComparison.Ordinal))
        .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
        .Where(item => item.TryGetProperty("exception", out JsonElement exception) && exception.TryGetProperty("values", out JsonElement values) && values.GetArrayLength() > 0);

    private static IEnumerable<string> Expected(JsonElement crash)
    {
        yield return crash.GetProperty("contexts").GetProperty("runtime").GetProperty("version").GetString()!;
        foreach (JsonElement exception in crash.GetProperty("exception").GetProperty("values").EnumerateArray())
        {
            yield return exception.GetProperty("type").GetString()!;
            if (!exception.TryGetProperty("stacktrace", out JsonElement stack) || stack.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            JsonElement last = stack.GetProperty("frames").EnumerateArray().Last();
            yield return last.GetProperty("function").GetString()!;
            yield return last.GetProperty("context_line").GetString()!.Trim();
            foreach (JsonProperty variable in last.TryGetProperty("vars", out JsonElement vars) ? vars.EnumerateObject().Take(3) : [])
            {
                yield return variable.Name;
            }
        }
    }
}
