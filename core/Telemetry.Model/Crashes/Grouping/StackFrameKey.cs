namespace Telemetry.Model.Crashes.Grouping;

/// <summary>A frame as the grouping sees it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Module">Found by <see cref="ModuleNames"/>.</param>
/// <param name="Function">Without class and enclosing functions, which only Python 3.11 and later tell.</param>
/// <param name="Owner">Whose code.</param>
internal sealed record StackFrameKey(CrashFrame Frame, string Module, string Function, ModuleOwner Owner)
{
    /// <summary>Set by a rule; wins over everything.</summary>
    public bool? GroupByRule { get; init; }

    /// <summary>The last stack rule that changed it; null for none.</summary>
    public string? Rule { get; init; }

    /// <summary>The top-level module.</summary>
    public string Package { get; } = Module.IndexOf('.', StringComparison.Ordinal) is > 0 and int dot ? Module[..dot] : Module;

    /// <summary>Whether it is the application's own.</summary>
    public bool InApp => Frame.InApp ?? Owner == ModuleOwner.Application;

    /// <summary>What is hashed.</summary>
    public string Text => $"{Module}.{Function}";

    /// <summary>Whether it exists in some versions of Python only: comprehensions are part of their function since 3.12 (PEP 709).</summary>
    public bool IsComprehension => Function is "<listcomp>" or "<dictcomp>" or "<setcomp>";

    /// <summary>The function's last name.</summary>
    public static string ShortName(string? function)
    {
        string name = function ?? "?";
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
