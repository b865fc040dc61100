using Telemetry.Web.Display;

namespace Telemetry.Web.Services;

/// <summary>Names of services for people.</summary>
internal static class ServiceName
{
    /// <summary>One line of at most so many characters; what has no name is called so.</summary>
    public static string Line(string name, int maxLength = 80) => name.Length > 0 ? VisibleText.Line(name, maxLength) : "(no service name)";
}
