using Telemetry.Web.Display;

namespace Telemetry.Web.Services;

/// <summary>Names of services for people.</summary>
internal static class ServiceName
{
    private const string None = "(no service name)";

    /// <summary>One line of at most so many characters, for an element that marks what cannot be seen; what has no name is called so.</summary>
    public static string Line(string name, int maxLength = 80) => name.Length > 0 ? VisibleText.Line(name, maxLength) : None;

    /// <summary>The same with the marks in it, for titles and drawings.</summary>
    public static string Plain(string name, int maxLength = 80) => name.Length > 0 ? VisibleText.Plain(name, maxLength) : None;
}
