namespace Telemetry.Web.Issues;

/// <summary>One of several parts beside each other.</summary>
/// <param name="Text">For people.</param>
/// <param name="Href">Where it is.</param>
/// <param name="IsCurrent">Whether the reader is there.</param>
public sealed record TabLink(string Text, string Href, bool IsCurrent);
