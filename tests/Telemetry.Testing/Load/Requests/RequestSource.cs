using System.IO.Compression;

namespace Telemetry.Testing.Load.Requests;

/// <summary>The bytes of request number n: a template that is filled in when asked, or a compressed copy made beforehand. Safe for several threads.</summary>
public sealed class RequestSource
{
    private readonly IReadOnlyList<RequestTemplate> _templates;
    private readonly byte[][] _prepared = [];
    private readonly long _firstPrepared;

    /// <summary>Requests are filled in when they are sent.</summary>
    public RequestSource(IReadOnlyList<RequestTemplate> templates) => _templates = templates;

    /// <summary>Requests first … first+count-1 are compressed now: gzip costs the sender more than everything else costs the server.</summary>
    public RequestSource(IReadOnlyList<RequestTemplate> templates, long firstRequest, int count)
        : this(templates)
    {
        _firstPrepared = firstRequest;
        _prepared = new byte[count][];
        Parallel.For(0, count, i => _prepared[i] = Compress(firstRequest + i));
    }

    /// <summary>Whether payloads are compressed.</summary>
    public bool IsCompressed => _prepared.Length > 0;

    /// <summary>Records or spans in each request.</summary>
    public int ItemsPerRequest => _templates[0].ItemCount;

    /// <summary>Bytes a scratch buffer must have.</summary>
    public int MaxLength => _templates.Max(template => template.Length);

    /// <summary>The first record id of a request.</summary>
    public ulong FirstRecordId(long request) => (ulong)request * (ulong)ItemsPerRequest;

    /// <summary>The payload; it lies in <paramref name="scratch"/> or in memory of this object.</summary>
    public ReadOnlyMemory<byte> Take(long request, byte[] scratch) => IsCompressed ? _prepared[request - _firstPrepared] : Fill(request, scratch);

    private ReadOnlyMemory<byte> Fill(long request, byte[] scratch)
    {
        RequestTemplate template = _templates[(int)(request % _templates.Count)];
        long now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        template.Write(scratch, FirstRecordId(request), now);
        return scratch.AsMemory(0, template.Length);
    }

    private byte[] Compress(long request)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Fill(request, new byte[MaxLength]).Span);
        }

        return compressed.ToArray();
    }
}
