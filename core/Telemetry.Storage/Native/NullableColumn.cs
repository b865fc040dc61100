using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Telemetry.Storage.Native;

/// <summary>A column of numbers of fixed width that may be unknown: on the wire a byte a row that says so, then the numbers, 0 where there is none.</summary>
/// <param name="typeName">Of the numbers, for example <c>Int64</c>.</param>
public sealed class NullableColumn<T>(string typeName) : NativeColumn
    where T : unmanaged
{
    private readonly ByteChunks _unknown = new();
    private readonly ByteChunks _values = new();

    /// <inheritdoc />
    public override string TypeName { get; } = $"Nullable({typeName})";

    /// <inheritdoc />
    public override long Rows => _unknown.Length;

    /// <inheritdoc />
    public override long Capacity => _unknown.Capacity + _values.Capacity;

    /// <summary>Adds a row.</summary>
    public void Append(T? value)
    {
        _unknown.Reserve(1)[0] = value is null ? (byte)1 : (byte)0;
        MemoryMarshal.Write(_values.Reserve(Unsafe.SizeOf<T>()), value.GetValueOrDefault());
    }

    /// <inheritdoc />
    public override void Reset()
    {
        _unknown.Reset();
        _values.Reset();
    }

    /// <inheritdoc />
    public override void WriteData(NativeOutput output)
    {
        output.WriteChunks(_unknown);
        output.WriteChunks(_values);
    }
}
