namespace Telemetry.Web.Addresses;

/// <summary>A query and what it finds, for those who are learning the language.</summary>
public sealed record QueryExample(string Query, string Finds);
