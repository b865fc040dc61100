using ClickHouse.Driver;
using ClickHouse.Driver.ADO;

namespace Telemetry.Storage;

/// <summary>Makes driver clients for an endpoint.</summary>
internal static class StorageClient
{
    /// <summary>A client; the caller disposes of it. The endpoint's database need not exist as long as every call names one that does.</summary>
    public static ClickHouseClient Create(ClickHouseEndpoint endpoint) => new(new ClickHouseClientSettings
    {
        Protocol = endpoint.Address.Scheme,
        Host = endpoint.Address.Host,
        Port = (ushort)endpoint.Address.Port,
        Path = endpoint.Address.AbsolutePath.TrimEnd('/'),
        Database = endpoint.Database,
        Username = endpoint.User,
        Password = endpoint.Password,

        // On this machine packing an answer costs more than it saves: about 1 ms of the engine's for each.
        UseCompression = !endpoint.Address.IsLoopback,
    });
}
