using Microsoft.AspNetCore.Http;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>
/// Remembers which batches were taken, for clients that give theirs an id (<see cref="Header"/>): when an answer is lost on its way, the client
/// sends the batch again, gets the same answer, and nothing is stored twice (docs/adr/0172). Safe for several threads.
/// </summary>
/// <remarks>Remembered for <see cref="Lifetime"/> to twice that, and <see cref="MaxRemembered"/> to twice as many: about 10 MB at most.</remarks>
internal sealed class TakenBatches(TimeProvider time)
{
    /// <summary>32 hexadecimal digits, the same whenever the same batch is sent. Anything else counts as no id.</summary>
    public const string Header = "x-telemetry-batch";

    /// <summary>Batches of one generation.</summary>
    public const int MaxRemembered = 50_000;

    /// <summary>How long at least, unless there are too many.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private static readonly Task<IntakeAnswer?> Accepted = Task.FromResult<IntakeAnswer?>(IntakeAnswer.Accepted);

    private readonly Lock _lock = new();

    // Two generations instead of a queue by age: forgetting is one assignment.
    private Dictionary<BatchKey, Task<IntakeAnswer?>> _young = [];
    private Dictionary<BatchKey, Task<IntakeAnswer?>> _old = [];
    private long _bornAt = time.GetTimestamp();

    /// <summary>The id a client gave its batch; null when it gave none.</summary>
    /// <param name="ingestKey">The ingest key: the ids of one client say nothing about those of another.</param>
    /// <param name="signal">What it holds: a client may number logs and spans alike.</param>
    /// <param name="headers">Of the request.</param>
    public static BatchKey? Read(IngestKeyId ingestKey, Signal signal, IHeaderDictionary headers) =>
        headers.TryGetValue(Header, out var text) && Guid.TryParseExact(text, "N", out Guid id) ? new(ingestKey, signal, id) : null;

    /// <summary>Receives a batch, or answers as when it was taken. Of two at a time, the second waits for the first.</summary>
    /// <param name="batch">Its id.</param>
    /// <param name="receive">Takes it. A null or a refusal is not remembered: the same may be sent again.</param>
    public async ValueTask<IntakeAnswer?> OnceAsync(BatchKey batch, Func<ValueTask<IntakeAnswer?>> receive)
    {
        var own = new TaskCompletionSource<IntakeAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (Claim(batch, own.Task) is { } other)
        {
            if (await other is { } known)
            {
                return known;
            }
        }

        IntakeAnswer? answer = null;
        try
        {
            return answer = await receive();
        }
        finally
        {
            own.SetResult(Settle(batch, answer));
        }
    }

    /// <summary>What somebody else has made, or makes, of this batch; null when it is the caller's now.</summary>
    private Task<IntakeAnswer?>? Claim(BatchKey batch, Task<IntakeAnswer?> own)
    {
        lock (_lock)
        {
            if (_young.Count >= MaxRemembered || time.GetElapsedTime(_bornAt) > Lifetime)
            {
                (_young, _old, _bornAt) = ([], _young, time.GetTimestamp());
            }

            if (_young.TryGetValue(batch, out Task<IntakeAnswer?>? known) || _old.TryGetValue(batch, out known))
            {
                return known;
            }

            _young[batch] = own;
            return null;
        }
    }

    /// <summary>Keeps or forgets; returns what those who waited are told: null, that they must try themselves.</summary>
    private IntakeAnswer? Settle(BatchKey batch, IntakeAnswer? answer)
    {
        bool taken = answer?.Kind is AnswerKind.Accepted or AnswerKind.PartlyAccepted;
        lock (_lock)
        {
            // Before anybody who waits goes on, so that he finds its place free.
            _young.Remove(batch);
            _old.Remove(batch);
            if (taken)
            {
                _young[batch] = answer!.Kind == AnswerKind.Accepted ? Accepted : Task.FromResult<IntakeAnswer?>(answer);
            }
        }

        return taken ? answer : null;
    }
}

/// <summary>A batch of one client.</summary>
internal readonly record struct BatchKey(IngestKeyId IngestKey, Signal Signal, Guid Id);
