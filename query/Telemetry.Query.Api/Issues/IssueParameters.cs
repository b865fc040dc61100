using System.Globalization;
using Microsoft.AspNetCore.Http;
using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Query.Api.Access;

namespace Telemetry.Query.Api.Issues;

/// <summary>Reads what calls about issues have in common.</summary>
internal static class IssueParameters
{
    /// <summary>Of the part of the route.</summary>
    public const string Text = "Id or short id of the issue.";

    /// <summary>What is not there.</summary>
    public const string Missing = "There is no such issue in this project; it may have been deleted or merged.";

    /// <summary>Who calls.</summary>
    public static IssueActor Actor(this HttpContext context) => new(context.Grant().Owner, context.Grant().Name);

    /// <summary>Numbers of things, decimal; null when one is none, or when there are none or more than that.</summary>
    public static long[]? Numbers(IReadOnlyList<string>? texts, int max)
    {
        if (texts is null || texts.Count == 0 || texts.Count > max)
        {
            return null;
        }

        long?[] numbers = [.. texts.Select(Number)];
        return numbers.Any(number => number is null) ? null : [.. numbers.OfType<long>()];
    }

    /// <summary>Ids of issues; null as above.</summary>
    public static IssueId[]? Ids(IReadOnlyList<string>? texts, int max) => Numbers(texts, max) is { } numbers ? [.. numbers.Select(number => new IssueId(number))] : null;

    /// <summary>A number; null when it is none.</summary>
    public static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
