using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Telemetry.Query.Api.Parameters;

namespace Telemetry.Query.Api.Facets;

/// <summary>What completion takes.</summary>
/// <param name="Prefix">What has been typed.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Limit">How many.</param>
internal sealed record FieldParameters(
    [property: FromQuery(Name = "prefix"), Description("What has been typed, upper and lower case alike; at most 200 characters. Empty: the most frequent.")] string? Prefix,
    [property: FromQuery(Name = "from"), Description("Start of the range: " + TimeText.Forms + ". Counted by hour, the first one whole. Default: seven days before the end.")] string? From,
    [property: FromQuery(Name = "to"), Description("End of the range, in the same forms. Default: now.")] string? To,
    [property: FromQuery(Name = "limit"), Description("Answers at most, 1 to 100. Default: 20.")] string? Limit)
{
    private const int MaxPrefixLength = 200;
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(7);

    /// <summary>Reads them; problems are kept by the reader.</summary>
    public FieldRequest Read(ParameterReader parameters)
    {
        if (Prefix?.Length > MaxPrefixLength)
        {
            parameters.Fail(Problems.ApiProblem.Parameter("prefix", $"'prefix' may have {MaxPrefixLength} characters."));
        }

        return new FieldRequest(Prefix ?? "", parameters.Range(From, To, DefaultRange), parameters.Number("limit", Limit, DefaultLimit, 1, MaxLimit));
    }
}

/// <summary>The same, read.</summary>
internal readonly record struct FieldRequest(string Prefix, Model.Times.TimeWindow Window, int Limit);
