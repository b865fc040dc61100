using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Telemetry.Control;
using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Quotas;

namespace Telemetry.Ingest.Gateway.Auth;

/// <summary>Asks the control database about a key: null when it is unknown or revoked.</summary>
internal delegate Task<IngestKeyGrant?> IngestKeyFinder(string key, CancellationToken cancellationToken);

/// <summary>
/// Knows keys without asking the control database at every request. A revoked key stops within ten seconds; a key that was valid goes on
/// working while the database is away. Safe for several threads.
/// </summary>
internal sealed partial class IngestKeyCache(IngestKeyFinder find, GatewayOptions options, TimeProvider time, ILogger<IngestKeyCache> logger)
{
    // Between the two ages a key is checked again behind the back of the request that finds it; after the second one, in front of it.
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan UncheckedFor = TimeSpan.FromSeconds(8);

    // SQLite waits five seconds for a lock and PostgreSQL fifteen for a connection: too long for a request.
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(1);

    private const int NewKeysPerSecond = 200;
    private static readonly TimeSpan NewKeysBurst = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<KeyDigest, KnownKey> _known = new();
    private readonly UnknownKeys _unknown = new(FreshFor, time);
    private readonly Lock _lock = new();
    private readonly Dictionary<KeyDigest, Task<KeyLookup>> _asking = [];
    private TokenBucket _newKeys;
    private bool _databaseIsAway;

    /// <summary>What is known about a key. Completes at once for a key that was used in the last seconds.</summary>
    /// <param name="text">As the client sent it; anything at all.</param>
    public ValueTask<KeyLookup> FindAsync(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > KeyDigest.MaxTextLength)
        {
            return new(KeyLookup.Unknown);
        }

        KeyDigest digest = KeyDigest.Of(text);
        if (!_known.TryGetValue(digest, out KnownKey? known))
        {
            return _unknown.Contains(digest) ? new(KeyLookup.Unknown) : new(Ask(digest, text, isNew: true));
        }

        TimeSpan sinceAsked = time.GetElapsedTime(known.AskedAt);
        if (sinceAsked > UncheckedFor)
        {
            return new(Ask(digest, text, isNew: false));
        }

        if (sinceAsked > FreshFor)
        {
            _ = Ask(digest, text, isNew: false);
        }

        return new(Serve(known));
    }

    private KeyLookup Serve(KnownKey known) =>
        time.GetElapsedTime(known.ConfirmedAt) <= UncheckedFor + options.KeysOutliveDatabase
            ? new KeyLookup(KeyStatus.Valid, known.Key)
            : KeyLookup.Unavailable;

    // One question per key at a time, however many requests wait for it.
    private Task<KeyLookup> Ask(KeyDigest digest, string text, bool isNew)
    {
        lock (_lock)
        {
            if (_asking.TryGetValue(digest, out Task<KeyLookup>? running))
            {
                return running;
            }

            if (isNew && !MayAskAboutNewKey())
            {
                return Task.FromResult(KeyLookup.Unavailable);
            }

            // On a thread of its own: SQLite's provider is synchronous inside, and the lock is held here.
            return _asking[digest] = Task.Run(() => AskAsync(digest, text));
        }
    }

    private bool MayAskAboutNewKey()
    {
        bool may = _newKeys.Fill(NewKeysPerSecond, NewKeysBurst, time) == TimeSpan.Zero;
        _newKeys.Take(may ? 1 : 0);
        return may;
    }

    private async Task<KeyLookup> AskAsync(KeyDigest digest, string text)
    {
        try
        {
            using var limit = new CancellationTokenSource(AskLimit, time);
            IngestKeyGrant? grant = await find(text, limit.Token).WaitAsync(limit.Token);
            NoteDatabase(isAway: false, "");
            return Remember(digest, grant);
        }
        catch (Exception exception) when (exception is ControlUnavailableException or OperationCanceledException)
        {
            NoteDatabase(isAway: true, exception is ControlUnavailableException ? exception.Message : "It does not answer in time.");
            return ServeUnconfirmed(digest);
        }
        finally
        {
            lock (_lock)
            {
                _asking.Remove(digest);
            }
        }
    }

    private KeyLookup Remember(KeyDigest digest, IngestKeyGrant? grant)
    {
        if (grant is null)
        {
            _known.TryRemove(digest, out _);
            _unknown.Add(digest);
            return KeyLookup.Unknown;
        }

        KeyQuota quota = _known.TryGetValue(digest, out KnownKey? before) ? before.Key.Quota : new KeyQuota(options.RateLimitBurst, time);
        long now = time.GetTimestamp();
        KnownKey known = new(new AdmittedKey(grant, quota), ConfirmedAt: now, AskedAt: now);
        _known[digest] = known;
        return Serve(known);
    }

    private KeyLookup ServeUnconfirmed(KeyDigest digest)
    {
        if (!_known.TryGetValue(digest, out KnownKey? known))
        {
            return KeyLookup.Unavailable;
        }

        _known[digest] = known with { AskedAt = time.GetTimestamp() };
        return Serve(known);
    }

    private void NoteDatabase(bool isAway, string reason)
    {
        if (Interlocked.Exchange(ref _databaseIsAway, isAway) == isAway)
        {
            return;
        }

        if (isAway)
        {
            LogAway(reason);
        }
        else
        {
            LogBack();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ingest keys cannot be checked: {Reason} Keys that were valid go on working; new ones are told to come back.")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ingest keys can be checked again.")]
    private partial void LogBack();

    private sealed record KnownKey(AdmittedKey Key, long ConfirmedAt, long AskedAt);
}
