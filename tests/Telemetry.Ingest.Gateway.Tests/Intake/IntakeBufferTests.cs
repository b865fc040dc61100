using System.Buffers;
using Telemetry.Ingest.Gateway.Intake;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Intake;

public sealed class IntakeBufferTests
{
    private readonly IntakeBudget _budget = new(1 << 20);

    [Fact]
    public void Append_Pieces_AreOneText()
    {
        using var buffer = new IntakeBuffer(_budget, 100_000);
        byte[] expected = [.. Enumerable.Range(0, 50_000).Select(number => (byte)number)];

        foreach (byte[] piece in expected.Chunk(777))
        {
            Assert.Equal(BufferRoom.Enough, buffer.Append(new ReadOnlySequence<byte>(piece)));
        }

        Assert.Equal(expected, buffer.Written.ToArray());
    }

    [Fact]
    public void Reserve_AboveTheLimit_IsTooLarge()
    {
        using var buffer = new IntakeBuffer(_budget, 5000);
        Assert.Equal(BufferRoom.Enough, buffer.Reserve(5000));
        buffer.Advance(5000);

        Assert.Equal(BufferRoom.TooLarge, buffer.Reserve(1));
        Assert.True(buffer.Free.IsEmpty);
    }

    [Fact]
    public void Reserve_BudgetIsUsedUp_IsOutOfBudgetUntilSomebodyGivesBack()
    {
        using var second = new IntakeBuffer(_budget, 1 << 20);
        using (var first = new IntakeBuffer(_budget, 1 << 20))
        {
            Assert.Equal(BufferRoom.Enough, first.Reserve(900_000));
            Assert.Equal(BufferRoom.OutOfBudget, second.Reserve(900_000));
        }

        Assert.Equal(BufferRoom.Enough, second.Reserve(900_000));
    }

    [Fact]
    public void Dispose_AfterGrowth_GivesEverythingBack()
    {
        using (var buffer = new IntakeBuffer(_budget, 1 << 18))
        {
            while (buffer.ReserveSome(1000) == BufferRoom.Enough)
            {
                buffer.Advance(Math.Min(1000, buffer.Free.Length));
            }

            Assert.Equal(1 << 18, buffer.Length);
            Assert.NotEqual(0, _budget.BytesInUse);
        }

        Assert.Equal(0, _budget.BytesInUse);
    }
}
