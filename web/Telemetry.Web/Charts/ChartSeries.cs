namespace Telemetry.Web.Charts;

/// <summary>One line, area or kind of bar of a chart.</summary>
/// <param name="Label">For people; may come from telemetry.</param>
/// <param name="Color">A colour of tokens.css by its name without dashes, for example <c>severity-error</c> or <c>service-0</c>.</param>
/// <param name="Values">One for each time of the chart; null where nothing is known, which leaves a gap.</param>
public sealed record ChartSeries(string Label, string Color, IReadOnlyList<double?> Values);
