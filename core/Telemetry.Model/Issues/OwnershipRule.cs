namespace Telemetry.Model.Issues;

/// <summary>What a rule looks at.</summary>
public enum OwnershipMatcher
{
    /// <summary>Files of the application's frames, with <c>/</c> between folders.</summary>
    Path,

    /// <summary>Their modules.</summary>
    Module,

    /// <summary>The request's URL.</summary>
    Url,

    /// <summary>A tag.</summary>
    Tag,
}

/// <summary>One line: <c>path:src/billing/** billing@example.com</c>.</summary>
/// <param name="Text">The line.</param>
/// <param name="Matcher">What it looks at.</param>
/// <param name="Tag">The tag's name; else empty.</param>
/// <param name="Pattern">What that must be like.</param>
/// <param name="Owners">At least one; the first gets new issues.</param>
/// <param name="Line">Where it stands, from 1.</param>
public sealed record OwnershipRule(string Text, OwnershipMatcher Matcher, string Tag, GlobPattern Pattern, IReadOnlyList<string> Owners, int Line)
{
    /// <summary>Whether anything of the crash is like that.</summary>
    public bool Matches(OwnershipSubject subject) => Matcher switch
    {
        OwnershipMatcher.Path => subject.Paths.Any(path => Pattern.IsPath(path)),
        OwnershipMatcher.Module => subject.Modules.Any(Pattern.IsMatch),
        OwnershipMatcher.Url => subject.Url is { } url && Pattern.IsMatch(url),
        OwnershipMatcher.Tag => subject.Tags.TryGetValue(Tag, out string? value) && Pattern.IsMatch(value),
        _ => false,
    };
}
