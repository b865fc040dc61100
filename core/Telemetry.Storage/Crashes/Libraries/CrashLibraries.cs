using System.Collections.Concurrent;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes.Libraries;

/// <summary>
/// Knows the libraries of crashes that do not bring their list of distributions: by the list's hash, else by the lists that other crashes of the same release had. Remembers answers
/// for a minute. Safe for several threads.
/// </summary>
public sealed class CrashLibraries
{
    private const int MaxKept = 20_000;

    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<LibrarySource, (IReadOnlySet<string> Modules, long AskedAt)> _known = new();
    private readonly LibraryReader _reader;
    private readonly TimeProvider _time;

    internal CrashLibraries(LibraryReader reader, TimeProvider time) => (_reader, _time) = (reader, time);

    /// <summary>What is known of these crashes' libraries. A list that one of them brings counts for the others at once.</summary>
    /// <exception cref="QueryFailedException">The store is not there: group nothing, try again.</exception>
    public async Task<KnownLibraries> LoadAsync(IReadOnlyCollection<(ProjectId Project, CrashReport Report)> crashes, CancellationToken cancellationToken)
    {
        LibrarySource[] sources = [.. crashes.Where(crash => KnownLibraries.IsAsked(crash.Report)).SelectMany(crash => SourcesOf(crash.Project, crash.Report)).Distinct()];
        Dictionary<LibrarySource, IReadOnlySet<string>> answers = [];
        List<LibrarySource> unknown = [];
        foreach (LibrarySource source in sources)
        {
            if (_known.TryGetValue(source, out (IReadOnlySet<string> Modules, long AskedAt) known) && _time.GetElapsedTime(known.AskedAt) < FreshFor)
            {
                answers[source] = known.Modules;
            }
            else
            {
                unknown.Add(source);
            }
        }

        foreach ((LibrarySource source, IReadOnlySet<string> modules) in await _reader.ReadAsync(unknown, cancellationToken))
        {
            answers[source] = modules;
            Remember(source, modules);
        }

        return new KnownLibraries(WithBrought(answers, crashes));
    }

    internal static IEnumerable<LibrarySource> SourcesOf(ProjectId project, CrashReport report)
    {
        LibrarySource?[] both = [LibrarySource.OfList(project, report), LibrarySource.OfRelease(project, report)];
        return both.OfType<LibrarySource>();
    }

    private void Remember(LibrarySource source, IReadOnlySet<string> modules)
    {
        if (_known.Count >= MaxKept)
        {
            _known.Clear();
        }

        _known[source] = (modules, _time.GetTimestamp());
    }

    private static Dictionary<LibrarySource, IReadOnlySet<string>> WithBrought(Dictionary<LibrarySource, IReadOnlySet<string>> answers, IReadOnlyCollection<(ProjectId Project, CrashReport Report)> crashes)
    {
        var brought = crashes.Where(crash => crash.Report.Distributions.Count > 0)
            .SelectMany(crash => SourcesOf(crash.Project, crash.Report).Where(answers.ContainsKey).Select(source => (Source: source, crash.Report.Distributions)))
            .ToLookup(pair => pair.Source, pair => pair.Distributions);
        foreach (IGrouping<LibrarySource, IReadOnlyList<NamedText>> source in brought)
        {
            HashSet<string> modules = [.. answers[source.Key], .. LibraryReader.ModulesOf(source.SelectMany(list => list).Select(distribution => distribution.Name))];
            answers[source.Key] = modules;
        }

        return answers;
    }
}
