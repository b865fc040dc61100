using System.Buffers;

namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>
/// The bytes of one request in one pooled array that grows by doubling. Pooled, because an array above 85 kB is collected with the oldest
/// generation only: allocating one for each request made every collection a full one.
/// </summary>
/// <param name="budget">Charged with the size of the array.</param>
/// <param name="maxBytes">The limit of this request.</param>
internal sealed class IntakeBuffer(IntakeBudget budget, int maxBytes) : IDisposable
{
    private const int SmallestBytes = 4096;

    private byte[] _array = [];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next growth or the end.</summary>
    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, Length);

    /// <summary>What was written, to move bytes within.</summary>
    public Span<byte> WrittenSpan => _array.AsSpan(0, Length);

    /// <summary>Where to write next.</summary>
    public Span<byte> Free => _array.AsSpan(Length, Math.Min(_array.Length, maxBytes) - Length);

    /// <summary>Counts bytes that were written into <see cref="Free"/>.</summary>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>Forgets the last bytes.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Makes <see cref="Free"/> at least that long.</summary>
    public BufferRoom Reserve(int bytes)
    {
        if (bytes <= _array.Length - Length && bytes <= maxBytes - Length)
        {
            return BufferRoom.Enough;
        }

        return bytes > maxBytes - Length ? BufferRoom.TooLarge : Grow(Length + bytes);
    }

    /// <summary>Makes <see cref="Free"/> that long, or as long as the limit allows, if only by a byte.</summary>
    public BufferRoom ReserveSome(int bytes) => Reserve(Math.Clamp(maxBytes - Length, 1, bytes));

    /// <summary>Appends a copy.</summary>
    public BufferRoom Append(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length > maxBytes)
        {
            return BufferRoom.TooLarge;
        }

        BufferRoom room = Reserve((int)bytes.Length);
        if (room == BufferRoom.Enough)
        {
            bytes.CopyTo(Free);
            Advance((int)bytes.Length);
        }

        return room;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Release(_array);
        _array = [];
        Length = 0;
    }

    private BufferRoom Grow(int needed)
    {
        int wanted = Math.Max(needed, Math.Min(maxBytes, Math.Max(SmallestBytes, _array.Length * 2)));
        // The pool rounds up to a power of two; what it really gives is what is charged.
        int charged = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)wanted);
        if (!budget.TryTake(charged))
        {
            return BufferRoom.OutOfBudget;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(wanted);
        WrittenSpan.CopyTo(larger);
        Release(_array);
        _array = larger;
        return BufferRoom.Enough;
    }

    private void Release(byte[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
            budget.GiveBack(array.Length);
        }
    }
}
