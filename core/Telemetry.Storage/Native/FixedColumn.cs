using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Telemetry.Storage.Native;

/// <summary>A column of numbers of fixed width, little-endian as the machine. <c>DateTime64(9)</c> is an Int64 of nanoseconds since 1970.</summary>
public sealed class FixedColumn<T>(string typeName) : NativeColumn
    where T : unmanaged
{
    private readonly ByteChunks _values = new();

    /// <inheritdoc />
    public override string TypeName { get; } = typeName;

    /// <inheritdoc />
    public override long Rows => _values.Length / Unsafe.SizeOf<T>();

    /// <inheritdoc />
    public override long Capacity => _values.Capacity;

    /// <summary>Adds a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(T value) => MemoryMarshal.Write(_values.Reserve(Unsafe.SizeOf<T>()), in value);

    /// <summary>Adds rows.</summary>
    public void Append(ReadOnlySpan<T> values) => _values.Append(MemoryMarshal.AsBytes(values));

    /// <inheritdoc />
    public override void Reset() => _values.Reset();

    /// <inheritdoc />
    public override void WriteData(NativeOutput output) => output.WriteChunks(_values);
}
