namespace Telemetry.Storage.Native;

/// <summary>An <c>Array</c> column: the end of each row, then all elements. Append elements to <see cref="Elements"/>, then end the row.</summary>
public sealed class ArrayColumn<TColumn>(TColumn elements) : NativeColumn
    where TColumn : NativeColumn
{
    private readonly FixedColumn<ulong> _ends = new("UInt64");

    /// <inheritdoc />
    public override string TypeName => $"Array({Elements.TypeName})";

    /// <inheritdoc />
    public override long Rows => _ends.Rows;

    /// <inheritdoc />
    public override long Capacity => _ends.Capacity + Elements.Capacity;

    /// <summary>The elements of all rows, one behind the other.</summary>
    public TColumn Elements { get; } = elements;

    /// <summary>Ends the row: what was appended to <see cref="Elements"/> since the last call belongs to it.</summary>
    public void EndRow() => _ends.Append((ulong)Elements.Rows);

    /// <inheritdoc />
    public override void Reset()
    {
        _ends.Reset();
        Elements.Reset();
    }

    /// <inheritdoc />
    public override void WritePrefix(NativeOutput output) => Elements.WritePrefix(output);

    /// <inheritdoc />
    public override void WriteData(NativeOutput output)
    {
        _ends.WriteData(output);
        Elements.WriteData(output);
    }
}
