using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Grouping;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes.Grouping;

public sealed class ModuleTests
{
    [Theory]
    [InlineData("/opt/python3.8/lib/python3.8/threading.py", "Standard", "threading")]
    [InlineData("/usr/lib/python3.11/logging/__init__.py", "Standard", "logging")]
    [InlineData("/usr/lib64/python3.13/asyncio/tasks.py", "Standard", "asyncio.tasks")]
    [InlineData(@"C:\Python38\Lib\json\decoder.py", "Standard", "json.decoder")]
    [InlineData(@"C:\Users\Ann\AppData\Local\Programs\Python\Python312\Lib\threading.py", "Standard", "threading")]
    [InlineData(@"C:\ProgramData\miniconda3\Lib\queue.py", "Standard", "queue")]
    [InlineData("/Library/Frameworks/Python.framework/Versions/3.11/lib/python3.11/socket.py", "Standard", "socket")]
    [InlineData("/tmp/_MEIabc/base_library.zip/threading.py", "Standard", "threading")]
    [InlineData("<frozen importlib._bootstrap>", "Standard", "importlib._bootstrap")]
    [InlineData("/usr/lib/python3/dist-packages/requests/api.py", "Packed", "requests.api")]
    [InlineData("/opt/venv/lib/python3.11/site-packages/photo/export.py", "Packed", "photo.export")]
    [InlineData(@"C:\Python38\Lib\site-packages\photo\__init__.py", "Packed", "photo")]
    [InlineData("/opt/photo.pyz/photo/export.py", "Packed", "photo.export")]
    [InlineData(@"C:\Temp\_MEI1234\photo\export.py", "Packed", "photo.export")]
    [InlineData("/opt/photo/_internal/photo/export.pyc", "Packed", "photo.export")]
    [InlineData("photo/export.py", "Packed", "photo.export")]
    [InlineData(@"photo\export.py", "Packed", "photo.export")]
    [InlineData("/srv/photo/export.py", "Unknown", "")]
    [InlineData(@"D:\photo\export.py", "Unknown", "")]
    [InlineData("<string>", "Generated", "")]
    [InlineData("<stdin>", "Typed", "__main__")]
    public void ModuleFile_Path_SaysWhereAndWhich(string path, string place, string module)
    {
        ModuleFile file = ModuleFile.Of(path);

        Assert.Equal((place, module), (file.Place.ToString(), file.Module));
    }

    [Theory]
    [InlineData("requests.api", "requests", false)]
    [InlineData("yaml.reader", "PyYAML", false)]
    [InlineData("acme_core", "acme-core", false)]
    [InlineData("photo_desktop.export", "photo-desktop", true)]
    [InlineData("photo.export", "other", true)]
    [InlineData("json.decoder", "other", false)]
    [InlineData("pyimod02_importers", "other", false)]
    public void InApp_ModuleOfADistribution_IsDecidedByName(string module, string distribution, bool expected)
    {
        CrashReport report = Report(new CrashFrame { Module = module, Function = "f", AbsolutePath = "/cwd/" + module.Replace('.', '/') + ".py", ClientInApp = !expected })
            with
        { Release = "photo-desktop@3.16.8", Distributions = [new NamedText(distribution, "1.0"), new NamedText("photo-desktop", "3.16.8")] };

        Assert.Equal(expected, CrashFrames.Judge(report, GroupingRules.None).Report.Exceptions[0].Stack.Frames[0].InApp);
    }

    [Theory]
    [InlineData("Pillow", "PIL")]
    [InlineData("beautifulsoup4", "bs4")]
    [InlineData("PyYAML", "yaml _yaml")]
    [InlineData("python-dateutil", "dateutil")]
    [InlineData("google-cloud-storage", "google")]
    [InlineData("zope.interface", "zope")]
    [InlineData("opentelemetry_api", "opentelemetry")]
    [InlineData("Flask-SQLAlchemy", "flask_sqlalchemy Flask_SQLAlchemy")]
    [InlineData("acme-core", "acme_core acme_core")]
    public void ModulesOf_Distribution_AreThoseItInstalls(string distribution, string modules) =>
        Assert.Equal(modules, string.Join(' ', KnownDistributions.ModulesOf(distribution)));

    [Fact]
    public void InApp_ModuleKnownOfTheRelease_IsNot()
    {
        CrashReport report = Report(new CrashFrame { Module = "acme_core.io", Function = "f" });
        GroupingRules rules = GroupingRules.None.With(new HashSet<string> { "acme_core" });

        Assert.False(CrashFrames.Judge(report, rules).Report.Exceptions[0].Stack.Frames[0].InApp);
    }

    [Fact]
    public void InApp_ScriptCalledLikeAModuleOfPython_IsTheApplications()
    {
        CrashReport report = Report(new CrashFrame { Function = "<module>", AbsolutePath = "/srv/scripts/queue.py" });

        Assert.True(CrashFrames.Judge(report, GroupingRules.None).Report.Exceptions[0].Stack.Frames[0].InApp);
    }

    [Fact]
    public void Group_OnlyFramesOfLibraries_EntranceAndEndCount()
    {
        CrashGrouping grouping = CrashGrouper.Group(
            CrashFrames.Judge(
                Report(Frame("threading", "run"), Frame("requests.api", "get"), Frame("requests.sessions", "send"), Frame("urllib3.pool", "open"), Frame("socket", "connect")),
                GroupingRules.None),
            GroupingRules.None);

        Assert.Equal(["KeyError", "requests.api.get", "urllib3.pool.open"], grouping.Parts.Where(part => part.Contributes).Select(part => part.Text));
        Assert.Contains(grouping.Parts, part => part is { Text: "socket.connect", Contributes: false });
    }

    [Theory]
    [InlineData("user 42 not found", "user 7 not found", true)]
    [InlineData("no answer from 10.0.0.1:8080 in 3.5s", "no answer from 192.168.1.7:80 in 12s", true)]
    [InlineData("job 0192f0c1-d2e3-4f5a-8b9c-0d1e2f3a4b5c failed", "job aaaaaaaa-d2e3-4f5a-8b9c-0d1e2f3a4b5c failed", true)]
    [InlineData("mail to ann@example.org", "mail to bob@example.com", true)]
    [InlineData("at 2026-11-22T13:39:03.335Z", "at 2025-01-02 03:04:05", true)]
    [InlineData("object at 0x7f9ddb46b690", "object at 0x10af", true)]
    [InlineData("cannot read /srv/a/b.png", "cannot read C:\\a\\b.png", true)]
    [InlineData("name='ann' lost", "name='bob' lost", true)]
    [InlineData("disk full", "disk broken", false)]
    [InlineData("step 1 failed\nbecause", "step 2 failed\nof", false)]
    public void Group_MessagesWithoutStack_ByWhatDoesNotChange(string left, string right, bool isSame) =>
        Assert.Equal(isSame, MessageParameters.Replace(left) == MessageParameters.Replace(right));

    [Fact]
    public void Group_EveryFrame_IsExplained()
    {
        CrashGrouping grouping = CrashGrouper.Group(
            CrashFrames.Judge(Report(Frame("__main__", "<module>"), Frame("photo.cli", "main"), Frame("photo.cli", "<listcomp>"), Frame("photo.io", "save"), Frame("json", "dumps")), GroupingRules.None),
            GroupingRules.None);

        Assert.Equal(("KeyError: 'a'", "photo.io.save"), (grouping.Title, grouping.Culprit));
        Assert.All(grouping.Parts, part => Assert.NotEmpty(part.Why));
        Assert.Equal(["KeyError", "photo.cli.main", "photo.io.save"], grouping.Parts.Where(part => part.Contributes).Select(part => part.Text));
        Assert.Equal(4, grouping.Parts.Count(part => !part.Contributes));
    }

    [Fact]
    public void Group_OnlyACrashedThread_ByItsFrames()
    {
        CrashReport Thread(string function) => Report() with
        {
            Kind = CrashKind.Native,
            Exceptions = [],
            Threads = [new CrashThread { Stack = new CrashStack([Frame("photo.ui", "wait")], 0) }, new CrashThread { IsCrashed = true, Stack = new CrashStack([Frame("photo.io", function)], 0) }],
        };

        Assert.NotEqual(HashOf(Thread("load")), HashOf(Thread("save")));
        Assert.Equal("photo.io.save", CrashGrouper.Group(CrashFrames.Judge(Thread("save"), GroupingRules.None), GroupingRules.None).Culprit);
    }

    [Fact]
    public void InApp_AnotherLanguage_TheClientIsBelieved()
    {
        CrashReport report = Report(
            new CrashFrame { Function = "Layer.handle", AbsolutePath = "/srv/node_modules/express/lib/router.js", ClientInApp = false },
            new CrashFrame { Function = "Object.queue", AbsolutePath = "/srv/app/queue.js", Module = "queue", ClientInApp = true }) with
        { Platform = "node" };

        CrashGrouping grouping = CrashGrouper.Group(CrashFrames.Judge(report, GroupingRules.None), GroupingRules.None);

        Assert.Equal(["KeyError", "queue.queue"], grouping.Parts.Where(part => part.Contributes).Select(part => part.Text));
    }

    [Fact]
    public void Group_LeavesInAnotherOrder_IsTheSameGroup()
    {
        CrashException group = new() { Id = 0, Type = "ExceptionGroup", IsGroup = true, Stack = new CrashStack([Frame("photo.cli", "main")], 0) };
        CrashException one = new() { Id = 1, ParentId = 0, Source = "exceptions[0]", Type = "KeyError", Stack = new CrashStack([Frame("photo.io", "load")], 0) };
        CrashException two = new() { Id = 2, ParentId = 0, Source = "exceptions[1]", Type = "ValueError", Stack = new CrashStack([Frame("photo.io", "save")], 0) };

        Assert.Equal(HashOf(group, one, two), HashOf(group, two, one));
        Assert.Equal(HashOf(group, one, two), HashOf(group, one, two, two with { Id = 3 }));
        Assert.NotEqual(HashOf(group, one, two), HashOf(group, one));
        Assert.Equal(HashOf(one with { Id = 0, ParentId = null, Source = null }), HashOf(group, one));
    }

    private static ulong HashOf(params CrashException[] exceptions) => HashOf(Report() with { Exceptions = exceptions });

    private static ulong HashOf(CrashReport report) => CrashGrouper.Group(CrashFrames.Judge(report, GroupingRules.None), GroupingRules.None).Hash;

    private static CrashFrame Frame(string module, string function) => new() { Module = module, Function = function };

    private static CrashReport Report(params CrashFrame[] frames) =>
        new()
        {
            Id = new CrashId(7),
            Time = Receipts.Received,
            ReceivedAt = Receipts.Received,
            Exceptions = [new CrashException { Id = 0, Type = "KeyError", Value = "'a'", Stack = new CrashStack(frames, 0) }],
        };
}
