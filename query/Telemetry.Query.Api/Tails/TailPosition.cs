using System.Globalization;
using Telemetry.Query.Api.Cursors;
using Telemetry.Storage.Logs;

namespace Telemetry.Query.Api.Tails;

/// <summary>
/// How far a tail has come: the inserts it is at, and how many of their records have been sent. As text it is the <c>id</c> of an event, and comes back as
/// <c>Last-Event-ID</c>. The same inserts asked for again give the same records in the same order, so a number is enough.
/// </summary>
/// <param name="Blocks">What is being sent; empty between two steps, and then all up to <see cref="BlockRange.Until"/> has been.</param>
/// <param name="Sent">Records of them that have been sent.</param>
internal readonly record struct TailPosition(BlockRange Blocks, int Sent)
{
    private const int Parts = 4;

    /// <summary>Everything up to that insert has been sent.</summary>
    public static TailPosition Behind(long block) => new(new BlockRange(block, block), Sent: 0);

    /// <summary>Writes it, with a mark of the query.</summary>
    public string Write(string? query) => string.Create(CultureInfo.InvariantCulture, $"{CursorText.Mark(query):x8}-{Blocks.After}-{Blocks.Until}-{Sent}");

    /// <summary>Reads one; null when it is none, or of another query.</summary>
    public static TailPosition? Read(string text, string? query)
    {
        string[] parts = text.Split('-');
        return parts.Length == Parts
            && uint.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint mark) && mark == CursorText.Mark(query)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long after)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long until) && after <= until
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out int sent)
            ? new TailPosition(new BlockRange(after, until), sent)
            : null;
    }
}
