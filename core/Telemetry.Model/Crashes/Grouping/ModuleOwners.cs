namespace Telemetry.Model.Crashes.Grouping;

/// <summary>
/// Decides which modules are the application's own: those that belong to nobody else. By the name of the top-level module, never by path: the
/// same program lies in a checkout, in <c>site-packages</c> and in a bundle.
/// </summary>
internal sealed class ModuleOwners
{
    private static readonly string[] Launchers = ["pyimod", "pyi_rth", "_pyi_", "pyiboot", "PyInstaller", "cx_Freeze", "py2app", "py2exe", "nuitka"];

    private readonly HashSet<string> _distributions = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> _known;
    private readonly HashSet<string> _application = new(StringComparer.Ordinal);

    /// <summary>The owners for one crash.</summary>
    /// <param name="report">Its release, service and list of distributions are used.</param>
    /// <param name="known">Top-level modules of the distributions that the release is known to have, from other crashes or its manifest.</param>
    public ModuleOwners(CrashReport report, IReadOnlySet<string> known)
    {
        // The application is a distribution itself, and called like its release or its service.
        AddApplication(report.Release is { } release && release.LastIndexOf('@') is > 0 and int at ? release[..at] : null);
        AddApplication(report.Service);
        _known = known;
        foreach (NamedText distribution in report.Distributions)
        {
            _distributions.UnionWith(KnownDistributions.ModulesOf(distribution.Name));
        }
    }

    /// <summary>Whose module it is.</summary>
    public ModuleOwner OwnerOf(string module, ModulePlace place)
    {
        if (place == ModulePlace.Standard)
        {
            return ModuleOwner.StandardLibrary;
        }

        if (place == ModulePlace.Generated || module.Length == 0)
        {
            return ModuleOwner.Nobody;
        }

        string top = TopOf(module);
        if (Launchers.Any(launcher => top.StartsWith(launcher, StringComparison.Ordinal)))
        {
            return ModuleOwner.Launcher;
        }

        return StandardLibrary.Modules.Contains(top) ? ModuleOwner.StandardLibrary
            : _application.Contains(top) ? ModuleOwner.Application
            : _distributions.Contains(top) || _known.Contains(top) || KnownDistributions.PopularModules.Contains(top) ? ModuleOwner.Distribution
            : ModuleOwner.Application;
    }

    /// <summary>Whether a type is of a library: then its module is part of its name. Types of the application move between modules and <c>__main__</c>.</summary>
    public bool IsLibrary(string module) => OwnerOf(module, ModulePlace.Unknown) is ModuleOwner.StandardLibrary or ModuleOwner.Distribution;

    private static string TopOf(string module)
    {
        int dot = module.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? module : module[..dot];
    }

    private void AddApplication(string? name)
    {
        if (name is not null)
        {
            _application.UnionWith(KnownDistributions.ModulesOf(name));
        }
    }
}
