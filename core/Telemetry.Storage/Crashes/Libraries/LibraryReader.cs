using System.Collections.Frozen;
using Telemetry.Model;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes.Libraries;

/// <summary>Reads which top-level modules are those of installed distributions. May throw <see cref="QueryFailedException"/>.</summary>
internal sealed class LibraryReader(QueryRunner runner)
{
    // They travel in the address, where the engine takes 128 KiB of one value; each has at most 200 characters.
    private const int ValuesPerStatement = 250;

    private static readonly string ListSql = SqlFile.Read("Crashes.list_names");
    private static readonly string ReleaseSql = SqlFile.Read("Crashes.find_release_lists");

    /// <summary>The modules of each source; those that nothing is known about have none.</summary>
    public async Task<IReadOnlyDictionary<LibrarySource, IReadOnlySet<string>>> ReadAsync(IReadOnlyCollection<LibrarySource> sources, CancellationToken cancellationToken)
    {
        Dictionary<LibrarySource, IReadOnlySet<string>> found = sources.ToDictionary(source => source, _ => (IReadOnlySet<string>)FrozenSet<string>.Empty);
        foreach (IGrouping<ProjectId, LibrarySource> project in sources.GroupBy(source => source.Project))
        {
            ILookup<LibrarySource, string> lists = (await ListsOfAsync(project.Key, [.. project], cancellationToken)).ToLookup(pair => pair.Source, pair => pair.List);
            Dictionary<string, string[]> names = await NamesOfAsync(project.Key, [.. lists.SelectMany(source => source).Distinct()], cancellationToken);
            foreach (IGrouping<LibrarySource, string> source in lists)
            {
                found[source.Key] = ModulesOf(source.SelectMany(list => names.GetValueOrDefault(list, [])));
            }
        }

        return found;
    }

    /// <summary>The modules of distributions.</summary>
    public static IReadOnlySet<string> ModulesOf(IEnumerable<string> distributions) =>
        distributions.Distinct().SelectMany(KnownDistributions.ModulesOf).ToFrozenSet(StringComparer.Ordinal);

    private async Task<IEnumerable<(LibrarySource Source, string List)>> ListsOfAsync(ProjectId project, LibrarySource[] sources, CancellationToken cancellationToken)
    {
        HashSet<LibrarySource> wanted = [.. sources];
        List<(LibrarySource Source, string List)> lists = [.. sources.Where(source => source.List.Length > 0).Select(source => (source, source.List))];
        foreach (LibrarySource[] some in sources.Where(source => source.List.Length == 0).Chunk(ValuesPerStatement))
        {
            SqlParameters parameters = Of(project);
            parameters.AddNamed("services", "Array(String)", some.Select(source => source.Service).Distinct().ToArray());
            parameters.AddNamed("releases", "Array(String)", some.Select(source => source.Release).Distinct().ToArray());
            lists.AddRange((await runner.ReadAsync(
                new SqlStatement(ReleaseSql, parameters.Items) { Settings = SqlStatement.OneThread },
                reader => (new LibrarySource(project, "", reader.GetString(0), reader.GetString(1)), reader.GetString(2)),
                cancellationToken)).Where(pair => wanted.Contains(pair.Item1)));
        }

        return lists;
    }

    private async Task<Dictionary<string, string[]>> NamesOfAsync(ProjectId project, string[] lists, CancellationToken cancellationToken)
    {
        Dictionary<string, string[]> names = [];
        foreach (string[] some in lists.Chunk(ValuesPerStatement))
        {
            SqlParameters parameters = Of(project);
            parameters.AddNamed("lists", "Array(String)", some);
            foreach ((string list, string[] held) in await runner.ReadAsync(
                new SqlStatement(ListSql, parameters.Items) { Settings = SqlStatement.OneThread }, reader => (reader.GetString(0), reader.GetFieldValue<string[]>(1)), cancellationToken))
            {
                names[list] = held;
            }
        }

        return names;
    }

    private static SqlParameters Of(ProjectId project)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        return parameters;
    }
}
