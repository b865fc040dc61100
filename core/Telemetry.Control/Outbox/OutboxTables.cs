using Microsoft.EntityFrameworkCore;

namespace Telemetry.Control.Outbox;

internal static class OutboxTables
{
    public static void Map(ModelBuilder model) => model.ToSnakeTable<OutboxRow>("outbox").HasKey(row => row.Id);
}
