using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Telemetry.Query.Api.Parameters;

namespace Telemetry.Query.Api.Issues;

/// <summary>What figures of an issue take.</summary>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Query">Where.</param>
internal sealed record IssueFigureParameters(
    [property: FromQuery(Name = "from"), Description("Start of the range, included: " + TimeText.Forms + ". Default: 14 days before the end. Full hours are counted.")] string? From,
    [property: FromQuery(Name = "to"), Description("End of the range, not included, in the same forms. Default: now.")] string? To,
    [property: FromQuery(Name = "query"), Description("A query over crashes, as for the issue's events. An environment that it requires narrows the figures; what else it asks does not.")] string? Query);
