namespace Telemetry.Storage;

/// <summary>Where the analytical store is and how to enter it. Known before the store runs: port and password of an embedded engine are chosen first.</summary>
/// <param name="Address">HTTP interface, for example <c>http://127.0.0.1:41231</c>.</param>
/// <param name="Database">The database of all our tables.</param>
/// <param name="User">A user that may create tables.</param>
/// <param name="Password">Never logged.</param>
/// <param name="Cluster">Cluster name when tables are replicated and distributed; null on a single node.</param>
public sealed record ClickHouseEndpoint(Uri Address, string Database, string User, string Password, string? Cluster)
{
    /// <summary>Without the password, for logs and messages.</summary>
    public override string ToString() => $"{Address} (database {Database}{(Cluster is null ? "" : $", cluster {Cluster}")})";
}
