using System.Collections.Frozen;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>Names of exception types that are the same whatever the version of Python, and however the program was started.</summary>
internal static class TypeNames
{
    // Types that became one: TimeoutError in 3.10 and 3.11 (bpo-44712, bpo-42413), OSError in 3.3, groups of the backport.
    private static readonly FrozenDictionary<string, string> Merged = new Dictionary<string, string>
    {
        ["asyncio.TimeoutError"] = "TimeoutError",
        ["asyncio.exceptions.TimeoutError"] = "TimeoutError",
        ["concurrent.futures.TimeoutError"] = "TimeoutError",
        ["concurrent.futures._base.TimeoutError"] = "TimeoutError",
        ["socket.timeout"] = "TimeoutError",
        ["socket.error"] = "OSError",
        ["select.error"] = "OSError",
        ["IOError"] = "OSError",
        ["EnvironmentError"] = "OSError",
        ["exceptiongroup.ExceptionGroup"] = "ExceptionGroup",
        ["exceptiongroup.BaseExceptionGroup"] = "BaseExceptionGroup",
    }.ToFrozenDictionary();

    /// <summary>The name that is hashed: with the module for types of libraries, without for builtins and the application's own.</summary>
    public static string Of(CrashException exception, ModuleOwners owners)
    {
        string qualified = exception.QualifiedType;
        if (Merged.TryGetValue(qualified, out string? merged))
        {
            return merged;
        }

        string name = exception.Type ?? "";
        bool hasModule = exception.Module is { Length: > 0 } module && module != "builtins" && owners.IsLibrary(module);
        return hasModule ? qualified : name[(name.LastIndexOf('.') + 1)..];
    }
}
