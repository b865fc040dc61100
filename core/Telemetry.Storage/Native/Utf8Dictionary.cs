using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Telemetry.Storage.Native;

/// <summary>
/// The distinct texts of a column, numbered in order of arrival; number 0 is always the empty text. An open-addressed table over one
/// byte array: a look-up allocates nothing, and the array goes over the wire as it is. Not thread-safe.
/// </summary>
public sealed class Utf8Dictionary
{
    private const int FirstSlots = 256;

    // Seeded per process: keys come from clients, who must not be able to choose texts that collide.
    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private uint[] _slots = new uint[FirstSlots];
    private Entry[] _entries = new Entry[FirstSlots / 2];
    private byte[] _encoded = new byte[4 * 1024];
    private int _encodedLength;

    /// <summary>Holds the empty text.</summary>
    public Utf8Dictionary() => Clear();

    /// <summary>Distinct texts.</summary>
    public int Count { get; private set; }

    /// <summary>All texts in order, each as length and bytes. Valid until the next addition.</summary>
    public ReadOnlyMemory<byte> Encoded => _encoded.AsMemory(0, _encodedLength);

    /// <summary>Bytes of memory held.</summary>
    public long Capacity => _encoded.Length + (_slots.Length * (long)sizeof(uint)) + (_entries.Length * (long)Unsafe.SizeOf<Entry>());

    /// <summary>The text of a number below <see cref="Count"/>. Valid until the next addition.</summary>
    public ReadOnlySpan<byte> this[uint number] => _encoded.AsSpan(_entries[number].Start, _entries[number].Length);

    /// <summary>Whether the text of that number is this one. Number must be below <see cref="Count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(uint number, ReadOnlySpan<byte> text)
    {
        ref readonly Entry entry = ref _entries[number];
        return entry.Length == text.Length && text.SequenceEqual(_encoded.AsSpan(entry.Start, entry.Length));
    }

    /// <summary>The number of a text that is there already.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out uint number)
    {
        number = _slots[FindSlot(text, Hash(text))] - 1;
        return number != uint.MaxValue;
    }

    /// <summary>The number of a text, which is added when new.</summary>
    public uint FindOrAdd(ReadOnlySpan<byte> text)
    {
        uint hash = Hash(text);
        int slot = FindSlot(text, hash);
        return _slots[slot] != 0 ? _slots[slot] - 1 : Add(text, hash, slot);
    }

    /// <summary>Forgets all but the empty text. Tables that were mostly empty are made anew, so that an outlier is forgotten.</summary>
    public void Clear()
    {
        if (_slots.Length > FirstSlots && Count < _slots.Length / 8)
        {
            _slots = new uint[FirstSlots];
            _entries = new Entry[FirstSlots / 2];
            _encoded = new byte[4 * 1024];
        }
        else
        {
            Array.Clear(_slots);
        }

        Count = 0;
        _encodedLength = 0;
        FindOrAdd([]);
    }

    private uint Add(ReadOnlySpan<byte> text, uint hash, int slot)
    {
        if (Count == _entries.Length)
        {
            Grow();
            slot = FindSlot(text, hash);
        }

        int needed = _encodedLength + Varint.MaxBytes + text.Length;
        if (needed > _encoded.Length)
        {
            Array.Resize(ref _encoded, Math.Max(needed, _encoded.Length * 2));
        }

        _encodedLength += Varint.Write(_encoded.AsSpan(_encodedLength), (ulong)text.Length);
        text.CopyTo(_encoded.AsSpan(_encodedLength));
        _entries[Count] = new Entry(_encodedLength, text.Length, hash);
        _encodedLength += text.Length;
        _slots[slot] = (uint)++Count;
        return (uint)Count - 1;
    }

    /// <summary>The slot that holds the text, or the empty one where it belongs.</summary>
    private int FindSlot(ReadOnlySpan<byte> text, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)hash & mask;
        while (_slots[slot] != 0 && (_entries[_slots[slot] - 1].Hash != hash || !Is(_slots[slot] - 1, text)))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _slots = new uint[_entries.Length * 2];
        int mask = _slots.Length - 1;
        for (int i = 0; i < Count; i++)
        {
            int slot = (int)_entries[i].Hash & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = (uint)i + 1;
        }
    }

    /// <summary>Multiply and fold, 8 bytes at a time; the framework's own hashes of bytes are several times slower on texts of this length.</summary>
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = Seed ^ (ulong)text.Length;
        while (text.Length > sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[sizeof(ulong)..];
        }

        ulong last = 0;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            last = (last << 8) | text[i];
        }

        hash = Mix(hash ^ last);
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value, 0x9E3779B97F4A7C15, out ulong low);
        return BitOperations.RotateLeft(high ^ low, 23);
    }

    private readonly record struct Entry(int Start, int Length, uint Hash);
}
