using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Drops;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>What happens to a request, whatever protocol brought it: walk, take apart, quota, sessions, crashes, publish, answer. Every item is stored or counted as dropped.</summary>
internal sealed class OtlpReceiver(TelemetryPublisher publisher, SessionIntake sessions, CrashIntake crashes, IntakeBudget budget, DropSums drops, GatewayMeters meters, GatewayOptions options, TimeProvider time)
{
    private const string MetricsNotStored = "This version stores logs and traces; metrics are counted and dropped.";

    /// <summary>Takes a request. Its bytes are not touched any more when this completes.</summary>
    /// <remarks>Not cancelled when the client goes: the publish ends by itself within its timeout.</remarks>
    public async ValueTask<IntakeAnswer> ReceiveAsync(AdmittedKey key, OtlpSignal signal, ReadOnlyMemory<byte> request)
    {
        WalkResult walk = OtlpWalker.Walk(request.Span, signal.Signal);
        if (Check(walk) is { } refusal)
        {
            return Refuse(key, signal, refusal, walk.Items, request.Length);
        }

        if (walk.Items == 0)
        {
            return IntakeAnswer.Accepted;
        }

        try
        {
            using OtlpParts parts = OtlpParts.Of(signal, walk.Items, request, budget);
            return await ReceiveAsync(key, parts, walk.Items, request.Length);
        }
        catch (BufferRoomException full)
        {
            return Refuse(key, signal, IntakeLimits.Refuse(full.Room) ?? IntakeLimits.Overloaded, walk.Items, request.Length);
        }
    }

    /// <summary>The answer when the queue did not take something; null when it did.</summary>
    public static IntakeAnswer? NotTaken(PublishResult published) =>
        published.Status == PublishStatus.Stored ? null : new(AnswerKind.QueueUnavailable, published.Detail) { RetryAfter = published.RetryAfter };

    /// <summary>Counts a request that is refused for its bytes or its size, and returns the answer.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="signal">What it holds.</param>
    /// <param name="answer">Why.</param>
    /// <param name="items">As far as they could be counted. A request that could not be read at all counts as one.</param>
    /// <param name="bytes">As far as they were read.</param>
    public IntakeAnswer Refuse(AdmittedKey key, OtlpSignal signal, IntakeAnswer answer, int items, long bytes)
    {
        AnswerRow row = AnswerRow.Of(answer.Kind);
        if (row.Drop is { } reason)
        {
            var sum = new DropSum(Math.Max(1, items), bytes);
            drops.Add(new DropKey(key.Grant.Project, key.Grant.Key, signal.Signal, reason), sum);
            meters.CountItems(signal.Tag, row.Outcome, sum.Items, sum.Bytes);
        }

        return answer;
    }

    private async ValueTask<IntakeAnswer> ReceiveAsync(AdmittedKey key, OtlpParts parts, int items, int bytes)
    {
        TimeSpan wait = key.Quota.Take(key.Grant, items, bytes);
        if (wait > TimeSpan.Zero)
        {
            return Refuse(key, parts, RateLimited(wait));
        }

        IntakeAnswer? notTaken = await sessions.PublishAsync(key.Grant, parts)
            ?? await crashes.PublishAsync(key.Grant, parts.Signal, parts.Records)
            ?? NotTaken(await PublishAsync(key.Grant, parts.Signal, parts.Items, parts.Records));
        if (notTaken is not null)
        {
            key.Quota.GiveBack(key.Grant, items, bytes);
            return RefuseRecords(key, parts, notTaken);
        }

        await sessions.BookAsync(key.Grant, parts.Losses);
        return Conclude(parts.Signal, parts.Items, parts.Records.Length);
    }

    /// <summary>Refuses all of a request.</summary>
    private IntakeAnswer Refuse(AdmittedKey key, OtlpParts parts, IntakeAnswer answer)
    {
        sessions.Drop(key.Grant, parts, answer);
        return RefuseRecords(key, parts, answer);
    }

    private IntakeAnswer RefuseRecords(AdmittedKey key, OtlpParts parts, IntakeAnswer answer) =>
        parts.Items == 0 ? answer : Refuse(key, parts.Signal, answer, parts.Items, parts.Records.Length);

    private static IntakeAnswer RateLimited(TimeSpan wait) => new(AnswerKind.RateLimited, "The rate limit of this key is reached.") { RetryAfter = wait };

    private IntakeAnswer? Check(WalkResult walk) =>
        walk.Error is not null ? IntakeAnswer.Malformed(walk.Error)
        : walk.Items > options.MaxItemsPerRequest ? IntakeLimits.TooLarge
        : null;

    private IntakeAnswer Conclude(OtlpSignal signal, int items, int bytes)
    {
        IntakeAnswer answer = signal.Lane is null ? new(AnswerKind.PartlyAccepted, MetricsNotStored) { RejectedItems = items } : IntakeAnswer.Accepted;
        meters.CountItems(signal.Tag, AnswerRow.Of(answer.Kind).Outcome, items, bytes);
        return answer;
    }

    private Task<PublishResult> PublishAsync(IngestKeyGrant grant, OtlpSignal signal, int items, ReadOnlyMemory<byte> request)
    {
        if (items == 0)
        {
            return Task.FromResult(PublishResult.Stored);
        }

        long now = UnixTime.Nanoseconds(time);
        if (signal.Lane is { } lane)
        {
            return publisher.PublishAsync(lane, new IntakeFrame(grant.Project, grant.Key, signal.Signal, signal.RetentionDays(grant), now, items, request), default);
        }

        // Answered OK although nothing is stored: the ledger must know before the client does.
        var key = new DropKey(grant.Project, grant.Key, signal.Signal, DropReason.NotSupported);
        return publisher.PublishAsync(Lane.Ledger, DropFrame.Create(key, new DropSum(items, request.Length), signal.RetentionDays(grant), now), default);
    }
}
