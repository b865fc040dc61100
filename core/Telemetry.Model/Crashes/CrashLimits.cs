namespace Telemetry.Model.Crashes;

/// <summary>How much of a crash is kept. Lengths are in characters; what is longer is cut and named in <see cref="CrashReport.Problems"/>.</summary>
public static class CrashLimits
{
    /// <summary>The first so many frames of a stack that is too long.</summary>
    public const int FramesBeforeGap = 125;

    /// <summary>Frames of one stack: the outermost and the innermost half.</summary>
    public const int Frames = 2 * FramesBeforeGap;

    /// <summary>Frames of all stacks of a crash.</summary>
    public const int AllFrames = 4 * Frames;

    /// <summary>Exceptions of a crash; the first ones are kept.</summary>
    public const int Exceptions = 50;

    /// <summary>Threads.</summary>
    public const int Threads = 50;

    /// <summary>Breadcrumbs; the last ones are kept.</summary>
    public const int Breadcrumbs = 100;

    /// <summary>Local variables of a frame.</summary>
    public const int LocalsPerFrame = 50;

    /// <summary>One value: a local, a tag, a fact.</summary>
    public const int Value = 1024;

    /// <summary>All locals of a crash.</summary>
    public const int AllLocals = 256 * 1024;

    /// <summary>A message.</summary>
    public const int Message = 8 * 1024;

    /// <summary>A name: of a module, a function, a release, a tag.</summary>
    public const int Name = 200;

    /// <summary>A path.</summary>
    public const int Path = 512;

    /// <summary>A source line.</summary>
    public const int SourceLine = 512;

    /// <summary>Source lines on each side.</summary>
    public const int ContextLines = 10;

    /// <summary>Source of all frames of a crash.</summary>
    public const int AllSource = 512 * 1024;

    /// <summary>Notes of an exception.</summary>
    public const int Notes = 20;

    /// <summary>Tags.</summary>
    public const int Tags = 100;

    /// <summary>Contexts, and the values of each.</summary>
    public const int Contexts = 50;

    /// <summary>Values of a breadcrumb.</summary>
    public const int BreadcrumbValues = 20;

    /// <summary>All values of all contexts and breadcrumbs.</summary>
    public const int AllValues = 256 * 1024;

    /// <summary>Installed distributions.</summary>
    public const int Distributions = 2000;

    /// <summary>Parts of a fingerprint, and parameters of a message.</summary>
    public const int Parts = 20;

    /// <summary>Problems that are told apart; more are only counted.</summary>
    public const int Problems = 50;

    /// <summary>JSON within JSON. Deeper documents cannot be read.</summary>
    public const int JsonDepth = 1000;
}
