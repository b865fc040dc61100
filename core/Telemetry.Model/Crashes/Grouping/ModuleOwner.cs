namespace Telemetry.Model.Crashes.Grouping;

/// <summary>Whose code a module is.</summary>
internal enum ModuleOwner
{
    /// <summary>The application's own.</summary>
    Application,

    /// <summary>Of an installed distribution.</summary>
    Distribution,

    /// <summary>Of Python.</summary>
    StandardLibrary,

    /// <summary>Of the tool that packed the program.</summary>
    Launcher,

    /// <summary>Made by code while it ran, or unknown.</summary>
    Nobody,
}
