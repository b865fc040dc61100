namespace Telemetry.Web.Releases;

/// <summary>Addresses of the pages about releases.</summary>
internal static class ReleaseAddress
{
    /// <summary>The list.</summary>
    public const string List = "/releases";

    /// <summary>One release's page.</summary>
    public static string Of(string? project, string version) => $"{List}/{Uri.EscapeDataString(version)}{(project is null ? "" : $"?project={Uri.EscapeDataString(project)}")}";
}
