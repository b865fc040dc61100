using Telemetry.Messaging;
using Telemetry.Model.Crashes;
using Telemetry.Model.Times;
using Telemetry.Storage.Feedback;

namespace Telemetry.Ingest.Worker.Crashes.Feedback;

/// <summary>A row of <c>user_feedback</c> (docs/schema.md): what somebody wrote about a crash, or about nothing in particular.</summary>
internal sealed record FeedbackRow
{
    /// <summary>Its own id.</summary>
    public required CrashId Id { get; init; }

    /// <summary>What it is about; null: no event.</summary>
    public required CrashId? Event { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>Never empty.</summary>
    public required string Comments { get; init; }

    public required string Url { get; init; }

    public required string Release { get; init; }

    public required string Environment { get; init; }

    /// <summary>Appends it.</summary>
    public void AppendTo(FeedbackBlock block, in IntakeFrame frame)
    {
        block.ProjectId.Append(frame.Project.Value);
        block.EventId.Append(Event?.ToString());
        block.FeedbackId.Append(Id.ToString());
        block.Timestamp.Append(UnixNanoseconds.From(Time).Value);
        block.ReceivedAt.Append(frame.ReceivedAtUnixNanoseconds);
        block.Name.Append(Name);
        block.Email.Append(Email);
        block.Comments.Append(Comments);
        block.Url.Append(Url);
        block.Release.Append(Release);
        block.Environment.Append(Environment);
        block.RetentionDays.Append(new Records.TimeWindow(frame).RetentionDays);
        block.EndRow(Comments.Length + Name.Length + Email.Length + Url.Length);
    }
}
