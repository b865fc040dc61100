using System.Text;

namespace Telemetry.Testing.Load.Http2;

/// <summary>
/// Reads the headers of a response. The client announces a table of size zero, so the server can only use the static table and literals;
/// Huffman-coded text, which Kestrel never sends, is an error.
/// </summary>
internal static class ResponseHeaders
{
    /// <summary>Calls <paramref name="found"/> for each header whose name is spelled out; static names (status, content type, date) are not of interest, except a status other than 200.</summary>
    public static void Read(ReadOnlySpan<byte> block, Action<string, string> found)
    {
        while (block.Length > 0)
        {
            byte first = block[0];
            if ((first & 0x80) != 0)
            {
                int index = Integer(ref block, 7);
                if (index is > 8 and < 15)
                {
                    found(":status", "not 200");
                }
            }
            else if ((first & 0xe0) == 0x20)
            {
                Integer(ref block, 5);
            }
            else
            {
                Literal(ref block, (first & 0x40) != 0 ? 6 : 4, found);
            }
        }
    }

    private static void Literal(ref ReadOnlySpan<byte> block, int prefixBits, Action<string, string> found)
    {
        int index = Integer(ref block, prefixBits);
        string name = index == 0 ? Text(ref block) : index is >= 8 and <= 14 ? ":status" : "";
        string value = Text(ref block);
        if (name.Length > 0)
        {
            found(name, value);
        }
    }

    private static string Text(ref ReadOnlySpan<byte> block)
    {
        bool huffman = (block[0] & 0x80) != 0;
        int length = Integer(ref block, 7);
        string text = huffman ? throw new InvalidDataException("The server sent a Huffman-coded header.") : Encoding.ASCII.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static int Integer(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        int limit = (1 << prefixBits) - 1;
        int value = block[0] & limit;
        block = block[1..];
        for (int shift = 0; value >= limit; shift += 7)
        {
            byte next = block[0];
            block = block[1..];
            value += (next & 0x7f) << shift;
            if ((next & 0x80) == 0)
            {
                break;
            }
        }

        return value;
    }
}
