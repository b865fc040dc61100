using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Crashes;

/// <summary>Envelopes with one event each, made of a captured one before the clock starts; only ids and users are written into copies of them.</summary>
internal sealed class SentryEvents
{
    private const string IdPlace = "00000000000000000000000000000000";
    private const string UserPlace = "user-00000000";

    private readonly (byte[] Envelope, int[] Ids, int[] Users)[] _templates;

    private SentryEvents(IEnumerable<byte[]> envelopes) => _templates = [.. envelopes.Select(envelope => (envelope, Places(envelope, IdPlace), Places(envelope, UserPlace)))];

    /// <summary>Bytes of an envelope.</summary>
    public int Size => _templates[0].Envelope.Length;

    /// <summary>Events of so many bugs, each of at least so many bytes: with more frames, all of the application's own.</summary>
    public static async Task<SentryEvents> MakeAsync(int bugs, int bytes, CancellationToken cancellationToken)
    {
        string path = Path.Combine(RepositoryRoot.Path, "tests", "Telemetry.Ingest.Worker.Tests", "Crashes", "Sentry", "Captures", "sentry-python-2.64.0-context.json.gz");
        await using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        JsonNode captured = (await JsonNode.ParseAsync(gzip, cancellationToken: cancellationToken))?["event"] ?? throw new InvalidDataException("The capture is no event.");
        return new SentryEvents(Enumerable.Range(0, bugs).Select(bug => Envelope(captured.DeepClone().AsObject(), bug, bytes)));
    }

    /// <summary>The envelope of an event.</summary>
    /// <param name="number">Makes its id.</param>
    /// <param name="id">As the API names it.</param>
    public byte[] Make(int number, out string id)
    {
        (byte[] envelope, int[] ids, int[] users) = _templates[number % _templates.Length];
        byte[] copy = [.. envelope];
        id = string.Create(CultureInfo.InvariantCulture, $"{Environment.TickCount64:x16}{number + 1:x16}");
        Write(copy, ids, id);
        Write(copy, users, string.Create(CultureInfo.InvariantCulture, $"user-{number % 5000:d8}"));
        return copy;
    }

    private static byte[] Envelope(JsonObject captured, int bug, int bytes)
    {
        captured["event_id"] = IdPlace;
        captured["timestamp"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        captured["user"] = new JsonObject { ["id"] = UserPlace };
        captured["release"] = string.Create(CultureInfo.InvariantCulture, $"photo@1.{bug % 8}.0");
        JsonArray exceptions = captured["exception"]?["values"]?.AsArray() ?? [];
        foreach (JsonNode? exception in exceptions)
        {
            JsonArray frames = exception?["stacktrace"]?["frames"]?.AsArray() ?? [];
            JsonNode last = frames[^1] ?? new JsonObject();
            last["function"] = string.Create(CultureInfo.InvariantCulture, $"bug_{bug}");
            for (int i = 0; captured.ToJsonString().Length < bytes; i++)
            {
                JsonNode more = last.DeepClone();
                more["function"] = string.Create(CultureInfo.InvariantCulture, $"bug_{bug}_{i}");
                frames.Insert(0, more);
            }
        }

        string payload = captured.ToJsonString();
        return Encoding.UTF8.GetBytes($$"""{"event_id":"{{IdPlace}}"}""" + "\n" + """{"type":"event","content_type":"application/json"}""" + "\n" + payload + "\n");
    }

    private static int[] Places(byte[] envelope, string text)
    {
        byte[] wanted = Encoding.ASCII.GetBytes(text);
        List<int> places = [];
        for (int at = envelope.AsSpan().IndexOf(wanted), from = 0; at >= 0; at = envelope.AsSpan(from).IndexOf(wanted))
        {
            places.Add(from + at);
            from += at + wanted.Length;
        }

        return [.. places];
    }

    private static void Write(byte[] envelope, int[] places, string text)
    {
        foreach (int place in places)
        {
            Encoding.ASCII.GetBytes(text, envelope.AsSpan(place));
        }
    }
}
