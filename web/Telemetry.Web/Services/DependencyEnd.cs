namespace Telemetry.Web.Services;

/// <summary>Which end of dependencies a table names.</summary>
public enum DependencyEnd
{
    /// <summary>Both.</summary>
    Both,

    /// <summary>Who calls.</summary>
    Caller,

    /// <summary>Who is called.</summary>
    Callee,
}
