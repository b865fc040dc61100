namespace Telemetry.Web.Services;

/// <summary>The symbol of what is called.</summary>
internal static class DependencyIcon
{
    /// <summary>Of a kind of the contract.</summary>
    public static string Of(string kind) => kind switch { "database" => "database", "messaging" => "envelope", _ => "globe" };
}
