namespace Telemetry.Messaging.Tests.Sqlite;

public sealed class SqliteQueueTests : QueueContract
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("telemetry-queue-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    protected override QueueOptions NewOptions() => new() { Kind = QueueKind.Sqlite, Directory = _directory.FullName, PublishTimeout = Patience };

    protected override Task UseLimitAsync(Action<QueueOptions> configure) => ReopenAsync(configure);
}
