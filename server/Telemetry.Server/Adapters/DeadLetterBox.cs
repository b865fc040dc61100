using Telemetry.Messaging;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Admin;
using Telemetry.Query.Contracts;
using Telemetry.Server.DeadLetters;

namespace Telemetry.Server.Adapters;

/// <summary>The query API knows no queue: this shows it what lies aside there.</summary>
internal sealed class DeadLetterBox(ITelemetryQueue queue) : IDeadLetters
{
    public async Task<DeadLetterList?> ListAsync(int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<DeadLetter> letters = await queue.ListDeadLettersAsync(limit, cancellationToken);
        long total = letters.Count < limit ? letters.Count : (await queue.GetStatusAsync(cancellationToken)).DeadLetters;
        return new DeadLetterList([.. letters.Select(DeadLetterView.From).Select(Item)], Math.Max(total, letters.Count));
    }

    public async Task<DeadLetterItem?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await queue.FindDeadLetterAsync(id, cancellationToken) is { } letter ? Item(DeadLetterView.From(letter)) : null;

    public Task<bool> ReplayAsync(Guid id, CancellationToken cancellationToken) => queue.ReplayDeadLetterAsync(id, cancellationToken).AsTask();

    public Task<bool> DropAsync(Guid id, CancellationToken cancellationToken) =>
        queue.DropCountedAsync(id, static sentence => new DeadLetterException(sentence), cancellationToken);

    private static DeadLetterItem Item(DeadLetterView view) =>
        new(view.Id.ToString(), view.Lane, Time(view.DeadAt), view.Items, view.Bytes, view.Reason, view.Frames?.Select(Request).ToArray());

    private static DeadLetterRequest Request(FrameView frame) => new(frame.Project, frame.Key, frame.Signal, Time(frame.ReceivedAt), frame.Items, frame.Bytes);

    private static string Time(DateTimeOffset time) => UnixNanoseconds.From(time).ToString();
}
