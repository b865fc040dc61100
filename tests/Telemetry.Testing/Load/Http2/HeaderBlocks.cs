using System.Text;

namespace Telemetry.Testing.Load.Http2;

/// <summary>
/// The HPACK form of one fixed list of request headers: spelled out (and remembered by the peer) the first time, one byte a header after that,
/// which is what real clients send.
/// </summary>
internal sealed class HeaderBlocks
{
    private const int FirstDynamicIndex = 62;

    public HeaderBlocks(IReadOnlyList<(string Name, string Value)> headers)
    {
        using var first = new MemoryStream();
        foreach ((string name, string value) in headers)
        {
            first.WriteByte(0x40); // literal with incremental indexing, new name
            WriteText(first, name);
            WriteText(first, value);
        }

        First = first.ToArray();
        Following = [.. Enumerable.Range(0, headers.Count).Select(i => (byte)(0x80 | (FirstDynamicIndex + headers.Count - 1 - i)))];
    }

    /// <summary>For the first request of a connection.</summary>
    public byte[] First { get; }

    /// <summary>For every later one.</summary>
    public byte[] Following { get; }

    private static void WriteText(Stream block, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bytes.Length, 127); // longer needs the multi-byte form, which no header here does
        block.WriteByte((byte)bytes.Length);
        block.Write(bytes);
    }
}
