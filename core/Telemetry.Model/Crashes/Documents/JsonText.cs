using System.Text;
using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>Texts of a JSON document, however broken.</summary>
public static class JsonText
{
    /// <summary>Any value as text: a string as it is, everything else as it is written.</summary>
    public static string Of(JsonElement value, int maxLength, string path, CrashProblems problems) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined => "",
            JsonValueKind.Null => "null",
            JsonValueKind.String => CrashText.Fit(value.GetString() ?? "", maxLength, path, problems),
            _ => CrashText.Fit(value.GetRawText(), maxLength, path, problems),
        };

    /// <summary>A name from a document: cut, NUL made visible.</summary>
    public static string NameOf(JsonProperty property, string path, CrashProblems problems) =>
        CrashText.Fit(property.Name, CrashLimits.Name, path, problems);

    /// <summary>The document, when it is one. Bytes that are no UTF-8 are replaced.</summary>
    /// <returns>Null when it is no JSON object, or deeper than <see cref="CrashLimits.JsonDepth"/>. The caller disposes it.</returns>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, CrashProblems problems)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8.Span))
        {
            problems.Add("document", "not valid UTF-8, mended");
            utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8.Span));
        }

        try
        {
            JsonDocument document = JsonDocument.Parse(JsonSurrogates.Mend(utf8, problems), new JsonDocumentOptions { MaxDepth = CrashLimits.JsonDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException)
        {
            // Said by null: what to do with bytes that are no crash is for the caller.
        }

        return null;
    }
}
