using System.Text;
using Telemetry.Storage.Native;
using Telemetry.Storage.Spans;

namespace Telemetry.Ingest.Worker.Spans;

/// <summary>The names of kinds and status codes in one block's dictionaries. A number this version does not know is stored as the unset one.</summary>
internal sealed class SpanNames(SpanBlock block)
{
    private static readonly string[] Kinds = ["Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"];
    private static readonly string[] Statuses = ["Unset", "Ok", "Error"];

    private readonly uint[] _kinds = Numbers(block.SpanKind, Kinds);
    private readonly uint[] _statuses = Numbers(block.StatusCode, Statuses);

    /// <summary>The number of a kind's name.</summary>
    public uint Kind(int kind) => (uint)kind < (uint)_kinds.Length ? _kinds[kind] : _kinds[0];

    /// <summary>The number of a status code's name.</summary>
    public uint Status(int code) => (uint)code < (uint)_statuses.Length ? _statuses[code] : _statuses[0];

    private static uint[] Numbers(LowCardinalityColumn column, string[] names) =>
        [.. names.Select(name => column.Dictionary.FindOrAdd(Encoding.UTF8.GetBytes(name)))];
}
