using Telemetry.Ingest.Worker.Attributes;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>Names for one mark, joined by commas; short, because a client that sends much that is wrong would fill it.</summary>
internal sealed class NameList
{
    private readonly byte[] _names = new byte[256];
    private int _length;

    /// <summary>Adds a name; does nothing when there is no room.</summary>
    public void Add(ReadOnlySpan<byte> name)
    {
        int comma = _length == 0 ? 0 : 1;
        if (_length + comma + name.Length > _names.Length)
        {
            return;
        }

        _names.AsSpan(_length, comma).Fill((byte)',');
        name.CopyTo(_names.AsSpan(_length + comma));
        _length += comma + name.Length;
    }

    /// <summary>Forgets the names.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes the mark, if there is one.</summary>
    public void WriteTo(AttributeRow row, ReadOnlySpan<byte> key)
    {
        if (_length > 0)
        {
            row.AddMark(key, _names.AsSpan(0, _length));
        }
    }
}
