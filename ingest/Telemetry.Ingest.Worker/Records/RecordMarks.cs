using System.Buffers.Text;
using Telemetry.Ingest.Worker.Attributes;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>Gathers what was changed about one record while it is read, and writes it among its attributes. Nearly always empty.</summary>
internal sealed class RecordMarks
{
    private readonly NameList _truncated = new();
    private readonly NameList _invalidUtf8 = new();
    private readonly NameList _invalidIds = new();
    private readonly List<(byte[] Key, ulong Value)> _numbers = [];
    private bool _any;

    /// <summary>Something was cut.</summary>
    public void AddTruncated(ReadOnlySpan<byte> name) => Add(_truncated, name);

    /// <summary>Something was no UTF-8.</summary>
    public void AddInvalidUtf8(ReadOnlySpan<byte> name) => Add(_invalidUtf8, name);

    /// <summary>An id was none.</summary>
    public void AddInvalidId(ReadOnlySpan<byte> name) => Add(_invalidIds, name);

    /// <summary>A count under a key of <see cref="Mark"/>; zero says nothing and is left out.</summary>
    public void AddCount(byte[] key, ulong count)
    {
        if (count > 0)
        {
            AddNumber(key, count);
        }
    }

    /// <summary>A number under a key of <see cref="Mark"/>.</summary>
    public void AddNumber(byte[] key, ulong value)
    {
        _numbers.Add((key, value));
        _any = true;
    }

    /// <summary>Writes them and is empty again.</summary>
    public void MoveTo(AttributeRow row)
    {
        if (!_any)
        {
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        foreach ((byte[] key, ulong value) in _numbers)
        {
            Utf8Formatter.TryFormat(value, digits, out int length);
            row.AddMark(key, digits[..length]);
        }

        _truncated.WriteTo(row, Mark.Truncated);
        _invalidUtf8.WriteTo(row, Mark.InvalidUtf8);
        _invalidIds.WriteTo(row, Mark.InvalidId);
        Clear();
    }

    /// <summary>Forgets them: the record was dropped.</summary>
    public void Clear()
    {
        _truncated.Clear();
        _invalidUtf8.Clear();
        _invalidIds.Clear();
        _numbers.Clear();
        _any = false;
    }

    private void Add(NameList names, ReadOnlySpan<byte> name)
    {
        names.Add(name);
        _any = true;
    }
}
