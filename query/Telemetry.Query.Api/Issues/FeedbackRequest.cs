using System.Buffers.Binary;
using System.ComponentModel;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Cursors;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Feedback;

namespace Telemetry.Query.Api.Issues;

/// <summary>What a list of feedback takes.</summary>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Limit">How many.</param>
/// <param name="Cursor">Where to go on.</param>
internal sealed record FeedbackParameters(
    [property: FromQuery(Name = "from"), Description("Start of the range, included: " + TimeText.Forms + ". Default: 90 days before the end.")] string? From,
    [property: FromQuery(Name = "to"), Description("End of the range, not included, in the same forms. Default: now.")] string? To,
    [property: FromQuery(Name = "limit"), Description("Entries at most, 1 to 200. Default: 50.")] string? Limit,
    [property: FromQuery(Name = "cursor"), Description("From the page before, of the same list. Empty: the first page.")] string? Cursor);

/// <summary>A page of a list of feedback, as asked for.</summary>
/// <param name="Range">When it was written.</param>
/// <param name="About">Which list; a cursor holds for that one only.</param>
/// <param name="Slice">What to read: one more than the page has, to know whether there are more.</param>
internal sealed record FeedbackRequest(TimeWindow Range, string About, FeedbackSlice Slice)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int TimeLength = sizeof(long);
    private const int PlaceLength = TimeLength + 32;

    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(90);

    /// <summary>Reads what was asked; what is wrong with it is told by <paramref name="parameters"/>.</summary>
    public static FeedbackRequest Read(FeedbackParameters asked, string about, ParameterReader parameters)
    {
        TimeWindow range = parameters.Range(asked.From, asked.To, DefaultRange);
        int limit = parameters.Number("limit", asked.Limit, DefaultLimit, 1, MaxLimit);
        var before = new FeedbackPlace(range.To, "");
        if (!string.IsNullOrEmpty(asked.Cursor))
        {
            if (CursorText.Read(asked.Cursor, about) is { Place.Length: PlaceLength } read)
            {
                (range, before) = (read.Range, new FeedbackPlace(new UnixNanoseconds(BinaryPrimitives.ReadInt64LittleEndian(read.Place)), Encoding.Latin1.GetString(read.Place.AsSpan(TimeLength))));
            }
            else
            {
                parameters.Fail(ApiProblem.Parameter("cursor", "The cursor is none of this list. Start again without it."));
            }
        }

        return new FeedbackRequest(range, about, new FeedbackSlice(range.From, before, limit + 1));
    }

    /// <summary>The page.</summary>
    /// <param name="found">What was read.</param>
    public FeedbackList Page(IReadOnlyList<StoredFeedback> found)
    {
        int limit = Slice.Limit - 1;
        return new FeedbackList([.. found.Take(limit).Select(AttachmentItems.From)], found.Count > limit ? CursorText.Write(Range, About, Place(found[limit - 1])) : null);
    }

    private static byte[] Place(StoredFeedback last)
    {
        var place = new byte[PlaceLength];
        BinaryPrimitives.WriteInt64LittleEndian(place, last.Time.Value);
        Encoding.Latin1.GetBytes(last.Id, place.AsSpan(TimeLength));
        return place;
    }
}
