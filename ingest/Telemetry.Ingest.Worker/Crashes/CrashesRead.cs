using Telemetry.Ingest.Worker.Crashes.Feedback;
using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>What a payload held.</summary>
/// <param name="Reports">The crashes.</param>
/// <param name="Drops">One reason for each record that said it is a crash and could not be read.</param>
internal sealed record CrashesRead(IReadOnlyList<CrashReport> Reports, IReadOnlyList<DropReason> Drops)
{
    /// <summary>What people wrote, which comes the same way.</summary>
    public IReadOnlyList<FeedbackRow> Feedback { get; init; } = [];
}
