namespace Telemetry.Ingest.Worker.Tests.Fuzzing;

/// <summary>Breaks bytes in the ways wires, disks and hostile people do. The same seed breaks the same way.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[] Interesting = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0a, 0x12, 0x1a, 0x22, 0x2a, 0x32, 0x0b, 0x0c, 0x09, 0x0d];

    private readonly Random _random = new(seed);

    /// <summary>One to four changes to a copy.</summary>
    public byte[] Mutate(byte[] original, byte[] other)
    {
        List<byte> bytes = [.. original];
        for (int changes = _random.Next(1, 5); changes > 0; changes--)
        {
            Change(bytes, other);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        int position = _random.Next(bytes.Count + 1);
        int rest = bytes.Count - position;
        switch (_random.Next(8))
        {
            case 0 when rest > 0:
                bytes[position] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when rest > 0:
                bytes[position] = Interesting[_random.Next(Interesting.Length)];
                break;
            case 2 when rest > 0:
                bytes[position] = (byte)_random.Next(256);
                break;
            case 3:
                bytes.RemoveRange(position, _random.Next(Math.Min(rest, 20) + 1));
                break;
            case 4:
                bytes.Insert(position, Interesting[_random.Next(Interesting.Length)]);
                break;
            case 5:
                bytes.InsertRange(position, bytes.GetRange(position, _random.Next(Math.Min(rest, 60) + 1)));
                break;
            case 6 when _random.Next(4) == 0:
                bytes.RemoveRange(position, rest);
                break;
            default:
                int start = _random.Next(other.Length + 1);
                bytes.InsertRange(position, other.AsSpan(start, _random.Next(Math.Min(other.Length - start, 60) + 1)));
                break;
        }
    }
}
