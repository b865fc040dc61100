namespace Telemetry.Web.Traces;

/// <summary>What a page says about an oddity.</summary>
internal static class SpanOddityText
{
    public static string? Of(SpanOddity oddity) => oddity switch
    {
        SpanOddity.ParentMissing => "Its parent span is not here: not arrived yet, or dropped.",
        SpanOddity.Cycle => "Its parents lead back to itself, so the tree is cut here.",
        SpanOddity.ClockSkew => "It starts before its parent: the clocks of the two differ.",
        _ => null,
    };
}
