namespace Telemetry.Ingest.Gateway.Tests.Fuzzing;

/// <summary>Damages bytes, in few places, so that most of the structure survives. The same seed damages alike.</summary>
internal sealed class Mutator(int seed)
{
    private const int MaxSteps = 3;
    private const int MaxChunk = 24;

    // Ends of varints and lengths, group tags, signs: bytes that change structure rather than text.
    private static readonly byte[] Telling = [0x00, 0x01, 0x0a, 0x0b, 0x0c, 0x12, 0x13, 0x14, 0x7f, 0x80, 0xff, 0x08, 0x2a, 0x3a, 0x4a, 0x52, 0x5a];

    private readonly Random _random = new(seed);

    public byte[] Mutate(IReadOnlyList<byte[]> seeds)
    {
        List<byte> bytes = [.. seeds[_random.Next(seeds.Count)]];
        for (int step = _random.Next(MaxSteps); step >= 0; step--)
        {
            MutateOnce(bytes, seeds[_random.Next(seeds.Count)]);
        }

        return [.. bytes];
    }

    private void MutateOnce(List<byte> bytes, byte[] other)
    {
        int at = _random.Next(bytes.Count + 1);
        int rest = Math.Min(_random.Next(MaxChunk), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Telling[_random.Next(Telling.Length)];
                break;
            case 2:
                bytes.Insert(at, Telling[_random.Next(Telling.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, rest);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, rest));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, other.AsSpan(0, _random.Next(other.Length + 1)));
                break;
        }
    }
}
