using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Telemetry.Messaging.Sqlite;

namespace Telemetry.Messaging.Tests.Sqlite;

public sealed class SqliteQueueTests : QueueContract
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("telemetry-queue-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    protected override async Task<ITelemetryQueue> OpenAsync(QueueOptions options)
    {
        options.Directory = _directory.FullName;
        SqliteQueue queue = new(Options.Create(options), TimeProvider.System, NullLogger<SqliteQueue>.Instance);
        await queue.StartAsync(Cancellation);
        return queue;
    }
}
