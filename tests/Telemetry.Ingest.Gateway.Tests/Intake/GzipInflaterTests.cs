using System.Security.Cryptography;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Tests.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Intake;

public sealed class GzipInflaterTests
{
    private const int Limit = 300_000;

    private readonly IntakeBudget _budget = new(long.MaxValue);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(Limit)]
    public void Inflate_UpToTheLimit_GivesTheBytes(int size)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(size);
        using var output = new IntakeBuffer(_budget, Limit);

        Assert.Null(GzipInflater.Inflate(RequestBytes.Gzip(bytes), output));

        Assert.Equal(bytes, output.Written.ToArray());
    }

    [Theory]
    [InlineData(Limit + 1)]
    [InlineData(Limit * 10)]
    public void Inflate_AboveTheLimit_IsTooLarge(int size)
    {
        using var output = new IntakeBuffer(_budget, Limit);

        Assert.Equal(AnswerKind.TooLarge, GzipInflater.Inflate(RequestBytes.Gzip(new byte[size]), output)?.Kind);
    }

    [Fact]
    public void Inflate_Bomb_CostsNoMoreThanTheLimit()
    {
        const int limit = 16 << 20;
        byte[] bomb = RequestBytes.Bomb;
        var budget = new IntakeBudget(3 * limit);
        using var output = new IntakeBuffer(budget, limit);
        long before = GC.GetAllocatedBytesForCurrentThread();

        IntakeAnswer? refusal = GzipInflater.Inflate(bomb, output);

        Assert.Equal(AnswerKind.TooLarge, refusal?.Kind);
        Assert.InRange(output.Length, limit, limit);
        // The arrays on the way to the last one are half as large each: less than twice the limit together.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (2 * limit) + (1 << 20));
    }

    [Fact]
    public void Inflate_SeveralMembers_AreOneText()
    {
        using var output = new IntakeBuffer(_budget, Limit);

        Assert.Null(GzipInflater.Inflate((byte[])[.. RequestBytes.Gzip("ab"u8.ToArray()), .. RequestBytes.Gzip("cd"u8.ToArray())], output));

        Assert.Equal("abcd"u8.ToArray(), output.Written.ToArray());
    }

    [Fact]
    public void Inflate_ThousandsOfMembers_AreTooLargeTogether()
    {
        byte[] member = RequestBytes.Gzip(new byte[1000]);
        using var output = new IntakeBuffer(_budget, Limit);

        Assert.Equal(AnswerKind.TooLarge, GzipInflater.Inflate((byte[])[.. Enumerable.Repeat(member, 1000).SelectMany(bytes => bytes)], output)?.Kind);
    }

    [Fact]
    public void Inflate_CutOffAnywhere_IsMalformed()
    {
        byte[] compressed = RequestBytes.Gzip(RandomNumberGenerator.GetBytes(2000));

        Assert.All(Enumerable.Range(1, compressed.Length - 1), length =>
        {
            using var output = new IntakeBuffer(_budget, Limit);
            Assert.Equal(AnswerKind.Malformed, GzipInflater.Inflate(compressed.AsMemory(0, length), output)?.Kind);
        });
    }

    [Fact]
    public void Inflate_SizesAroundTheInflatersBuffer_GiveTheBytes() =>
        Assert.All(Enumerable.Range(8100, 150).Concat(Enumerable.Range(16_300, 150)), size =>
        {
            // Does not shrink, so that the end of the data goes through every place of the 8 kB that the inflater reads at once.
            byte[] bytes = RandomNumberGenerator.GetBytes(size);
            using var output = new IntakeBuffer(_budget, Limit);
            Assert.Null(GzipInflater.Inflate(RequestBytes.Gzip(bytes), output));
            Assert.Equal(bytes, output.Written.ToArray());
        });

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Inflate_LimitWithinTheMark_IsStillTheLimit(int more)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(100_000);
        using var wide = new IntakeBuffer(_budget, bytes.Length + more);
        using var narrow = new IntakeBuffer(_budget, bytes.Length - more);

        Assert.Null(GzipInflater.Inflate(RequestBytes.Gzip(bytes), wide));
        Assert.Equal(bytes, wide.Written.ToArray());
        Assert.Equal(AnswerKind.TooLarge, GzipInflater.Inflate(RequestBytes.Gzip(bytes), narrow)?.Kind);
    }

    [Fact]
    public void Inflate_DamagedAnywhere_IsMalformedOrTheSame()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(2000);
        byte[] compressed = RequestBytes.Gzip(bytes);

        Assert.All(Enumerable.Range(0, compressed.Length), position =>
        {
            byte[] damaged = [.. compressed];
            damaged[position] ^= 0x10;
            using var output = new IntakeBuffer(_budget, Limit);

            // Time and operating system in the header mean nothing.
            Assert.True(GzipInflater.Inflate(damaged, output)?.Kind == AnswerKind.Malformed || output.Written.Span.SequenceEqual(bytes), $"byte {position}");
        });
    }

    [Fact]
    public void Inflate_BudgetIsUsedUp_IsOverloaded()
    {
        using var output = new IntakeBuffer(new IntakeBudget(100_000), Limit);

        IntakeAnswer? refusal = GzipInflater.Inflate(RequestBytes.Gzip(new byte[Limit]), output);

        Assert.Equal(AnswerKind.Overloaded, refusal?.Kind);
        Assert.NotNull(refusal?.RetryAfter);
    }
}
