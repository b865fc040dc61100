using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Query.Contracts;
using Telemetry.Web.Display;

namespace Telemetry.Web.Logs;

/// <summary>A record as JSON to copy: readable in every script, and without a character that cannot be seen.</summary>
internal static class LogRecordJson
{
    private static readonly LogRecordJsonContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Safe because the text never stands in HTML unescaped: Razor escapes it, or the type is application/json with nosniff.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly LogRecordJsonContext Compact = new(new JsonSerializerOptions(Context.Options) { WriteIndented = false });

    /// <summary>The whole record.</summary>
    public static string Write(LogItem item) => Visible(JsonSerializer.Serialize(item, Context.LogItem));

    /// <summary>The message and the attributes in one line.</summary>
    public static string Line(LogItem item) =>
        Visible(JsonSerializer.Serialize(new Dictionary<string, string>(item.Attributes.Prepend(new("message", item.Body)).DistinctBy(pair => pair.Key)), Compact.DictionaryStringString));

    /// <summary>The whole record in one line.</summary>
    public static string Compactly(LogItem item) => Visible(JsonSerializer.Serialize(item, Compact.LogItem));

    /// <summary>Attributes in one line.</summary>
    public static string Compactly(IReadOnlyDictionary<string, string> pairs) => Visible(JsonSerializer.Serialize(new Dictionary<string, string>(pairs), Compact.DictionaryStringString));

    private static string Visible(string json)
    {
        var text = new StringBuilder();
        foreach (var run in json)
        {
            // Such characters can only stand inside strings here, where their escape means the same.
            _ = VisibleText.IsHidden(run) && run is not ('\n' or '\r') ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)run:x4}") : text.Append(run);
        }

        return text.ToString();
    }
}

/// <summary>Generated writer.</summary>
[JsonSerializable(typeof(LogItem))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class LogRecordJsonContext : JsonSerializerContext;
