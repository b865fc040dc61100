using System.Globalization;
using System.Reflection;

namespace Telemetry.Benchmarks.Reports;

/// <summary>Prints rows as a table; the public properties are the columns.</summary>
internal static class TextTable
{
    public static void Print(string title, IReadOnlyCollection<object> rows)
    {
        Console.WriteLine($"\n## {title}");
        foreach (IGrouping<Type, object> kind in rows.GroupBy(row => row.GetType()))
        {
            PropertyInfo[] columns = kind.Key.GetProperties();
            string[][] cells = [[.. columns.Select(column => column.Name)], .. kind.Select(row => columns.Select(column => Cell(column.GetValue(row))).ToArray())];
            int[] widths = [.. columns.Select((_, i) => cells.Max(line => line[i].Length))];
            Console.WriteLine(string.Join('\n', cells.Select(line => Line(line, widths))));
        }
    }

    private static string Line(string[] line, int[] widths) =>
        "| " + string.Join(" | ", line.Select((cell, i) => IsNumber(cell) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))) + " |";

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString(Math.Abs(number) >= 1000 ? "N0" : "0.##", CultureInfo.InvariantCulture),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
