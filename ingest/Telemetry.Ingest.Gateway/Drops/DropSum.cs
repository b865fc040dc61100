namespace Telemetry.Ingest.Gateway.Drops;

/// <summary>Dropped items and their bytes.</summary>
internal readonly record struct DropSum(long Items, long Bytes)
{
    public static DropSum operator +(DropSum left, DropSum right) => new(left.Items + right.Items, left.Bytes + right.Bytes);
}
