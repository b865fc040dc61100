using System.ComponentModel.DataAnnotations;

namespace Telemetry.Ingest.Gateway;

/// <summary>The limits of the gateway. Sizes in bytes.</summary>
public sealed class GatewayOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Gateway";

    private const int OneMebibyte = 1024 * 1024;

    /// <summary>The largest gRPC message, inflated. Default: 16 MiB; clients of 4 MiB and above are rare.</summary>
    [Range(1024, 256 * OneMebibyte)]
    public int MaxGrpcMessageBytes { get; set; } = 16 * OneMebibyte;

    /// <summary>The largest HTTP body, as sent and also inflated. Default: 20 MiB, which the OTLP specification recommends.</summary>
    [Range(1024, 256 * OneMebibyte)]
    public int MaxHttpBodyBytes { get; set; } = 20 * OneMebibyte;

    /// <summary>The most items of one request. Default: 500,000; protects the worker from a request of millions of empty records.</summary>
    [Range(1, int.MaxValue)]
    public int MaxItemsPerRequest { get; set; } = 500_000;

    /// <summary>Memory that all requests being read may hold together. Default: 96 MiB. Above it clients are told to come back.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxBytesInFlight { get; set; } = 96L * OneMebibyte;

    /// <summary>How long a body may take to arrive. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How much a key's rate limit lets through at once: the rate times this. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan RateLimitBurst { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a key that was valid keeps working while the control database cannot be asked. Default: 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan KeysOutliveDatabase { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Connections at once, of all listeners of the process. Default: 500.</summary>
    [Range(1, 100_000)]
    public int MaxConnections { get; set; } = 500;

    /// <summary>The largest attachment of an event. Default: 1 MiB. Larger ones are counted and not kept.</summary>
    [Range(0, 16 * OneMebibyte)]
    public int MaxAttachmentBytes { get; set; } = OneMebibyte;

    /// <summary>Attachments of one event. Default: 20.</summary>
    [Range(0, 1000)]
    public int MaxAttachmentsPerEvent { get; set; } = 20;

    /// <summary>Bytes of attachments that a project may send in a day (UTC). Default: 256 MiB.</summary>
    [Range(0, long.MaxValue)]
    public long MaxAttachmentBytesPerDay { get; set; } = 256L * OneMebibyte;

    /// <summary>Origins of browser pages that may send, such as <c>https://shop.example</c>, or <c>*</c>. Default: none.</summary>
    public IList<string> CorsOrigins { get; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // A compressed request is held twice: as sent and inflated. JSON is held a third time, as protobuf.
        if (MaxBytesInFlight < 3L * Math.Max(MaxGrpcMessageBytes, MaxHttpBodyBytes))
        {
            yield return new ValidationResult(
                $"Gateway:MaxBytesInFlight ({MaxBytesInFlight}) is too small: a single request of the largest size takes up to three times that size.");
        }

        foreach (string origin in CorsOrigins)
        {
            if (origin != "*" && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? address) && address.GetLeftPart(UriPartial.Authority) == origin))
            {
                yield return new ValidationResult($"Gateway:CorsOrigins has '{origin}', which is no origin: write it as 'https://shop.example', or '*' for all.");
            }
        }
    }
}
