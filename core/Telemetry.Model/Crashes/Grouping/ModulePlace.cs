namespace Telemetry.Model.Crashes.Grouping;

/// <summary>Where a file lies, as far as that says which module it is.</summary>
internal enum ModulePlace
{
    /// <summary>Anywhere: an absolute path without a mark.</summary>
    Unknown,

    /// <summary>In the folder or archive of Python's own library.</summary>
    Standard,

    /// <summary>Relative, in an archive, in <c>site-packages</c>, unpacked by PyInstaller: the rest of the path is the module.</summary>
    Packed,

    /// <summary>No file: <c>&lt;string&gt;</c>. Code that code made.</summary>
    Generated,

    /// <summary>No file, but a person's own code: <c>&lt;stdin&gt;</c>, a notebook.</summary>
    Typed,
}
