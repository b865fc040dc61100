using System.Text.Json;
using Telemetry.Ingest.Worker.Crashes.Feedback;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Releases;
using Telemetry.Model.Sentry;

namespace Telemetry.Ingest.Worker.Crashes.Sentry;

/// <summary>
/// Feedback as Sentry's SDKs send it, in two forms: <c>feedback</c> is an event whose context of that name holds the text; <c>user_report</c>, of older SDKs, is four texts. As lenient as with crashes:
/// what is of a wrong type is absent. Only without a text it is none.
/// </summary>
internal static class SentryFeedbackReader
{
    private const int MaxDaysBack = 3650;

    /// <summary>Reads it; null when it is no feedback.</summary>
    /// <param name="json">As <see cref="CrashEncoding.SentryFeedback"/> has it.</param>
    /// <param name="receipt">The id for one that has none, and when it came.</param>
    public static FeedbackRow? Read(ReadOnlyMemory<byte> json, CrashReceipt receipt)
    {
        CrashProblems problems = new();
        using JsonDocument? document = JsonText.Parse(json, problems);
        JsonPart root = new(document?.RootElement ?? default, "", problems);
        JsonPart header = root.Part("header");
        JsonPart feedback = root.Part("feedback");
        FeedbackRow? row = header.Word("item_type") == "user_report" ? OfReport(feedback, header, receipt) : OfEvent(feedback, header, receipt);
        return row is { Comments.Length: > 0 } ? row : null;
    }

    private static FeedbackRow OfReport(JsonPart report, JsonPart header, CrashReceipt receipt) => new()
    {
        Id = receipt.FallbackId,
        Event = IdOf(report.Word("event_id")) ?? IdOf(header.Word("event_id")),
        Time = receipt.ReceivedAt,
        Name = report.Word("name") ?? "",
        Email = report.Word("email") ?? "",
        Comments = report.Word("comments", CrashLimits.Message) ?? "",
        Url = "",
        Release = "",
        Environment = "",
    };

    private static FeedbackRow OfEvent(JsonPart feedback, JsonPart header, CrashReceipt receipt)
    {
        JsonPart context = feedback.Part("contexts").Part("feedback");
        return new FeedbackRow
        {
            Id = IdOf(header.Word("event_id")) ?? receipt.FallbackId,
            Event = IdOf(context.Word("associated_event_id")),
            Time = Time(feedback, header, receipt),
            Name = context.Word("name") ?? "",
            Email = context.Word("contact_email") ?? "",
            Comments = context.Word("message", CrashLimits.Message) ?? "",
            Url = context.Word("url", CrashLimits.Path) ?? "",
            Release = ReleaseName.Parse(feedback.Word("release") ?? "").Version,
            Environment = feedback.Word("environment") ?? "",
        };
    }

    private static CrashId? IdOf(string? text) => CrashId.TryParse(text, out CrashId id) ? id : null;

    /// <summary>By a corrected clock; of receipt where it says nothing that can be.</summary>
    private static DateTimeOffset Time(JsonPart feedback, JsonPart header, CrashReceipt receipt)
    {
        DateTimeOffset? time = ClockDrift.Between(header.Time("sent_at"), receipt.ReceivedAt).Correct(feedback.Time("timestamp"));
        return time is { } told && told > receipt.ReceivedAt.AddDays(-MaxDaysBack) && told < receipt.ReceivedAt.AddDays(1) ? told : receipt.ReceivedAt;
    }
}
