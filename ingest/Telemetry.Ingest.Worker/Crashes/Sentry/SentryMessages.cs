using System.Text.Json;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Crashes.Sentry;

/// <summary>Sentry's message: <c>logentry</c>, or <c>message</c> as a text or as an object of the same shape.</summary>
internal static class SentryMessages
{
    /// <summary>Reads it; null when there is none.</summary>
    public static CrashMessage? Read(JsonPart report)
    {
        JsonPart entry = report.Part("logentry");
        if (!entry.IsObject && report.Any("message").IsObject)
        {
            entry = report.Part("message");
        }

        return entry.IsObject ? ReadEntry(entry) : report.Text("message", CrashLimits.Message) is { Length: > 0 } text ? new CrashMessage(text, null, []) : null;
    }

    private static CrashMessage? ReadEntry(JsonPart entry)
    {
        string? template = entry.Word("message", CrashLimits.Message);
        string? text = entry.Word("formatted", CrashLimits.Message) ?? template;
        return text is null ? null : new CrashMessage(text, template, ReadParameters(entry));
    }

    private static IReadOnlyList<string> ReadParameters(JsonPart entry)
    {
        JsonPart parameters = entry.Any("params");
        return parameters.IsObject
            ? [.. JsonPairs.Read(parameters, CrashLimits.Parts, new TextBudget(CrashLimits.Message)).Select(pair => $"{pair.Name}={pair.Text}")]
            : parameters.Element.ValueKind == JsonValueKind.Array ? entry.Texts("params", CrashLimits.Parts, CrashLimits.Value) : [];
    }
}
