using System.Globalization;
using Telemetry.Benchmarks.Rows;

namespace Telemetry.Benchmarks.Reading;

/// <summary>A question to the API of a project.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Path">Below the project, made of a number: each repetition asks for another word, service or trace, so that no cache knows the answer.</param>
/// <param name="TargetMs">Engine time at most; null when nothing was asked for.</param>
internal sealed record ReadingQuery(string Name, Func<int, string> Path, double? TargetMs = null)
{
    /// <summary>All of them.</summary>
    /// <param name="start">Of the data.</param>
    /// <param name="tokens">Words that occur once.</param>
    /// <param name="traces">Ids of traces.</param>
    public static IReadOnlyList<ReadingQuery> All(DateTimeOffset start, IReadOnlyList<string> tokens, IReadOnlyList<string> traces)
    {
        DateTimeOffset end = start + TimeSpan.FromTicks(LogRows.NanosecondsApart / TimeSpan.NanosecondsPerTick * ReadingData.Logs);
        string Range(int i) => $"from={Time(start.AddSeconds(i))}&to={Time(end.AddSeconds(-i))}";
        string LastTenMinutes(int i) => $"from={Time(end.AddMinutes(-10 - i))}&to={Time(end.AddMinutes(-i))}";
        string Logs(string query, int i) => $"logs?limit=100&query={Uri.EscapeDataString(query)}&{Range(i)}";
        string Count(string query, int i) => $"logs/count?query={Uri.EscapeDataString(query)}&{Range(i)}";
        return
        [
            new("rare word", i => Logs(tokens[i], i), 15),
            new("two common words, newest 100", i => Logs($"{Vocabulary.Word(3 + i)} {Vocabulary.Word(4 + i)}", i), 60),
            new("newest 100 of a service", i => Logs($"service:{LogRows.Services[i + 2]}", i), 25),
            new("count by severity", i => $"{Count("", i)}&by=level", 60),
            new("trace by id", i => $"traces/{traces[i]}", 15),
            new("histogram", i => $"logs/histogram?buckets=60&{Range(i)}", 40),
            new("histogram by severity", i => $"logs/histogram?buckets=60&by=level&{Range(i)}"),
            new("newest 100 of the project", i => Logs("", i)),
            new("rare attribute value", i => Logs($"attributes.record.id:{1000 + (i * 500_009)}", i)),
            new("attribute value of 100 records", i => Logs($"attributes.user.id:u-{4000 + i}", i)),
            new("two services, ten minutes", i => $"logs?limit=100&query={Uri.EscapeDataString($"service:[{LogRows.Services[i]}, {LogRows.Services[i + 3]}]")}&{LastTenMinutes(i)}"),
            new("seldom word (1000 of 5 million)", i => Logs(Vocabulary.Word(5000 + i), i)),
            new("phrase", i => Logs($"\"{Phrases[i]}\"", i)),
            new("words of a seldom phrase", i => Logs($"\"{Vocabulary.Word(90 + i)} {Vocabulary.Word(40 + i)}\"", i)),
            new("prefix", i => Logs($"{Vocabulary.Word(2000 + (i * 400))[..5]}*", i)),
            new("part of a word", i => Logs($"message:*{Vocabulary.Word(2000 + (i * 400))[1..6]}*", i)),
            new("count of two common words", i => Count($"{Vocabulary.Word(3 + i)} {Vocabulary.Word(4 + i)}", i)),
            new("count of errors of a service", i => Count($"level:error service:{LogRows.Services[i]}", i)),
            new("count by service", i => $"{Count("", i)}&by=service"),
            new("count by an attribute", i => $"{Count("", i)}&by=attributes.http.route"),
            new("list of traces", i => $"traces?limit=50&{Range(i)}"),
            new("list of failed traces of a service", i => $"traces?limit=50&query={Uri.EscapeDataString($"status:error service:{LogRows.Services[i]}")}&{Range(i)}"),
        ];
    }

    private static readonly string[] Phrases =
    [
        "refused by upstream", "Retrying job after", "Cache miss for key", "User signed in", "Payment declined after", "Slow query on table", "delivered to topic", "usage above threshold",
    ];

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
