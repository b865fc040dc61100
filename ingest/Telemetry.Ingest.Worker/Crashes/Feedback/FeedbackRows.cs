using Telemetry.Messaging;
using Telemetry.Storage.Feedback;

namespace Telemetry.Ingest.Worker.Crashes.Feedback;

/// <summary>Writes the feedback of a batch. Safe to repeat for the same batch.</summary>
internal sealed class FeedbackRows(FeedbackWriter writer)
{
    /// <summary>Writes it: nearly always none, and else one block, for a batch of crashes holds no more than a block.</summary>
    public async Task WriteAsync(Guid batchId, IReadOnlyList<(IntakeFrame Frame, FeedbackRow Row)> feedback, CancellationToken cancellationToken)
    {
        if (feedback.Count == 0)
        {
            return;
        }

        FeedbackBlock block = writer.Rent();
        try
        {
            foreach ((IntakeFrame frame, FeedbackRow row) in feedback)
            {
                row.AppendTo(block, frame);
            }

            await writer.WriteAsync(block, $"{batchId:N}-feedback", cancellationToken);
        }
        finally
        {
            writer.Return(block);
        }
    }
}
