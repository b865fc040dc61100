namespace Telemetry.Query.Api.Parameters;

/// <summary>Names that people give to things.</summary>
internal static class NameText
{
    public const int MaxLength = 100;

    public const string Rule = "A name is needed, of at most 100 characters and without control characters.";

    /// <summary>Without the blanks around it; null when it is none.</summary>
    public static string? Read(string? text) => text?.Trim() is { Length: >= 1 and <= MaxLength } name && !name.Any(char.IsControl) ? name : null;
}
