using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Telemetry.Messaging.RabbitMq;
using Telemetry.Messaging.Sqlite;

namespace Telemetry.Messaging.Tests;

/// <summary>Makes the queue that the options ask for.</summary>
internal static class QueueFactory
{
    public static ITelemetryQueue New(QueueOptions options) => options.Kind switch
    {
        QueueKind.Sqlite => new SqliteQueue(Options.Create(options), TimeProvider.System, NullLogger<SqliteQueue>.Instance),
        _ => new RabbitMqQueue(Options.Create(options), TimeProvider.System, NullLogger<RabbitMqQueue>.Instance),
    };
}
