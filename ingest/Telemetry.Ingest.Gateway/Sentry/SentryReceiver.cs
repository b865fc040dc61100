using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Drops;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Sentry.Items;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Sentry;

/// <summary>What happens to what a client of Sentry sent: quota, publish, count. Every item is in the queue, or counted as dropped, before the client hears of it.</summary>
internal sealed class SentryReceiver(TelemetryPublisher publisher, DropSums drops, GatewayMeters meters, TimeProvider time)
{
    // The ledger's own rows are kept as the table says; a frame has to carry some number.
    private const ushort LedgerRetentionDays = 1;

    /// <summary>Publishes a draft. What was not taken is counted and named by the answer; the rest is kept.</summary>
    public async ValueTask<SentryOutcome> ReceiveAsync(AdmittedKey key, SentryDraft draft, int bytes)
    {
        TimeSpan wait = draft.Items == 0 ? TimeSpan.Zero : key.Quota.Take(key.Grant, draft.Items, bytes);
        Task<PublishResult> ledger = PublishDropsAsync(key, draft);
        if (wait > TimeSpan.Zero)
        {
            await ledger;
            Refuse(key, draft, draft.Frames, DropReason.RateLimited);
            return new SentryOutcome(new(AnswerKind.RateLimited, "The rate limit of this key is reached.") { RetryAfter = wait }, []);
        }

        return await PublishAsync(key, draft, ledger);
    }

    /// <summary>Counts what is refused before anything in it could be told apart, and returns the answer.</summary>
    public IntakeAnswer Refuse(AdmittedKey key, Signal signal, IntakeAnswer answer, long bytes)
    {
        if (AnswerRow.Of(answer.Kind).Drop is { } reason)
        {
            Drop(key, signal, reason, new DropSum(1, bytes));
        }

        return answer;
    }

    private async ValueTask<SentryOutcome> PublishAsync(AdmittedKey key, SentryDraft draft, Task<PublishResult> ledger)
    {
        // Crashes first, as at the other door: when the server dies in between, they are what must be there.
        List<(SentryFrame Frame, Task<PublishResult> Result)> published = [];
        foreach (SentryFrame frame in draft.Frames.OrderBy(frame => frame.Lane != Lane.Crashes))
        {
            Task<PublishResult> result = PublishAsync(key, draft, frame);
            published.Add((frame, result));
            await (frame.Lane == Lane.Crashes ? result : Task.CompletedTask);
        }

        PublishResult[] results = await Task.WhenAll([ledger, .. published.Select(one => one.Result)]);
        SentryFrame[] notTaken = [.. published.Where(one => one.Result.Result.Status != PublishStatus.Stored).Select(one => one.Frame)];
        Refuse(key, draft, notTaken, DropReason.QueueUnavailable);
        IntakeAnswer answer = results.Select(OtlpReceiver.NotTaken).FirstOrDefault(refusal => refusal is not null) ?? IntakeAnswer.Accepted;
        return new SentryOutcome(answer, [.. notTaken.Select(frame => frame.Signal).Distinct()]);
    }

    private Task<PublishResult> PublishAsync(AdmittedKey key, SentryDraft draft, SentryFrame frame)
    {
        ReadOnlyMemory<byte> payload = draft.Output.Written[frame.Place];
        meters.CountItems(frame.Signal.ToText(), "received", frame.Items, payload.Length);
        ushort retention = frame.Signal switch
        {
            Signal.Logs => key.Grant.LogRetentionDays,
            Signal.Spans => key.Grant.SpanRetentionDays,
            _ => Retention.OfCrashes(key.Grant),
        };
        return publisher.PublishAsync(
            frame.Lane, new IntakeFrame(key.Grant.Project, key.Grant.Key, frame.Signal, retention, UnixTime.Nanoseconds(time), frame.Items, payload), default);
    }

    /// <summary>The ledger must know of what is answered OK and not stored before the client does. What it does not take now is kept for later.</summary>
    private async Task<PublishResult> PublishDropsAsync(AdmittedKey key, SentryDraft draft)
    {
        PublishResult worst = PublishResult.Stored;
        foreach (((Signal signal, DropReason reason), DropSum sum) in draft.Drops)
        {
            var line = new DropKey(key.Grant.Project, key.Grant.Key, signal, reason);
            PublishResult result = await publisher.PublishAsync(Lane.Ledger, DropFrame.Create(line, sum, LedgerRetentionDays, UnixTime.Nanoseconds(time)), default);
            meters.CountItems(signal.ToText(), reason.ToText(), sum.Items, sum.Bytes);
            if (result.Status != PublishStatus.Stored)
            {
                drops.Add(line, sum);
                worst = result;
            }
        }

        return worst;
    }

    private void Refuse(AdmittedKey key, SentryDraft draft, IEnumerable<SentryFrame> frames, DropReason reason)
    {
        foreach (SentryFrame frame in frames)
        {
            Drop(key, frame.Signal, reason, new DropSum(frame.Items, frame.Place.GetOffsetAndLength(draft.Output.Length).Length));
        }
    }

    private void Drop(AdmittedKey key, Signal signal, DropReason reason, DropSum sum)
    {
        drops.Add(new DropKey(key.Grant.Project, key.Grant.Key, signal, reason), sum);
        meters.CountItems(signal.ToText(), reason.ToText(), sum.Items, sum.Bytes);
    }
}

/// <summary>The answer.</summary>
/// <param name="Answer">What.</param>
/// <param name="Limited">What was not taken, when it was only a part.</param>
internal readonly record struct SentryOutcome(IntakeAnswer Answer, IReadOnlyList<Signal> Limited);
