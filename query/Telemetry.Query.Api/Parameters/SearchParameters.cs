using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Telemetry.Query.Api.Parameters;

/// <summary>What every search takes. Text, all of it: <see cref="ParameterReader"/> says what is wrong better than binding would.</summary>
/// <param name="Query">The query.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
internal sealed record SearchParameters(
    [property: FromQuery(Name = "query"), Description(SearchParameters.QueryText)] string? Query,
    [property: FromQuery(Name = "from"), Description(SearchParameters.FromText)] string? From,
    [property: FromQuery(Name = "to"), Description(SearchParameters.ToText)] string? To)
{
    /// <summary>What is said of a query, everywhere.</summary>
    public const string QueryText = "In the query language, for example: level:error service:billing \"disk full\". Empty: everything.";
    private const string FromText = "Start of the range, included: " + TimeText.Forms + ". Default: an hour before the end.";
    private const string ToText = "End of the range, not included, in the same forms. Default: now.";
}
