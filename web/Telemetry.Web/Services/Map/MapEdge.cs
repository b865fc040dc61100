using Telemetry.Query.Contracts;

namespace Telemetry.Web.Services.Map;

/// <summary>A line of the map.</summary>
/// <param name="Item">What it stands for.</param>
/// <param name="Path">The <c>d</c> of an SVG path from the caller's right side to the callee's left side, around what lies between.</param>
/// <param name="LabelX">Where its figures are written.</param>
/// <param name="LabelY">Where its figures are written.</param>
/// <param name="Weight">1 to 4, by the calls.</param>
public sealed record MapEdge(DependencyItem Item, string Path, double LabelX, double LabelY, int Weight);
