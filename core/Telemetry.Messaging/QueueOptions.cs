using System.ComponentModel.DataAnnotations;

namespace Telemetry.Messaging;

/// <summary>Which queue stands between gateway and worker, and its limits. Section <c>Queue</c>.</summary>
public sealed class QueueOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "Queue";

    /// <summary><c>Sqlite</c> (default: one machine, no set-up) or <c>RabbitMq</c>.</summary>
    public QueueKind Kind { get; set; } = QueueKind.Sqlite;

    /// <summary>SQLite: the directory of the queue's files, made when absent. Default <c>data/queue</c> below the working directory.</summary>
    [Required]
    public string Directory { get; set; } = Path.Combine("data", "queue");

    /// <summary>RabbitMQ: where and as whom, <c>amqp://user:password@host:5672/vhost</c>. Never logged.</summary>
    public string? RabbitMqUri { get; set; }

    /// <summary>RabbitMQ: the queues' names begin with this and a dot, so that several installations can share a broker. Default <c>telemetry</c>.</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "Queue:NamePrefix must be 1 to 64 letters, digits, '-' or '_'.")]
    public string NamePrefix { get; set; } = "telemetry";

    /// <summary>Bytes of bodies that may wait; above that publishes answer Full. SQLite: all lanes together; RabbitMQ: each lane. Default 4 GiB.</summary>
    [Range(64L << 10, 1L << 50)]
    public long MaxBytes { get; set; } = 4L << 30;

    /// <summary>Bytes that may be on the way into the queue at once in this process; above that publishes answer Full. Default 64 MiB.</summary>
    [Range(1L << 20, 1L << 32)]
    public long MaxInFlightBytes { get; set; } = 64L << 20;

    /// <summary>Small requests are put into one message until it has this many bytes. Default 512 KiB.</summary>
    [Range(0, 4 << 20)]
    public int CoalesceBytes { get; set; } = 512 << 10;

    /// <summary>A publish that is not confirmed after this answers Unavailable. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Deliveries of a message before it is put aside as a dead letter. Default 20.</summary>
    [Range(1, 1000)]
    public int DeliveryLimit { get; set; } = 20;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == QueueKind.RabbitMq && !(Uri.TryCreate(RabbitMqUri, UriKind.Absolute, out Uri? uri) && uri.Scheme is "amqp" or "amqps"))
        {
            yield return new ValidationResult(
                "Queue:Kind is RabbitMq, so Queue:RabbitMqUri must be an address like amqp://user:password@host:5672/.", [nameof(RabbitMqUri)]);
        }
    }
}

/// <summary>The implementations of <see cref="ITelemetryQueue"/>.</summary>
public enum QueueKind
{
    /// <summary>Files of this machine.</summary>
    Sqlite,

    /// <summary>A RabbitMQ broker, 3.10 or later.</summary>
    RabbitMq,
}
