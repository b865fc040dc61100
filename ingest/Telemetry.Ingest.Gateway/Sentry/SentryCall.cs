using Microsoft.AspNetCore.Http;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Quotas;
using Telemetry.Ingest.Gateway.Sentry.Bodies;
using Telemetry.Ingest.Gateway.Sentry.Envelopes;
using Telemetry.Ingest.Gateway.Sentry.Items;
using Telemetry.Model;
using Telemetry.Model.Times;

namespace Telemetry.Ingest.Gateway.Sentry;

/// <summary>One request: read, inflate, take apart, receive.</summary>
internal sealed class SentryCall(IngestKeyCache keys, SentryReceiver receiver, AttachmentAllowance allowance, IntakeBudget budget, GatewayOptions options, TimeProvider time, string project, bool isStore)
{
    // The key may stand within the body only, which then is read on trust: no more of it than a browser's tunnel sends.
    private const int MaxKeylessBytes = 1024 * 1024;

    // A payload is a little longer than the item it is made of.
    private const int SlackBytes = 1024 * 1024;

    private static readonly IntakeAnswer NotAdmitted = new(AnswerKind.Unauthenticated, "The DSN's key is missing, unknown or revoked, or it is not of this project. Copy the DSN from the project's settings.");
    private static readonly IntakeAnswer UnknownEncoding = IntakeAnswer.Malformed("The content encoding is none of gzip, deflate, br, zstd and identity.");
    private static readonly IntakeAnswer NoEnvelope = IntakeAnswer.Malformed("The first line is no envelope header: a JSON object of at most 16 KiB, with sent_at at most once.");
    private static readonly IntakeAnswer NoEvent = IntakeAnswer.Malformed("The body is no event: a JSON object.");

    private AdmittedKey? _key;

    /// <summary>The id to answer with.</summary>
    public string? EventId { get; private set; }

    /// <summary>What was not taken, when it was only a part.</summary>
    public IReadOnlyList<Signal> Limited { get; private set; } = [];

    /// <summary>Receives it.</summary>
    public async ValueTask<IntakeAnswer> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        SentryCredentials credentials = SentryCredentials.Read(request);
        if (credentials.Contradicts || (isStore && credentials.Key is null))
        {
            return NotAdmitted;
        }

        if (credentials.Key is not null && await AdmitAsync(credentials) is { } refusal)
        {
            return refusal;
        }

        SentryEncoding encoding = SentryEncodings.Parse(request.Headers.ContentEncoding);
        if (encoding == SentryEncoding.Unknown)
        {
            return Refuse(UnknownEncoding, request.ContentLength ?? 0);
        }

        using var body = new IntakeBuffer(budget, _key is null ? MaxKeylessBytes : options.MaxHttpBodyBytes);
        IntakeAnswer? readEnd = await SentryBodyReader.ReadToEndAsync(request.BodyReader, body, cancellationToken);
        return encoding == SentryEncoding.Identity || body.Length == 0
            ? await TakeApartAsync(body, readEnd, credentials)
            : readEnd is not null ? Refuse(readEnd, body.Length) : await InflateAsync(body, encoding, credentials);
    }

    private async ValueTask<IntakeAnswer> InflateAsync(IntakeBuffer body, SentryEncoding encoding, SentryCredentials credentials)
    {
        using var inflated = new IntakeBuffer(budget, _key is null ? MaxKeylessBytes : options.MaxHttpBodyBytes);
        IntakeAnswer? end = SentryInflater.Inflate(encoding, body.Written, inflated);
        return end is { Kind: AnswerKind.Malformed } ? Refuse(end, body.Length) : await TakeApartAsync(inflated, end, credentials);
    }

    /// <param name="body">Inflated.</param>
    /// <param name="end">Why it ends before its end; null when it is whole. Items that are whole are kept either way.</param>
    /// <param name="credentials">As far as they are known.</param>
    private async ValueTask<IntakeAnswer> TakeApartAsync(IntakeBuffer body, IntakeAnswer? end, SentryCredentials credentials)
    {
        if (isStore && _key is { } storeKey)
        {
            return end is null ? await ReceiveEventAsync(storeKey, body) : Refuse(end, body.Length);
        }

        var reader = new EnvelopeReader(body.Written, isCut: end is not null);
        EnvelopeHeader? header = reader.ReadHeader();
        if (header is null)
        {
            return Refuse(end ?? NoEnvelope, body.Length);
        }

        credentials = credentials.AndDsn(header.Dsn, project);
        if (credentials.Contradicts || credentials.Key is null)
        {
            return NotAdmitted;
        }

        IntakeAnswer? refusal = _key is null ? await AdmitAsync(credentials) : null;
        if (refusal is not null || _key is not { } key)
        {
            return refusal ?? NotAdmitted;
        }

        IntakeAnswer answer = await ReceiveItemsAsync(key, body, header, translator => ReadItems(reader, translator));
        return answer.Kind == AnswerKind.Accepted ? end ?? answer : answer;
    }

    private async ValueTask<IntakeAnswer?> AdmitAsync(SentryCredentials credentials)
    {
        KeyLookup lookup = await keys.FindAsync(credentials.Key);
        _key = lookup.Key?.Grant.Project.ToString() == project ? lookup.Key : null;
        return _key is not null ? null
            : lookup.Status == KeyStatus.Unavailable ? IntakeGate.Refuse(lookup)
            : NotAdmitted;
    }

    private static bool ReadItems(EnvelopeReader reader, SentryTranslator translator)
    {
        while (reader.TryRead(out EnvelopeItem item))
        {
            translator.Add(item);
        }

        return true;
    }

    // Old SDKs send nothing but the event.
    private ValueTask<IntakeAnswer> ReceiveEventAsync(AdmittedKey key, IntakeBuffer body) => ReceiveItemsAsync(key, body, new EnvelopeHeader(), translator =>
    {
        translator.AddEvent(body.Written);
        return translator.EventId is not null;
    });

    private async ValueTask<IntakeAnswer> ReceiveItemsAsync(AdmittedKey key, IntakeBuffer body, EnvelopeHeader header, Func<SentryTranslator, bool> read)
    {
        using var draft = new SentryDraft(budget, options.MaxHttpBodyBytes + SlackBytes);
        var attachments = new AttachmentItems(draft, options, allowance, key.Grant.Project);
        var translator = new SentryTranslator(draft, header, attachments, new UnixNanoseconds(UnixTime.Nanoseconds(time)));
        bool isSound;
        try
        {
            isSound = read(translator);
        }
        catch (BufferRoomException full)
        {
            return Refuse(IntakeLimits.Refuse(full.Room) ?? IntakeLimits.Overloaded, body.Length);
        }

        EventId = translator.EventId;
        (IntakeAnswer answer, Limited) = await receiver.ReceiveAsync(key, draft, body.Length);
        return isSound || answer.Kind != AnswerKind.Accepted ? answer : NoEvent;
    }

    private IntakeAnswer Refuse(IntakeAnswer answer, long bytes) =>
        _key is null ? answer : receiver.Refuse(_key, isStore ? Signal.Crashes : Signal.Others, answer, bytes);
}
