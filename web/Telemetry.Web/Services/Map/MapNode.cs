namespace Telemetry.Web.Services.Map;

/// <summary>A box of the map.</summary>
/// <param name="Name">Service, or what is called.</param>
/// <param name="Kind"><c>service</c>, <c>database</c>, <c>messaging</c>, <c>external</c>.</param>
/// <param name="Calls">Calls that come in; for what nobody calls, those that go out.</param>
/// <param name="Errors">Of the calls that come in.</param>
/// <param name="Left">Of the box, in units of the drawing.</param>
/// <param name="Top">Of the box.</param>
public sealed record MapNode(string Name, string Kind, long Calls, long Errors, double Left, double Top);
