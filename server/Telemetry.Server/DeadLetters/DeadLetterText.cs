using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Messaging;

namespace Telemetry.Server.DeadLetters;

/// <summary>Dead letters for people and for scripts.</summary>
internal static class DeadLetterText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    public static string Table(IReadOnlyList<DeadLetter> letters)
    {
        if (letters.Count == 0)
        {
            return "No dead letters.\n";
        }

        var text = new StringBuilder();
        Row(text, "ID", "LANE", "ITEMS", "BYTES", "SINCE", "REASON");
        foreach (DeadLetter letter in letters)
        {
            Row(text, letter.Message.Id, letter.Message.Lane.ToString().ToLowerInvariant(), letter.Message.ItemCount, letter.BodyLength, Time(letter.DeadAt), letter.Reason);
        }

        return text.ToString();
    }

    public static string Detail(DeadLetterView view)
    {
        var text = new StringBuilder();
        Line(text, "id", view.Id);
        Line(text, "lane", view.Lane);
        Line(text, "since", Time(view.DeadAt));
        Line(text, "reason", view.Reason);
        Line(text, "items", view.Items);
        Line(text, "bytes", view.Bytes);
        foreach (FrameView frame in view.Frames ?? [])
        {
            Line(text, "request", $"project {frame.Project}, key {frame.Key}, {frame.Items} {frame.Signal}, {frame.Bytes} bytes, received {Time(frame.ReceivedAt)}");
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, object id, object lane, object items, object bytes, object since, object reason) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{id,-36}  {lane,-6}  {items,8}  {bytes,10}  {since,-20}  {reason}");

    private static void Line(StringBuilder text, string name, object value) => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-8} {value}");

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
