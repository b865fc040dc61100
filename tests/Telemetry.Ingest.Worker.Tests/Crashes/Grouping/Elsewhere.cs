using System.Text.RegularExpressions;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Grouping;

/// <summary>A recorded crash as it would look elsewhere: only paths are rewritten, to what installers and PyInstaller make of them.</summary>
internal static partial class Elsewhere
{
    /// <summary>The text of a traceback.</summary>
    public static string Move(string traceback, string place) => place.Length == 0 ? traceback : File().Replace(traceback, match => $"File \"{Path(match.Groups[1].Value, place)}\"");

    /// <summary>A document.</summary>
    public static CrashReport Move(CrashReport report, string place) =>
        place.Length == 0 ? report : report with { Exceptions = [.. report.Exceptions.Select(exception => exception with { Stack = exception.Stack with { Frames = [.. exception.Stack.Frames.Select(frame => Move(frame, place))] } })] };

    private static CrashFrame Move(CrashFrame frame, string place) =>
        frame with { AbsolutePath = frame.AbsolutePath is null ? null : Path(frame.AbsolutePath, place), File = frame.File is null ? null : Path(frame.File, place) };

    private static string Path(string path, string place)
    {
        string own = Own().Replace(path, "");
        string standard = Standard().Replace(path, "");
        bool isOwn = own != path;
        bool isStandard = standard != path;
        return (place, isOwn, isStandard) switch
        {
            ("windows", true, _) => @"C:\Users\Ann\photo\" + own.Replace('/', '\\'),
            ("windows", _, true) => @"C:\Users\Ann\AppData\Local\Programs\Python\Python38\Lib\" + standard.Replace('/', '\\'),
            ("windows-installed", true, _) => @"C:\Program Files\Photo\Lib\site-packages\" + own.Replace('/', '\\'),
            ("windows-installed", _, true) => @"C:\Program Files\Photo\python38.zip\" + standard.Replace('/', '\\'),
            ("macos", true, _) => "/Applications/Photo.app/Contents/Resources/lib/python3.11/site-packages/" + own,
            ("macos", _, true) => "/Library/Frameworks/Python.framework/Versions/3.11/lib/python3.11/" + standard,
            ("wheel", true, _) => "/usr/local/lib/python3.11/site-packages/" + own,
            ("pyinstaller", true, _) => own,
            ("pyinstaller", _, true) => standard,
            ("onefile", true, _) => "/tmp/_MEIx1y2z3/" + own,
            ("onefile", _, true) => "/tmp/_MEIx1y2z3/base_library.zip/" + standard,
            ("onefile-windows", true, _) => @"C:\Users\Ann\AppData\Local\Temp\_MEI123482\" + own.Replace('/', '\\'),
            ("onefile-windows", _, true) => @"C:\Users\Ann\AppData\Local\Temp\_MEI123482\base_library.zip\" + standard.Replace('/', '\\'),
            _ => path,
        };
    }

    [GeneratedRegex("File \"([^\"]+)\"")]
    private static partial Regex File();

    [GeneratedRegex(@"^(?:/srv/checkout/photo\.pyz/|/srv/checkout/|photo\.pyz/)")]
    private static partial Regex Own();

    [GeneratedRegex(@"^/opt/python[\d.]+/lib/python[\d.]+/")]
    private static partial Regex Standard();
}
